"""Draws a document as a card: its first page, its title, and how far one is with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.library.covers import Covers
from ui.library.documents_model import DOCUMENT_ROLE, DocumentRow
from ui.parts.row_painting import detail_line, paint_bar, paint_line, title_line
from ui.theme.colors import tint

CARD: Final = QSize(188, 296)
COVER_HEIGHT_PX: Final = 196
PAD_PX: Final = 12

Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """All cards are of one size."""

    def __init__(self, covers: Covers, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._covers = covers

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's own signature
        words = 2 * title_line(option).metrics.lineSpacing() + detail_line(option).height
        return QSize(CARD.width(), max(CARD.height(), COVER_HEIGHT_PX + words + 44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(DOCUMENT_ROLE)
        if not isinstance(row, DocumentRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = option.palette
        card = option.rect.adjusted(6, 6, -6, -6)
        self._paint_ground(painter, option, card)
        cover = QRect(card.left() + PAD_PX, card.top() + PAD_PX, card.width() - 2 * PAD_PX, COVER_HEIGHT_PX - PAD_PX)
        self._paint_cover(painter, row, cover, palette)
        self._paint_words(painter, option, row, cover, card)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, card: QRect) -> None:
        state, role = option.state, QPalette.ColorRole
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        accent = option.palette.color(role.Link)
        ground = tint(accent, 0.12) if chosen else option.palette.color(role.Window)
        painter.setPen(accent if chosen or focused or hovered else option.palette.color(role.Mid))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)

    def _paint_cover(self, painter: QPainter, row: DocumentRow, cover: QRect, palette: QPalette) -> None:
        image = self._covers.picture(row.document)
        path = QPainterPath()
        if image is not None and not image.isNull():
            width = min(cover.width(), round(cover.height() * image.width() / image.height()))
            height = round(width * image.height() / image.width())
            place = QRect(cover.left() + (cover.width() - width) // 2, cover.top(), width, min(height, cover.height()))
            path.addRoundedRect(QRectF(place), 4, 4)
            painter.save()
            painter.setClipPath(path)
            painter.drawImage(QRect(place.left(), place.top(), width, height), image)
            painter.restore()
        else:
            width = round(cover.height() * 0.72)
            place = QRect(cover.left() + (cover.width() - width) // 2, cover.top(), width, cover.height())
            path.addRoundedRect(QRectF(place), 4, 4)
            painter.fillPath(path, palette.color(QPalette.ColorRole.Base))
            font = painter.font()
            font.setPixelSize(15)
            painter.setFont(font)
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, row.document.kind.upper())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawPath(path)

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, row: DocumentRow, cover: QRect, card: QRect
    ) -> None:
        palette, role = option.palette, QPalette.ColorRole
        line, detail = title_line(option), detail_line(option)
        metrics = line.metrics
        title = QRect(cover.left(), cover.bottom() + 10, cover.width(), 2 * metrics.lineSpacing())
        painter.setFont(line.font)
        painter.setPen(palette.color(role.Text))
        painter.drawText(title, Qt.TextFlag.TextWordWrap, _two_lines(row.document.title, metrics, cover.width()))
        below = QRect(cover.left(), title.bottom() + 4, cover.width(), detail.height)
        live = row.job is not None and row.job.is_live
        words = row.state if live else " · ".join(filter(None, (row.state, row.size, *row.tags)))
        paint_line(painter, below, words, detail, palette.color(role.PlaceholderText))
        bar = QRect(cover.left(), card.top(), cover.width(), card.height() - 10)
        if live and row.job:
            paint_bar(painter, bar, row.job.progress, palette)
        elif row.learnt:
            paint_bar(painter, bar, round(100 * row.learnt), palette)


def _two_lines(words: str, metrics: QFontMetrics, width: int) -> str:
    """The words, cut with an ellipsis where they need more than two lines."""
    flags = Qt.TextFlag.TextWordWrap.value
    room = 2 * metrics.lineSpacing() + 1
    if metrics.boundingRect(QRect(0, 0, width, 10_000), flags, words).height() <= room:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        height = metrics.boundingRect(QRect(0, 0, width, 10_000), flags, f"{words[:middle].rstrip()}…").height()
        low, high = (middle, high) if height <= room else (low, middle - 1)
    return f"{words[:low].rstrip()}…"
