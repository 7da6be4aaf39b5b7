"""Measures a loaded model on this computer: how fast it reads and writes, and how well it foretells a text."""

from __future__ import annotations

import hashlib
import math
import threading
import time
from collections.abc import Iterable, Sequence
from typing import Final

from workers.llm.context import NativeContext
from workers.llm.lanes import Lanes
from workers.llm.measurement import Measurement, Rehearsal
from workers.llm.plan import Setup
from workers.llm.protocol import Completion, GenerationRequest, Message, Role
from workers.llm.work import Row, log_likelihood

READ_TOKENS: Final = 256
WRITE_STEPS: Final = 16
SCORED_TOKENS: Final = 768
"""Enough for two copies of one model to be told apart: the noise is that of the same tokens, so it cancels."""
REPEATS: Final = 2
SHARED_WORDS, PART_WORDS = 60, 25
REHEARSED, REHEARSED_TOKENS = 16, 20
"""In the proportion in which notes read and write."""


def measure(context: NativeContext, text: str) -> Measurement:
    """While no lane uses the context; leaves its memory empty. `text` has some hundred words in its language."""
    tokens = context.model.text_tokens(text)
    assert len(tokens) > 2, "a text to measure with"
    return Measurement(
        read_rate=max(_read_rate(context, tokens) for _ in range(REPEATS)),
        write_rate=max(_write_rate(context, tokens) for _ in range(REPEATS)),
        perplexity=_perplexity(context, tokens[:SCORED_TOKENS]),
    )


def rehearse(contexts: Sequence[NativeContext], text: str, setup: Setup) -> Rehearsal:
    """Does what notes do, on a text of some hundred words, in lanes of these contexts. While no others use them; leaves
    their memory empty."""
    words = text.split()
    shared = Message(Role.SYSTEM, " ".join(words[:SHARED_WORDS]))
    parts = [words[SHARED_WORDS + n * PART_WORDS :][:PART_WORDS] for n in range(REHEARSED)]
    requests = [
        GenerationRequest(messages=(shared, Message(Role.USER, " ".join(part))), max_tokens=REHEARSED_TOKENS)
        for part in parts
    ]
    heard = _Heard(len(requests))
    began = time.perf_counter()
    lanes = Lanes(contexts[0].model, heard, contexts[: setup.lanes], setup=setup)
    for number, request in enumerate(requests):
        lanes.add(number, 1, request)
    lanes.go_on(setup.threads, setup.threads)
    heard.all_done.wait()
    seconds = time.perf_counter() - began
    lanes.close()
    for context in contexts:
        _forget(context, range(context.limits.sequences))
    texts = "\0".join(heard.texts[number] for number in sorted(heard.texts))
    return Rehearsal(seconds, hashlib.sha256(texts.encode()).hexdigest())


class _Heard:
    """A `Listener` that keeps the texts."""

    def __init__(self, expected: int) -> None:
        self._expected = expected
        self.texts: dict[int, str] = {}
        self.all_done = threading.Event()

    def on_begun(self, request_id: int) -> None:
        """Nobody waits for it."""

    def on_text(self, request_id: int, text: str, tokens: list[int]) -> None:
        """Nobody reads along."""

    def on_done(self, request_id: int, result: object) -> None:
        assert isinstance(result, Completion)
        self.texts[request_id] = result.text
        if len(self.texts) == self._expected:
            self.all_done.set()


def _read_rate(context: NativeContext, tokens: list[int]) -> float:
    count = min(READ_TOKENS, context.limits.batch_tokens, len(tokens))
    rows = [Row(token, position, 0, wanted=position == count - 1) for position, token in enumerate(tokens[:count])]
    began = time.perf_counter()
    context.decode(rows)
    seconds = time.perf_counter() - began
    context.forget(0)
    return count / seconds


def _write_rate(context: NativeContext, tokens: list[int]) -> float:
    sequences = range(context.limits.sequences)
    context.decode([Row(tokens[0], 0, sequence, wanted=False) for sequence in sequences])
    began = time.perf_counter()
    for step in range(1, WRITE_STEPS + 1):
        token = tokens[step % len(tokens)]
        context.decode([Row(token, step, sequence, wanted=True) for sequence in sequences])
    seconds = time.perf_counter() - began
    _forget(context, sequences)
    return WRITE_STEPS * len(sequences) / seconds


def _perplexity(context: NativeContext, tokens: list[int]) -> float:
    tokens = tokens[: context.context_tokens]
    total, step = 0.0, context.limits.batch_tokens
    for start in range(0, len(tokens) - 1, step):
        end = min(start + step, len(tokens) - 1)
        rows = [Row(tokens[position], position, 0, wanted=True) for position in range(start, end)]
        for index, logits in context.decode(rows).items():
            total -= log_likelihood(logits, tokens[start + index + 1])
    context.forget(0)
    return math.exp(total / (len(tokens) - 1))


def _forget(context: NativeContext, sequences: Iterable[int]) -> None:
    for sequence in sequences:
        context.forget(sequence)
