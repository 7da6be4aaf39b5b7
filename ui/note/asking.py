"""A question about the shown document, from the line where it is typed to the card with the answer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.events import JobStatus, JobType
from app.store import notes
from app.store.documents import DocumentView
from ui.activity.job_row import JobRow
from ui.activity.jobs_model import JobsModel
from ui.desk import Desk
from ui.note.answer_card import AnswerCard


class Asking(QObject):
    """One question at a time is shown; earlier ones are in the activity list. GUI thread."""

    failed = Signal(object)
    """A StudyleafError: an answer could not be read."""

    def __init__(self, desk: Desk, jobs: JobsModel, card: AnswerCard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._card = card
        self._questions: dict[str, str] = {}
        self._job_id = ""

    def ask(self, document: DocumentView, question: str) -> None:
        """Submits the question; the card says that it is being worked on."""
        self._job_id = ""
        self._card.show_waiting(question)
        self._card.show()

        def submitted(job_id: str) -> None:
            self._questions[job_id] = question
            self._job_id = job_id
            self._jobs.rename(job_id, question)
            row = self._jobs.find(job_id)
            if row:
                self.on_job(row)

        self._desk.background.run(
            lambda: self._desk.jobs.ask(document.id, question, file_name=document.file_name),
            submitted,
            self._card.show_error,
        )

    def show(self, row: JobRow) -> None:
        """Shows the card of an earlier question."""
        self._job_id = row.id
        self._card.show_waiting(row.title)
        self._card.show()
        self.on_job(row)

    def hide(self) -> None:
        """Puts the card away; a question that is being answered goes on."""
        self._job_id = ""
        self._card.hide()

    def on_job(self, row: JobRow) -> None:
        """Follows the job of the question that is shown."""
        if row.type is not JobType.COMPLETION:
            return
        question = self._questions.get(row.id)
        if question and row.title != question:
            self._jobs.rename(row.id, question)
        if row.id != self._job_id:
            return
        if row.status is JobStatus.COMPLETED and row.note_id:
            self._read(row.id, row.note_id)
        elif row.error:
            self._card.show_error(row.error)
        elif row.status is JobStatus.CANCELLED:
            self._card.show_cancelled()

    def _read(self, job_id: str, note_id: str) -> None:
        self._desk.background.run(
            lambda: notes.load_note(note_id),
            lambda note: self._card.show_answer(note) if job_id == self._job_id else None,
            self.failed.emit,
        )
