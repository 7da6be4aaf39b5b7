"""Draws a job in the activity list, and puts the buttons for what can be done about it into its row."""

from __future__ import annotations

import functools
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.activity.job_actions import JobActions
from ui.activity.job_row import JobRow
from ui.activity.jobs_model import JOB_ROLE
from ui.parts.row_painting import BAR_PX, Line, detail_line, inner_rect, paint_bar, paint_ground, paint_line, title_line

BUTTON_PX: Final = 30
FIELD_PX: Final = 38
ERROR_LINES: Final = 5
"""A sentence with its hint fits; what is longer is in the tip."""

Index = QModelIndex | QPersistentModelIndex


class JobDelegate(QStyledItemDelegate):
    """All rows are of one height, but that of a failed job: it is as tall as its sentence needs."""

    cancel_requested = Signal(str)
    """A job's id."""
    retry_requested = Signal(str, object)
    """A job's id, and a password (str) or None."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(JOB_ROLE)
        height = title_line(option).height + 16 + 3
        if isinstance(row, JobRow) and is_tall(row):
            height += self._error_height(option, row) + (FIELD_PX + 6 if row.wants_password else 0)
        else:
            height += detail_line(option).height + BAR_PX + 4
        return QSize(160, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(JOB_ROLE)
        if not isinstance(row, JobRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option)
        rect = inner_rect(option)
        palette = option.palette
        room = BUTTON_PX + 4 if (row.is_live or row.is_retryable) and not row.wants_password else 0
        title, detail = title_line(option), detail_line(option)
        top = QRect(rect.left(), rect.top(), rect.width() - room, title.height)
        paint_line(painter, top, row.title, title, palette.color(QPalette.ColorRole.Text))
        below = QRect(rect.left(), top.bottom() + 4, rect.width() - room, detail.height)
        if row.error:
            below.setHeight(self._error_height(option, row))
            painter.setFont(detail.font)
            painter.setPen(palette.color(QPalette.ColorRole.BrightText))
            painter.drawText(below, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, row.words)
        else:
            paint_line(painter, below, row.words, detail, palette.color(QPalette.ColorRole.PlaceholderText))
        if row.is_live:
            paint_bar(painter, rect, row.progress, palette)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002 - Qt's own signature
        row = index.data(JOB_ROLE)
        assert isinstance(row, JobRow)
        actions = JobActions(row, parent)
        actions.cancel_requested.connect(lambda: self.cancel_requested.emit(row.id))
        actions.retry_requested.connect(lambda password: self.retry_requested.emit(row.id, password))
        return actions

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002 - Qt's own signature
        rect = inner_rect(option)
        if isinstance(editor, JobActions) and editor.kind == "password":
            editor.setGeometry(rect.left(), rect.bottom() - FIELD_PX + 2, rect.width(), FIELD_PX)
        else:
            editor.setGeometry(rect.right() - BUTTON_PX + 4, rect.top() - 2, BUTTON_PX, BUTTON_PX)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """The buttons ask; they write nothing into the model."""

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's own signature
        # The base class takes Tab, Enter and Escape for the end of editing; here they belong to the buttons.
        return False

    def _error_height(self, option: QStyleOptionViewItem, row: JobRow) -> int:
        view = option.widget.width() if isinstance(option.widget, QWidget) else option.rect.width()
        room = 0 if row.wants_password else BUTTON_PX + 4
        return _words_height(detail_line(option), max(80, view - 2 * 18 - room - 12), row.words)


def is_tall(row: JobRow) -> bool:
    """Whether a row may be of another height than others: it has a sentence to tell."""
    return row.error is not None


# A view asks for the heights of all its rows whenever one of them changes.
@functools.lru_cache(maxsize=512)
def _words_height(line: Line, width: int, words: str) -> int:
    """Of the sentence of a failed job."""
    metrics = line.metrics
    needed = metrics.boundingRect(QRect(0, 0, width, 10000), Qt.TextFlag.TextWordWrap, words).height()
    return min(needed, ERROR_LINES * metrics.lineSpacing())
