"""The documents as a list model, newest first, each with the state of the work on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.store.documents import DocumentView
from ui import counts
from ui.activity.job_row import JobRow
from ui.words import tr

DOCUMENT_ROLE: Final = Qt.ItemDataRole.UserRole
"""Gives the DocumentRow."""
SHOWN_ROLES: Final = (Qt.ItemDataRole.DisplayRole, DOCUMENT_ROLE)
"""What changes in a row: never its height."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document and the newest job on it that has not ended well; `note` is "", "draft" or "complete".

    `learnt` is the share of its cards that were shown before, 0..1; None where it has none.
    """

    document: DocumentView
    job: JobRow | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    learnt: float | None = None

    @property
    def facts(self) -> str:
        """File name and pages, as far as they are known and add something."""
        parts = []
        if self.document.file_name != self.document.title:
            parts.append(self.document.file_name)
        if self.size:
            parts.append(self.size)
        return " · ".join(parts)

    @property
    def size(self) -> str:
        """How long it is; empty where that is not known yet."""
        return counts.pages(self.document.page_count) if self.document.page_count else ""

    @property
    def state(self) -> str:
        """What is going on with it, in a word or two; empty when all is done."""
        if self.job and self.job.is_live:
            return self.job.words
        if self.note == "draft":
            return tr("Draft")
        if self.job and self.job.is_retryable:
            return tr("Needs a password") if self.job.wants_password else tr("Stopped")
        return "" if self.note else tr("No notes yet")


class DocumentsModel(QAbstractListModel):
    """GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[DocumentRow] = []
        self._ids: set[str] = set()
        self._tags: Counter[str] = Counter()
        """How many rows have a tag."""
        self._learnt: Mapping[str, float] = {}
        self.is_whole = True
        """Whether all documents are there; otherwise the oldest follow."""
        self._read_to = 0.0
        """When the last document that was read was added: the row itself may be removed before older ones follow."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.document.title
        if role == DOCUMENT_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (row.document.title, row.facts, row.state)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.document.title, row.facts, row.state)))
        return None

    def fill(self, rows: list[DocumentRow], *, is_whole: bool = True) -> None:
        """Replaces all rows; newest first."""
        self.beginResetModel()
        self._rows = list(rows)
        self._ids = {row.document.id for row in rows}
        self._tags = Counter(tag for row in rows for tag in row.tags)
        self.is_whole = is_whole
        self._read_to = rows[-1].document.added_at if rows else 0.0
        self.endResetModel()

    def extend(self, rows: list[DocumentRow], *, is_whole: bool) -> None:
        """Adds rows that are older, newest first."""
        self.is_whole = is_whole
        self._read_to = rows[-1].document.added_at if rows else self._read_to
        new = [
            replace(row, learnt=self._learnt.get(row.document.id)) for row in rows if row.document.id not in self._ids
        ]
        # Views ask for the rest by the rows that are added; with none, by those that changed.
        if new:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(new) - 1)
            self._rows += new
            self._ids.update(row.document.id for row in new)
            self._tags.update(tag for row in new for tag in row.tags)
            self.endInsertRows()
        elif self._rows:
            self.dataChanged.emit(self.index(len(self._rows) - 1), self.index(len(self._rows) - 1))

    def put(self, document: DocumentView) -> None:
        """Shows a document that is new, on top, or changed, where it stands."""
        place = self.place(document.id)
        if place is not None:
            self._change(place, replace(self._rows[place], document=document))
            return
        if not self.is_whole and document.added_at < self._read_to:
            return  # it comes with its neighbours
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._rows.insert(0, DocumentRow(document))
        self._ids.add(document.id)
        self.endInsertRows()

    def remove(self, document_id: str) -> None:
        place = self.place(document_id)
        if place is not None:
            self.beginRemoveRows(QModelIndex(), place, place)
            self._tags.subtract(self._rows[place].tags)
            self._ids.discard(document_id)
            del self._rows[place]
            self.endRemoveRows()

    def set_job(self, document_id: str, job: JobRow) -> None:
        """Shows the work on a document; a job that went well leaves no trace."""
        place = self.place(document_id)
        if place is not None:
            unfinished = job if job.is_live or job.is_retryable else None
            self._change(place, replace(self._rows[place], job=unfinished))

    def set_note(self, document_id: str, note: str) -> None:
        place = self.place(document_id)
        if place is not None:
            self._change(place, replace(self._rows[place], note=note))

    def set_tags(self, document_id: str, tags: tuple[str, ...]) -> None:
        place = self.place(document_id)
        if place is not None:
            self._change(place, replace(self._rows[place], tags=tags))

    def set_learnt(self, shares: Mapping[str, float]) -> None:
        """How far the cards of documents are learnt, by document."""
        self._learnt = shares
        for place, row in enumerate(self._rows):
            self._change(place, replace(row, learnt=shares.get(row.document.id)))

    def tags(self) -> list[str]:
        """All tags in use, sorted."""
        return sorted((tag for tag, rows in self._tags.items() if rows), key=str.casefold)

    def find(self, document_id: str) -> DocumentView | None:
        place = self.place(document_id)
        return None if place is None else self._rows[place].document

    def place(self, document_id: str) -> int | None:
        """The row number of a document."""
        if document_id not in self._ids:
            return None
        return next((place for place, row in enumerate(self._rows) if row.document.id == document_id), None)

    def _change(self, place: int, row: DocumentRow) -> None:
        if row != self._rows[place]:
            self._tags.subtract(self._rows[place].tags)
            self._tags.update(row.tags)
            self._rows[place] = row
            self.dataChanged.emit(self.index(place), self.index(place), SHOWN_ROLES)
