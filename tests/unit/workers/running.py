"""What tests of the runner share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.emitter import JobEventEmitter
from app.events import JobResult
from app.settings import Settings
from app.store.jobs import JobView, find_job
from tests.support import PATIENCE_S
from workers.runner import JobRunner

RESULT = JobResult(note_id="", title="Cells", processing_time_ms=1, cache_hit=False)
SETTINGS = replace(Settings(), heartbeat_s=0.01, lease_s=30.0, silence_s=PATIENCE_S)

MakeRunner = Callable[..., JobRunner]


def job_of(job_id: str) -> JobView:
    found = find_job(job_id)
    assert found
    return found


def taken_next(emitter: JobEventEmitter) -> str | None:
    begun = emitter.claim_next(owner="another", lease_s=30)
    return begun[1].id if begun else None
