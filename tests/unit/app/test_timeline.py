"""A job's life out of its events: each stage once, with its time; attempts apart."""

from __future__ import annotations

from app.emitter import JobEventEmitter
from app.errors import ErrorCode, StudyleafError
from app.events import JobEvent, JobMetadata, JobResult, JobStage, JobStatus
from app.timeline import Span, timeline
from tests.support import Recorder, a_new_job

RESULT = JobResult(note_id="", title="Cells", processing_time_ms=5, cache_hit=False)


def stamped(events: list[JobEvent], seconds: list[float]) -> list[JobEvent]:
    """The events at these seconds of a minute."""
    times = [f"2026-11-25T00:00:{second:06.3f}Z" for second in seconds]
    return [
        JobEvent(
            **{
                **{name: getattr(event, name) for name in JobEvent.__slots__},
                "timestamp": time,
            }
        )
        for event, time in zip(events, times, strict=True)
    ]


def short(spans: list[Span]) -> list[tuple[int, str, str, float | None]]:
    return [(span.attempt, span.status.value, span.stage.value, span.seconds) for span in spans]


def test_stages_follow_each_other_with_their_times(emitter: JobEventEmitter, published: Recorder) -> None:
    job_id = emitter.submit(a_new_job())
    claim = emitter.claim(job_id, owner="me", lease_s=30)
    assert claim
    for page in (3, 9):
        emitter.progress(claim, JobStage.EXTRACTING_TEXT, 30, JobMetadata(page=page))
        emitter.flush_progress(claim)
    emitter.progress(claim, JobStage.SAVING, 90)
    emitter.complete(claim, RESULT)
    spans = timeline(stamped(published.of(job_id), [0, 2, 3, 4, 7.5, 8]))
    assert short(spans) == [
        (0, "queued", "queued", 2.0),
        (1, "active", "initializing", 1.0),
        (1, "active", "extracting_text", 4.5),
        (1, "active", "saving", 0.5),
        (1, "completed", "completed", 0.0),
    ]
    assert [span.page for span in spans] == [None, None, 9, None, None]


def test_a_stall_and_a_second_attempt_are_told_apart(emitter: JobEventEmitter, published: Recorder) -> None:
    job_id = emitter.submit(a_new_job())
    claim = emitter.claim(job_id, owner="me", lease_s=30)
    assert claim
    emitter.progress(claim, JobStage.GENERATING_NOTES, 50)
    assert emitter.stall(claim)
    assert emitter.queue_stalled(job_id)
    again = emitter.claim(job_id, owner="me", lease_s=30)
    assert again
    emitter.fail(again, StudyleafError(ErrorCode.DISK_FULL))
    spans = timeline(stamped(published.of(job_id), [0, 1, 2, 20, 21, 22, 23]))
    assert short(spans) == [
        (0, "queued", "queued", 1.0),
        (1, "active", "initializing", 1.0),
        (1, "active", "generating_notes", 18.0),
        (1, "stalled", "queued", 1.0),
        (1, "queued", "queued", 1.0),
        (2, "active", "initializing", 1.0),
        (2, "failed", "failed", 0.0),
    ]


def test_what_still_goes_on_has_no_length_yet(emitter: JobEventEmitter, published: Recorder) -> None:
    job_id = emitter.submit(a_new_job())
    assert short(timeline(published.of(job_id))) == [(0, "queued", "queued", None)]
    assert timeline([]) == []
    assert JobStatus.QUEUED.value == "queued"
