"""A job before it is one: what it is made of, and the row that it becomes."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from app import wire
from app.events import JobMetadata, JobStage, JobStatus, JobType
from app.job_texts import json_text
from app.models import new_id
from app.store.jobs import Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJob:
    """What a job is made of; fixed from now on."""

    type: JobType
    user_id: str
    options: wire.Json
    metadata: JobMetadata
    document_id: str | None = None
    key: str | None = None
    """Names the submission: there is one job for it, however often it is made."""
    likeness: str | None = None
    priority: Priority = Priority.NORMAL
    fresh: bool = False
    """Nothing that was made before is used."""
    id: str = field(default_factory=new_id)


def row_of(job: NewJob) -> dict[str, object]:
    """The row of a queued job, by its columns."""
    now = time.time()
    return {
        "id": job.id,
        "type": job.type.value,
        "user_id": job.user_id,
        "status": JobStatus.QUEUED.value,
        "stage": JobStage.QUEUED.value,
        "progress": 0,
        "message": "",
        "options": json_text(job.options),
        "details": json_text(job.metadata),
        "document_id": job.document_id,
        "attempt": 0,
        "stalls": 0,
        "cancel_requested": False,
        "submit_key": job.key,
        "likeness": job.likeness,
        "priority": job.priority.value,
        "fresh_since": now if job.fresh else None,
        "position": now,
        "created_at": now,
    }
