"""A switch: on or off at once, unlike a box that is ticked in a form."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QWidget

TRACK: Final = QSize(40, 22)
KNOB_PX: Final = 16


class Switch(QCheckBox):
    """Space or a click turns it. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return TRACK + QSize(6, 6)

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role, palette, on = QPalette.ColorRole, self.palette(), self.isChecked()
        track = QRectF(3, (self.height() - TRACK.height()) / 2, TRACK.width(), TRACK.height())
        accent, muted = palette.color(role.Link), palette.color(role.PlaceholderText)
        painter.setPen(accent if on or self.hasFocus() else muted)
        painter.setBrush(accent if on else palette.color(role.Base))
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), TRACK.height() / 2, TRACK.height() / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), TRACK.height() / 2 + 2, TRACK.height() / 2 + 2)
        right = on != (self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        x = track.right() - TRACK.height() / 2 if right else track.left() + TRACK.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(role.Base) if on else muted)
        painter.drawEllipse(QPointF(x, track.center().y()), KNOB_PX / 2, KNOB_PX / 2)
        painter.end()
