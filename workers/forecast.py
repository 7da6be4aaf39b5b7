"""How long the rest of a job's requests takes: what was expected, then more and more what is seen."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from typing import Final

READ_SHARE: Final = 0.3
"""Of a request's time goes into reading it, about."""
ALMOST: Final = 0.95
"""A text that is longer than expected is not whole yet."""
ENOUGH_SHARE: Final = 0.03
"""Of the work must be seen before anything is said without experience."""
TRUST_SHARE, TRUST_SHARE_USUAL = 0.2, 0.05
"""What is expected counts as much as so much of the work; less where it was not measured here,"""
SPREAD: Final = 0.5
"""and less where it is further off than documents differ: so much in the logarithm of the pace."""
LEAST_SHARE: Final = 0.02
LEAST_S: Final = 0.8
"""What was measured here never counts less than the larger of these."""
TOGETHER: Final = 8
"""So many requests are read at first."""
SETTLE_S: Final = 0.3
"""With the first sign of life come those of all requests that were read together: they say nothing of the pace."""


class Forecast:
    """How long the rest of a job's requests takes, by how long each is expected to take.

    The clock begins with the first signs of life: loading and reading what all requests share come once and say nothing
    of the pace. What is expected counts as much as a good part of the work while what is seen is near it: documents
    differ, and texts that run together come in bursts. Where it is far off, as beside a busy program, what is seen
    wins.
    """

    def __init__(
        self, expected_s: Sequence[float], *, is_measured: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`expected_s` is for each request; `is_measured`: by experience on this computer, so that it may be said
        before anything is seen."""
        self._weights = list(expected_s)
        self._total = sum(expected_s)
        self._is_measured = is_measured
        self._clock = clock
        self._made = clock()
        self._done = [0.0] * len(self._weights)
        self._beside = 0.0
        """Other work that was done in the same time."""
        self._first_sign: float | None = None
        self._began: float | None = None
        self._at_begin = 0.0

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1."""
        return sum(self._done) / self._total if self._total else 1.0

    @property
    def seen_s(self) -> float:
        """What was done since the clock began would have taken so long, as expected."""
        return sum(self._done) - self._at_begin + self._beside

    @property
    def spent_s(self) -> float:
        """Since the clock began."""
        return 0.0 if self._began is None else self._clock() - self._began

    @property
    def is_told(self) -> bool:
        """Whether enough is known to speak of it."""
        return self._is_measured or (self._began is not None and self.seen_s >= self._total * ENOUGH_SHARE)

    def written(self, index: int, share: float) -> None:
        """A request has been read, and so much of what it may be is written."""
        self._advance(index, READ_SHARE + (1 - READ_SHARE) * min(share, ALMOST))

    def finished(self, index: int) -> None:
        """A request is whole."""
        self._advance(index, 1.0)

    def beside(self, expected_s: float) -> None:
        """Something else was done in the same time."""
        self._beside += expected_s if self._began is not None else 0.0

    def remaining_s(self) -> float:
        """From now on."""
        left = self.pace() * (self._total - sum(self._done))
        if self._began is None:  # the first are being read, and nothing is heard of it
            left -= min(self._clock() - self._made, READ_SHARE * sum(self._weights[:TOGETHER]))
        return left

    def pace(self) -> float:
        """How many times as long it takes as expected."""
        seen, spent, near = self.seen_s, self.spent_s, self._near()
        if self._began is None or seen <= 0 or not spent:
            return 1.0
        share = TRUST_SHARE if self._is_measured else TRUST_SHARE_USUAL
        trust = max(self._least_s(), share * self._total * near)
        return (spent + trust) / (seen + trust)

    def pace_of_others(self) -> float:
        """How many times as long other work takes as expected: what makes a document's texts somewhat slower or faster
        than others says nothing of it; a busy program does."""
        return float(self.pace() ** (1 - self._near() if self._is_measured else 1.0))

    def _least_s(self) -> float:
        return max(LEAST_SHARE * self._total, LEAST_S) if self._is_measured else 0.0

    def _near(self) -> float:
        """How near what is seen is to what is expected: 1 where it is the same, to 0."""
        seen, spent, least = self.seen_s, self.spent_s, self._least_s()
        if self._began is None or seen <= 0 or not spent:
            return 1.0
        return 1 / (1 + (math.log((spent + least) / (seen + least)) / SPREAD) ** 4)

    def _advance(self, index: int, share: float) -> None:
        self._done[index] = max(self._done[index], self._weights[index] * share)
        now = self._clock()
        self._first_sign = now if self._first_sign is None else self._first_sign
        if self._began is None or now - self._first_sign < SETTLE_S:
            self._began, self._at_begin, self._beside = now, sum(self._done), 0.0
