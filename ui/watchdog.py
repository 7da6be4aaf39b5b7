"""Measures how late the event loop is, and logs what it was doing when it stood still."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from collections import deque
from itertools import islice
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS: Final = 10
"""How often the loop says that it lives."""
STALL_S: Final = 0.05
"""A loop that is silent for longer stands still in a student's eyes."""
KEPT: Final = 60_000
"""Delays in memory: the last ten minutes."""

OTHERS_LIMIT: Final = 4
"""Innermost frames of each other thread: enough to see who holds Python's lock, or the disk."""

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
        self._loop_tid = threading.get_native_id()
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
        """Once a stall: stacks are worth more while it lasts than its length afterwards."""
        told_for = seen = waited_before_s = 0.0
        while not self._stopped.wait(STALL_S / 2):
            beat, waited_s = self._beat_at, _waited_for_a_core_s(self._loop_tid)
            if beat != seen:
                seen, waited_before_s = beat, waited_s
            silent_s = time.perf_counter() - beat
            if silent_s > STALL_S + BEAT_MS / 1000 and beat != told_for:
                told_for = beat
                logger.warning(
                    "the window stands still, %d of %d ms for want of a core, in\n%s",
                    round(1000 * (waited_s - waited_before_s)),
                    round(1000 * silent_s),
                    _stacks(self._loop_thread),
                )


def _stacks(loop_thread: int) -> str:
    """Where the window's thread is and, shorter, where all others are but the one that asks."""
    frames = sys._current_frames()  # noqa: SLF001 - the documented way to another thread's stack
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    frames.pop(threading.get_ident(), None)
    loop = frames.pop(loop_thread, None)
    lines = ["".join(traceback.format_stack(loop, limit=12)) if loop else ""]
    for ident, frame in frames.items():
        # Without the lines of source, which are read from files: that would prolong what it tells of.
        places = [
            f"{Path(each.f_code.co_filename).stem}.{each.f_code.co_name}:{line}"
            for each, line in islice(traceback.walk_stack(frame), OTHERS_LIMIT)
        ]
        lines.append(f"  {names.get(ident, ident)}: {' < '.join(places)}\n")
    return "".join(lines)


def _waited_for_a_core_s(native_thread: int) -> float:
    """How long Linux let a thread wait that could run: no core was free, it is no lock. 0 where that is not told."""
    try:
        return int(Path(f"/proc/self/task/{native_thread}/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0
