"""Reads jobs. Their writes are in `app.emitter`."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from peewee import SQL, fn

from app import wire
from app.events import ENDED, JobError, JobMetadata, JobResult, JobStage, JobStatus, JobType
from app.models import Job, Library
from app.store.connection import durable

LIVE: Final = tuple(status for status in JobStatus if status not in ENDED)
"""Statuses in which something still happens."""


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
    created_at: float
    started_at: float | None
    ended_at: float | None


def find_job(job_id: str) -> JobView | None:
    """The job, or None. A prefix of the id will do where only one job has it."""
    row = Job.get_or_none(Job.id == job_id)
    if row is None and len(job_id) >= 6:
        rows = list(Job.select().where(Job.id.startswith(job_id)).limit(2))
        row = rows[0] if len(rows) == 1 else None
    return view_of(row) if row else None


def list_jobs(user_id: str, *, statuses: Iterable[JobStatus] = (), limit: int = 200) -> list[JobView]:
    """The newest jobs of a user first; all statuses when none is named."""
    query = Job.select().where(Job.user_id == user_id)
    wanted = [status.value for status in statuses]
    if wanted:
        query = query.where(Job.status.in_(wanted))
    return [view_of(row) for row in query.order_by(Job.created_at.desc()).limit(limit)]


def find_live(user_id: str, job_type: JobType, options: str) -> JobView | None:
    """A job that is to do the very same thing and has not ended; `options` is their JSON text."""
    # By status first, and named one by one: there are few live jobs, and an index finds them among all that ended.
    live = (Job.user_id == user_id) & Job.status.in_([each.value for each in LIVE])
    query = Job.select(Job.id).where(live & (Job.type == job_type.value) & (Job.options == options))
    row = query.tuples().first()
    return find_job(row[0]) if row else None


def live_about(document_id: str) -> list[str]:
    """The jobs about a document in which something still happens."""
    live = (Job.document == document_id) & Job.status.in_([each.value for each in LIVE])
    return [job_id for (job_id,) in Job.select(Job.id).where(live).tuples()]


def queued_job_ids() -> list[str]:
    """All jobs that wait, the first in line first."""
    rows = Job.select(Job.id).where(Job.status == JobStatus.QUEUED.value).order_by(Job.position, Job.created_at)
    return [row.id for row in rows]


def next_waiting(*, but_not: Collection[JobType] = (), taken: Collection[str] = ()) -> tuple[str, JobType] | None:
    """The first job in line, of other types than `but_not` and none of `taken`; None where the queue is paused."""
    # One look at the library and not two: it is on the way of every job from its submission to its start.
    paused = fn.EXISTS(Library.select(SQL("1")).where(Library.paused))
    waiting = Job.select(Job.id, Job.type).where((Job.status == JobStatus.QUEUED.value) & ~paused)
    if but_not:
        waiting = waiting.where(Job.type.not_in([each.value for each in but_not]))
    if taken:
        waiting = waiting.where(Job.id.not_in(list(taken)))
    row = waiting.order_by(Job.position, Job.created_at).tuples().first()
    return (row[0], JobType(row[1])) if row else None


def place_before(job_id: str | None) -> float:
    """A position in the queue right before a waiting job, or before all that wait."""
    waiting = Job.status == JobStatus.QUEUED.value
    after = Job.select(Job.position).where(waiting & (Job.id == job_id)).scalar() if job_id else None
    if after is None:
        first = Job.select(fn.MIN(Job.position)).where(waiting).scalar()
        return (time.time() if first is None else first) - 1.0
    ahead = Job.select(fn.MAX(Job.position)).where(waiting & (Job.position < after)).scalar()
    return after - 1.0 if ahead is None else (ahead + after) / 2


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
    """The view of a row of `Job`."""
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
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
    )
