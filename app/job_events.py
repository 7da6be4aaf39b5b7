"""The event that tells of a change in a job's row."""

from __future__ import annotations

from dataclasses import replace

from app.events import (
    EventType,
    JobError,
    JobEvent,
    JobMetadata,
    JobResult,
    JobStage,
    JobStatus,
    JobType,
    timestamp_now,
)
from app.store.statements import JobColumns, JobRow


def event_of(
    row: JobRow | JobColumns,
    event_type: EventType,
    metadata: JobMetadata,
    number: tuple[str, int],
    *,
    error: JobError | None = None,
    result: JobResult | None = None,
) -> JobEvent:
    """What happened to a job whose row is now `row`; `number` is the event's (epoch, seq)."""
    epoch, seq = number
    return JobEvent(
        seq=seq,
        epoch=epoch,
        type=event_type,
        job_id=row.id,
        job_type=JobType(row.type),
        user_id=row.user_id,
        status=JobStatus(row.status),
        stage=JobStage(row.stage),
        progress=row.progress,
        message=row.message,
        metadata=replace(metadata, attempt=row.attempt),
        error=error,
        result=result,
        timestamp=timestamp_now(),
    )
