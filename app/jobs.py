"""What a student can ask for: notes from files or links or text, an answer, a stop, another try."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from peewee import IntegrityError

from app import wire
from app.emitter import RETRYABLE, JobEventEmitter
from app.errors import ErrorCode, StudyleafError
from app.events import JobMetadata, JobStatus, JobType
from app.lease import IdleWorker
from app.library import check_file, kind_of, name_of_link
from app.likeness import again, is_same, likeness_of
from app.newjob import NewJob
from app.settings import Settings
from app.store import documents, jobs, search
from app.store.jobs import JobView, Priority


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
    note_id: str | None = None
    """With `pages`: what these pages say goes into this note, as a section of its own or in the place of `section`."""
    pages: tuple[int, ...] = ()
    section: int | None = None


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

    What is asked for again while it is still being done is the same job: its id is returned; the same file counts as
    the same also where it lies in another place. A `key` names a submission: made again, with whatever, it is that job.

    `wake` tells the workers that a job is waiting; it is called after the job is stored. `idle_worker` gives one that
    sleeps and may begin a job of a type at once.
    """

    def __init__(
        self,
        emitter: JobEventEmitter,
        settings: Settings,
        *,
        user_id: str,
        wake: Callable[[JobType, str], None],
        idle_worker: Callable[[JobType], IdleWorker | None] = lambda _type: None,
    ) -> None:
        self._emitter = emitter
        self._settings = settings
        self._user_id = user_id
        self._wake = wake
        self._idle_worker = idle_worker
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
        key: str | None = None,
    ) -> str:
        """Notes from a PDF or a text file; returns the job's id.

        Raises:
            StudyleafError: FILE_… when it is no readable file; nothing is queued then.
        """
        check_file(path, name=path.name, max_mb=self._settings.max_file_mb)
        job_type = JobType.AI_NOTES if kind_of(path.name) == "text" else JobType.PDF_NOTES
        options = JobOptions(path=str(path.absolute()), model=model, length=length, style=style, minutes=minutes)
        return self._submit(self._new(job_type, options, _file_metadata(path), key=key))

    def notes_from_link(self, link: str, *, model: str | None = None, key: str | None = None) -> str:
        """Notes from a PDF behind an http(s) link that the student dropped. Raises StudyleafError LINK_UNSUPPORTED."""
        try:
            name = name_of_link(link)
        except ValueError as error:  # brackets that are no address
            raise StudyleafError(ErrorCode.LINK_UNSUPPORTED) from error
        if not link.lower().startswith(("http://", "https://")):
            raise StudyleafError(ErrorCode.LINK_UNSUPPORTED)
        options = JobOptions(link=link, model=model)
        return self._submit(self._new(JobType.PDF_NOTES, options, JobMetadata(file_name=name), key=key))

    def notes_from_text(self, text: str, *, title: str, model: str | None = None, key: str | None = None) -> str:
        """Notes from pasted text."""
        options = JobOptions(text=text, title=title, model=model)
        metadata = JobMetadata(file_name=title, file_size=len(text.encode()))
        return self._submit(self._new(JobType.AI_NOTES, options, metadata, key=key))

    def notes_from_document(
        self,
        document_id: str,
        *,
        file_name: str,
        job_type: JobType = JobType.PDF_NOTES,
        key: str | None = None,
    ) -> str:
        """Notes from a document that is in the library. Raises StudyleafError DOCUMENT_NOT_FOUND."""
        options = JobOptions(document_id=document_id)
        return self._submit(self._new(job_type, options, JobMetadata(file_name=file_name), document_id, key=key))

    def extract(self, path: Path, *, key: str | None = None) -> str:
        """Only the text of a PDF or a text file. Raises StudyleafError FILE_…."""
        check_file(path, name=path.name, max_mb=self._settings.max_file_mb)
        options = JobOptions(path=str(path.absolute()))
        return self._submit(self._new(JobType.PDF_EXTRACT, options, _file_metadata(path), key=key))

    def ask(self, document_id: str, question: str, *, file_name: str, key: str | None = None) -> str:
        """A question about a document; the student waits for the answer, so it goes before all notes."""
        options = JobOptions(document_id=document_id, question=question)
        new = self._new(JobType.COMPLETION, options, JobMetadata(file_name=file_name), document_id, key=key)
        return self._submit(replace(new, priority=Priority.FIRST))

    def ask_library(self, question: str, *, documents: int = 3) -> list[tuple[str, str, str]]:
        """A question about everything: (job, document, title) for each document that may know, the likeliest first.

        Each is asked by itself, so that every answer is checked against one document and cites it. Empty where no
        document has any of the question's words.
        """
        likely = search.documents_about(question, limit=documents)
        return [(self.ask(key, question, file_name=name), key, title) for key, name, title in likely]

    def write_section(
        self,
        note_id: str,
        document_id: str,
        *,
        pages: tuple[int, ...],
        title: str,
        section: int | None = None,
        length: str = "standard",
    ) -> str:
        """What some pages (1-based) say, into a note: as a new section, or in the place of the one at an index."""
        options = JobOptions(document_id=document_id, note_id=note_id, pages=pages, section=section, length=length)
        metadata = JobMetadata(file_name=title)
        return self._submit(self._new(JobType.COMPLETION, options, metadata, document_id, key=None))

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
        self._retry(self._find(job_id), password)

    def retry_from_scratch(self, job_id: str, *, password: str | None = None) -> str:
        """As `retry`, but nothing that was made before is used; a completed job is done again as a new one.

        Returns the id of the job that waits now.
        """
        job = self._find(job_id)
        if job.status is not JobStatus.COMPLETED:
            self._retry(job, password, fresh=True)
            return job.id
        new = replace(again(job), fresh=True)
        self._prepare(job, new.id, password, fresh=True)
        return self._store(new)

    def move(self, job_id: str, *, before: str | None = None) -> None:
        """Puts a waiting job before another one, or before all others, and gives it the priority of that.

        Raises:
            StudyleafError: JOB_NOT_FOUND, JOB_NOT_WAITING.
        """
        job = self._find(job_id)
        _check_waits(waits=self._emitter.move(job.id, jobs.place_before(self._find(before).id if before else None)))

    def move_last(self, job_id: str) -> None:
        """Puts a waiting job behind all others. Raises as `move`."""
        _check_waits(waits=self._emitter.move(self._find(job_id).id, jobs.place_last()))

    def prioritize(self, job_id: str, priority: Priority) -> None:
        """Lets a waiting job go before those of lower priority. Raises as `move`."""
        _check_waits(waits=self._emitter.prioritize(self._find(job_id).id, priority))

    def pause(self) -> None:
        """Begins no waiting job any more, also after a restart; running ones go on until they need the model."""
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

    def _retry(self, job: JobView, password: str | None, *, fresh: bool = False) -> None:
        if job.status not in RETRYABLE:
            raise StudyleafError(ErrorCode.JOB_NOT_RETRYABLE)
        self._prepare(job, job.id, password, fresh=fresh)
        if not self._emitter.retry(job.id, fresh=fresh):  # another retry was faster
            raise StudyleafError(ErrorCode.JOB_NOT_RETRYABLE)
        self._wake(job.type, job.id)

    def _prepare(self, job: JobView, job_id: str, password: str | None, *, fresh: bool) -> None:
        # Before it is queued: a worker that is awake takes it at once.
        if password is not None:
            self.passwords.put(job_id, password)
        if fresh and job.document_id:
            documents.forget_reading(job.document_id)

    def _new(
        self,
        job_type: JobType,
        options: JobOptions,
        metadata: JobMetadata,
        document_id: str | None = None,
        *,
        key: str | None,
    ) -> NewJob:
        return NewJob(
            type=job_type,
            user_id=self._user_id,
            options=wire.encode(options),
            metadata=metadata,
            document_id=document_id,
            key=key,
        )

    def _submit(self, new: NewJob) -> str:
        """The id of the job that does this already, or of a new one."""
        new = replace(new, likeness=likeness_of(new))
        with self._submitting:
            known = self._known(new)
            if known:
                return known
            try:
                return self._store(new)
            except IntegrityError as error:
                known = self._known(new)  # another program was faster with this key
                if known is None:
                    raise StudyleafError(ErrorCode.DOCUMENT_NOT_FOUND) from error
                return known

    def _store(self, new: NewJob) -> str:
        worker = self._idle_worker(new.type)
        return self._emitter.submit(new, on_stored=lambda job_id: self._wake(new.type, job_id), worker=worker)

    def _known(self, new: NewJob) -> str | None:
        if new.key and (known := jobs.find_by_key(new.user_id, new.key)):
            return known
        return next((job.id for job in jobs.live_alike(new.likeness or "") if is_same(new, job)), None)


def _check_waits(*, waits: bool) -> None:
    if not waits:
        raise StudyleafError(ErrorCode.JOB_NOT_WAITING)


def _file_metadata(path: Path) -> JobMetadata:
    # A name that is no text in the system's encoding comes as lone surrogates, which neither SQLite nor a tab takes.
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    return JobMetadata(file_name=name, file_size=path.stat().st_size)
