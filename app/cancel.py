"""A request to stop, passed down into work that takes long."""

from __future__ import annotations

import threading
from collections.abc import Callable

from app.errors import JobCancelled


class CancelToken:
    """Set once, from any thread; the work asks it at every step and waits on it instead of sleeping.

    `reason` is the exception that unwinds the work: JobCancelled by default, LeaseLost or ShuttingDown otherwise.
    """

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._reason: Exception | None = None
        self._callbacks: list[Callable[[], None]] = []
        self.when_waiting: Callable[[], None] = lambda: None
        """Called while the work waits for its turn: what is silent then is the queue, not the work."""

    @property
    def is_set(self) -> bool:
        return self._event.is_set()

    def cancel(self, reason: Exception | None = None) -> None:
        """Asks the work to stop. The first reason stays; callbacks run on this thread."""
        with self._lock:
            if self._event.is_set():
                return
            self._reason = reason or JobCancelled()
            self._event.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    def check(self) -> None:
        """Raises the reason if the work is to stop."""
        if self._event.is_set():
            assert self._reason is not None
            raise self._reason

    def waiting(self) -> None:
        """To be called again and again while the work waits for others. Raises the reason if it is to stop."""
        self.check()
        self.when_waiting()

    def wait(self, seconds: float) -> bool:
        """Waits that long, or until the work is to stop; tells whether it is."""
        return self._event.wait(seconds)

    def on_cancel(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Calls back once when the work is to stop, at once if it already is. Returns what undoes this."""
        with self._lock:
            if not self._event.is_set():
                self._callbacks.append(callback)
                return lambda: self._forget(callback)
        callback()
        return lambda: None

    def _forget(self, callback: Callable[[], None]) -> None:
        with self._lock:
            if callback in self._callbacks:
                self._callbacks.remove(callback)
