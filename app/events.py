"""The one shape in which widgets, browser tabs, the command line and the log learn what happens to a job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from types import MappingProxyType
from typing import Final

from app import wire
from app.errors import ErrorCode

WIRE_VERSION: Final = 1


class JobType(Enum):
    """What a job makes."""

    PDF_EXTRACT = "pdf-extract"
    """The text of a PDF, page by page."""
    PDF_NOTES = "pdf-notes-optimized"
    """Notes, quiz and flashcards from a PDF."""
    AI_NOTES = "ai-notes"
    """The same from pasted text or a text file."""
    COMPLETION = "completion"
    """An answer about a document or a selection, with its citations."""


class JobStatus(Enum):
    """Where a job stands. `TRANSITIONS` says which may follow which."""

    QUEUED = "queued"
    """Waits for a worker."""
    ACTIVE = "active"
    """A worker holds its lease."""
    COMPLETED = "completed"
    """Its result is stored."""
    FAILED = "failed"
    """It ended with an error; the student may retry."""
    STALLED = "stalled"
    """Its worker's lease ran out; it is about to be queued again or to fail."""
    CANCELLED = "cancelled"
    """The student stopped it; what was done is kept."""


TRANSITIONS: Final[Mapping[JobStatus, frozenset[JobStatus]]] = MappingProxyType(
    {
        JobStatus.QUEUED: frozenset({JobStatus.ACTIVE, JobStatus.CANCELLED}),
        # queued again: the program is closing and hands the job back.
        JobStatus.ACTIVE: frozenset(
            {JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.STALLED, JobStatus.CANCELLED, JobStatus.QUEUED}
        ),
        JobStatus.STALLED: frozenset({JobStatus.QUEUED, JobStatus.FAILED, JobStatus.CANCELLED}),
        JobStatus.FAILED: frozenset({JobStatus.QUEUED}),
        JobStatus.CANCELLED: frozenset({JobStatus.QUEUED}),
        JobStatus.COMPLETED: frozenset(),
    }
)

ENDED: Final = frozenset({JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED})
"""Statuses in which nothing more happens by itself."""


class JobStage(Enum):
    """What an active job is doing. `ui/text.py` and the companion page turn it into words."""

    QUEUED = "queued"
    INITIALIZING = "initializing"
    DOWNLOADING = "downloading"
    CHECKING_CACHE = "checking_cache"
    EXTRACTING_TEXT = "extracting_text"
    GENERATING_NOTES = "generating_notes"
    GENERATING_QUIZ = "generating_quiz"
    SAVING = "saving"
    CACHING = "caching"
    COMPLETED = "completed"
    FAILED = "failed"


class EventType(Enum):
    """The name of an event on the wire."""

    JOB_QUEUED = "job:queued"
    JOB_PROGRESS = "job:progress"
    JOB_COMPLETED = "job:completed"
    JOB_ERROR = "job:error"
    JOB_CANCELLED = "job:cancelled"
    JOB_STALLED = "job:stalled"
    LIBRARY_CHANGED = "library:changed"
    NOTE_DELTA = "note:delta"


