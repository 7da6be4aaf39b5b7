"""Takes in files, links and text, and carries the student's wishes about jobs to where they are fulfilled."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.errors import StudyleafError
from app.events import JobType
from app.store.documents import DocumentView
from ui.desk import Desk
from ui.parts.drops import Intake
from ui.text import title_of_text


class Submitting(QObject):
    """Every wish goes through the background; what is refused comes back as an error. GUI thread."""

    submitted = Signal(str)
    """The id of a new job for notes."""
    refused = Signal(object)
    """A StudyleafError."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._length, self._style = "standard", "standard"

    def use(self, *, length: str, style: str) -> None:
        """Of notes that are asked for from now on."""
        self._length, self._style = length, style

    def take(self, intake: Intake) -> None:
        """Submits all that a drop or a paste holds."""
        for path in intake.files:
            self.add_file(path)
        for link in intake.links:
            self.add_link(link)
        if intake.text:
            self.add_text(intake.text)

    def add_file(self, path: str) -> None:
        jobs, length, style = self._desk.jobs, self._length, self._style
        self._desk.background.run(
            lambda: jobs.notes_from_file(Path(path), length=length, style=style),
            self.submitted.emit,
            self.refused.emit,
        )

    def add_link(self, link: str) -> None:
        """Fetches a link: only for one that the student dropped."""
        jobs = self._desk.jobs
        self._desk.background.run(lambda: jobs.notes_from_link(link), self.submitted.emit, self.refused.emit)

    def add_text(self, text: str) -> None:
        jobs, title = self._desk.jobs, title_of_text(text)
        self._desk.background.run(
            lambda: jobs.notes_from_text(text, title=title), self.submitted.emit, self.refused.emit
        )

    def write_notes(self, document: DocumentView) -> None:
        """Notes from a document that is in the library."""
        jobs = self._desk.jobs
        job_type = JobType.PDF_NOTES if document.kind == "pdf" else JobType.AI_NOTES
        self._desk.background.run(
            lambda: jobs.notes_from_document(document.id, file_name=document.file_name, job_type=job_type),
            self.submitted.emit,
            self.refused.emit,
        )

    def cancel(self, job_id: str) -> None:
        jobs = self._desk.jobs
        self._desk.background.run(lambda: jobs.cancel(job_id), _nothing, self._on_refused)

    def retry(self, job_id: str, password: str | None) -> None:
        """Queues a job again, with a password where its document needs one."""
        jobs = self._desk.jobs
        self._desk.background.run(lambda: jobs.retry(job_id, password=password), _nothing, self._on_refused)

    def _on_refused(self, error: StudyleafError) -> None:
        self.refused.emit(error)


def _nothing(_value: None) -> None:
    """The events of the job tell what came of it."""
