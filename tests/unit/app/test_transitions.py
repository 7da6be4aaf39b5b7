"""The state machine, walked pair by pair through the one writer of job state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.emitter import Claim, JobEventEmitter
from app.errors import ErrorCode, LeaseLost, StudyleafError
from app.events import STATUS_OF, JobResult, JobStatus, may_follow
from app.models import Job
from app.store import events, jobs
from tests.support import Recorder, a_new_job

RESULT = JobResult(note_id="", title="t", processing_time_ms=1, cache_hit=False)
ERROR = StudyleafError(ErrorCode.STALLED)


def _claim_of(job_id: str) -> Claim:
    return Claim(job_id, Job.get_by_id(job_id).attempt)


def _to_queued(emitter: JobEventEmitter, job_id: str) -> bool:
    if emitter.retry(job_id) or emitter.queue_stalled(job_id):
        return True
    emitter.requeue(_claim_of(job_id))
    return True


def _to_completed(emitter: JobEventEmitter, job_id: str) -> bool:
    emitter.complete(_claim_of(job_id), RESULT)
    return True


def _to_failed(emitter: JobEventEmitter, job_id: str) -> bool:
    if emitter.fail_stalled(job_id, ERROR):
        return True
    emitter.fail(_claim_of(job_id), ERROR)
    return True


def _to_cancelled(emitter: JobEventEmitter, job_id: str) -> bool:
    was_active = jobs.list_jobs("local", statuses=(JobStatus.ACTIVE,))
    if emitter.request_cancel(job_id) and not was_active:
        return True
    emitter.cancelled(_claim_of(job_id))
    return True


MOVES: dict[JobStatus, Callable[[JobEventEmitter, str], object]] = {
    JobStatus.QUEUED: _to_queued,
    JobStatus.ACTIVE: lambda emitter, job_id: emitter.claim(job_id, owner="me", lease_s=9),
    JobStatus.COMPLETED: _to_completed,
    JobStatus.FAILED: _to_failed,
    JobStatus.STALLED: lambda emitter, job_id: emitter.stall(_claim_of(job_id)),
    JobStatus.CANCELLED: _to_cancelled,
}
"""All that the emitter offers to bring a job into each status."""


def a_job_in(emitter: JobEventEmitter, status: JobStatus) -> str:
    job_id = emitter.submit(a_new_job())
    if status is not JobStatus.QUEUED:
        emitter.claim(job_id, owner="me", lease_s=9)
        if status is not JobStatus.ACTIVE:
            MOVES[status](emitter, job_id)
    assert Job.get_by_id(job_id).status == status.value
    return job_id


def moved(emitter: JobEventEmitter, job_id: str, after: JobStatus) -> bool:
    try:
        return bool(MOVES[after](emitter, job_id))
    except LeaseLost:
        return False


PAIRS = [(before, after) for before in JobStatus for after in JobStatus]


@pytest.mark.parametrize(
    ("before", "after"), [pair for pair in PAIRS if may_follow(*pair)], ids=lambda status: status.value
)
def test_an_allowed_transition_succeeds_and_is_told(
    emitter: JobEventEmitter, published: Recorder, before: JobStatus, after: JobStatus
) -> None:
    job_id = a_job_in(emitter, before)
    assert moved(emitter, job_id, after)
    assert Job.get_by_id(job_id).status == after.value
    last = published.of(job_id)[-1]
    assert last.status is after is STATUS_OF[last.type]


@pytest.mark.parametrize(
    ("before", "after"), [pair for pair in PAIRS if not may_follow(*pair)], ids=lambda status: status.value
)
def test_any_other_transition_changes_nothing(
    emitter: JobEventEmitter, published: Recorder, before: JobStatus, after: JobStatus
) -> None:
    job_id = a_job_in(emitter, before)
    row = Job.select().where(Job.id == job_id).tuples().get()
    place, told = events.position(), len(published.events)
    assert not moved(emitter, job_id, after)
    assert Job.select().where(Job.id == job_id).tuples().get() == row
    assert (events.position(), len(published.events)) == (place, told)


def test_all_thirty_six_pairs_are_walked() -> None:
    assert len(PAIRS) == 36
