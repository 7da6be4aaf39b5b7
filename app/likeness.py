"""Whether two submissions ask for the very same thing, also where the same file lies in two places."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.errors import StudyleafError
from app.events import JobStatus
from app.newjob import NewJob
from app.store import documents
from app.store.jobs import JobView

_canonical: Final = json.JSONEncoder(sort_keys=True)


def likeness_of(new: NewJob) -> str:
    """Jobs that ask for the same thing have the same; of files it says only that they may be the same.

    It costs no look into the file: that is left to `is_same`, for the few jobs that are alike.
    """
    options = {name: value for name, value in new.options.items() if name != "path"}
    value = [new.user_id, new.type.value, options, new.metadata.file_size]
    return hashlib.blake2b(_canonical.encode(value).encode(), digest_size=32).hexdigest()


def is_same(new: NewJob, job: JobView) -> bool:
    """Whether a job of the same likeness does what is asked: it works on the same content, or is going to."""
    path, other = new.options.get("path"), job.options.get("path")
    if path is None:
        return True
    try:
        if path == other and not job.document_id:
            # What waits reads it when it begins; what is bringing it in does not see what is written there meanwhile.
            return job.status is JobStatus.QUEUED or _is_older(path, job)
        known = documents.find_document(job.document_id).sha256 if job.document_id else _hash(Path(other))
        return known == _hash(Path(path))
    except (OSError, StudyleafError):  # a file or a document went away meanwhile
        return False


def _is_older(path: str, job: JobView) -> bool:
    """Whether a file was not touched since the job was begun."""
    status = Path(path).stat()
    return max(status.st_mtime, status.st_ctime) < (job.started_at or job.created_at)


def again(job: JobView) -> NewJob:
    """A new job that asks for what another one has done."""
    metadata = replace(job.metadata, note_id=None, attempt=None, cache_hit=None, processing_time_ms=None)
    return NewJob(
        type=job.type, user_id=job.user_id, options=job.options, metadata=metadata, document_id=job.document_id
    )


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
