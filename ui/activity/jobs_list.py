"""The activity list: every job with its progress and its buttons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.activity.job_actions import JobActions, kind_of_actions
from ui.activity.job_delegate import JobDelegate, is_tall
from ui.activity.job_row import JobRow
from ui.activity.jobs_model import JOB_ROLE
from ui.parts.row_list import RowList
from ui.parts.soon import Soon
from ui.words import tr

OFFER_MS: Final = 30
"""Between the buttons of one row and those of the next: to make them takes some milliseconds, and a list that has just
come up has a dozen rows without."""


class JobsList(RowList):
    """GUI thread."""

    cancel_requested = Signal(str)
    """A job's id."""
    retry_requested = Signal(str, object)
    """A job's id, and a password (str) or None."""
    chosen = Signal(object)
    """The JobRow that was clicked or confirmed with Enter."""

    def __init__(self, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Activity"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self._delegate = JobDelegate(self)
        self._delegate.cancel_requested.connect(self.cancel_requested)
        self._delegate.retry_requested.connect(self.retry_requested)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        # Asking the view for the editor of a row lays all rows out anew; so what each row has is kept here.
        self._kinds: dict[str, str] = {}
        self._offering = Soon(self._offer_next, self, delay_ms=OFFER_MS)
        model.modelReset.connect(self._on_reset)
        model.rowsAboutToBeRemoved.connect(self._on_removed)
        self._tall: set[str] = set()
        self._measure(self._all_rows())
        model.rowsInserted.connect(self._on_inserted)
        model.dataChanged.connect(self._on_changed)
        self.verticalScrollBar().valueChanged.connect(self._offer_soon)
        self.clicked.connect(self._on_clicked)
        self.activated.connect(self._on_clicked)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._offer_soon()

    def actions_of(self, row: int) -> JobActions | None:
        """The buttons of a row, where it has some."""
        editor = self.indexWidget(self.model().index(row, 0))
        return editor if isinstance(editor, JobActions) else None

    def _all_rows(self) -> Iterator[JobRow]:
        return self._rows(0, self.model().rowCount() - 1)

    def _rows(self, first: int, last: int) -> Iterator[JobRow]:
        for number in range(first, last + 1):
            row = self.model().index(number, 0).data(JOB_ROLE)
            if isinstance(row, JobRow):
                yield row

    def _measure(self, rows: Iterator[JobRow]) -> None:
        """While all rows are of one height, Qt asks for that of one, and not for all at each change."""
        for row in rows:
            (self._tall.add if is_tall(row) else self._tall.discard)(row.id)
        self.setUniformItemSizes(not self._tall)

    def _on_reset(self) -> None:
        self._kinds.clear()
        self._tall.clear()
        self._measure(self._all_rows())
        self._offer_soon()

    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._measure(self._rows(first, last))
        self._offer_soon()

    def _on_changed(self, first: QModelIndex, last: QModelIndex, roles: Sequence[int]) -> None:
        if not roles:  # otherwise the row keeps its height and its buttons
            self._measure(self._rows(first.row(), last.row()))
            self._offer_soon()

    def _offer_soon(self) -> None:
        """A row gets its buttons when it is seen."""
        if self.isVisible():
            self._offering.ask()

    def _offer_next(self) -> None:
        index = self.indexAt(QPoint(1, 1))
        while index.isValid() and self.visualRect(index).top() < self.viewport().height():
            if self._wants(index):
                self._offer(index)
                self._offering.ask()
                return
            index = index.siblingAtRow(index.row() + 1)

    def _on_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        for row in self._rows(first, last):
            self._kinds.pop(row.id, None)
            self._tall.discard(row.id)
        self.setUniformItemSizes(not self._tall)

    def _wants(self, index: QModelIndex) -> bool:
        """Whether a row has other buttons than its state asks for: the same state keeps the same ones, focus too."""
        row = index.data(JOB_ROLE)
        return isinstance(row, JobRow) and self._kinds.get(row.id, "") != kind_of_actions(row)

    def _offer(self, index: QModelIndex) -> None:
        """Gives a row the buttons that its state asks for."""
        row = index.data(JOB_ROLE)
        assert isinstance(row, JobRow)
        wanted, present = kind_of_actions(row), self._kinds.get(row.id, "")
        self._kinds[row.id] = wanted
        if present:
            self.closePersistentEditor(index)
        if wanted:
            self.openPersistentEditor(index)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = index.data(JOB_ROLE)
        if isinstance(row, JobRow):
            self.chosen.emit(row)
