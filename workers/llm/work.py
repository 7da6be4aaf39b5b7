"""One request on its way through the model: its tokens, what of them is read, and what its logits become."""

from __future__ import annotations

import codecs
import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np

from workers.llm.constraints import Rule
from workers.llm.protocol import Completion, Constraint, FinishReason, GenerationRequest, Message, Score

TEXT_INTERVAL_S: Final = 0.1
"""A request's text so far is told at most this often."""


@dataclass(frozen=True, slots=True)
class Row:
    """One token of a batch: of sequence `sequence`, at `position`; `wanted` asks for the logits after it."""

    token: int
    position: int
    sequence: int
    wanted: bool


class NoNumbers(Exception):
    """The model computes what is no number: its weights are damaged."""


class Vocabulary(Protocol):
    """What a request needs to know of a model's tokens."""

    @property
    def context_tokens(self) -> int: ...
    def prompt_tokens(self, messages: Sequence[Message]) -> list[int]: ...
    def continuation_tokens(self, text: str) -> list[int]: ...
    def piece(self, token: int) -> bytes: ...
    def ends(self, token: int) -> bool: ...
    def rule(self, constraint: Constraint) -> Rule: ...


class Work(ABC):
    """What all requests have in common. `held` of its tokens are in the model's memory, in sequence `sequence`."""

    def __init__(self, request_id: int, group: int, tokens: list[int], *, first_wanted: int) -> None:
        """The logits after the token at `first_wanted` and after all later ones are wanted."""
        self.request_id = request_id
        self.group = group
        self.tokens = tokens
        self.first_wanted = first_wanted
        self.fixed = 0
        """So many of the tokens come from the request's fixed messages."""
        self.sequence = -1
        self.held = 0
        self.counted_prompt = 0

    @property
    def unread(self) -> int:
        return len(self.tokens) - self.held

    def row(self, position: int) -> Row:
        return Row(self.tokens[position], position, self.sequence, wanted=position >= self.first_wanted)

    @abstractmethod
    def take(self, logits: Any) -> object | None:
        """Takes the logits that were wanted, one after another; returns the result when it is whole."""


class Writing(Work):
    """A text that grows by the likeliest token, again and again."""

    def __init__(
        self,
        request_id: int,
        group: int,
        request: GenerationRequest,
        vocabulary: Vocabulary,
        *,
        prompt: list[int],
        written: Sequence[int] = (),
    ) -> None:
        """`written` are tokens of the text that are known already; the text goes on there. Raises BadConstraint."""
        super().__init__(request_id, group, [*prompt, *written], first_wanted=len(prompt) + len(written) - 1)
        self._request = request
        self._vocabulary = vocabulary
        self._prompt_length = len(prompt)
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="ignore")
        self._rule = vocabulary.rule(request.constraint) if request.constraint else None
        if self._rule:
            for token in written:
                self._rule.accept(token)
        self.text = "".join(self._decoder.decode(vocabulary.piece(token)) for token in written)
        self.told_at = 0.0

    @property
    def written(self) -> list[int]:
        return self.tokens[self._prompt_length :]

    def take(self, logits: Any) -> Completion | None:
        token = self._rule.choose(logits) if self._rule else int(logits.argmax())
        if token is None:
            return self._completion(FinishReason.LENGTH)
        if not math.isfinite(logits[token]):
            raise NoNumbers
        if self._vocabulary.ends(token):
            return self._completion(FinishReason.END)
        if self._rule:
            self._rule.accept(token)
        self.tokens.append(token)
        self.text += self._decoder.decode(self._vocabulary.piece(token))
        stops = [place for stop in self._request.stop if (place := self.text.find(stop)) >= 0]
        if stops:
            self.text = self.text[: min(stops)]
            return self._completion(FinishReason.END)
        if len(self.written) >= self._request.max_tokens or len(self.tokens) >= self._vocabulary.context_tokens:
            return self._completion(FinishReason.LENGTH)
        return None

    def _completion(self, reason: FinishReason) -> Completion:
        return Completion(self.text, reason, self.counted_prompt, len(self.written))


class Scoring(Work):
    """A text that is there already; each of its tokens is looked up in the logits before it."""

    def __init__(self, request_id: int, group: int, *, prompt: list[int], text: list[int]) -> None:
        assert prompt
        assert text
        super().__init__(request_id, group, [*prompt, *text[:-1]], first_wanted=len(prompt) - 1)
        self._expected = text
        self._found: list[float] = []

    def take(self, logits: Any) -> Score | None:
        self._found.append(log_likelihood(logits, self._expected[len(self._found)]))
        return Score(tuple(self._found), self.counted_prompt) if len(self._found) == len(self._expected) else None


def log_likelihood(logits: Any, token: int) -> float:
    """The natural logarithm of the probability that the softmax of the logits gives a token."""
    shifted = logits - logits.max()
    found = float(shifted[token]) - math.log(np.exp(shifted, dtype=np.float64).sum())
    if math.isnan(found):
        raise NoNumbers
    return found
