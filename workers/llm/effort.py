"""How hard the model works: what the student set, what the battery says, what other programs leave."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from enum import Enum
from typing import Final

import psutil

from workers.llm.neighbours import TAKEN, CpuTimes, Neighbours, cpu_times

SPINNER: Final = 0.9
"""At full speed only a program that keeps a core busy all the time is given way to."""


class Speed(Enum):
    """The setting `speed`."""

    QUIET = "quiet"
    """One thread, after all other programs."""
    BALANCED = "balanced"
    """As many threads as do best here, after the window; beside busy programs fewer that wait for each other."""
    FULL = "full"
    """All cores, like any program."""


_NICENESS: Final = {Speed.QUIET: 10, Speed.BALANCED: 1, Speed.FULL: 0}
"""Of balanced no more than 1: the window goes first, but more would starve the notes beside a busy program."""
_WINDOWS_CLASSES: Final = {
    Speed.QUIET: "IDLE_PRIORITY_CLASS",
    Speed.BALANCED: "BELOW_NORMAL_PRIORITY_CLASS",
    Speed.FULL: "NORMAL_PRIORITY_CLASS",
}


def on_battery() -> bool:
    """Whether this computer runs on its battery now; False where there is none or the system does not tell."""
    look = getattr(psutil, "sensors_battery", None)
    try:
        battery = look() if look else None
    except OSError:  # a battery that is just being taken out
        return False
    return battery is not None and battery.power_plugged is False


def in_force(speed: Speed, *, is_on_battery: bool) -> Speed:
    """What a setting comes to: a battery is spared unless full speed is wished for."""
    return Speed.QUIET if is_on_battery and speed is not Speed.FULL else speed


def take_place(speed: Speed) -> None:
    """Gives this process, with all threads that it has, the priority of a speed. On Linux none can go back to a higher
    one."""
    process = psutil.Process()
    try:
        if hasattr(psutil, "IDLE_PRIORITY_CLASS"):
            process.nice(getattr(psutil, _WINDOWS_CLASSES[speed]))
        elif sys.platform == "linux":  # where each thread has its own
            for thread in process.threads():
                _give_way(thread.id, _NICENESS[speed])
        elif process.nice() < _NICENESS[speed]:
            process.nice(_NICENESS[speed])
    except (psutil.Error, PermissionError):  # not allowed here; everything works without it
        return


def _give_way(thread: int, niceness: int) -> None:
    try:
        if os.getpriority(os.PRIO_PROCESS, thread) < niceness:
            os.setpriority(os.PRIO_PROCESS, thread, niceness)
    except ProcessLookupError:  # it has just ended
        return


class Effort:
    """Decides about the number of threads, and how many of them may wait for each other: with one that shares its core
    with another program all would. Used from one thread."""

    def __init__(
        self,
        *,
        threads: int,
        cores: int,
        clock: Callable[[], float] = time.monotonic,
        times: Callable[[], CpuTimes] = cpu_times,
    ) -> None:
        """`threads` do best on this computer when it has nothing else to do; it has `cores`."""
        self._wished = {Speed.QUIET: 1, Speed.BALANCED: threads, Speed.FULL: cores}
        self._neighbours = {
            Speed.BALANCED: Neighbours(threads, taken=TAKEN, clock=clock, times=times),
            Speed.FULL: Neighbours(cores, taken=SPINNER, clock=clock, times=times),
        }
        self.speed = Speed.BALANCED
        self.threads = threads
        self.together = threads
        """So many of the threads have cores for themselves."""

    def use(self, speed: Speed) -> None:
        """From the next look on."""
        self.speed = speed

    def look(self) -> None:
        """Looks again. Cheap enough for every message."""
        self.threads = self.together = self._wished[self.speed]
        if neighbours := self._neighbours.get(self.speed):
            neighbours.look()
            self.together = min(self.threads, neighbours.threads)
