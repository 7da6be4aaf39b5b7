"""A job as the activity list shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.errors import ErrorCode
from app.events import ENDED, JobError, JobEvent, JobMetadata, JobStage, JobStatus, JobType
from app.store.jobs import JobView
from ui.text import error_words, remaining_words, stage_words

PASSWORD_CODES = frozenset({ErrorCode.PDF_PASSWORD_NEEDED, ErrorCode.PDF_PASSWORD_WRONG})


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """Made from a stored job or from its first event, then carried forward event by event."""

    id: str
    type: JobType
    title: str
    status: JobStatus
    stage: JobStage
    progress: int
    metadata: JobMetadata
    error: JobError | None
    document_id: str | None
    note_id: str | None

    @property
    def is_live(self) -> bool:
        """Whether something still happens by itself; such a job can be cancelled."""
        return self.status not in ENDED

    @property
    def is_retryable(self) -> bool:
        return self.status in {JobStatus.FAILED, JobStatus.CANCELLED}

    @property
    def wants_password(self) -> bool:
        return self.status is JobStatus.FAILED and self.error is not None and self.error.code in PASSWORD_CODES

    @property
    def words(self) -> str:
        """What it is doing, or how it ended and what can be done."""
        if self.error:
            return error_words(self.error)
        doing = stage_words(self.status, self.stage, self.metadata)
        left = remaining_words(self.metadata.estimated_time_remaining_ms) if self.status is JobStatus.ACTIVE else ""
        return f"{doing} · {left}" if left else doing


def row_of_view(job: JobView) -> JobRow:
    """The row of a stored job. A question is its own title."""
    question = job.options.get("question") if isinstance(job.options, dict) else None
    return JobRow(
        id=job.id,
        type=job.type,
        title=str(question or job.metadata.file_name or ""),
        status=job.status,
        stage=job.stage,
        progress=job.progress,
        metadata=job.metadata,
        error=job.error,
        document_id=job.document_id or job.metadata.file_id,
        note_id=job.note_id or job.metadata.note_id,
    )


def row_of_event(event: JobEvent, before: JobRow | None) -> JobRow:
    """The row after an event; `before` is the row that stood there, if any."""
    base = before or JobRow(
        id=event.job_id,
        type=event.job_type,
        title=event.metadata.file_name or "",
        status=event.status,
        stage=event.stage,
        progress=event.progress,
        metadata=event.metadata,
        error=event.error,
        document_id=None,
        note_id=None,
    )
    result_note = event.result.note_id if event.result else None
    return replace(
        base,
        status=event.status,
        stage=event.stage,
        progress=event.progress,
        metadata=event.metadata,
        error=event.error,
        document_id=event.metadata.file_id or base.document_id,
        note_id=result_note or event.metadata.note_id or base.note_id,
    )
