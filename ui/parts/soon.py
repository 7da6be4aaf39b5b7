"""Does what follows from many changes once, when the loop has a moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Soon(QTimer):
    """However often `ask` is called before the next pass of the loop, or for `delay_ms`, `act` is called once after it.
    GUI thread."""

    def __init__(self, act: Callable[[], object], parent: QObject, *, delay_ms: int = 0) -> None:
        super().__init__(parent, singleShot=True, interval=delay_ms)
        self.timeout.connect(act)

    def ask(self) -> None:
        if not self.isActive():
            self.start()
