"""The room of activity: all jobs, the queue paused or going, and one job in full."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.events import JobEvent
from app.store import events, jobs
from app.timeline import Span, timeline
from ui import counts
from ui.activity.details import JobDetails
from ui.activity.job_row import JobRow
from ui.activity.jobs_list import JobsList
from ui.activity.jobs_model import JOB_ROLE, JobsModel
from ui.activity.waiting_list import Waiting, WaitingList
from ui.desk import Desk
from ui.parts.soon import Soon
from ui.parts.widgets import label, push_button
from ui.words import tr

MAX_EVENTS = 20_000
LIST_PX = 420
RENEW_MS = 500
"""A running job's timeline is read again at most this often."""


class ActivityRoom(QWidget):
    """GUI thread."""

    working_changed = Signal(int)
    """How many jobs are at work or wait."""
    failed = Signal(object)
    """A StudyleafError."""

    def __init__(self, desk: Desk, model: JobsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("room")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._model = desk, model
        self._is_paused = False
        self.list = JobsList(model)
        self.waiting = WaitingList()
        self._line_words = label(tr("Waiting, the next one first"), role="caption")
        self.details = JobDetails()
        self.pause_button = push_button(tr("Pause"), tr("Begin no waiting document any more; those at work go on"))
        self.pause_button.clicked.connect(self._on_pause)
        self._summary = label(role="muted")
        self._body = QStackedWidget()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RENEW_MS)
        self._timer.timeout.connect(self._read_spans)
        self._timer.timeout.connect(self._read_line)
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.details.first_requested.connect(lambda job_id: self._run(lambda: desk.jobs.move(job_id)))
        self.waiting.moved.connect(self._on_moved)
        self.details.last_requested.connect(lambda job_id: self._run(lambda: desk.jobs.move_last(job_id)))
        changing = Soon(self._on_changed, self)
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.dataChanged):
            changed.connect(changing.ask)
        self._on_changed()

    def refresh(self) -> None:
        """Reads whether the queue is paused."""
        self._desk.background.run(jobs.is_paused, self._show_paused, self.failed.emit)
        self._read_line()
        if not self.list.currentIndex().isValid() and self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(tr("Activity"), role="title"))
        head.addWidget(self._summary, 1)
        head.addWidget(self.pause_button)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setObjectName("column")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(28, 6, 6, 6)
        inside.addWidget(self.details)
        scroll.setWidget(page)
        side = QWidget()
        side.setFixedWidth(LIST_PX)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        for widget in (self._line_words, self.waiting):
            left.addWidget(widget)
        left.addWidget(self.list, 1)
        self._show_line([])
        columns = QWidget()
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(scroll, 1)
        nothing = label(tr("Nothing is being done. Drop a document, and its way to notes is shown here."), role="muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._body.addWidget(nothing)
        self._body.addWidget(columns)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(34, 26, 34, 20)
        layout.setSpacing(14)
        layout.addLayout(head)
        layout.addWidget(self._body, 1)

    def _on_changed(self) -> None:
        rows = self._model.rows()
        live = sum(row.is_live for row in rows)
        self._body.setCurrentIndex(1 if rows else 0)
        self._summary.setText(tr("{documents} in work").format(documents=counts.documents(live)) if live else "")
        self.working_changed.emit(live)
        if not self._timer.isActive():
            self._timer.start()
        shown = self._model.find(self.details.job_id)
        if shown:
            self.details.show_job(shown)

    def _on_current(self, current: QModelIndex) -> None:
        row = current.data(JOB_ROLE)
        self.details.show_job(row if isinstance(row, JobRow) else None)
        self._read_spans()

    def _read_spans(self) -> None:
        job_id = self.details.job_id
        if not job_id or not self.isVisible():
            return

        def read() -> list[Span]:
            told = events.since(0, job_id=job_id, limit=MAX_EVENTS)
            return timeline(event for event in told if isinstance(event, JobEvent))

        def show(spans: list[Span]) -> None:
            if job_id == self.details.job_id:
                self.details.show_spans(spans)

        self._desk.background.run(read, show, self.failed.emit)

    def _read_line(self) -> None:
        """What waits, in order: the list beside it is in the order of submission."""

        if not self.isVisible():
            return

        def show(line: list[str]) -> None:
            known = {row.id: row.title for row in self._model.rows()}
            self._show_line([Waiting(job_id, known[job_id]) for job_id in line if job_id in known])

        self._desk.background.run(jobs.queued_job_ids, show, self.failed.emit)

    def _show_line(self, line: list[Waiting]) -> None:
        self.waiting.show_line(line)
        for widget in (self._line_words, self.waiting):
            widget.setVisible(len(line) > 1)

    def _on_moved(self, job_id: str, before: str) -> None:
        move = self._desk.jobs
        act = (lambda: move.move(job_id, before=before)) if before else (lambda: move.move_last(job_id))

        def refused(error: object) -> None:
            self.failed.emit(error)
            self._read_line()

        self._desk.background.run(act, lambda _done: self._read_line(), refused)

    def _on_pause(self) -> None:
        act = self._desk.jobs.resume if self._is_paused else self._desk.jobs.pause
        self._desk.background.run(act, lambda _done: self.refresh(), self.failed.emit)

    def _show_paused(self, paused: bool) -> None:  # noqa: FBT001 - the answer of a read
        self._is_paused = paused
        self.pause_button.setText(tr("Go on") if paused else tr("Pause"))
        self.pause_button.setAccessibleName(tr("Go on") if paused else tr("Pause"))

    def _run(self, work: object) -> None:
        assert callable(work)
        self._desk.background.run(work, lambda _done: None, self.failed.emit)
