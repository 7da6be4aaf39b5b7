"""Draws a document in the side bar: its title, and below what it is or what happens to it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.library.documents_model import DOCUMENT_ROLE, DocumentRow
from ui.parts.row_painting import BAR_PX, detail_line, inner_rect, paint_bar, paint_ground, paint_line, title_line

Index = QModelIndex | QPersistentModelIndex


class DocumentDelegate(QStyledItemDelegate):
    """All rows are of one height, so that a list of any length lays out at once."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's own signature
        return QSize(160, title_line(option).height + detail_line(option).height + 16 + 3 + BAR_PX + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(DOCUMENT_ROLE)
        if not isinstance(row, DocumentRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option)
        rect = inner_rect(option)
        palette = option.palette
        title, detail = title_line(option), detail_line(option)
        top = QRect(rect.left(), rect.top(), rect.width(), title.height)
        paint_line(painter, top, row.document.title, title, palette.color(QPalette.ColorRole.Text))
        below = QRect(rect.left(), top.bottom() + 4, rect.width(), detail.height)
        live = row.job is not None and row.job.is_live
        words = row.state if live else " · ".join(filter(None, (row.state, row.facts)))
        paint_line(painter, below, words, detail, palette.color(QPalette.ColorRole.PlaceholderText))
        if live and row.job:
            paint_bar(painter, rect, row.job.progress, palette)
        painter.restore()
