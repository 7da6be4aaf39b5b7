"""Another program of the student's: a small window that gives away what it holds when it is dragged from.

    python -m tests.e2e.drag_source X Y (--files PATH… | --text WORDS)

It prints "ready" when its window is on the screen, and then a line for each drag that ended: what was done with it.
"""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

SIDE_PX: Final = 120


class Source(QWidget):
    """A square that can be dragged from."""

    def __init__(self, *, files: list[str], text: str) -> None:
        super().__init__()
        self._files, self._text = files, text
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setFixedSize(SIDE_PX, SIDE_PX)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        data = QMimeData()
        if self._files:
            data.setUrls([QUrl.fromLocalFile(file) for file in self._files])
        else:
            data.setText(self._text)
        drag = QDrag(self)
        drag.setMimeData(data)
        print(drag.exec(Qt.DropAction.CopyAction).name, flush=True)


def main() -> int:
    x, y, kind, *held = sys.argv[1:]
    application = QApplication(sys.argv[:1])
    source = Source(files=held if kind == "--files" else [], text=" ".join(held))
    source.move(QPoint(int(x), int(y)))
    source.show()
    QTimer.singleShot(0, lambda: print("ready", flush=True))
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
