"""A button whose words wrap: a choice of a quiz question, a side of a flashcard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.parts.direction import direction_of
from ui.parts.focus import enter_clicks
from ui.theme.colors import mix

RADIUS_PX: Final = 10
WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


class WrappedButton(QAbstractButton):
    """Draws a rounded box with a small badge (a letter, a tick) before its words. `tone` colours it.

    Tones: `plain`, `right`, `wrong`.
    """

    def __init__(self, words: str = "", badge: str = "", *, font_px: int = 15, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = badge
        self._tone = "plain"
        self._pad = QSize(16, 13)
        self._centered = False
        font = self.font()
        font.setPixelSize(font_px)
        self.setFont(font)
        self.setText(words)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def tone(self) -> str:
        return self._tone

    def set_tone(self, tone: str, *, badge: str | None = None) -> None:
        """Another colour, and another badge if one is given."""
        assert tone in {"plain", "right", "wrong"}
        self._tone = tone
        if badge is not None:
            self._badge = badge
        self.update()

    def set_card(self, *, pad: QSize) -> None:
        """Words in the middle with much room around them."""
        self._pad = pad
        self._centered = True
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(40, width - 2 * self._pad.width() - self._badge_width()), 100_000)
        return (
            QFontMetrics(self.font()).boundingRect(room, self._flags(), self.text()).height() + 2 * self._pad.height()
        )

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 2 * self._pad.height() + QFontMetrics(self.font()).height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_clicks(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, line = self._colors()
        focused = self.hasFocus()
        painter.setBrush(ground)
        painter.setPen(QPen(self._role(QPalette.ColorRole.Link) if focused else line, 1.5 if focused else 1))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS_PX, RADIUS_PX)
        room = self.rect().adjusted(self._pad.width(), 0, -self._pad.width(), 0)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.setLayoutDirection(self.layoutDirection())
        if self._badge:
            painter.setFont(self._badge_font())
            painter.setPen(line if self._tone != "plain" else self._role(QPalette.ColorRole.PlaceholderText))
            # A painter that runs from right to left turns left and right around by itself; rectangles stay.
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._badge)
            left, right = (0, -self._badge_width()) if mirrored else (self._badge_width(), 0)
            room.adjust(left, 0, right, 0)
        painter.setFont(self.font())
        # Its words keep the direction of their own language: its full stop would come before an English sentence.
        painter.setLayoutDirection(direction_of(self.text()))
        painter.setPen(self._role(QPalette.ColorRole.Text))
        painter.drawText(room, self._flags(), self.text())
        painter.end()

    def _colors(self) -> tuple[QColor, QColor]:
        base = self._role(QPalette.ColorRole.Base)
        border = self._role(QPalette.ColorRole.Mid)
        if self._tone == "plain":
            hovered = self.isEnabled() and self.underMouse()
            return (self._role(QPalette.ColorRole.AlternateBase) if hovered else base), border
        color = self._role(QPalette.ColorRole.Link if self._tone == "right" else QPalette.ColorRole.BrightText)
        return mix(color, base, 0.12), color

    def _role(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(QPalette.ColorGroup.Active, role)

    def _flags(self) -> int:
        if self._centered:
            return int(WRAP.value | Qt.AlignmentFlag.AlignHCenter.value)
        begins_right = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if begins_right else Qt.AlignmentFlag.AlignLeft
        return int(WRAP.value | side.value | Qt.AlignmentFlag.AlignAbsolute.value)

    def _badge_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(13)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _badge_width(self) -> int:
        return 28 if self._badge else 0
