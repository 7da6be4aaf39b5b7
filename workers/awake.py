"""Keeps the computer from falling asleep while jobs run, where the system lets it."""

from __future__ import annotations

import contextlib
import importlib
import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Final, Self

LINGER_S: Final = 10.0
"""After the last job: the next one often follows at once, and asking the system costs more than waiting."""

MODULES: Final = ("wakepy", "jeepney.io.blocking", "wakepy.dbus_adapters.jeepney")
"""What `keep_running` brings; the last two only where there is a D-Bus."""

logger = logging.getLogger(__name__)


def keep_running() -> AbstractContextManager[Any]:
    """Asks the system; where it does not answer, nothing is kept and nobody is told."""
    from wakepy import keep  # noqa: PLC0415 - 40 ms that no start has to wait for

    return keep.running(on_fail="pass")


def prepare() -> None:
    """Imports what `keep_running` needs. Between jobs: beside a drop of many files it would hold the window up."""
    with contextlib.suppress(ImportError):
        for name in MODULES:
            importlib.import_module(name)


class Awake:
    """Entered by each job for as long as it runs, from any thread. Its own thread, which runs only while jobs do,
    speaks with the system: that may take a while, and must end where it began."""

    def __init__(
        self, keep: Callable[[], AbstractContextManager[Any]] = keep_running, *, linger_s: float = LINGER_S
    ) -> None:
        self._keep = keep
        self._linger_s = linger_s
        self._changed = threading.Condition()
        self._jobs = 0
        self._closed = False
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        with self._changed:
            self._jobs += 1
            self._changed.notify()
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="awake", daemon=True)
                self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._changed:
            self._jobs -= 1
            self._changed.notify()

    def close(self) -> None:
        """Lets the computer sleep again. Safe to call twice."""
        with self._changed:
            self._closed = True
            self._changed.notify()
            thread = self._thread
        if thread:
            thread.join()

    def _run(self) -> None:
        with self._keep(), self._changed:
            while not self._closed:
                self._changed.wait_for(lambda: self._closed or not self._jobs)
                if not self._changed.wait_for(lambda: self._closed or bool(self._jobs), self._linger_s):
                    break
            self._thread = None
