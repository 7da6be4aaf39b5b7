"""The rail at the left edge: one button a room, with a number where something waits there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.parts.focus import enter_clicks
from ui.rooms import LOWER, Room
from ui.theme.icons import themed_icon
from ui.words import tr

WIDTH_PX: Final = 84
"""Where no word is longer; in other languages some are."""
BESIDE_WORDS_PX: Final = 20
ICON_PX: Final = 22
MANY: Final = 99
"""More than so many are told as "99+"."""


class Rail(QWidget):
    """GUI thread."""

    chosen = Signal(object)
    """A Room that the student went to."""
    search_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons = {room: RailButton(room.words, room.icon, room.words) for room in Room}
        self.search_button = RailButton(tr("Search"), "search", tr("Search everything"))
        self.search_button.setCheckable(False)
        self.search_button.clicked.connect(self.search_requested.emit)
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 12)
        layout.setSpacing(4)
        for room, button in self.buttons.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, room=room: self.chosen.emit(room))
        for room in Room:
            if room not in LOWER:
                layout.addWidget(self.buttons[room])
        layout.addWidget(self.search_button)
        layout.addStretch(1)
        for room in Room:
            if room in LOWER:
                layout.addWidget(self.buttons[room])
        widest = max(button.words_width for button in (*self.buttons.values(), self.search_button))
        self.setFixedWidth(max(WIDTH_PX, round(widest) + BESIDE_WORDS_PX))

    def show_room(self, room: Room) -> None:
        """Marks the room that is shown."""
        self.buttons[room].setChecked(True)

    def set_badge(self, room: Room, count: int) -> None:
        """How much waits in a room; nothing is drawn for 0."""
        self.buttons[room].set_badge(count)


class RailButton(QToolButton):
    """Icon over word."""

    def __init__(self, words: str, icon: str, tip: str) -> None:
        super().__init__()
        self._icon_name, self._words, self._count = icon, words, 0
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(tip)
        self.setCheckable(True)
        self.setProperty("role", "rail")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(ICON_PX, ICON_PX))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(lambda _on: self._draw())
        self._draw()

    @property
    def words_width(self) -> float:
        """Of the word as it is drawn when the room is shown, in pixels."""
        self.ensurePolished()
        font = self.font()
        font.setBold(True)
        return QFontMetricsF(font).horizontalAdvance(self._words)

    @property
    def count(self) -> int:
        """What the badge says."""
        return self._count

    def set_badge(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self.setAccessibleName(f"{self._words}, {count}" if count else self._words)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_clicks(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        words = str(self._count) if self._count <= MANY else f"{MANY}+"
        font = self.font()
        font.setPixelSize(10)
        font.setBold(True)
        width = max(17.0, QFontMetricsF(font).horizontalAdvance(words) + 9)
        centre = QPointF(self.width() / 2 + 15, 12)
        rect = QRectF(centre.x() - width / 2, centre.y() - 8.5, width, 17)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Link))
        painter.drawRoundedRect(rect, 8.5, 8.5)
        painter.setPen(QGuiApplication.palette().color(QPalette.ColorRole.Base))
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    def _draw(self) -> None:
        role = QPalette.ColorRole.Link if self.isChecked() else QPalette.ColorRole.PlaceholderText
        self.setIcon(themed_icon(self._icon_name, self.palette().color(role)))
