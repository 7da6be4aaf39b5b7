"""Whether waiting jobs may be begun now: always, on mains power, or while the computer has nothing else to do."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import psutil

from workers.llm.effort import on_battery

IDLE_SHARE: Final = 0.2
"""Of all cores, which other programs may use on an idle computer."""
LOOK_S: Final = 5.0
"""The time over which this is measured."""


@dataclass(frozen=True, slots=True)
class CpuUse:
    """Seconds that all cores together have spent since the start: in all, idle, and for this program."""

    total: float
    idle: float
    own: float


def cpu_use() -> CpuUse:
    """As it is now. Of children that have ended nothing is known any more."""
    times = psutil.cpu_times()
    # Linux counts guests into user time, too.
    total = sum(times) - getattr(times, "guest", 0.0) - getattr(times, "guest_nice", 0.0)
    own = 0.0
    me = psutil.Process()
    for process in (me, *me.children(recursive=True)):
        try:
            spent = process.cpu_times()
        except psutil.Error:
            continue
        own += spent.user + spent.system
    return CpuUse(total, times.idle + getattr(times, "iowait", 0.0), own)


class Occasion:
    """`is_now` may be asked from any thread. `run_when` gives the setting as it is now."""

    def __init__(
        self,
        run_when: Callable[[], str],
        *,
        is_on_battery: Callable[[], bool] = on_battery,
        use: Callable[[], CpuUse] = cpu_use,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._run_when = run_when
        self._is_on_battery = is_on_battery
        self._use = use
        self._clock = clock
        self._last: tuple[float, CpuUse] | None = None
        self._is_idle = False
        self._lock = threading.Lock()

    def is_now(self) -> bool:
        """Whether a waiting job may be begun."""
        when = self._run_when()
        if when == "mains":
            return not self._is_on_battery()
        if when != "idle":
            return True
        with self._lock:
            return self._look()

    def _look(self) -> bool:
        """Measures from one look to the next; until there were two, the computer counts as busy."""
        now = self._clock()
        if self._last is None:
            self._last = now, self._use()
        elif now - self._last[0] >= LOOK_S:
            before, after = self._last[1], self._use()
            total = after.total - before.total
            others = total - (after.idle - before.idle) - max(0.0, after.own - before.own)
            self._is_idle = total > 0 and others / total < IDLE_SHARE
            self._last = now, after
        return self._is_idle
