"""Makes something large in small steps, between which the window lives."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer

SLICE_S: Final = 0.006
"""Of one pass of the loop; laying out and painting what was made takes as long again."""


class Slices(QObject):
    """Takes the steps of an iterator. GUI thread."""

    def __init__(self, steps: Iterator[object], parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = steps
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._take_some)

    @property
    def is_done(self) -> bool:
        """Whether all steps were taken."""
        return self._steps is None

    def begin(self) -> None:
        """Takes a few steps at once, for they are about to be seen, and the others when the window has time."""
        if self._steps:
            self._take_some()
            self._timer.start()

    def finish(self) -> None:
        """Takes all that are left."""
        steps, self._steps = self._steps, None
        self._timer.stop()
        for _step in steps or ():
            pass

    def _take_some(self) -> None:
        began = time.perf_counter()
        while self._steps and time.perf_counter() - began < SLICE_S:
            if next(self._steps, self) is self:
                self.finish()
