"""Numbers out of events: each stage, each end and each error is counted once, under few labels."""

from __future__ import annotations

from app.emitter import JobEventEmitter
from app.errors import ErrorCode, StudyleafError
from app.events import JobMetadata, JobResult, JobStage, JobStatus
from app.metrics import MAX_FOLLOWED, Metrics
from tests.support import a_new_job

HIT = JobResult(note_id="", title="Cells", processing_time_ms=5, cache_hit=True)


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


def test_a_job_is_counted_by_stage_and_end(library: object) -> None:
    metrics = Metrics()
    emitter = JobEventEmitter(metrics.on_event)
    claim = emitter.claim(emitter.submit(a_new_job()), owner="me", lease_s=30)
    assert claim
    emitter.progress(claim, JobStage.EXTRACTING_TEXT, 30, JobMetadata(page=1))
    emitter.progress(claim, JobStage.SAVING, 90)
    emitter.complete(claim, HIT)
    notes = {"type": "pdf-notes-optimized"}
    assert value(metrics, "studyleaf_job_seconds_count", status="completed", cache_hit="true", **notes) == 1
    assert value(metrics, "studyleaf_queue_wait_seconds_count", **notes) == 1
    for stage in ("initializing", "extracting_text", "saving"):
        assert value(metrics, "studyleaf_stage_seconds_count", stage=stage) == 1
    assert value(metrics, "studyleaf_stage_seconds_count", stage="completed") is None
    assert value(metrics, "studyleaf_events_total", type="job:progress") == 3
    assert value(metrics, "studyleaf_event_lag_seconds_count") == 5


def test_a_failure_is_counted_by_its_code(library: object) -> None:
    metrics = Metrics()
    emitter = JobEventEmitter(metrics.on_event)
    claim = emitter.claim(emitter.submit(a_new_job()), owner="me", lease_s=30)
    assert claim
    emitter.fail(claim, StudyleafError(ErrorCode.DISK_FULL))
    assert value(metrics, "studyleaf_job_errors_total", code="DISK_FULL") == 1


def test_waiting_jobs_are_counted_when_somebody_reads() -> None:
    depth = {JobStatus.QUEUED: 2}
    metrics = Metrics(lambda: depth)
    depth[JobStatus.QUEUED] = 7
    assert b'studyleaf_jobs{status="queued"} 7.0' in metrics.render()


def test_tokens_are_counted() -> None:
    metrics = Metrics()
    metrics.wrote(read_tokens=100, written_tokens=20)
    metrics.wrote(read_tokens=1, written_tokens=2)
    assert value(metrics, "studyleaf_tokens_total", kind="read") == 101
    assert value(metrics, "studyleaf_tokens_total", kind="written") == 22


def test_jobs_that_are_never_heard_of_again_are_forgotten(library: object) -> None:
    metrics = Metrics()
    emitter = JobEventEmitter(metrics.on_event)
    first = emitter.submit(a_new_job())
    for _ in range(MAX_FOLLOWED):
        emitter.submit(a_new_job())
    assert emitter.claim(first, owner="me", lease_s=30)
    assert value(metrics, "studyleaf_queue_wait_seconds_count", type="pdf-notes-optimized") is None
