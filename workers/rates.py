"""How long a unit of work takes on this computer, measured while working and kept for the next estimate."""

from __future__ import annotations

import json
import logging
import threading
import time
from pathlib import Path
from typing import Final

SMOOTHING, SMOOTHING_FASTER = 0.3, 0.6
"""Weight of the newest measurement; larger for one that went faster, for other programs only ever make it slower."""

PAGE: Final = "page"
WRITTEN_BYTE: Final = "written_byte"
"""Of a sentence that the model reads and writes anew; bytes are nearer to tokens than letters are."""
READING: Final = "reading"
"""Of a choice in its sentence, which the model weighs for the quiz."""
COMPOSED_POINT: Final = "composed_point"
WRITTEN_PAGE: Final = "written_page"
"""All the writing, by the pages of the document (see `in_written_pages`): what can be said before there is a plan."""

USUAL_S: Final = {WRITTEN_BYTE: 0.0008, READING: 0.017, COMPOSED_POINT: 0.004}
"""With the embedded model on two cores, until it was measured here. What counts is how they compare."""
OF_THE_MODEL: Final = (WRITTEN_BYTE, READING)
"""A computer that is slow at one is as slow at the other."""
FOREIGN: Final = 1.7
"""So many times as many tokens as in English has a text in another language, about."""

LONGER: Final = 0.45
"""Ten times the pages take three times as long to write about."""

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
            weight = SMOOTHING if old is None or new > old else SMOOTHING_FASTER
            self._seconds[unit] = new if old is None else old + weight * (new - old)

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

    @property
    def knows_the_model(self) -> bool:
        """Whether a model was measured here, in any language."""
        with self._lock:
            return any(_base(each) in OF_THE_MODEL for each in self._seconds)

    def expected_s(self, unit: str) -> float:
        """For one unit of those in `USUAL_S`: as measured here, else as usual on a computer as fast as this one."""
        with self._lock:
            if unit in self._seconds:
                return self._seconds[unit]
            of_the_model = _base(unit) in OF_THE_MODEL
            known = [each for each in self._seconds if of_the_model and _base(each) in OF_THE_MODEL]
            slowness = [self._seconds[each] / _usual_s(each) for each in known]
            return _usual_s(unit) * (sum(slowness) / len(slowness) if slowness else 1.0)

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


def in_language(unit: str, language: str) -> str:
    """The unit in which texts of a language are measured; the language is an ISO 639-1 code, or empty."""
    return unit if language in ("", "en") else f"{unit}.{language}"


def _base(unit: str) -> str:
    return unit.partition(".")[0]


def _usual_s(unit: str) -> float:
    return USUAL_S[_base(unit)] * (FOREIGN if unit != _base(unit) else 1.0)


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
