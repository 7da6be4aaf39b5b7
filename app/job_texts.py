"""What a job's row holds as JSON text, and the values that it stands for."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from typing import Final

from app import wire
from app.errors import StudyleafError
from app.events import JobError, JobMetadata

_compact: Final = json.JSONEncoder(separators=(",", ":"))
"""Made once: that takes as long as writing a value. Escaped: the path of a file whose name is no valid text comes back
as it was."""


def json_text(value: object) -> str:
    """A value as it is stored in a job's row; equal values give equal texts."""
    return _compact.encode(wire.encode(value))


@lru_cache(maxsize=64)
def metadata_of(details: str) -> JobMetadata:
    """The metadata that a job's row holds. Remembered: it is asked for at every event, and seldom changes."""
    return wire.decode(JobMetadata, json.loads(details))


def merge_metadata(old: JobMetadata, new: JobMetadata) -> JobMetadata:
    """What is known after news: fields that they leave open keep their value, but for the estimate."""
    known = {name: value for name in JobMetadata.__slots__ if (value := getattr(new, name)) is not None}
    # An estimate belongs to the report that it came with: the next stage must not show the last one's.
    return replace(old, **{**known, "estimated_time_remaining_ms": new.estimated_time_remaining_ms})


def job_error(error: StudyleafError) -> JobError:
    """The error as it travels in an event."""
    return JobError(code=error.code, message=error.sentence, recoverable=error.recoverable, hint=error.hint)
