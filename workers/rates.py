"""How long a unit of work takes on this computer, measured while working and kept for the next estimate."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

SMOOTHING: Final = 0.3
"""Weight of the newest measurement; a job's own pace wins over the past within a few units."""

PAGE: Final = "page"
WRITTEN_BYTE: Final = "written_byte"
"""Of a sentence that the model reads and writes anew; bytes are nearer to tokens than letters are."""
READING: Final = "reading"
"""Of a choice in its sentence, which the model weighs for the quiz."""
COMPOSED_POINT: Final = "composed_point"
WRITTEN_PAGE: Final = "written_page"
"""All the writing, by the pages of the document (see `in_written_pages`): what can be said before there is a plan."""

USUAL_S: Final = {WRITTEN_BYTE: 0.0008, READING: 0.0235, COMPOSED_POINT: 0.004}
"""With the embedded model on two cores, until it was measured here. What counts is how they compare."""
OF_THE_MODEL: Final = (WRITTEN_BYTE, READING)
"""A computer that is slow at one is as slow at the other."""

READ_SHARE: Final = 0.4
"""Of a request's time goes into reading it, about."""
ALMOST: Final = 0.95
"""A text that is longer than expected is not whole yet."""
LONGER: Final = 0.6
"""Ten times the pages take four times as long to write about."""
ENOUGH_SHARE: Final = 0.03
"""Of the work must be seen before anything is said without experience."""
PRIOR_SHARE: Final = 0.02
"""Experience counts as much as so much of the work."""

logger = logging.getLogger(__name__)


class Rates:
    """Seconds per unit by kind of unit. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._seconds = _read(path)

    def measured(self, unit: str, seconds: float, count: float) -> None:
        """Takes a measurement: so many units took so long."""
        if count <= 0:
            return
        with self._lock:
            old = self._seconds.get(unit)
            new = seconds / count
            self._seconds[unit] = new if old is None else old + SMOOTHING * (new - old)

    def remaining_ms(self, **units: float) -> int | None:
        """How long these many units will take; None while one of the kinds was never measured here."""
        with self._lock:
            if any(name not in self._seconds for name in units):
                return None
            return int(1000 * sum(self._seconds[name] * count for name, count in units.items()))

    def seconds(self, unit: str) -> float | None:
        """For one unit; None while it was never measured here."""
        with self._lock:
            return self._seconds.get(unit)

    def expected_s(self, unit: str) -> float:
        """For one unit of those in `USUAL_S`: as measured here, else as usual on a computer as fast as this one."""
        with self._lock:
            if unit in self._seconds:
                return self._seconds[unit]
            known = [each for each in OF_THE_MODEL if each in self._seconds and unit in OF_THE_MODEL]
            return USUAL_S[unit] * max((self._seconds[each] / USUAL_S[each] for each in known), default=1.0)

    def save(self) -> None:
        """Keeps the measurements for the next start; losing them costs an estimate."""
        with self._lock:
            text = json.dumps(self._seconds)
        part = self._path.with_suffix(".part")
        try:
            part.write_text(text, encoding="utf-8")
            part.replace(self._path)
        except OSError:
            logger.info("the measured rates could not be kept", exc_info=True)


def _read(path: Path) -> dict[str, float]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): float(value) for name, value in values.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def in_written_pages(pages: int) -> float:
    """How much there is to write for so many pages: notes of a long document say less of each page."""
    return float(pages**LONGER)


class Pace:
    """How long the rest of a count of equal things takes: what was known before, then more and more what is seen."""

    def __init__(self, total: int, *, expected_s: float | None, together: int = 1) -> None:
        """`expected_s` is for one of them; `together` of them are always at work and count as half done."""
        self._total = total
        self._expected_s = expected_s
        self._together = together
        self._began = time.monotonic()

    def remaining_ms(self, done: int) -> int | None:
        """After so many are done; None while nothing is known."""
        left = self._total - done
        started = done + min(left, self._together) / 2
        spent = time.monotonic() - self._began
        if self._expected_s is None:
            return int(1000 * spent / started * left) if done else None
        # The expectation weighs as much as one round of those that run together.
        each_s = (self._expected_s * self._together + spent) / (self._together + started)
        return int(1000 * each_s * left)


class Forecast:
    """How long the rest of a job's requests takes, by how much there is to read and to write.

    The clock begins with the first sign of life: loading and reading what all requests share come once and say nothing
    of the pace. What was known before counts as much as a small share of the work; then what is seen wins.
    """

    def __init__(
        self,
        weights: Sequence[float],
        *,
        expected_s: float | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`weights` are the sizes of the requests in one unit, `expected_s` how long one unit takes by experience."""
        self._weights = list(weights)
        self._total = sum(weights)
        self._expected_s = expected_s
        self._clock = clock
        self._done = [0.0] * len(self._weights)
        self._began: float | None = None
        self._at_begin = 0.0

    def share(self, first: int, end: int) -> float:
        """How much of these requests is done, from 0 to 1."""
        total = sum(self._weights[first:end])
        return sum(self._done[first:end]) / total if total else 1.0

    @property
    def seen(self) -> float:
        """How much was done since the clock began."""
        return sum(self._done) - self._at_begin

    @property
    def spent_s(self) -> float:
        """Since the clock began."""
        return 0.0 if self._began is None else self._clock() - self._began

    def written(self, index: int, share: float) -> None:
        """A request has been read, and so much of what it may be is written."""
        self._advance(index, READ_SHARE + (1 - READ_SHARE) * min(share, ALMOST))

    def finished(self, index: int) -> None:
        """A request is whole."""
        self._advance(index, 1.0)

    def remaining_ms(self) -> int | None:
        """From now on; None while nothing is known."""
        seen, spent = self.seen, self.spent_s
        left = self._total - sum(self._done)
        if self._expected_s is None:
            return int(1000 * spent / seen * left) if seen >= self._total * ENOUGH_SHARE else None
        weight = self._total * PRIOR_SHARE
        each_s = (self._expected_s * weight + spent) / (weight + seen) if self._total else 0.0
        return int(1000 * each_s * left)

    def _advance(self, index: int, share: float) -> None:
        self._done[index] = max(self._done[index], self._weights[index] * share)
        if self._began is None:
            self._began, self._at_begin = self._clock(), self._done[index]
