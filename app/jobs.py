"""What a student can ask for: notes from files or links or text, an answer, a stop, another try."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app import wire
from app.emitter import JobEventEmitter, NewJob, json_text
from app.errors import ErrorCode, StudyleafError
from app.events import JobMetadata, JobStatus, JobType
from app.library import check_file, kind_of, name_of_link
from app.settings import Settings
from app.store import jobs
from app.store.jobs import JobView


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOptions:
    """What a job works on and how; stored with the job when it is submitted and never changed.

    One of `path`, `link`, `text` and `document_id` says what. `password` opens an encrypted PDF and is never stored
    with the job: `PasswordBook` keeps it in memory.
    """

    path: str | None = None
    link: str | None = None
    text: str | None = None
    document_id: str | None = None
    title: str | None = None
    question: str | None = None
    model: str | None = None
    length: str = "standard"
    style: str = "standard"
    minutes: float | None = None
    """How long the model may write; the points that gain most are rewritten first."""


class PasswordBook:
    """Passwords of encrypted documents, by job; in memory only, gone with the program."""

    def __init__(self) -> None:
        self._passwords: dict[str, str] = {}

    def put(self, job_id: str, password: str) -> None:
        self._passwords[job_id] = password

    def get(self, job_id: str) -> str | None:
        return self._passwords.get(job_id)


class Jobs:
    """Submits and steers jobs. Safe to use from any thread but the GUI's, which must not wait for a disk.

    What is asked for again while it is still being done is the same job: its id is returned.

    `wake` tells the workers that a job is waiting; it is called after the job is stored.
    """

    def __init__(
        self, emitter: JobEventEmitter, settings: Settings, *, user_id: str, wake: Callable[[JobType, str], None]
    ) -> None:
        self._emitter = emitter
        self._settings = settings
        self._user_id = user_id
        self._wake = wake
        self._submitting = threading.Lock()
        self.passwords = PasswordBook()

    def notes_from_file(
        self,
        path: Path,
        *,
        model: str | None = None,
        length: str = "standard",
        style: str = "standard",
        minutes: float | None = None,
    ) -> str:
        """Notes from a PDF or a text file; returns the job's id.

        Raises:
            StudyleafError: FILE_… when it is no readable file; nothing is queued then.
        """
        check_file(path, name=path.name, max_mb=self._settings.max_file_mb)
        job_type = JobType.AI_NOTES if kind_of(path.name) == "text" else JobType.PDF_NOTES
        options = JobOptions(path=str(path.absolute()), model=model, length=length, style=style, minutes=minutes)
        return self._submit(job_type, options, _file_metadata(path))

    def notes_from_link(self, link: str, *, model: str | None = None) -> str:
        """Notes from a PDF behind an http(s) link that the student dropped. Raises StudyleafError LINK_UNSUPPORTED."""
        try:
            name = name_of_link(link)
        except ValueError as error:  # brackets that are no address
            raise StudyleafError(ErrorCode.LINK_UNSUPPORTED) from error
        if not link.lower().startswith(("http://", "https://")):
            raise StudyleafError(ErrorCode.LINK_UNSUPPORTED)
        options = JobOptions(link=link, model=model)
        return self._submit(JobType.PDF_NOTES, options, JobMetadata(file_name=name))

    def notes_from_text(self, text: str, *, title: str, model: str | None = None) -> str:
        """Notes from pasted text."""
        options = JobOptions(text=text, title=title, model=model)
        return self._submit(JobType.AI_NOTES, options, JobMetadata(file_name=title, file_size=len(text.encode())))

    def notes_from_document(self, document_id: str, *, file_name: str, job_type: JobType = JobType.PDF_NOTES) -> str:
        """Notes from a document that is in the library."""
        return self._submit(job_type, JobOptions(document_id=document_id), JobMetadata(file_name=file_name))

    def extract(self, path: Path) -> str:
        """Only the text of a PDF or a text file. Raises StudyleafError FILE_…."""
        check_file(path, name=path.name, max_mb=self._settings.max_file_mb)
        return self._submit(JobType.PDF_EXTRACT, JobOptions(path=str(path.absolute())), _file_metadata(path))

    def ask(self, document_id: str, question: str, *, file_name: str) -> str:
        """A question about a document."""
        options = JobOptions(document_id=document_id, question=question)
        return self._submit(JobType.COMPLETION, options, JobMetadata(file_name=file_name), document_id)

    def cancel(self, job_id: str) -> None:
        """Stops a job: a waiting one at once, a running one within a second. Its partial work is kept.

        Raises:
            StudyleafError: JOB_NOT_FOUND, JOB_NOT_CANCELLABLE.
        """
        job = self._find(job_id)
        if not self._emitter.request_cancel(job.id):
            raise StudyleafError(ErrorCode.JOB_NOT_CANCELLABLE)

    def retry(self, job_id: str, *, password: str | None = None) -> None:
        """Queues a failed or cancelled job again; it goes on from its checkpoints.

        Raises:
            StudyleafError: JOB_NOT_FOUND, JOB_NOT_RETRYABLE.
        """
        job = self._find(job_id)
        if password is not None:
            self.passwords.put(job.id, password)
        if not self._emitter.retry(job.id):
            raise StudyleafError(ErrorCode.JOB_NOT_RETRYABLE)
        self._wake(job.type, job.id)

    def move(self, job_id: str, *, before: str | None = None) -> None:
        """Puts a waiting job before another one, or before all others.

        Raises:
            StudyleafError: JOB_NOT_FOUND, JOB_NOT_WAITING.
        """
        job = self._find(job_id)
        place = jobs.place_before(self._find(before).id if before else None)
        if not self._emitter.move(job.id, place):
            raise StudyleafError(ErrorCode.JOB_NOT_WAITING)

    def pause(self) -> None:
        """Begins no waiting job any more, also after a restart; running ones go on to their end."""
        jobs.set_paused(paused=True)
        self._emitter.library_changed(self._user_id)

    def resume(self) -> None:
        """Begins waiting jobs again."""
        jobs.set_paused(paused=False)
        self._emitter.library_changed(self._user_id)
        for job in self.list(statuses=(JobStatus.QUEUED,)):
            self._wake(job.type, job.id)

    def list(self, *, statuses: tuple[JobStatus, ...] = (), limit: int = 200) -> list[JobView]:
        """The newest jobs first."""
        return jobs.list_jobs(self._user_id, statuses=statuses, limit=limit)

    def _find(self, job_id: str) -> JobView:
        job = jobs.find_job(job_id)
        if job is None:
            raise StudyleafError(ErrorCode.JOB_NOT_FOUND, job_id=job_id)
        return job

    def _submit(
        self, job_type: JobType, options: JobOptions, metadata: JobMetadata, document_id: str | None = None
    ) -> str:
        new = NewJob(
            type=job_type,
            user_id=self._user_id,
            options=wire.encode(options),
            metadata=metadata,
            document_id=document_id,
        )
        with self._submitting:
            known = jobs.find_live(self._user_id, job_type, json_text(new.options))
            if known and known.metadata.file_size == metadata.file_size:
                return known.id
            job_id = self._emitter.submit(new)
        self._wake(job_type, job_id)
        return job_id


def _file_metadata(path: Path) -> JobMetadata:
    # A name that is no text in the system's encoding comes as lone surrogates, which neither SQLite nor a tab takes.
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    return JobMetadata(file_name=name, file_size=path.stat().st_size)
