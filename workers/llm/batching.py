"""Continuous batching: the requests of all jobs share each decode; a prompt beginning that several share is read once.

A batcher belongs to one thread at a time. Greedy: a request's text does not depend on what runs beside it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

from workers.llm.plan import Setup
from workers.llm.sequences import Memory, Sequences
from workers.llm.waiting import Waiting
from workers.llm.work import MIN_RUN, TEXT_INTERVAL_S, Row, Work, Writing

LONG_PROMPT: Final = 12
"""So many unread tokens are worth a decode without those who write."""
MAX_SHORT_RUN: Final = 16
"""Of a decode with those who write."""
LENGTHS: Final = (2, 4, 8, 12, 16)
"""Of runs, to choose from: llama.cpp computes four tokens at a time."""
SEQUENCES_PER_DECODE: Final = 4
"""So many sequences in a decode cost as much as the decode itself."""


class Decoder(Memory, Protocol):
    """What batching needs of a context; `workers.llm.context.NativeContext` is one."""

    limits: Any

    @property
    def context_tokens(self) -> int: ...
    def decode(self, rows: Sequence[Row]) -> dict[int, Any]: ...


class Interrupted(Exception):
    """A decode was broken off from outside; no token of its batch counts."""


class Listener(Protocol):
    """Hears what becomes of requests, on the stepping thread."""

    def on_begun(self, request_id: int) -> None: ...
    def on_text(self, request_id: int, text: str, tokens: list[int]) -> None: ...
    def on_done(self, request_id: int, result: object) -> None: ...


class Batcher:
    """Carries requests through the model together.

    All decodes have one form: runs of equal length, of two tokens or more, of some sequences. llama.cpp gives the same
    logits for them to the bit however a sequence is cut and whatever runs beside it; a run of one token takes another
    path with other rounding. What a sequence lacks of a run is guessed (`Work.run`) and forgotten where it was wrong.
    A model whose memory cannot be cut back gets runs of what is known, also of one token.
    """

    def __init__(
        self,
        model: Decoder,
        listener: Listener,
        waiting: Waiting,
        *,
        setup: Setup | None = None,
        clock: Callable[[], float] = time.monotonic,
        on_decode: Callable[[], None] = lambda: None,
    ) -> None:
        """Takes its requests from `waiting`. `setup` is how the model is used where that is not how it was loaded.
        `on_decode` is called after each decode."""
        self._step_tokens = setup.batch_tokens if setup else model.limits.batch_tokens
        self._decode_rows = setup.decode_rows if setup else model.limits.decode_rows
        self._model = model
        self._listener = listener
        self._waiting = waiting
        self._clock = clock
        self._on_decode = on_decode
        self._sequences = Sequences(model, model.limits.sequences)
        self._working: dict[int, Work] = {}

    @property
    def working(self) -> int:
        """How many requests are at work. From any thread."""
        return len(self._working)

    def owned_cells(self) -> list[int]:
        """What each sequence should hold: tokens that its request has read, or that it keeps of a beginning."""
        return self._sequences.owned_cells({work.sequence: work.held for work in self._working.values()})

    def drop(self, request_ids: Sequence[int]) -> None:
        """Forgets requests that are at work; nothing more is heard of them."""
        unwanted = set(request_ids)
        for work in list(self._working.values()):
            left = work.without(unwanted)
            if left is not work:
                self._end(work, left)

    def step(self, most: int | None = None) -> bool:
        """As much of the prompts as is worth one decode, then more of each text; tells whether there was work. Begins
        others until `most` are at work."""
        self._admit(self._model.limits.sequences if most is None else most)
        if run := self._sequences.unread_prefix(self._step_tokens):
            if self._read(run) is not None:
                self._sequences.prefix_was_read(run)
            return True
        if not self._working:
            return False
        prompts = self._long_prompts()
        if prompts and not self._decode(prompts, self._step_tokens // len(prompts)):
            return True
        everyone = sorted(self._working.values(), key=_by_sequence)
        if all(each.unread > LONG_PROMPT for each in everyone):
            return True
        if not self._waiting and self._sequences.close_gap(everyone[-1]):
            everyone.sort(key=_by_sequence)
        for part in range(0, len(everyone), self._step_tokens // MIN_RUN):
            works = everyone[part:][: self._step_tokens // MIN_RUN]
            if not self._decode(works, min(MAX_SHORT_RUN, self._step_tokens // len(works))):
                break
        return True

    def _long_prompts(self) -> list[Work]:
        """The prompt that came first, of those that are worth a decode without the texts, and its neighbours'."""
        long = {each.sequence: each for each in self._working.values() if each.unread > LONG_PROMPT}
        if not long:
            return []
        first = next(
            (each for each in long.values() if each.group in self._waiting.preferred), next(iter(long.values()))
        )
        together = [first]
        for step in (1, -1):
            sequence = first.sequence + step
            while sequence in long and sum(each.unread for each in together) < self._step_tokens:
                together.append(long[sequence])
                sequence += step
        return sorted(together, key=_by_sequence)

    def _decode(self, works: Sequence[Work], most: int) -> bool:
        """Reads a run of each, at most so long. False when it was broken off; nothing has changed then."""
        length = self._run_length(works, most)
        runs = [(each, each.run(length)) for each in works]
        logits = self._read([row for _, run in runs for row in run])
        if logits is None:
            return False
        ahead = iter(logits)
        for work, run in runs:
            self._take(work, run, [next(ahead) for row in run if row.wanted])
        return True

    def _read(self, rows: Sequence[Row]) -> Sequence[Any] | None:
        """The logits of the wanted rows; None when it was broken off."""
        try:
            return list(self._model.decode(rows).values())
        except Interrupted:
            return None
        finally:
            self._on_decode()

    def _run_length(self, works: Sequence[Work], most: int) -> int:
        """The length by which most is gained for the time."""
        if not self._model.can_fork:
            return min(most, *(each.unread for each in works))
        most = min(most, self._model.context_tokens + 1 - max(each.held for each in works))
        lengths = {length for length in LENGTHS if length <= most} | {min(most, each.unread) for each in works}

        overhead = self._decode_rows * (1 + len(works) / SEQUENCES_PER_DECODE)

        def gain(length: int) -> float:
            return sum(each.expected(length) for each in works) / (overhead + len(works) * length)

        return max((max(length, MIN_RUN) for length in lengths), key=gain)

    def _admit(self, most: int) -> None:
        """Gives free sequences to waiting requests, once the beginning that they share has been read."""
        while self.working < most and self._sequences.any_free:
            first, second = self._waiting.look()
            if first is None or not self._sequences.prepare(first, second):
                return
            if self._waiting.take(first):
                self._sequences.give(first)
                self._begin(first)

    def _begin(self, work: Work) -> None:
        self._working[work.request_id] = work
        self._listener.on_begun(work.request_id)

    def _take(self, work: Work, run: Sequence[Row], logits: Sequence[Any]) -> None:
        result = work.receive(run, logits)
        if result is not None:
            self._end(work, work.next_of_chain())
            self._listener.on_done(work.request_id, result)
            return
        if run[-1].position >= work.held:
            self._model.forget(work.sequence, since=work.held)
        if isinstance(work, Writing) and self._clock() - work.told_at >= TEXT_INTERVAL_S:
            work.told_at = self._clock()
            self._listener.on_text(work.request_id, work.text, work.written)

    def _end(self, work: Work, follower: Work | None) -> None:
        del self._working[work.request_id]
        if follower:
            self._sequences.hand_on(work, follower)
            self._begin(follower)
        else:
            self._sequences.take_back(work)


def _by_sequence(work: Work) -> int:
    return work.sequence
