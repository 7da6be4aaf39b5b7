"""Worker threads with nothing to do: each sleeps on a lock of its own, so that one is woken, and surely that one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Handed:
    """Work that was given to a sleeping worker and to no other. `id` is for the log."""

    id: str
    run: Callable[[], None]


Waking = bytes | Handed | None
"""With what a worker wakes: a message, work that is its own, or nothing."""


class Sleeper:
    """One sleep of a worker thread. `wake` is called once, by whoever took it from the list of those that sleep."""

    __slots__ = ("_asleep", "_woken_with")

    def __init__(self) -> None:
        self._asleep = threading.Lock()
        self._asleep.acquire()
        self._woken_with: Waking = None

    def wake(self, waking: Waking) -> None:
        """Ends the sleep. From any thread."""
        self._woken_with = waking
        self._asleep.release()

    def sleep(self, timeout_s: float = -1) -> bool:
        """Sleeps until it is woken; False when that did not happen in time."""
        return self._asleep.acquire(timeout=timeout_s)

    @property
    def woken_with(self) -> Waking:
        """After the sleep."""
        return self._woken_with
