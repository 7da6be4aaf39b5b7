"""How many threads to compute with while other programs are running.

llama.cpp's threads wait for each other hundreds of times in one batch. One that shares its core with another program
holds up all: with one core taken, two threads have been seen to write 15 times slower than one does.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

import psutil

INTERVAL_S: Final = 1.0
"""A shorter look would take a passing program for a neighbour."""
TAKEN: Final = 0.4
"""A core is taken by others when they use more than this share of it."""

CpuTimes = tuple[float, float]
"""Seconds of processor time since some beginning: of all programs together, and of this one."""


def cpu_times() -> CpuTimes:
    """What the system has counted so far."""
    total = psutil.cpu_times()
    idle = total.idle + getattr(total, "iowait", 0.0)
    own = psutil.Process().cpu_times()
    return sum(total) - idle, own.user + own.system


class Neighbours:
    """Watches the other programs. Used from the thread that decodes."""

    def __init__(
        self,
        cores: int,
        *,
        taken: float = TAKEN,
        clock: Callable[[], float] = time.monotonic,
        times: Callable[[], CpuTimes] = cpu_times,
    ) -> None:
        self._cores = cores
        self._taken = taken
        self._clock = clock
        self._times = times
        self._looked_at = clock()
        self._last = times()
        self.threads = cores

    def look(self) -> bool:
        """Looks again if it is time; tells whether `threads` has changed."""
        passed = self._clock() - self._looked_at
        if passed < INTERVAL_S or self._cores == 1:
            return False
        everyone, own = self._times()
        others = (everyone - self._last[0]) - (own - self._last[1])
        self._looked_at, self._last = self._clock(), (everyone, own)
        taken = int(max(0.0, others / passed) + 1 - self._taken)
        wanted = max(1, self._cores - taken)
        changed, self.threads = wanted != self.threads, wanted
        return changed
