"""Stands where a note will be: what is being done for it, or what stopped it and how to go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.store.documents import DocumentView
from ui.activity.job_row import JobRow
from ui.parts.column import centered_column
from ui.parts.password_field import PasswordField
from ui.parts.widgets import label, push_button
from ui.words import tr

WIDTH_PX = 420


class WaitingPage(QWidget):
    """GUI thread."""

    retry_requested = Signal(str, object)
    """A job's id, and a password (str) or None."""
    notes_requested = Signal(object)
    """The DocumentView to write notes from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job_id = ""
        self._document: DocumentView | None = None
        self._title = label(role="question", wrap=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = label(role="muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(tr("Progress"))
        self._password = PasswordField(tr("the document"))
        self._password.entered.connect(lambda password: self.retry_requested.emit(self._job_id, password))
        self.retry_button = push_button(tr("Try again"), tr("Go on where it stopped"), role="primary")
        self.retry_button.clicked.connect(lambda: self.retry_requested.emit(self._job_id, None))
        self.notes_button = push_button(tr("Write notes"), tr("Write notes from this document"), role="primary")
        self.notes_button.clicked.connect(lambda: self.notes_requested.emit(self._document))
        layout = centered_column(self, WIDTH_PX)
        for widget in (self._title, self._words, self._bar, self._password):
            layout.addWidget(widget)
        for button in (self.retry_button, self.notes_button):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    @property
    def words(self) -> str:
        """The sentence under the title."""
        return self._words.text()

    def show_job(self, row: JobRow, title: str) -> None:
        """What a job is doing, or how it ended and what can be done."""
        if row.id != self._job_id:
            self._password.field.clear()
        self._job_id = row.id
        self._title.setText(title or row.title)
        self._words.setText(row.words)
        self._bar.setVisible(row.is_live)
        self._bar.setValue(row.progress)
        self._password.setVisible(row.wants_password)
        self.retry_button.setVisible(row.is_retryable and not row.wants_password)
        self.notes_button.hide()

    def show_document(self, document: DocumentView) -> None:
        """A document without notes, and nobody writing any."""
        self._document = document
        self._title.setText(document.title)
        self._words.setText(tr("There are no notes on this document yet."))
        for widget in (self._bar, self._password, self.retry_button):
            widget.hide()
        self.notes_button.show()
