"""Small widgets made the same way everywhere: named for screen readers, with a tip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QToolButton, QWidget

from ui.parts.focus import enter_clicks
from ui.theme.icons import themed_icon


class IconButton(QToolButton):
    """A button with an icon of ours, redrawn when day turns to night."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setIconSize(QSize(18, 18))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_clicks(self, event):
            super().keyPressEvent(event)

    def _draw(self) -> None:
        self.setIcon(themed_icon(self._icon_name, self.palette().color(QPalette.ColorRole.PlaceholderText)))


class Selector(QComboBox):
    """A combo box with a chevron: the style sheet that rounds it takes the style's own arrow away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A style sheet's paddings stay where they are when the window runs from right to left.
        self._is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setProperty("mirrored", self._is_mirrored)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.6))
        x, y = 9 if self._is_mirrored else self.width() - 18, self.height() / 2 - 2
        painter.drawPolyline([QPointF(x, y), QPointF(x + 4.5, y + 4.5), QPointF(x + 9, y)])
        painter.end()


def push_button(words: str, tip: str, *, role: str = "", parent: QWidget | None = None) -> QPushButton:
    """A button; `role` is its kind in the style sheet: primary, link, chip, tab."""
    button = QPushButton(words, parent)
    button.setAccessibleName(words)
    button.setToolTip(tip)
    button.setAutoDefault(True)  # pressed by Enter, in a dialog or not
    if role:
        button.setProperty("role", role)
    return button


def label(words: str = "", *, role: str = "", wrap: bool = False) -> QLabel:
    """A label of plain text; `role` is its kind in the style sheet: caption, muted, question, display."""
    result = QLabel(words)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setWordWrap(wrap)
    if result.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        # Qt would put an English title at the left among words that begin at the right.
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        result.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    if role:
        result.setProperty("role", role)
    return result
