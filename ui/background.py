"""Runs work that touches the disk off the GUI thread, and brings its outcome back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import StudyleafError
from app.faults import as_studyleaf_error

T = TypeVar("T")

THREADS: Final = 2
"""Reads are short; more threads would only wait for the same disk."""

logger = logging.getLogger(__name__)


class Background(QObject):
    """Belongs to the GUI thread: make and call it there. Callbacks run there, in the order work ends."""

    _ended = Signal(object)

    def __init__(self, *, threads: int = THREADS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="background")
        self._closed = False
        # Queued even from the GUI thread itself: a callback never runs inside `run`.
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[StudyleafError], None] | None = None,
    ) -> None:
        """Calls `work` on a thread, then `done` with its value, or `failed` with what went wrong.

        An exception that is no StudyleafError is logged and told as the code it stands for. After `close` nothing runs.
        """
        if self._closed:
            return
        future = self._executor.submit(work)
        future.add_done_callback(lambda ended: self._tell(ended, done, failed))

    def close(self) -> None:
        """Drops what waits, waits for what runs; no callback comes any more. Safe to call twice, from any thread."""
        self._closed = True
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _tell(
        self, future: Future[T], done: Callable[[T], None], failed: Callable[[StudyleafError], None] | None
    ) -> None:
        """On the worker's thread, or on the GUI's where `close` cancels."""
        if future.cancelled() or self._closed:
            return
        error = future.exception()
        if error is None:
            value = future.result()
            self._ended.emit(lambda: done(value))
            return
        if not isinstance(error, StudyleafError):
            logger.error("work in the background failed", exc_info=error)
        told = as_studyleaf_error(error)
        if failed:
            self._ended.emit(lambda: failed(told))
        else:
            logger.warning("nobody was told of %s", told.code.value)

    def _deliver(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()
