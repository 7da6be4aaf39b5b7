"""The documents as the library shows them: those that match, in the chosen order."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

from ui.library.documents_model import DOCUMENT_ROLE, DocumentRow, DocumentsModel
from ui.words import marked

Index = QModelIndex | QPersistentModelIndex


class Order(Enum):
    """What comes first."""

    ADDED = marked("Newest first")
    TITLE = marked("By title")
    PAGES = marked("Longest first")
    LEARNT = marked("Least learnt first")


class LibraryFilter(QSortFilterProxyModel):
    """GUI thread. Words match title, file name and tags, in any order."""

    def __init__(self, documents: DocumentsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._tag = ""
        self._order = Order.ADDED
        self.setSourceModel(documents)
        self.setDynamicSortFilter(True)

    def use_words(self, words: str) -> None:
        self._words = tuple(words.casefold().split())
        self.invalidate()

    def use_tag(self, tag: str) -> None:
        """Only documents with this tag; empty for all."""
        self._tag = tag
        self.invalidate()

    def use_order(self, order: Order) -> None:
        self._order = order
        # The documents come newest first by themselves: a large library is not compared row by row for it.
        self.sort(-1 if order is Order.ADDED else 0)
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        row = self.sourceModel().index(source_row, 0, source_parent).data(DOCUMENT_ROLE)
        if not isinstance(row, DocumentRow) or (self._tag and self._tag not in row.tags):
            return False
        text = " ".join((row.document.title, row.document.file_name, *row.tags)).casefold()
        return all(word in text for word in self._words)

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        left, right = source_left.data(DOCUMENT_ROLE), source_right.data(DOCUMENT_ROLE)
        assert isinstance(left, DocumentRow)
        assert isinstance(right, DocumentRow)
        if self._order is Order.TITLE:
            return left.document.title.casefold() < right.document.title.casefold()
        if self._order is Order.PAGES:
            return left.document.page_count > right.document.page_count
        return _learnt(left) < _learnt(right)


def _learnt(row: DocumentRow) -> float:
    """Documents without cards come last."""
    return 2.0 if row.learnt is None else row.learnt
