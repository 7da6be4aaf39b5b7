"""The one writer of job state: changes a job and appends its event in one transaction, then publishes the event."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any, Final

from app.errors import LeaseLost, StudyleafError
from app.events import (
    STATUS_OF,
    TRANSITIONS,
    Event,
    EventType,
    JobError,
    JobEvent,
    JobMetadata,
    JobResult,
    JobStage,
    JobStatus,
    JobType,
    LibraryChanged,
    NoteDelta,
    timestamp_now,
)
from app.job_events import event_of
from app.job_texts import job_error, json_text, merge_metadata, metadata_of
from app.lease import IdleWorker, Lease, begun
from app.models import Job
from app.newjob import NewJob, row_of
from app.store import events, statements
from app.store.connection import sync_committed, transaction
from app.store.jobs import JobView, Place, Priority, take_first, view_of
from app.store.statements import Expression, JobColumns, JobRow

PROGRESS_INTERVAL_S: Final = 0.1
"""Progress of one job is stored and published at most this often; only the newest counts."""
RETRYABLE: Final = (JobStatus.FAILED, JobStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on a job. Every write of the work names it; a newer attempt makes it worthless."""

    job_id: str
    attempt: int


@dataclass(frozen=True, slots=True)
class _Progress:
    stage: JobStage
    percent: int
    metadata: JobMetadata


