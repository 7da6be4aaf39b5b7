"""A sentence beside a small picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.parts.widgets import label
from ui.theme.icons import themed_icon

ICON_PX = 20


class Fact(QWidget):
    """GUI thread."""

    def __init__(self, icon: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = QLabel()
        self._icon.setFixedWidth(ICON_PX + 6)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words = label(words, role="muted", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        self._draw()

    @property
    def words(self) -> str:
        return self._words.text()

    def say(self, words: str) -> None:
        self._words.setText(words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_words"):
            self._draw()

    def _draw(self) -> None:
        color = self.palette().color(QPalette.ColorRole.Link)
        self._icon.setPixmap(themed_icon(self._icon_name, color).pixmap(ICON_PX, ICON_PX))
