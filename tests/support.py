"""What many tests need and no fixture gives: waiting for other threads, a recording subscriber, a job to submit."""

from __future__ import annotations

import time
from collections.abc import Callable

from app.events import Event, JobEvent, JobMetadata, JobType
from app.newjob import NewJob

PATIENCE_S = 20.0
"""How long a test waits for something that another thread or process does; only a failing test waits so long."""

POLL_S = 0.005


def eventually(is_so: Callable[[], object], what: str = "it") -> None:
    """Returns as soon as `is_so()` is true; fails the test when it never is."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, f"{what} did not happen"
        time.sleep(POLL_S)


class Recorder:
    """A `publish` that keeps what it was given."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def __call__(self, event: Event) -> None:
        self.events.append(event)

    def of(self, job_id: str) -> list[JobEvent]:
        return [event for event in self.events if isinstance(event, JobEvent) and event.job_id == job_id]


def a_new_job(job_type: JobType = JobType.PDF_NOTES, **options: object) -> NewJob:
    """A job as `JobEventEmitter.submit` takes it."""
    return NewJob(type=job_type, user_id="local", options=options, metadata=JobMetadata(file_name="Biology.pdf"))