class JobEventEmitter:
    """Safe to use from any thread. `publish` is called in the order of the log, on the thread that made the change."""

    def __init__(self, publish: Callable[[Event], None]) -> None:
        self._publish = publish
        # Held from the transaction to the end of publish: subscribers see events in the order of their numbers.
        self._lock = threading.RLock()
        # By claim and not by job: a late report of an older attempt must not push out what the newer one has to tell.
        self._last_progress: dict[Claim, tuple[JobStage, float]] = {}
        self._pending: dict[Claim, _Progress] = {}

    def submit(
        self,
        job: NewJob,
        *,
        on_stored: Callable[[str], None] = lambda _job_id: None,
        worker: IdleWorker | None = None,
    ) -> str:
        """Stores a new queued job; returns its id. Raises peewee.IntegrityError where its key is known already.

        A `worker` that sleeps begins it in the same write, unless others wait, too: then it looks for itself which is
        first. Without one `on_stored` may wake somebody: it is called when the job can be claimed. The job is on the
        disk when this returns, and only then promised to anybody.
        """
        is_begun = False
        try:
            with self._lock:
                with transaction():
                    row = statements.insert_job(row_of(job))
                    first = statements.begin_alone(row.id, begun(worker.lease)) if worker else None
                    told = self._append_new(row, first, job.metadata)
                if worker and first:
                    # Before others hear of it: they do in the end, for what it tells waits for this lock.
                    worker.begin(Claim(first.id, first.attempt), view_of(first))
                    is_begun = True
                for event in told:
                    self._publish(event)
        finally:
            if worker and not is_begun:
                worker.look()
        if not worker:
            on_stored(row.id)
        sync_committed()
        return row.id

    def claim(self, job_id: str, *, owner: str, lease_s: float) -> Claim | None:
        """Takes a queued job for a worker; None when another took it first or it is queued no more."""
        values = begun(Lease(owner, lease_s))
        event = self._change(job_id, EventType.JOB_PROGRESS, values, from_statuses=(JobStatus.QUEUED,))
        return Claim(job_id, event.metadata.attempt or 1) if event else None

    def claim_next(
        self, *, owner: str, lease_s: float, but_not: Collection[JobType] = (), about: str = ""
    ) -> tuple[Claim, JobView] | None:
        """Takes the first job in line, of other types than `but_not`, for a worker; None where none may be begun.

        Jobs about the document `about` go before all others; a paused queue holds back all.
        """
        if not statements.any_waits():
            return None  # seen without the lock that those who have something to tell wait for
        with self._lock:
            with transaction():
                row = take_first(begun(Lease(owner, lease_s)), but_not=but_not, about=about)
                if row is None:
                    return None
                event = self._append(row, EventType.JOB_PROGRESS, metadata_of(row.details))
            self._publish(event)
        return Claim(row.id, row.attempt), view_of(row)

    def renew(self, claim: Claim, *, lease_s: float) -> None:
        """Prolongs a claim. Raises LeaseLost."""
        with transaction():
            if not self._held(claim, lease_until=time.time() + lease_s):
                raise LeaseLost

    def attach(self, claim: Claim, *, document_id: str | None = None, note_id: str | None = None) -> None:
        """Tells which document or note the job is about, now that it exists. Raises LeaseLost."""
        values = {"document": document_id, "note": note_id}
        with transaction():
            if not self._held(claim, **{name: value for name, value in values.items() if value is not None}):
                raise LeaseLost

    def progress(self, claim: Claim, stage: JobStage, percent: int, metadata: JobMetadata | None = None) -> None:
        """Reports where the job is. A new stage is told at once; within a stage at most ten times a second.

        Fields of `metadata` that are None keep their value, but for the estimate. Raises LeaseLost.
        """
        news = _Progress(stage, percent, metadata or JobMetadata())
        with self._lock:
            held_back = self._pending.pop(claim, None)
            if held_back:
                news = replace(news, metadata=merge_metadata(held_back.metadata, news.metadata))
            last = self._last_progress.get(claim)
            if last and last[0] is stage and time.monotonic() - last[1] < PROGRESS_INTERVAL_S:
                self._pending[claim] = news
                return
            self._write_progress(claim, news)

    def flush_progress(self, claim: Claim) -> None:
        """Tells what `progress` still holds back. Raises LeaseLost."""
        with self._lock:
            held_back = self._pending.pop(claim, None)
            if held_back:
                self._write_progress(claim, held_back)

    def complete(self, claim: Claim, result: JobResult) -> None:
        """Raises LeaseLost."""
        metadata = JobMetadata(
            note_id=result.note_id or None,
            cache_hit=result.cache_hit,
            processing_time_ms=result.processing_time_ms,
            estimated_time_remaining_ms=0,
        )
        values = {"stage": JobStage.COMPLETED.value, "progress": 100, "result": json_text(result)}
        self._end(claim, EventType.JOB_COMPLETED, values, metadata=metadata, result=result)

    def fail(self, claim: Claim, error: StudyleafError) -> None:
        """Raises LeaseLost."""
        told = job_error(error)
        values = {"stage": JobStage.FAILED.value, "error": json_text(told)}
        self._end(claim, EventType.JOB_ERROR, values, error=told)

    def cancelled(self, claim: Claim) -> None:
        """The job has stopped because the student asked for it. Raises LeaseLost."""
        self._end(claim, EventType.JOB_CANCELLED, {})

    def requeue(self, claim: Claim) -> None:
        """Hands a job back: the program is closing. It goes on from its checkpoints. Raises LeaseLost."""
        self._leave(claim, EventType.JOB_QUEUED, {"stage": JobStage.QUEUED.value})

    def put_off(self, claim: Claim, *, delay_s: float) -> None:
        """Hands a job back that failed, and may be tried again after a while. Raises LeaseLost."""
        values = {
            "stage": JobStage.QUEUED.value,
            "failures": Expression("failures + 1"),
            "not_before": time.time() + delay_s,
        }
        self._leave(claim, EventType.JOB_QUEUED, values)

    def request_cancel(self, job_id: str) -> bool:
        """Stops a waiting job at once and asks a running one to stop; False when it has ended already."""
        waiting = (JobStatus.QUEUED, JobStatus.STALLED)
        if self._change(job_id, EventType.JOB_CANCELLED, {"ended_at": time.time()}, from_statuses=waiting):
            return True
        with transaction():
            active = (Job.id == job_id) & (Job.status == JobStatus.ACTIVE.value)
            return bool(Job.update(cancel_requested=True).where(active).execute())

    def retry(self, job_id: str, *, fresh: bool = False) -> bool:
        """Queues a failed or cancelled job again, `fresh` without what was made before; False when it is neither."""
        values: dict[str, Any] = {
            "stage": JobStage.QUEUED.value,
            "progress": 0,
            "error": None,
            "ended_at": None,
            "stalls": 0,
            "stall_progress": -1,
            "failures": 0,
        }
        if fresh:
            values["fresh_since"] = time.time()
        return bool(self._change(job_id, EventType.JOB_QUEUED, values, from_statuses=RETRYABLE))

    def move(self, job_id: str, place: Place) -> bool:
        """Gives a waiting job another place in the queue; False when it waits no more."""
        values = {"priority": place.priority, "position": place.position}
        return bool(self._change(job_id, EventType.JOB_QUEUED, values, from_statuses=(JobStatus.QUEUED,)))

    def prioritize(self, job_id: str, priority: Priority) -> bool:
        """Lets a waiting job go before those of lower priority; False when it waits no more."""
        values = {"priority": priority}
        return bool(self._change(job_id, EventType.JOB_QUEUED, values, from_statuses=(JobStatus.QUEUED,)))

    def stall(self, claim: Claim) -> bool:
        """Notes that a job's worker has gone silent; False when it is back or another was faster.

        Only stalls that get the job no further are counted: a job that goes on in spite of them is not their cause.
        """
        values = {
            "stalls": Expression("CASE WHEN progress > stall_progress THEN 1 ELSE stalls + 1 END"),
            "stall_progress": Expression("progress"),
            "lease_owner": None,
            "lease_until": None,
        }
        return bool(self._change(claim.job_id, EventType.JOB_STALLED, values, claim=claim))

    def queue_stalled(self, job_id: str) -> bool:
        """Queues a stalled job again."""
        values = {"stage": JobStage.QUEUED.value}
        return bool(self._change(job_id, EventType.JOB_QUEUED, values, from_statuses=(JobStatus.STALLED,)))

    def fail_stalled(self, job_id: str, error: StudyleafError) -> bool:
        """Gives up a job that stalled too often."""
        told = job_error(error)
        values = {"stage": JobStage.FAILED.value, "error": json_text(told), "ended_at": time.time()}
        stalled = (JobStatus.STALLED,)
        return bool(self._change(job_id, EventType.JOB_ERROR, values, from_statuses=stalled, error=told))

    def library_changed(
        self, user_id: str, *, document_ids: tuple[str, ...] = (), note_ids: tuple[str, ...] = ()
    ) -> None:
        """Stores and tells that documents or notes changed."""
        with self._lock:
            with transaction():
                epoch, seq = events.next_seq()
                event = LibraryChanged(
                    seq=seq,
                    epoch=epoch,
                    user_id=user_id,
                    document_ids=document_ids,
                    note_ids=note_ids,
                    timestamp=timestamp_now(),
                )
                events.append(event, job_id=None)
            self._publish(event)

    def note_delta(self, delta: NoteDelta) -> None:
        """Tells, without storing, that a note is being written."""
        self._publish(delta)

    def _end(
        self,
        claim: Claim,
        event_type: EventType,
        values: dict[str, Any],
        *,
        metadata: JobMetadata | None = None,
        error: JobError | None = None,
        result: JobResult | None = None,
    ) -> None:
        values = {**values, "ended_at": time.time()}
        self._leave(claim, event_type, values, metadata=metadata, error=error, result=result)

    def _leave(
        self,
        claim: Claim,
        event_type: EventType,
        values: dict[str, Any],
        *,
        metadata: JobMetadata | None = None,
        error: JobError | None = None,
        result: JobResult | None = None,
    ) -> None:
        """Ends a claim; what `progress` still holds back goes into the same event."""
        values = {**values, "lease_owner": None, "lease_until": None}
        with self._lock:  # its worker has come to the end, and nobody else reports progress of this claim
            held_back = self._forget(claim)
        if held_back:
            values = {"stage": held_back.stage.value, "progress": held_back.percent, **values}
            metadata = merge_metadata(held_back.metadata, metadata or JobMetadata())
        if not self._change(
            claim.job_id, event_type, values, claim=claim, metadata=metadata, error=error, result=result
        ):
            raise LeaseLost

    def _forget(self, claim: Claim) -> _Progress | None:
        self._last_progress.pop(claim, None)
        return self._pending.pop(claim, None)

    def _write_progress(self, claim: Claim, news: _Progress) -> None:
        self._last_progress[claim] = (news.stage, time.monotonic())
        values = {"stage": news.stage.value, "progress": news.percent}
        if not self._change(
            claim.job_id,
            EventType.JOB_PROGRESS,
            values,
            from_statuses=(JobStatus.ACTIVE,),
            claim=claim,
            metadata=news.metadata,
        ):
            self._forget(claim)
            raise LeaseLost

    def _change(
        self,
        job_id: str,
        event_type: EventType,
        values: dict[str, Any],
        *,
        from_statuses: tuple[JobStatus, ...] | None = None,
        claim: Claim | None = None,
        metadata: JobMetadata | None = None,
        error: JobError | None = None,
        result: JobResult | None = None,
    ) -> JobEvent | None:
        """Updates the job if it is in one of `from_statuses` and the claim holds; the changed row is the verdict."""
        after = STATUS_OF[event_type]
        before = from_statuses or (JobStatus.ACTIVE,)
        stays = before == (after,)
        assert stays or all(after in TRANSITIONS[status] for status in before), f"{before} to {after}"
        if not stays:  # a status that is written is written into its indexes, too, also where it is the same
            # A wish to stop belongs to the run that it was made for.
            values = {"status": after.value, "cancel_requested": False, **values}
        with self._lock:
            with transaction():
                attempt = claim.attempt if claim else None
                row = statements.update_job(job_id, values, statuses=[each.value for each in before], attempt=attempt)
                if row is None:
                    return None
                known = metadata_of(row.details)
                if metadata and (merged := merge_metadata(known, metadata)) != known:
                    known = merged
                    row = statements.update_job(
                        job_id, {"details": json_text(known)}, statuses=[after.value], attempt=None
                    )
                    assert row is not None
                event = self._append(row, event_type, known, error=error, result=result)
            self._publish(event)
        # What a power cut undoes of a claim is the claim: the job waits again. All other changes must stay. Outside of
        # the lock: other jobs go on meanwhile, and one sync does for all that wait for it.
        if after is not JobStatus.ACTIVE:
            sync_committed()
        return event

    def _append_new(self, row: JobRow, first: JobColumns | None, metadata: JobMetadata) -> list[JobEvent]:
        changes: list[tuple[JobRow | JobColumns, EventType]] = [(row, EventType.JOB_QUEUED)]
        if first:
            changes.append((first, EventType.JOB_PROGRESS))
        epoch, seq = events.next_seq(len(changes))
        told = [event_of(after, kind, metadata, (epoch, seq + n)) for n, (after, kind) in enumerate(changes)]
        events.append(*told, job_id=row.id)
        return told

    def _append(
        self,
        row: JobRow | JobColumns,
        event_type: EventType,
        metadata: JobMetadata,
        *,
        error: JobError | None = None,
        result: JobResult | None = None,
    ) -> JobEvent:
        event = event_of(row, event_type, metadata, events.next_seq(), error=error, result=result)
        events.append(event, job_id=row.id)
        return event

    def _held(self, claim: Claim, **values: Any) -> bool:
        condition = (Job.id == claim.job_id) & (Job.attempt == claim.attempt) & (Job.status == JobStatus.ACTIVE.value)
        return bool(Job.update(**values).where(condition).execute())
