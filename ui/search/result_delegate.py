"""Draws a result: its icon, its title, and below the place with the words that matched."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.store.search import MARK_BEGIN, MARK_END, Hit
from ui.parts.row_painting import detail_line, inner_rect, paint_ground, paint_line, title_line
from ui.search.results import ICONS, RESULT_ROLE, Action, detail_of, title_of
from ui.theme.icons import themed_icon

ICON_PX: Final = 18
TEXT_LEFT_PX: Final = 32

Index = QModelIndex | QPersistentModelIndex


class ResultDelegate(QStyledItemDelegate):
    """A result has one line or two."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = title_line(option).height + 18
        result = index.data(RESULT_ROLE)
        if isinstance(result, Hit) and result.text:
            height += detail_line(option).height + 3
        return QSize(160, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        result = index.data(RESULT_ROLE)
        if not isinstance(result, Action | Hit):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option)
        palette, role = option.palette, QPalette.ColorRole
        rect = inner_rect(option)
        muted = palette.color(role.PlaceholderText)
        icon = result.icon if isinstance(result, Action) else ICONS[result.kind]
        first = title_line(option).height
        place = QRect(rect.left(), rect.top() + (first - ICON_PX) // 2, ICON_PX, ICON_PX)
        themed_icon(icon, muted).paint(painter, QStyle.visualRect(option.direction, rect, place))
        line = QRect(rect.left() + TEXT_LEFT_PX, rect.top(), rect.width() - TEXT_LEFT_PX, first)
        line = QStyle.visualRect(option.direction, rect, line)
        paint_line(painter, line, title_of(result), title_line(option), palette.color(role.Text))
        if isinstance(result, Action) and result.keys:
            painter.setFont(detail_line(option).font)
            painter.setPen(muted)
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, result.keys)
        if detail := detail_of(result):
            below = QRect(line.left(), line.bottom() + 4, line.width(), detail_line(option).height)
            _paint_marked(painter, below, detail, detail_line(option).font, palette)
        painter.restore()


def _paint_marked(painter: QPainter, rect: QRect, text: str, font: QFont, palette: QPalette) -> None:
    """One line of a document, its matches in the accent; cut at the right end."""
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    painter.setClipRect(rect)
    x = float(rect.left())
    baseline = rect.top() + QFontMetricsF(font).ascent()
    parts = text.replace(MARK_END, MARK_BEGIN).split(MARK_BEGIN)
    if painter.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        # The parts follow each other as the document's words do, and end where the other lines begin.
        widths = [QFontMetricsF(strong if at % 2 else font).horizontalAdvance(part) for at, part in enumerate(parts)]
        x = max(x, rect.right() - sum(widths))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for at, part in enumerate(parts):
        matched = at % 2 == 1
        used = strong if matched else font
        painter.setFont(used)
        painter.setPen(palette.color(QPalette.ColorRole.Link if matched else QPalette.ColorRole.PlaceholderText))
        painter.drawText(QPointF(x, baseline), part)
        x += QFontMetricsF(used).horizontalAdvance(part)
        if x > rect.right():
            return
