"""The left side: the documents, and below them what is still going on or wants help."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QSplitter, QVBoxLayout, QWidget

from ui.activity.jobs_list import JobsList
from ui.activity.jobs_model import JobsModel
from ui.activity.unfinished import UnfinishedJobs
from ui.library.document_delegate import DocumentDelegate
from ui.library.documents_model import DOCUMENT_ROLE, DocumentRow, DocumentsModel
from ui.parts.row_list import RowList
from ui.parts.widgets import label, push_button
from ui.words import tr


class Sidebar(QWidget):
    """GUI thread. It shows the models and tells what was asked for."""

    add_requested = Signal()
    document_chosen = Signal(object)
    """A DocumentView that the student clicked or went to with the keyboard."""

    def __init__(self, documents: DocumentsModel, jobs: JobsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self._model = documents
        self.documents = RowList()
        self.documents.setAccessibleName(tr("Documents"))
        self.documents.setItemDelegate(DocumentDelegate(self.documents))
        self.documents.setModel(documents)
        self.documents.setUniformItemSizes(True)
        # A large library comes piece by piece, and each piece lays all rows out anew.
        self.documents.setLayoutMode(QListView.LayoutMode.Batched)
        self.documents.setMouseTracking(True)
        self.documents.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.documents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.documents.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._unfinished = UnfinishedJobs(jobs, self)
        self.jobs = JobsList(self._unfinished)
        self.add_button = push_button(tr("Add files"), tr("Choose PDFs or text files"), role="primary")
        self.add_button.clicked.connect(self.add_requested.emit)
        self._lay_out()
        self.documents.selectionModel().currentChanged.connect(self._on_current)
        # The current row too may be clicked: to come back to it from a job.
        self.documents.clicked.connect(self._on_current)
        left = self._unfinished
        self._activity.setVisible(left.rowCount() > 0)
        for changed in (left.rowsInserted, left.rowsRemoved, left.modelReset):
            changed.connect(self._show_activity)

    def choose(self, document_id: str) -> None:
        """Marks a document as the one shown, without telling that the student chose it."""
        place = self._model.place(document_id)
        if place is None:
            return
        selection = self.documents.selectionModel()
        selection.blockSignals(True)
        selection.setCurrentIndex(self._model.index(place), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        selection.blockSignals(False)
        self.documents.viewport().update()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(18, 14, 14, 10)
        head.addWidget(label(tr("Documents"), role="caption"), 1)
        head.addWidget(self.add_button)
        upper = QWidget()
        upper_layout = QVBoxLayout(upper)
        upper_layout.setContentsMargins(0, 0, 0, 0)
        upper_layout.setSpacing(0)
        upper_layout.addLayout(head)
        upper_layout.addWidget(self.documents, 1)
        self._activity = QWidget()
        lower_layout = QVBoxLayout(self._activity)
        lower_layout.setContentsMargins(0, 10, 0, 0)
        lower_layout.setSpacing(4)
        caption = label(tr("Activity"), role="caption")
        caption.setContentsMargins(18, 0, 0, 0)
        lower_layout.addWidget(caption)
        lower_layout.addWidget(self.jobs, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(self._activity)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.addWidget(self.splitter)

    def _show_activity(self) -> None:
        self._activity.setVisible(self.jobs.model().rowCount() > 0)

    def _on_current(self, current: QModelIndex) -> None:
        row = current.data(DOCUMENT_ROLE)
        if isinstance(row, DocumentRow):
            self.document_chosen.emit(row.document)
