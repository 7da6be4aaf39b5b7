"""A data folder opened for one command, and a job followed to its end."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import peewee

from app.cli.console import ProgressLine
from app.errors import ErrorCode, JobCancelled, StudyleafError
from app.events import ENDED, JobEvent, JobStatus
from app.logs import start_logging
from app.settings import DataFolder, load_settings
from app.store import events
from app.store.backup import open_with_backup
from app.store.jobs import JobView, find_job
from workers.service import JobService

POLL_S: Final = 0.04

logger = logging.getLogger(__name__)


def open_folder(options: Namespace) -> DataFolder:
    """The data folder, made if it is new, with the log going into it. Raises StudyleafError."""
    folder = DataFolder(options.data_dir.expanduser().absolute())
    folder.prepare()
    start_logging(folder.logs, "command")
    return folder


@contextmanager
def opened_library(options: Namespace) -> Iterator[None]:
    """The library for a command that only reads, or that asks others to do something."""
    library = open_with_backup(open_folder(options))
    try:
        yield
    finally:
        library.close_everywhere()


@contextmanager
def opened_service(options: Namespace) -> Iterator[JobService]:
    """Everything that runs jobs, closed at the end of the command."""
    folder = open_folder(options)
    service = JobService(folder, load_settings(folder))
    try:
        service.take_up_dead_jobs()
        yield service
    finally:
        service.close()


def password_of(options: Namespace) -> str | None:
    """The password from standard input, without its line end; None when none is to be read."""
    return sys.stdin.readline().rstrip("\r\n") if options.password_stdin else None


def run_to_end(service: JobService, job_id: str, name: str, *, password: str | None = None) -> JobView:
    """Runs a job in this program and shows its progress; Ctrl+C cancels it, a second one ends the program.

    Raises:
        StudyleafError: with the job's error. JobCancelled: it was stopped, here or from elsewhere.
    """
    if password is not None:
        service.jobs.passwords.put(job_id, password)
    line = ProgressLine(name)
    try:
        job = _follow_until_end(service, job_id, line)
    finally:
        line.close()
    if job.status is JobStatus.CANCELLED:
        raise JobCancelled
    if job.error:
        raise FailedJob(job)
    return job


class FailedJob(StudyleafError):
    """A job that ended with an error, whose sentence was made where it happened."""

    def __init__(self, job: JobView) -> None:
        assert job.error is not None
        super().__init__(job.error.code)
        self.sentence, self.hint = job.error.message, job.error.hint
        self.job = job


def follow(since: int, on_event: Callable[[JobEvent], None], *, job_id: str | None = None) -> int:
    """Hands over the job events after `since`; returns the number of the last event of the log that was read."""
    for event in events.since(since, job_id=job_id):
        since = getattr(event, "seq", since)
        if isinstance(event, JobEvent):
            on_event(event)
    return since


class _Worker(threading.Thread):
    """Runs a job; `error` is what kept its end from being written."""

    def __init__(self, service: JobService, job_id: str) -> None:
        super().__init__(name="job", daemon=True)
        self._service = service
        self._job_id = job_id
        self.error: peewee.DatabaseError | OSError | None = None

    def run(self) -> None:
        try:
            self._service.run_here(self._job_id)
        except (peewee.DatabaseError, OSError) as error:
            self.error = error


def _follow_until_end(service: JobService, job_id: str, line: ProgressLine) -> JobView:
    seq, interrupted, worker = 0, False, _Worker(service, job_id)
    worker.start()
    while True:
        try:
            worker.join(POLL_S)
            seq = follow(seq, line.show, job_id=job_id)
            job = _job(job_id)
            if worker.is_alive():
                continue
            if worker.error:
                raise worker.error
            if job.status in ENDED:
                return job
            # Another program took it; its events come through the library. Should it hand the job back, we run it.
            time.sleep(POLL_S * 5)
            if _job(job_id).status is JobStatus.QUEUED:
                worker = _Worker(service, job_id)
                worker.start()
        except KeyboardInterrupt:
            if interrupted:
                os._exit(130)
            interrupted = True
            _cancel(service, job_id)


def _job(job_id: str) -> JobView:
    job = find_job(job_id)
    if job is None:
        raise StudyleafError(ErrorCode.JOB_NOT_FOUND, job_id=job_id)
    return job


def _cancel(service: JobService, job_id: str) -> None:
    try:
        service.jobs.cancel(job_id)
    except StudyleafError:
        logger.debug("job %s had ended already", job_id)
