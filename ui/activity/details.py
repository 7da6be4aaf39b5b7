"""One job in full: what it does, what may be done about it, and how long each stage took."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.events import JobMetadata, JobStatus
from app.timeline import Span
from ui.activity.job_row import JobRow
from ui.parts.password_field import PasswordField
from ui.parts.widgets import label, push_button
from ui.text import seconds_words, stage_words
from ui.words import tr

TOO_SHORT_S = 0.05
"""A stage that was over before it began tells nothing."""


class JobDetails(QWidget):
    """GUI thread."""

    first_requested = Signal(str)
    """A waiting job's id, to be begun before all others."""
    last_requested = Signal(str)
    cancel_requested = Signal(str)
    retry_requested = Signal(str, object)
    """A job's id, and a password (str) or None."""
    open_requested = Signal(object)
    """The JobRow whose notes are to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: JobRow | None = None
        self._title = label(role="heading", wrap=True)
        self._words = label(role="muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(tr("Progress of the job"))
        self._password = PasswordField(tr("the document"))
        self._password.entered.connect(lambda password: self.retry_requested.emit(self.job_id, password))
        self.open_button = push_button(tr("Show the notes"), tr("Read what it made"), role="primary")
        self.first_button = push_button(tr("Do it first"), tr("Begin it before all that wait"))
        self.last_button = push_button(tr("Do it last"), tr("Begin it after all that wait"))
        self.cancel_button = push_button(tr("Stop"), tr("Stop it; what was made so far is kept"))
        self.retry_button = push_button(tr("Try again"), tr("Go on where it stopped"), role="primary")
        self._steps = QGridLayout()
        self._timeline = label(tr("What happened"), role="caption")
        self._lay_out()
        self._connect()
        self.show_job(None)

    @property
    def job_id(self) -> str:
        """The job that is shown; empty for none."""
        return self._row.id if self._row else ""

    def show_job(self, row: JobRow | None) -> None:
        """Shows another job, or a newer state of the same."""
        if row is None or row.id != self.job_id:
            self.show_spans([])
        self._row = row
        for widget in (self._title, self._words, self._timeline):
            widget.setVisible(row is not None)
        waits = row is not None and row.status is JobStatus.QUEUED
        self._bar.setVisible(row is not None and row.is_live)
        self._password.setVisible(row is not None and row.wants_password)
        self.open_button.setVisible(row is not None and bool(row.note_id))
        self.first_button.setVisible(waits)
        self.last_button.setVisible(waits)
        self.cancel_button.setVisible(row is not None and row.is_live)
        self.retry_button.setVisible(row is not None and row.is_retryable and not row.wants_password)
        if row:
            self._title.setText(row.title)
            self._words.setText(row.words)
            self._bar.setValue(row.progress)

    def show_spans(self, spans: Sequence[Span]) -> None:
        """How the job went so far."""
        while (item := self._steps.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        worth_telling = [span for span in spans if span is spans[-1] or (span.seconds or 1) > TOO_SHORT_S]
        for at, span in enumerate(worth_telling):
            again = tr(" (try {attempt})").format(attempt=span.attempt) if span.attempt > 1 else ""
            page = tr(", page {page}").format(page=span.page) if span.page else ""
            words = stage_words(span.status, span.stage, JobMetadata())
            took = "" if span.seconds == 0 else seconds_words(span.seconds)
            self._steps.addWidget(label(f"{span.began.astimezone():%H:%M:%S}", role="muted"), at, 0)
            self._steps.addWidget(label(f"{words}{page}{again}"), at, 1)
            self._steps.addWidget(label(took, role="muted"), at, 2, Qt.AlignmentFlag.AlignRight)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (
            self.open_button, self.retry_button, self.first_button, self.last_button, self.cancel_button,
        ):  # fmt: skip
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._steps.setHorizontalSpacing(18)
        self._steps.setVerticalSpacing(8)
        self._steps.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for widget in (self._title, self._words, self._bar, self._password):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        layout.addSpacing(12)
        layout.addWidget(self._timeline)
        layout.addLayout(self._steps)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.open_button.clicked.connect(lambda: self.open_requested.emit(self._row))
        self.first_button.clicked.connect(lambda: self.first_requested.emit(self.job_id))
        self.last_button.clicked.connect(lambda: self.last_requested.emit(self.job_id))
        self.cancel_button.clicked.connect(lambda: self.cancel_requested.emit(self.job_id))
        self.retry_button.clicked.connect(lambda: self.retry_requested.emit(self.job_id, None))
