"""Measures how late the event loop is, and logs what it was doing when it stood still."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from collections import deque
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS: Final = 10
"""How often the loop says that it lives."""
STALL_S: Final = 0.05
"""A loop that is silent for longer stands still in a student's eyes."""
KEPT: Final = 60_000
"""Delays in memory: the last ten minutes."""

logger = logging.getLogger(__name__)


class Watchdog(QObject):
    """A timer beats on the GUI thread; a thread of its own looks whether it still does. Make, start, stop on the GUI's.

    `delays_s` are how late each beat was, in seconds.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.delays_s: deque[float] = deque(maxlen=KEPT)
        self.stalls: list[float] = []
        self._beat_at = 0.0
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._loop_thread = threading.get_ident()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self._beat_at = time.perf_counter()
        self._timer.start()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Safe to call twice."""
        self._timer.stop()
        self._stopped.set()
        if self._thread:
            self._thread.join()
            self._thread = None

    def _beat(self) -> None:
        now = time.perf_counter()
        late = max(0.0, now - self._beat_at - BEAT_MS / 1000)
        self.delays_s.append(late)
        if late > STALL_S:
            self.stalls.append(late)
            logger.warning("the window stood still for %d ms", round(late * 1000))
        self._beat_at = now

    def _watch(self) -> None:
        """Once a stall: the stack is worth more while it lasts than its length afterwards."""
        told_for = 0.0
        while not self._stopped.wait(STALL_S / 2):
            beat = self._beat_at
            if time.perf_counter() - beat > STALL_S + BEAT_MS / 1000 and beat != told_for:
                told_for = beat
                frame = sys._current_frames().get(self._loop_thread)  # noqa: SLF001 - the documented way to another thread's stack
                stack = "".join(traceback.format_stack(frame, limit=12)) if frame else ""
                logger.warning("the window stands still in\n%s", stack)
