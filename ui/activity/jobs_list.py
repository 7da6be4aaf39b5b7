"""The activity list: every job with its progress and its buttons."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.activity.job_actions import JobActions, kind_of_actions
from ui.activity.job_delegate import JobDelegate
from ui.activity.job_row import JobRow
from ui.activity.jobs_model import JOB_ROLE
from ui.words import tr


class JobsList(QListView):
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
        self._offering = QTimer(self, singleShot=True, interval=0)
        self._offering.timeout.connect(self._offer_some)
        model.modelReset.connect(self._on_reset)
        model.rowsAboutToBeRemoved.connect(self._on_removed)
        model.rowsInserted.connect(self._offer_soon)
        model.dataChanged.connect(self._offer_soon)
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

    def _on_reset(self) -> None:
        self._kinds.clear()
        self._offer_soon()

    def _offer_soon(self) -> None:
        """Many changes come at once, and each button lays the rows out: a row gets its own when it is seen."""
        if self.isVisible() and not self._offering.isActive():
            self._offering.start()

    def _offer_some(self) -> None:
        view = self.viewport().rect()
        for row in range(self.model().rowCount()):
            index = self.model().index(row, 0)
            if self._wants(index) and self.visualRect(index).intersects(view):
                self._offer(index)
                # One a pass: each takes a few milliseconds, for it lays all rows out.
                self._offering.start()
                return

    def _on_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        for number in range(first, last + 1):
            row = self.model().index(number, 0).data(JOB_ROLE)
            if isinstance(row, JobRow):
                self._kinds.pop(row.id, None)

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
