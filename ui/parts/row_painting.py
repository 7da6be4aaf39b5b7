"""What the two lists of the side bar have in common: their ground, their two lines of text, their progress bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.theme.colors import tint
from ui.theme.fonts import text_scale

MARGIN_PX: Final = 8
PAD_PX: Final = 10
BAR_PX: Final = 4
TITLE_PX: Final = 14
DETAIL_PX: Final = 12


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A kind of line in a row: its font, and how high it is in pixels."""

    font: QFont
    metrics: QFontMetrics
    height: int


def title_line(option: QStyleOptionViewItem) -> Line:
    """A row's first line."""
    return _line(option, TITLE_PX, QFont.Weight.Medium)


def detail_line(option: QStyleOptionViewItem) -> Line:
    """The lines below it."""
    return _line(option, DETAIL_PX, QFont.Weight.Normal)


def inner_rect(option: QStyleOptionViewItem) -> QRect:
    """Where a row's content goes."""
    return option.rect.adjusted(MARGIN_PX + PAD_PX, 8, -MARGIN_PX - PAD_PX, -8)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """A rounded ground under the chosen row, a fainter one under the pointer, a line around the one with the focus."""
    palette = option.palette
    state = option.state
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    if not (chosen or hovered or focused):
        return
    rect = QRectF(option.rect).adjusted(MARGIN_PX, 2, -MARGIN_PX, -2)
    ground = palette.color(QPalette.ColorRole.AlternateBase)
    if chosen:
        ground = tint(palette.color(QPalette.ColorRole.Link), 0.14)
    painter.setPen(palette.color(QPalette.ColorRole.Link) if focused else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def paint_line(painter: QPainter, rect: QRect, words: str, line: Line, color: QColor) -> None:
    """One line of text, cut with an ellipsis."""
    painter.setFont(line.font)
    painter.setPen(color)
    cut = line.metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)


def paint_bar(painter: QPainter, rect: QRect, percent: int, palette: QPalette) -> None:
    """A thin progress bar at the bottom of `rect`."""
    track = QRectF(rect.left(), rect.bottom() - BAR_PX + 1, rect.width(), BAR_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.color(QPalette.ColorRole.Mid))
    painter.drawRoundedRect(track, BAR_PX / 2, BAR_PX / 2)
    if percent > 0:
        track.setWidth(max(BAR_PX, track.width() * percent / 100))
        painter.setBrush(palette.color(QPalette.ColorRole.Link))
        painter.drawRoundedRect(track, BAR_PX / 2, BAR_PX / 2)


_lines: dict[tuple[str, int], Line] = {}
"""By the view's font and the size; views ask for each row at each turn. A window has one or two fonts."""


def _line(option: QStyleOptionViewItem, size_px: int, weight: QFont.Weight) -> Line:
    key = (option.font.key(), size_px)
    if key not in _lines:
        font = QFont(option.font)
        font.setPixelSize(round(size_px * text_scale(option.font)))
        font.setWeight(weight)
        metrics = QFontMetrics(font)
        _lines[key] = Line(font, metrics, metrics.height())
    return _lines[key]
