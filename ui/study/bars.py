"""A small chart of bars: what falls due on the next days, or how much was still known week by week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

HEIGHT_PX: Final = 96
FOOT_PX: Final = 18
GAP_SHARE: Final = 0.25


class Bars(QWidget):
    """Values from 0 to the scale's end; None where there is nothing to tell. GUI thread."""

    def __init__(self, tip: Callable[[int, float | None], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tip = tip
        self._values: Sequence[float | None] = ()
        self._end = 1.0
        self._labels = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT_PX)

    def show_values(
        self, values: Sequence[float | None], *, end: float | None, first: str, last: str, name: str
    ) -> None:
        """`first` and `last` stand under the outer bars; without an `end` the highest bar takes all the room."""
        self._values = values
        self._end = end or max((value for value in values if value), default=1.0)
        self._labels = (first, last)
        self.setAccessibleName(name)
        self.update()

    def tip_at(self, x: float) -> str:
        """What is told about the bar at a place."""
        if not self._values:
            return ""
        number = min(len(self._values) - 1, max(0, int(x / max(1, self.width()) * len(self._values))))
        return self._tip(number, self._values[number])

    def sizeHint(self) -> QSize:
        return QSize(260, HEIGHT_PX)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos().x()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        if not self._values:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role, palette = QPalette.ColorRole, self.palette()
        room, width = self.height() - FOOT_PX, self.width() / len(self._values)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, value in enumerate(self._values):
            left, across = number * width + width * GAP_SHARE / 2, width * (1 - GAP_SHARE)
            painter.setBrush(palette.color(role.AlternateBase))
            painter.drawRoundedRect(QRectF(left, 0, across, room), 3, 3)
            if value:
                high = max(3.0, room * min(1.0, value / self._end))
                painter.setBrush(palette.color(role.Link))
                painter.drawRoundedRect(QRectF(left, room - high, across, high), 3, 3)
        font = self.font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(palette.color(role.PlaceholderText))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the bars run
        foot = QRectF(0, room, self.width(), FOOT_PX)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._labels[0])
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self._labels[1])
        painter.end()
