"""A model that counts, for tests of the batcher: its next token depends on all before, so a mixed-up cache is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from workers.llm.batching import Batcher, Interrupted
from workers.llm.constraints import Pieces, SourceOrder, SourceRule
from workers.llm.intake import Intake, Queue
from workers.llm.protocol import Constraint, GenerationRequest, Message, Role
from workers.llm.waiting import Waiting
from workers.llm.work import Row

VOCABULARY = 64
END = 0


@dataclass
class Limits:
    sequences: int = 4
    batch_tokens: int = 64
    decode_rows: int = 4


class CountingModel:
    """Tokens are letters; the next one is a hash of the whole sequence. Rows must go on from the cache."""

    def __init__(self, limits: Limits | None = None, *, context_tokens: int = 200, can_fork: bool = True) -> None:
        self.limits = limits or Limits()
        self.context_tokens = context_tokens
        self.can_fork = can_fork
        self.cells: dict[int, list[int]] = {}
        self.read = 0
        self.batches: list[list[Row]] = []
        self.interrupt_next = False
        self.kept: set[tuple[int, ...]] = set()

    def prompt_tokens(self, messages: Sequence[Message]) -> list[int]:
        return [1 + ord(letter) % (VOCABULARY - 1) for message in messages for letter in message.content]

    def continuation_tokens(self, text: str) -> list[int]:
        return [ord(letter) - 32 for letter in text]

    def piece(self, token: int) -> bytes:
        return bytes([32 + token])

    def ends(self, token: int) -> bool:
        return token == END

    def rule(self, constraint: Constraint) -> SourceRule:
        pieces = Pieces(self.piece(token) if token != END else b"" for token in range(VOCABULARY))
        return SourceRule(pieces, [END], SourceOrder(constraint.source, constraint.joints))

    def decode(self, rows: Sequence[Row]) -> dict[int, np.ndarray]:
        assert 0 < len(rows) <= max(self.limits.batch_tokens, self.limits.sequences)
        if self.interrupt_next:
            self.interrupt_next = False
            raise Interrupted
        logits = {}
        for index, row in enumerate(rows):
            cells = self.cells.setdefault(row.sequence, [])
            assert row.position == len(cells), f"sequence {row.sequence} has {len(cells)}, not {row.position}"
            cells.append(row.token)
            if row.wanted:
                logits[index] = np.eye(VOCABULARY)[self.next_of(cells)]
        self.read += len(rows)
        self.batches.append(list(rows))
        return logits

    def next_of(self, cells: Sequence[int]) -> int:
        return (sum((place + 1) * token for place, token in enumerate(cells)) * 31 + len(cells)) % VOCABULARY

    def fork(self, source: int, target: int, tokens: int) -> None:
        assert not self.cells.get(target), "the target is empty"
        self.cells[target] = self.cells[source][:tokens]

    def forget(self, sequence: int, *, since: int = 0) -> bool:
        self.cells[sequence] = self.cells.get(sequence, [])[:since]
        return True

    def recall(self, sequence: int, tokens: Sequence[int]) -> bool:
        if tuple(tokens) not in self.kept:
            return False
        self.cells[sequence] = list(tokens)
        return True

    def remember(self, sequence: int, tokens: Sequence[int]) -> None:
        assert self.cells[sequence] == list(tokens)
        self.kept.add(tuple(tokens))

    def text_alone(self, request: GenerationRequest) -> str:
        cells = self.prompt_tokens(request.messages)
        text = ""
        while len(text) < request.max_tokens and len(cells) < self.context_tokens:
            token = self.next_of(cells)
            if token == END:
                break
            cells.append(token)
            text += self.piece(token).decode()
        return text


class Heard:
    def __init__(self) -> None:
        self.done: dict[int, Any] = {}
        self.begun: list[int] = []
        self.tokens: dict[int, list[int]] = {}

    def on_begun(self, request_id: int) -> None:
        self.begun.append(request_id)

    def on_text(self, request_id: int, text: str, tokens: list[int]) -> None:
        self.tokens[request_id] = tokens

    def on_done(self, request_id: int, result: object) -> None:
        assert request_id not in self.done, "each is told once"
        self.done[request_id] = result


def request(
    text: str, *, shared: str = "", max_tokens: int = 12, stop: tuple[str, ...] = (), fixed: int = 0
) -> GenerationRequest:
    messages = (Message(Role.SYSTEM, shared), Message(Role.USER, text))
    return GenerationRequest(messages=messages, max_tokens=max_tokens, stop=stop, fixed=fixed)


class Alone:
    """A batcher with a queue of its own, on the thread that asks."""

    def __init__(self, model: CountingModel, heard: Heard, **options: Any) -> None:
        self._waiting = Waiting(chains=model.can_fork)
        self._batcher = Batcher(model, heard, self._waiting, **options)
        intake = Intake(model, heard, [Queue(model.context_tokens, self._waiting)])
        self.add, self.add_score, self.prefer = intake.add, intake.add_score, intake.prefer
        self.step, self.owned_cells = self._batcher.step, self._batcher.owned_cells

    @property
    def busy(self) -> bool:
        return bool(self._batcher.working or len(self._waiting))

    def drop(self, request_ids: Sequence[int]) -> None:
        self._waiting.drop(request_ids)
        self._batcher.drop(request_ids)


def run(model: CountingModel, requests: Sequence[GenerationRequest]) -> Heard:
    heard = Heard()
    batcher = Alone(model, heard)
    for number, each in enumerate(requests):
        batcher.add(number, 1, each)
    while batcher.busy:
        batcher.step()
    return heard
