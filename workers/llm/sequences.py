"""Which sequence of the model's memory holds what: a beginning that is read once, and the requests that share it."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from workers.llm.work import FILLER, MIN_RUN, Row, Work

PREFIX: Final = 0
"""The sequence that holds the shared beginning; requests get the others."""
MIN_SHARED_TOKENS: Final = 16
"""Sharing less than this costs more in copies than in reading."""
MIN_KEPT_TOKENS: Final = 128
"""A beginning of so many tokens is worth a file: it is the same in every job."""


class Memory(Protocol):
    """What sequences need of a model."""

    can_fork: bool

    def fork(self, source: int, target: int, tokens: int) -> None: ...
    def forget(self, sequence: int, *, since: int = 0) -> bool: ...
    def recall(self, sequence: int, tokens: Sequence[int]) -> bool: ...
    def remember(self, sequence: int, tokens: Sequence[int]) -> None: ...


class Sequences:
    """Gives sequences to requests. One that is given back keeps what it has of the shared beginning: to copy that again
    costs as much as to read some tokens."""

    def __init__(self, model: Memory, count: int) -> None:
        self._model = model
        self._free = list(range(PREFIX + 1, count))
        self._kept = dict.fromkeys(self._free, 0)
        """How much each free sequence has of the shared beginning."""
        self._prefix: list[int] = []
        self._held = 0
        self._cost = 0
        """Tokens that were read for the shared beginning, and that no request has counted yet."""
        self._is_on_disk = True

    @property
    def any_free(self) -> bool:
        return bool(self._free)

    def prepare(self, first: Work, second: Work | None) -> bool:
        """Whether what the next two requests share is held; if not, it is to be read."""
        if second is None or not self._model.can_fork:
            return self._held == len(self._prefix)
        held = common(first.tokens, self._prefix)
        # The first token whose logits are wanted is always read by the request itself.
        shared = min(common(first.tokens, second.tokens), first.first_wanted)
        fixed = min(first.fixed, second.fixed)
        if MIN_KEPT_TOKENS <= fixed <= shared < fixed + MIN_SHARED_TOKENS:
            # Words that two sentences happen to begin with would make a beginning that never comes again.
            shared = fixed
        if shared >= held + MIN_SHARED_TOKENS:
            self._change_prefix(first.tokens[:shared], held, may_be_kept=MIN_KEPT_TOKENS <= shared <= fixed)
        return self._held == len(self._prefix)

    def unread_prefix(self, most: int) -> list[Row]:
        """The next run of the shared beginning; empty when all of it is held."""
        run = self._prefix[self._held : self._held + most]
        if len(run) == 1:
            run = [*run, *[FILLER] * (MIN_RUN - 1)]
        return [Row(token, place, PREFIX, wanted=False) for place, token in enumerate(run, self._held)]

    def prefix_was_read(self, run: Sequence[Row]) -> None:
        self._held = min(self._held + len(run), len(self._prefix))
        if self._held == len(self._prefix):
            self._model.forget(PREFIX, since=self._held)
            if not self._is_on_disk:
                self._is_on_disk = True
                self._model.remember(PREFIX, self._prefix)

    def give(self, work: Work) -> None:
        """The lowest free sequence, with what the request shares with the beginning."""
        # The lowest: sequences at work then are neighbours, which llama.cpp computes together.
        work.sequence = heapq.heappop(self._free)
        shared = min(common(work.tokens, self._prefix), work.first_wanted) if self._model.can_fork else 0
        kept = self._kept[work.sequence]
        if shared >= kept + MIN_SHARED_TOKENS:
            self._model.forget(work.sequence)
            self._model.fork(PREFIX, work.sequence, shared)
        else:
            shared = min(shared, kept)
            self._model.forget(work.sequence, since=shared)
        work.held = shared
        work.counted_prompt = work.unread + self._cost
        self._cost = 0

    def hand_on(self, work: Work, follower: Work) -> None:
        """The sequence of a request that ends goes to another of the same prompt."""
        shared = min(common(work.tokens[: work.held], follower.tokens), follower.first_wanted)
        follower.sequence = work.sequence
        follower.held = shared if self._model.forget(work.sequence, since=shared) else 0
        follower.counted_prompt = follower.unread

    def take_back(self, work: Work) -> None:
        kept = common(work.tokens[: work.held], self._prefix[: self._held]) if self._model.can_fork else 0
        self._model.forget(work.sequence, since=kept)
        self._kept[work.sequence] = kept
        heapq.heappush(self._free, work.sequence)

    def close_gap(self, last: Work) -> bool:
        """Moves the request in the highest sequence to a lower one that is free; tells whether there was one. A
        decode whose sequences are no neighbours is computed in parts, each nearly as long as the whole."""
        if not (self._model.can_fork and self._free and self._free[0] < last.sequence):
            return False
        left = last.sequence
        last.sequence = heapq.heappop(self._free)
        self._model.forget(last.sequence)
        self._model.fork(left, last.sequence, last.held)
        kept = common(last.tokens[: last.held], self._prefix[: self._held])
        self._model.forget(left, since=kept)
        self._kept[left] = kept
        heapq.heappush(self._free, left)
        return True

    def owned_cells(self, working: Mapping[int, int]) -> list[int]:
        """How many tokens each sequence should hold; `working` has it for those at work."""
        return [self._held, *(working.get(each, self._kept[each]) for each in sorted(self._kept))]

    def _change_prefix(self, prefix: list[int], held: int, *, may_be_kept: bool) -> None:
        """Makes this the shared beginning; `held` of its tokens are those of the old one."""
        for sequence in self._free:
            if self._kept[sequence] > held:
                self._model.forget(sequence, since=held)
                self._kept[sequence] = held
        self._prefix = prefix
        self._held = min(held, self._held)
        if may_be_kept and self._held < len(prefix) // 2:
            self._model.forget(PREFIX)
            self._held = len(prefix) if self._model.recall(PREFIX, prefix) else 0
        else:
            self._model.forget(PREFIX, since=self._held)
        self._cost = len(prefix) - self._held
        self._is_on_disk = not may_be_kept or not self._cost


def common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
