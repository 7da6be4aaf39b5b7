"""How far the model's work for a note is, and how long the job still takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

from workers import rates
from workers.forecast import Forecast
from workers.rates import Rates

ENOUGH_READ: Final = 16
"""So many readings after the last text tell how long one takes."""

LEAST_MEASURED_S: Final = 0.5
"""Shorter times say nothing of the pace."""
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
        self._texts, self._readings = len(sizes), readings
        self._open = set(range(len(sizes)))
        self._byte = rates.in_language(rates.WRITTEN_BYTE, language)
        self._reading = rates.in_language(rates.READING, language)
        self._byte_s, self._reading_s = known.expected_s(self._byte), known.expected_s(self._reading)
        self._clock = clock
        # Without experience it is known only how the parts compare; how fast they go is seen soon.
        expected_s = [size * self._byte_s for size in sizes]
        self._writing = Forecast(expected_s, is_measured=known.knows_the_model, clock=clock)
        self._reading_on: Forecast | None = None
        """From when all texts are whole."""
        self._after_s = AFTER_S + known.expected_s(rates.COMPOSED_POINT) * points
        self._read = self._read_beside = 0
        self._when_written = self._written_s = self._seen_s = self._read_s = 0.0
        """When the last text was whole, on the clock; what it took and was worth until then; the readings after it."""

    @property
    def is_written(self) -> bool:
        """Whether all texts are whole."""
        return not self._open

    @property
    def share_written(self) -> float:
        """How much of the texts is there, 0 to 1."""
        return self._writing.share

    @property
    def share_read(self) -> float:
        """How many of the readings are done, 0 to 1."""
        return self._read / self._readings if self._readings else 1.0

    def written(self, number: int, share: float) -> None:
        """So much of what a text may be is written."""
        self._writing.written(number, share)

    def finished(self, number: int) -> None:
        """A text or a reading is whole."""
        if number < self._texts:
            self._open.discard(number)
            self._writing.finished(number)
            if not self._open:
                self._read_on()
            return
        self._read += 1
        if self._reading_on:
            self._reading_on.finished(self._read - self._read_beside - 1)
            self._read_s = self._clock() - self._when_written
        else:
            self._writing.beside(self._reading_s)

    def remaining_ms(self) -> int | None:
        """Of the whole job, from now on; None while nothing is known."""
        if self._reading_on:
            return int(1000 * (self._reading_on.remaining_s() + self._after_s))
        if not self._writing.is_told:
            return None
        reading_s = self._writing.pace_of_others() * self._reading_s * (self._readings - self._read)
        return int(1000 * (self._writing.remaining_s() + reading_s + self._after_s))

    def learn(self) -> None:
        """Keeps what was measured, for the next job."""
        if not self._reading_on:
            return
        later = self._read - self._read_beside
        reading_s = self._read_s / later if later >= ENOUGH_READ else self._reading_s
        if later >= ENOUGH_READ:
            self._rates.measured(self._reading, reading_s, 1)
        # What was read beside the texts took its part of their time; what came before the clock began took none.
        seen_bytes = (self._seen_s - self._read_beside * self._reading_s) / self._byte_s
        seconds = self._written_s - self._read_beside * reading_s
        if seen_bytes > 0 and seconds > 0 and self._written_s > LEAST_MEASURED_S:
            self._rates.measured(self._byte, seconds / seen_bytes, 1)

    def _read_on(self) -> None:
        """All texts are whole; the readings that are left have all sequences to themselves."""
        self._when_written = self._clock()
        self._written_s, self._seen_s, self._read_beside = self._writing.spent_s, self._writing.seen_s, self._read
        each_s = self._reading_s * self._writing.pace_of_others()
        self._reading_on = Forecast([each_s] * (self._readings - self._read), is_measured=True, clock=self._clock)
