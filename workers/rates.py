"""How long a unit of work takes on this computer, measured while working and kept for the next estimate."""

from __future__ import annotations

import json
import logging
import threading
import time
from pathlib import Path
from typing import Final

SMOOTHING: Final = 0.3
"""Weight of the newest measurement; a job's own pace wins over the past within a few units."""

PAGE: Final = "page"
POINT: Final = "point"
WRITTEN_PAGE: Final = "written_page"
"""All the writing, by the pages of the document: what can be said before there is a plan."""

logger = logging.getLogger(__name__)


class Rates:
    """Seconds per unit by kind of unit. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._seconds = _read(path)

    def measured(self, unit: str, seconds: float, count: int) -> None:
        """Takes a measurement: so many units took so long."""
        if count <= 0:
            return
        with self._lock:
            old = self._seconds.get(unit)
            new = seconds / count
            self._seconds[unit] = new if old is None else old + SMOOTHING * (new - old)

    def remaining_ms(self, **units: int) -> int | None:
        """How long these many units will take; None while one of the kinds was never measured here."""
        with self._lock:
            if any(name not in self._seconds for name in units):
                return None
            return int(1000 * sum(self._seconds[name] * count for name, count in units.items()))

    def seconds(self, unit: str) -> float | None:
        """For one unit; None while it was never measured here."""
        with self._lock:
            return self._seconds.get(unit)

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
