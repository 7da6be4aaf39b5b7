"""The jobs as a list model, newest first, updated row by row."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.events import JobEvent
from ui.activity.job_row import JobRow, row_of_event
from ui.words import tr

JOB_ROLE: Final = Qt.ItemDataRole.UserRole
"""Gives the JobRow."""
SHOWN_ROLES: Final = (Qt.ItemDataRole.DisplayRole, JOB_ROLE)
"""What changes in a row that keeps its height and its buttons."""

MAX_ROWS: Final = 60
"""Older jobs that have ended leave the list; the library keeps them."""

Index = QModelIndex | QPersistentModelIndex


class JobsModel(QAbstractListModel):
    """GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[JobRow] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == JOB_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.title}\n{row.words}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, {row.words}" + (
                tr(", {progress} percent").format(progress=row.progress) if row.is_live else ""
            )
        return None

    def fill(self, rows: list[JobRow]) -> None:
        """Replaces all rows; newest first."""
        self.beginResetModel()
        self._rows = [row for place, row in enumerate(rows) if place < MAX_ROWS or row.is_live]
        self.endResetModel()

    def apply(self, event: JobEvent) -> JobRow:
        """Updates the row of the event's job, or puts a new one on top; returns it."""
        place = self._place(event.job_id)
        if place is None:
            row = row_of_event(event, None)
            self.beginInsertRows(QModelIndex(), 0, 0)
            self._rows.insert(0, row)
            self.endInsertRows()
            self._drop_oldest()
            return row
        row = row_of_event(event, self._rows[place])
        self._put(place, row)
        return row

    def rename(self, job_id: str, title: str) -> None:
        """Shows a job under another title: the question that it answers."""
        place = self._place(job_id)
        if place is not None:
            self._put(place, replace(self._rows[place], title=title))

    def find(self, job_id: str) -> JobRow | None:
        place = self._place(job_id)
        return None if place is None else self._rows[place]

    def rows(self) -> tuple[JobRow, ...]:
        """All rows, newest first."""
        return tuple(self._rows)

    def _put(self, place: int, row: JobRow) -> None:
        before = self._rows[place]
        if row != before:
            self._rows[place] = row
            self.dataChanged.emit(self.index(place), self.index(place), SHOWN_ROLES if _is_like(before, row) else [])

    def _place(self, job_id: str) -> int | None:
        return next((place for place, row in enumerate(self._rows) if row.id == job_id), None)

    def _drop_oldest(self) -> None:
        if len(self._rows) <= MAX_ROWS:
            return
        for place in range(len(self._rows) - 1, 0, -1):
            if not self._rows[place].is_live:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()
                return


def _is_like(one: JobRow, other: JobRow) -> bool:
    """Whether two states of a job want the same room and the same buttons."""
    return (one.is_live, one.is_retryable, one.error) == (other.is_live, other.is_retryable, other.error)
