"""Closing the program in named stages: each logged with its time, none skipped because one before it failed."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable

from peewee import PeeweeException

logger = logging.getLogger(__name__)


class Shutdown:
    """Runs its stages in the order in which they were added, once; `run` may be called again, from any thread."""

    def __init__(self) -> None:
        self._stages: list[tuple[str, Callable[[], object]]] = []
        self._lock = threading.Lock()
        self._done = False

    def add(self, name: str, act: Callable[[], object]) -> None:
        """Adds a stage after those that are there."""
        self._stages.append((name, act))

    def run(self) -> None:
        """Runs all stages; a second caller waits for the first and does nothing."""
        with self._lock:
            if self._done:
                return
            self._done = True
            for name, act in self._stages:
                began = time.monotonic()
                try:
                    act()
                except (OSError, RuntimeError, ValueError, PeeweeException, sqlite3.Error) as error:
                    # What cannot be closed must not keep the rest open; the process ends in any case.
                    logger.warning("closing %s failed: %s", name, error)
                logger.info("closed %s in %.0f ms", name, 1000 * (time.monotonic() - began))
