"""Reads jobs. Their writes are in `app.emitter`."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from peewee import fn

from app import wire
from app.events import ENDED, JobError, JobMetadata, JobResult, JobStage, JobStatus, JobType
from app.models import Job, Library
from app.store import statements
from app.store.connection import durable

LIVE: Final = tuple(status for status in JobStatus if status not in ENDED)
"""Statuses in which something still happens."""

LONGEST_WAIT_S: Final = 600.0
"""No job is put off for longer."""

IN_LINE: Final = (Job.priority, Job.position, Job.created_at)
"""The order in which waiting jobs are begun."""


class Priority(IntEnum):
    """Which waiting jobs are begun before which others; the lowest first."""

    FIRST = 0
    """The student waits for it: a question."""
    NORMAL = 1
    LATER = 2
    """When nothing else is to be done."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the queue."""

    priority: Priority
    position: float


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """A job as it was when it was read."""

    id: str
    type: JobType
    user_id: str
    status: JobStatus
    stage: JobStage
    progress: int
    message: str
    metadata: JobMetadata
    options: wire.Json
    document_id: str | None
    note_id: str | None
    result: JobResult | None
    error: JobError | None
    attempt: int
    stalls: int
    failures: int
    priority: Priority
    fresh_since: float | None
    created_at: float
    started_at: float | None
    ended_at: float | None


def find_job(job_id: str) -> JobView | None:
    """The job, or None. A prefix of the id will do where only one job has it."""
    row: Any = statements.find_job(job_id)
    if row is None and len(job_id) >= 6:
        # As a range, which an index finds: ids are hexadecimal, and nothing of them comes after a "g".
        rows = list(Job.select().where((Job.id >= job_id) & (Job.id < job_id + "g")).limit(2))
        row = rows[0] if len(rows) == 1 else None
    return view_of(row) if row else None


def list_jobs(user_id: str, *, statuses: Iterable[JobStatus] = (), limit: int = 200) -> list[JobView]:
    """The newest jobs of a user first; all statuses when none is named."""
    query = Job.select().where(Job.user_id == user_id)
    wanted = [status.value for status in statuses]
    if wanted:
        query = query.where(Job.status.in_(wanted))
    return [view_of(row) for row in query.order_by(Job.created_at.desc()).limit(limit)]


def live_alike(likeness: str) -> list[JobView]:
    """The jobs with this likeness that have not ended and are not to stop, the oldest first."""
    found = statements.jobs_alike(likeness, [each.value for each in LIVE])
    return [job for job in map(find_job, found) if job]


def find_by_key(user_id: str, key: str) -> str | None:
    """The id of the job that was submitted with this key, whatever became of it."""
    submitted = (Job.user_id == user_id) & (Job.submit_key == key)
    row = Job.select(Job.id).where(submitted).tuples().first()
    return str(row[0]) if row else None


def live_about(document_id: str) -> list[str]:
    """The jobs about a document in which something still happens."""
    live = (Job.document == document_id) & Job.status.in_([each.value for each in LIVE])
    return [job_id for (job_id,) in Job.select(Job.id).where(live).tuples()]


def queued_job_ids() -> list[str]:
    """All jobs that wait, the first in line first."""
    rows = Job.select(Job.id).where(Job.status == JobStatus.QUEUED.value).order_by(*IN_LINE)
    return [row.id for row in rows]


def take_first(
    values: Mapping[str, object], *, but_not: Collection[JobType], about: str
) -> statements.JobColumns | None:
    """Changes the first job in line, of other types than `but_not`; None where there is none or the queue is paused.

    Jobs about the document `about` go before all others. Inside a transaction.
    """
    now = time.time()
    types = tuple(each.value for each in but_not)
    for document in (about, "") if about else ("",):
        row = statements.update_first(values, but_not=types, now=now, far=now + LONGEST_WAIT_S, about=document)
        if row:
            return row
    return None


def due_again() -> list[JobView]:
    """The jobs that failed, waited, and may be tried again now."""
    waited = (Job.status == JobStatus.QUEUED.value) & (Job.not_before > 0)
    return [view_of(row) for row in Job.select().where(waited & _may_begin())]


def _may_begin() -> Any:
    now = time.time()
    # What is due in a far future was put off before the clock was set back.
    return Job.not_before.is_null() | (Job.not_before <= now) | (Job.not_before > now + LONGEST_WAIT_S)


def place_before(job_id: str | None) -> Place:
    """The place right before a waiting job, or before all that wait."""
    waiting = Job.select(Job.priority, Job.position).where(Job.status == JobStatus.QUEUED.value)
    line = waiting.order_by(*IN_LINE).tuples()
    row = (line.where(Job.id == job_id).first() if job_id else None) or line.first()
    if row is None:
        return Place(Priority.NORMAL, time.time())
    priority, after = row
    same = (Job.status == JobStatus.QUEUED.value) & (Job.priority == priority)
    ahead = Job.select(fn.MAX(Job.position)).where(same & (Job.position < after)).scalar()
    return Place(Priority(priority), after - 1.0 if ahead is None else (ahead + after) / 2)


def place_last() -> Place:
    """The place behind all that wait."""
    waiting = Job.select(Job.priority, Job.position).where(Job.status == JobStatus.QUEUED.value)
    row = waiting.order_by(*(each.desc() for each in IN_LINE)).tuples().first()
    return Place(Priority(row[0]), row[1] + 1.0) if row else Place(Priority.NORMAL, time.time())


def is_paused() -> bool:
    """Whether waiting jobs are to go on waiting."""
    return bool(Library.select(Library.paused).where(Library.id == 1).scalar())


def set_paused(*, paused: bool) -> None:
    """Lets waiting jobs go on waiting, or begins them again."""
    with durable():
        Library.update(paused=paused).where(Library.id == 1).execute()


def depths() -> dict[JobStatus, int]:
    """How many jobs there are in each status in which something still happens."""
    rows = Job.select(Job.status, fn.COUNT(Job.id)).where(Job.status.in_([each.value for each in LIVE]))
    counts = dict(rows.group_by(Job.status).tuples())
    return {status: counts.get(status.value, 0) for status in LIVE}


def expired_jobs(now: float) -> list[JobView]:
    """Active jobs whose lease ran out, and stalled ones that nobody took up again."""
    lapsed = (Job.status == JobStatus.ACTIVE.value) & (Job.lease_until < now)
    return [view_of(row) for row in Job.select().where(lapsed | (Job.status == JobStatus.STALLED.value))]


def is_cancel_requested(job_id: str) -> bool:
    """Whether somebody, in this program or another, asked for this job to stop."""
    row = Job.select(Job.cancel_requested).where(Job.id == job_id).tuples().first()
    return bool(row and row[0])


def view_of(row: Any) -> JobView:
    """The view of a row of `Job`, or of its columns."""
    return JobView(
        id=row.id,
        type=JobType(row.type),
        user_id=row.user_id,
        status=JobStatus(row.status),
        stage=JobStage(row.stage),
        progress=row.progress,
        message=row.message,
        metadata=wire.decode(JobMetadata, json.loads(row.details)),
        options=json.loads(row.options),
        document_id=row.document_id,
        note_id=row.note_id,
        result=wire.decode(JobResult, json.loads(row.result)) if row.result else None,
        error=wire.decode(JobError, json.loads(row.error)) if row.error else None,
        attempt=row.attempt,
        stalls=row.stalls,
        failures=row.failures,
        priority=Priority(row.priority),
        fresh_since=row.fresh_since,
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
    )
