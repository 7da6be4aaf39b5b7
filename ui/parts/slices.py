"""Makes something large in small steps, between which the window lives."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer

SLICE_S: Final = 0.006
"""Of one pass of the loop; laying out and painting what was made takes as long again."""

Step = Callable[[], object]


class Slices(QObject):
    """Takes steps in their order. One that fails raises where it was taken and is left out; those after it still come.
    GUI thread."""

    def __init__(self, steps: Iterator[Step], parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[Step] | None = steps
        self._is_stepping = False
        self._hurries = False
        """Whether a step has asked for all the others."""
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._take_some)

    @property
    def is_done(self) -> bool:
        """Whether all steps were taken."""
        return self._steps is None

    def begin(self) -> None:
        """Takes a few steps at once, for they are about to be seen, and the others when the window has time."""
        if self._steps and not self._is_stepping:
            self._timer.start()
            self._take_some()

    def finish(self) -> None:
        """Takes all that are left; called from inside a step, as soon as that one has ended."""
        if self._is_stepping:
            self._hurries = True
            return
        while self._steps:
            self._take_one()

    def _take_some(self) -> None:
        began = time.perf_counter()
        while self._steps and (self._hurries or time.perf_counter() - began < SLICE_S):
            self._take_one()

    def _take_one(self) -> None:
        assert self._steps is not None
        step = next(self._steps, None)
        if step is None:
            self._steps = None
            self._timer.stop()
            return
        self._is_stepping = True
        try:
            step()
        finally:
            self._is_stepping = False
