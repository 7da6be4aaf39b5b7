"""How far the model's work for a note is, and how long the job still takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

from workers import rates
from workers.rates import Forecast, Rates

ENOUGH_READ: Final = 16
"""So many readings after the last text tell how long one takes."""

AFTER_S: Final = 0.15
"""For the few readings that nobody foresaw, and to store the note."""


class Outlook:
    """Over texts that are written and, as soon as there is room beside the last of them, readings for the quiz. They
    are numbered through, texts first. Belongs to the job's thread."""

    def __init__(
        self,
        known: Rates,
        sizes: Sequence[int],
        *,
        readings: int,
        points: int,
        language: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`sizes` are those of the texts, in bytes, and `language` theirs; of `points` the note is composed
        afterwards."""
        self._rates = known
        self._bytes = sum(sizes)
        self._texts, self._readings = len(sizes), readings
        self._open = set(range(len(sizes)))
        self._byte = rates.in_language(rates.WRITTEN_BYTE, language)
        self._reading = rates.in_language(rates.READING, language)
        self._byte_s, self._reading_s = known.expected_s(self._byte), known.expected_s(self._reading)
        weights = [*(size * self._byte_s for size in sizes), *[self._reading_s] * readings]
        # Without experience it is known only how the parts compare; how fast they go is seen soon.
        self._forecast = Forecast(weights, is_measured=known.knows_the_model, clock=clock)
        self._after_s = AFTER_S + known.expected_s(rates.COMPOSED_POINT) * points
        self._read = 0
        self._last_s = 0.0
        """When the last of them was whole."""
        self._when_written: tuple[float, float, int] | None = None
        """Seconds, work and readings until the last text was whole."""

    @property
    def is_written(self) -> bool:
        """Whether all texts are whole."""
        return not self._open

    @property
    def share_written(self) -> float:
        """How much of the texts is there, 0 to 1."""
        return self._forecast.share(0, self._texts)

    @property
    def share_read(self) -> float:
        """How many of the readings are done, 0 to 1."""
        return self._read / self._readings if self._readings else 1.0

    def written(self, number: int, share: float) -> None:
        """So much of what a text may be is written."""
        self._forecast.written(number, share)

    def finished(self, number: int) -> None:
        """A text or a reading is whole."""
        self._forecast.finished(number)
        self._last_s = self._forecast.spent_s
        self._read += number >= self._texts
        self._open.discard(number)
        if not self._open and self._when_written is None:
            self._when_written = (self._last_s, self._forecast.seen, self._read)

    def remaining_ms(self) -> int | None:
        """Of the whole job, from now on; None while nothing is known."""
        left = self._forecast.remaining_ms()
        return None if left is None else left + int(1000 * self._after_s)

    def learn(self) -> None:
        """Keeps what was measured, for the next job."""
        if self._when_written is None:
            return
        written_s, work, read = self._when_written
        later = self._read - read
        reading_s = self._reading_s
        if later >= ENOUGH_READ:
            reading_s = (self._last_s - written_s) / later
            self._rates.measured(self._reading, reading_s, 1)
        # What was read beside the texts took its part of their time; what came before the clock began took none.
        seen_bytes = (work - read * self._reading_s) / self._byte_s
        seconds = written_s - read * reading_s
        if seen_bytes > self._bytes / 2 and seconds > 0:
            self._rates.measured(self._byte, seconds, seen_bytes)
