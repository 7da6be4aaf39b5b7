"""A text browser for statements with citations: round chips, marks of origin, the quote as a tip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QToolTip, QWidget

from app.notes import OpenEnd, Origin, Section
from ui.note.format import CHIP, INDENT_PX, MARK, PATH, citation_of
from ui.text import ORIGIN_WORDS
from ui.theme.colors import tint
from ui.words import tr

CHIP_PAD_PX: Final = 2.5
CHIP_GROUND: Final = 0.12
"""How much of the accent is in a chip's ground."""
CHOSEN_GROUND: Final = 0.08
"""The same under the statement that is chosen."""
DOT_PX: Final = 5.0
OVERHANG_PX: Final = 8
"""By no more a ground or a sign reaches beyond its paragraph."""


def _no_picture() -> QImage:
    """What stands for a picture until it is read."""
    empty = QImage(1, 1, QImage.Format.Format_ARGB32)
    empty.fill(0)
    return empty


@dataclass(frozen=True, slots=True)
class Sign:
    """A character that stands before a statement."""

    text: str
    size_px: int
    down_px: int


SIGNS: Final = {Origin.QUOTED.value: Sign("”", 20, 6), Origin.EDITED.value: Sign("✎", 13, 0)}
"""By origin; a dot where none is named."""


class CitedBrowser(QTextBrowser):
    """Shows what `sections` hold; a subclass or owner writes the document. GUI thread."""

    citation_activated = Signal(object)
    """An app.notes.Citation, by mouse or keyboard."""
    link_activated = Signal(str)
    """Any other link, whole."""
    picture_wanted = Signal(str)
    """The key of a picture that is to be put into `pictures` and into the document."""
    statement_chosen = Signal(str)
    """The path of a statement that was clicked or gone to; empty when none is chosen any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sections: list[Section] = []
        self.open_ends: tuple[OpenEnd, ...] = ()
        self._chosen = ""
        self.pictures: dict[str, QImage] = {}
        """Those that were read, by key."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        # A drop belongs to the window.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.anchorClicked.connect(self._on_anchor)
        self.document().setDocumentMargin(0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures of the library; nothing else is ever loaded, from the disk or from the network."""
        del kind
        url = QUrl(name)
        if url.scheme() != "picture":
            return None
        if url.path() not in self.pictures:
            self.picture_wanted.emit(url.path())
        return self.pictures.get(url.path(), _no_picture())

    def _on_anchor(self, url: QUrl) -> None:
        href = url.toString()
        citation = citation_of(href, self.sections, self.open_ends)
        if citation:
            self.citation_activated.emit(citation)
        else:
            self.link_activated.emit(href)

    @property
    def chosen(self) -> str:
        """The path of the statement that stands out; empty for none."""
        return self._chosen

    def choose(self, path: str) -> None:
        """Makes a statement stand out and tells so; an empty path lets it go."""
        if path != self._chosen:
            self._chosen = path
            self.viewport().update()
            self.statement_chosen.emit(path)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and not self.anchorAt(place):
            selected = self.textCursor().hasSelection()
            self.choose("" if selected else self.path_at(place))

    def path_at(self, position: QPoint) -> str:
        """The path of the statement at a place of the viewport; empty beside statements."""
        block = self.cursorForPosition(position).block()
        path = str(block.blockFormat().property(PATH) or "")
        return path if path and self.block_rect(block).contains(QPointF(position)) else ""

    def block_rect(self, block: QTextBlock) -> QRectF:
        """Where a paragraph is in the viewport now."""
        offset = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        return self.document().documentLayout().blockBoundingRect(block).translated(offset)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def tip_at(self, position: QPoint) -> str:
        """What is told about the place of the viewport: a chip's quote, or what a mark means."""
        citation = citation_of(self.anchorAt(position), self.sections, self.open_ends)
        if citation:
            return tr("Page {page}: “{quote}”").format(page=citation.page, quote=citation.quote)
        block = self.cursorForPosition(position).block()
        mark = block.blockFormat().property(MARK)
        return tr(ORIGIN_WORDS[Origin(mark)]) if mark and position.x() < INDENT_PX else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grounds(painter, event)
        painter.end()
        super().paintEvent(event)

    def _paint_grounds(self, painter: QPainter, event: QPaintEvent) -> None:
        layout = self.document().documentLayout()
        offset = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        block = self.cursorForPosition(event.rect().topLeft() - QPoint(0, OVERHANG_PX)).block()
        while block.isValid():
            rect = layout.blockBoundingRect(block).translated(offset)
            if rect.top() > event.rect().bottom() + OVERHANG_PX:
                return
            self.paint_block(painter, block, rect)
            block = block.next()

    def paint_block(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        """Paints what lies under a visible block; `rect` is where it is in the viewport."""
        origin = rect.topLeft()
        text_layout = block.layout()
        if self._chosen and block.blockFormat().property(PATH) == self._chosen:
            self._paint_chosen(painter, rect)
        mark = block.blockFormat().property(MARK)
        if mark and text_layout.lineCount():
            self._paint_mark(painter, str(mark), text_layout, origin)
        for run in block.textFormats():
            char_format: QTextCharFormat = run.format
            if char_format.hasProperty(CHIP):
                self._paint_chip(painter, text_layout, origin, run.start, run.length, char_format)

    def _paint_chosen(self, painter: QPainter, rect: QRectF) -> None:
        accent = self.palette().color(QPalette.ColorRole.Link)
        ground = QRectF(rect.left() - 8, rect.top() - 1, self.viewport().width() - rect.left() + 8, rect.height() + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint(accent, CHOSEN_GROUND))
        painter.drawRoundedRect(ground, 6, 6)

    def _paint_mark(self, painter: QPainter, mark: str, text_layout: QTextLayout, origin: QPointF) -> None:
        line = text_layout.lineAt(0)
        baseline = origin.y() + line.y() + line.ascent()
        left = origin.x() + 4
        if sign := SIGNS.get(mark):
            font = QFont(self.font())
            font.setPixelSize(sign.size_px)
            painter.setFont(font)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(QPointF(left - 2, baseline + sign.down_px), sign.text)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Link))
        painter.drawEllipse(QRectF(left, baseline - DOT_PX - 2.5, DOT_PX, DOT_PX))

    def _paint_chip(
        self,
        painter: QPainter,
        text_layout: QTextLayout,
        origin: QPointF,
        start: int,
        length: int,
        char_format: QTextCharFormat,
    ) -> None:
        line = text_layout.lineForTextPosition(start)
        if not line.isValid():
            return
        metrics = QFontMetricsF(char_format.font())
        left = _x_of(line.cursorToX(start))
        right = _x_of(line.cursorToX(start + length))
        baseline = line.y() + line.ascent()
        top = baseline - metrics.ascent() - CHIP_PAD_PX + 1
        height = metrics.ascent() + metrics.descent() + 2 * CHIP_PAD_PX - 2
        rect = QRectF(left, top, right - left, height).translated(origin)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint(self.palette().color(QPalette.ColorRole.Link), CHIP_GROUND))
        painter.drawRoundedRect(rect, height / 2, height / 2)

    def _show_tip(self, event: QHelpEvent) -> None:
        tip = self.tip_at(event.pos())
        if tip:
            QToolTip.showText(event.globalPos(), tip, self)
        else:
            QToolTip.hideText()


def _x_of(position: object) -> float:
    """PySide returns cursorToX as (x, cursor position), its stubs say object."""
    return float(position[0] if isinstance(position, tuple) else position)  # type: ignore[arg-type]