STATUS_OF: Final[Mapping[EventType, JobStatus]] = MappingProxyType(
    {
        EventType.JOB_QUEUED: JobStatus.QUEUED,
        EventType.JOB_PROGRESS: JobStatus.ACTIVE,
        EventType.JOB_COMPLETED: JobStatus.COMPLETED,
        EventType.JOB_ERROR: JobStatus.FAILED,
        EventType.JOB_CANCELLED: JobStatus.CANCELLED,
        EventType.JOB_STALLED: JobStatus.STALLED,
    }
)
"""The status that a job has after an event of each type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobMetadata:
    """Facts about a job that a view may show; each may be unknown."""

    file_name: str | None = None
    file_size: int | None = None
    file_id: str | None = None
    note_id: str | None = None
    cache_hit: bool | None = None
    attempt: int | None = None
    page: int | None = None
    pages: int | None = None
    processing_time_ms: int | None = None
    estimated_time_remaining_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobError:
    """Why a job failed, as a code and as a sentence with a hint."""

    code: ErrorCode
    message: str
    recoverable: bool
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobResult:
    """What a completed job made. `note_id` is empty for a job that makes no note."""

    note_id: str
    title: str
    processing_time_ms: int
    cache_hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEvent:
    """Something that happened to a job.

    `seq` counts every stored event of one library from 1 without gaps; `epoch` names its log, so that a reader
    notices when it was replaced, or a power cut may have shortened it. `progress` is in percent.
    """

    v: int = WIRE_VERSION
    seq: int
    epoch: str
    type: EventType
    job_id: str
    job_type: JobType
    user_id: str
    status: JobStatus
    stage: JobStage
    progress: int
    message: str = ""
    metadata: JobMetadata = field(default_factory=JobMetadata)
    error: JobError | None = None
    result: JobResult | None = None
    timestamp: str

    def __post_init__(self) -> None:
        _check_version(self.v)
        if not self.job_id or not self.user_id:
            raise ValueError("jobId and userId must not be empty")
        if not 0 <= self.progress <= 100:
            raise ValueError(f"progress must be between 0 and 100, not {self.progress}")
        if STATUS_OF.get(self.type) is not self.status:
            raise ValueError(f"{self.type.value} does not go with status {self.status.value}")
        if (self.error is not None) != (self.type is EventType.JOB_ERROR):
            raise ValueError("an error belongs to job:error, and to nothing else")
        if (self.result is not None) != (self.type is EventType.JOB_COMPLETED):
            raise ValueError("a result belongs to job:completed, and to nothing else")
        _check_timestamp(self.timestamp)


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryChanged:
    """Documents or notes came, went or changed outside a job's own events; views reload those."""

    v: int = WIRE_VERSION
    seq: int
    epoch: str
    type: EventType = EventType.LIBRARY_CHANGED
    user_id: str
    document_ids: tuple[str, ...] = ()
    note_ids: tuple[str, ...] = ()
    timestamp: str

    def __post_init__(self) -> None:
        _check_version(self.v)
        if self.type is not EventType.LIBRARY_CHANGED:
            raise ValueError(f"{self.type.value} is not library:changed")
        _check_timestamp(self.timestamp)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDelta:
    """A note changed while it is being written. Not stored: whoever missed it reads the note.

    `section` is the index of the section that changed. `text` is what the model has written of its point `point` so
    far and is not yet checked: a view may show that writing goes on, not the words as a statement.
    """

    v: int = WIRE_VERSION
    type: EventType = EventType.NOTE_DELTA
    job_id: str
    user_id: str
    note_id: str
    section: int | None = None
    point: int | None = None
    text: str | None = None

    def __post_init__(self) -> None:
        _check_version(self.v)
        if self.type is not EventType.NOTE_DELTA:
            raise ValueError(f"{self.type.value} is not note:delta")


Event = JobEvent | LibraryChanged | NoteDelta


def encode_event(event: Event) -> wire.Json:
    """The JSON object of an event, as it goes to tabs, command line and log."""
    return wire.encode(event)


def decode_event(data: wire.Json) -> Event:
    """The event of a JSON object.

    Raises:
        wire.WireError: it is none.
    """
    kind = data.get("type") if isinstance(data, dict) else None
    if kind == EventType.LIBRARY_CHANGED.value:
        return wire.decode(LibraryChanged, data)
    if kind == EventType.NOTE_DELTA.value:
        return wire.decode(NoteDelta, data)
    return wire.decode(JobEvent, data)


def may_follow(before: JobStatus, after: JobStatus) -> bool:
    """Whether a job may go from one status to the other."""
    return after in TRANSITIONS[before]


def timestamp_now() -> str:
    """The time in ISO 8601, UTC, milliseconds, as every event carries it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _check_version(version: int) -> None:
    if version != WIRE_VERSION:
        raise ValueError(f"version {version} is not spoken here, only {WIRE_VERSION}")


def _check_timestamp(timestamp: str) -> None:
    # fromisoformat raises ValueError itself; a naive time would be read as local by some readers and as UTC by others.
    if datetime.fromisoformat(timestamp).tzinfo is None:
        raise ValueError("timestamp needs a time zone")
