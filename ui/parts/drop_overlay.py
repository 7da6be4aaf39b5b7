"""What covers the window while something is dragged over it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from ui.words import tr


class DropOverlay(QWidget):
    """Lies over all of its parent; mouse and drag go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(tr("Drop to add"))
        self.hide()

    def cover(self) -> None:
        """Shows it over the parent as large as that is now."""
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Base))
        accent = self.palette().color(QPalette.ColorRole.Link)
        painter.setPen(QPen(accent, 2.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(18, 18, -18, -18), 18, 18)
        font = QFont(self.font())
        font.setPixelSize(24)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.drawText(self.rect().adjusted(0, -18, 0, -18), Qt.AlignmentFlag.AlignCenter, tr("Drop to write notes"))
        font.setPixelSize(14)
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        below = self.rect().adjusted(0, 34, 0, 34)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, tr("PDFs, text files, a link to a PDF, or selected text"))
        painter.end()
