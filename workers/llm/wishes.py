"""What the program wishes of a running child besides texts; set at any time, told to the child by its link."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from workers.llm.effort import Speed, in_force, on_battery

BATTERY_INTERVAL_S: Final = 10.0


@dataclass(slots=True)
class Wishes:
    """Shared by an engine and its links; plain values, each set by one assignment, so from any thread."""

    foreground: str = ""
    """The owner whose requests go first: the document that the student looks at."""
    is_paused: bool = False
    speed: Speed = Speed.BALANCED


class Power:
    """Whether the computer runs on its battery, looked up now and then."""

    def __init__(self, *, look: Callable[[], bool] = on_battery, clock: Callable[[], float] = time.monotonic) -> None:
        self._look = look
        self._clock = clock
        self._looked_at = float("-inf")
        self._is_on_battery = False

    def speed(self, wished: Speed) -> Speed:
        """The speed in force now."""
        if self._clock() - self._looked_at > BATTERY_INTERVAL_S:
            self._looked_at = self._clock()
            self._is_on_battery = self._look()
        return in_force(wished, is_on_battery=self._is_on_battery)
