"""The event as it travels: round trips, and everything that is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import wire
from app.errors import ErrorCode
from app.events import (
    ENDED,
    STATUS_OF,
    TRANSITIONS,
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
    decode_event,
    encode_event,
    may_follow,
    timestamp_now,
)

PROGRESS = JobEvent(
    seq=1042,
    epoch="e1",
    type=EventType.JOB_PROGRESS,
    job_id="j1",
    job_type=JobType.PDF_NOTES,
    user_id="local",
    status=JobStatus.ACTIVE,
    stage=JobStage.EXTRACTING_TEXT,
    progress=30,
    metadata=JobMetadata(file_name="a.pdf", page=3, pages=10),
    timestamp="2026-11-23T12:00:00.000Z",
)
FAILURE = JobError(code=ErrorCode.PDF_DAMAGED, message="It is damaged.", recoverable=False, hint="Print it again.")
RESULT = JobResult(note_id="n1", title="Cells", processing_time_ms=900, cache_hit=False)


def through_json(event: Any) -> Any:
    return decode_event(json.loads(json.dumps(encode_event(event))))


def test_the_wire_form_is_the_documented_one() -> None:
    assert encode_event(PROGRESS) == {
        "v": 1,
        "seq": 1042,
        "epoch": "e1",
        "type": "job:progress",
        "jobId": "j1",
        "jobType": "pdf-notes-optimized",
        "userId": "local",
        "status": "active",
        "stage": "extracting_text",
        "progress": 30,
        "message": "",
        "metadata": {"fileName": "a.pdf", "page": 3, "pages": 10},
        "timestamp": "2026-11-23T12:00:00.000Z",
    }


@pytest.mark.parametrize(
    "event",
    [
        PROGRESS,
        replace(PROGRESS, type=EventType.JOB_ERROR, status=JobStatus.FAILED, error=FAILURE),
        replace(PROGRESS, type=EventType.JOB_COMPLETED, status=JobStatus.COMPLETED, result=RESULT),
        LibraryChanged(seq=7, epoch="e", user_id="u", document_ids=("d",), timestamp=timestamp_now()),
        NoteDelta(job_id="j", user_id="u", note_id="n", section=0, point=2, text="Cells are"),
    ],
    ids=lambda event: event.type.value,
)
def test_each_kind_of_event_comes_back_as_it_was(event: Any) -> None:
    assert through_json(event) == event


@given(
    st.builds(
        JobEvent,
        v=st.just(1),
        seq=st.integers(min_value=1),
        epoch=st.text(),
        type=st.just(EventType.JOB_PROGRESS),
        job_id=st.text(min_size=1),
        job_type=st.sampled_from(JobType),
        user_id=st.text(min_size=1),
        status=st.just(JobStatus.ACTIVE),
        stage=st.sampled_from(JobStage),
        progress=st.integers(0, 100),
        message=st.text(),
        metadata=st.builds(JobMetadata, file_name=st.none() | st.text(), pages=st.none() | st.integers()),
        error=st.none(),
        result=st.none(),
        timestamp=st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat()),
    )
)
def test_every_progress_event_comes_back_as_it_was(event: JobEvent) -> None:
    assert through_json(event) == event


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"v": 2}, "version 2 is not spoken here"),
        ({"seq": "1"}, "seq: expected int"),
        ({"jobId": ""}, "must not be empty"),
        ({"userId": ""}, "must not be empty"),
        ({"progress": 101}, "between 0 and 100"),
        ({"progress": -1}, "between 0 and 100"),
        ({"status": "completed"}, "job:progress does not go with status completed"),
        ({"status": "asleep"}, "'asleep' is not a JobStatus"),
        ({"type": "job:progres"}, "'job:progres' is not a EventType"),
        ({"error": {"code": "PDF_DAMAGED", "message": "m", "recoverable": False}}, "an error belongs to job:error"),
        ({"result": wire.encode(RESULT)}, "a result belongs to job:completed"),
        ({"type": "job:error", "status": "failed"}, "an error belongs to job:error"),
        ({"type": "job:completed", "status": "completed"}, "a result belongs to job:completed"),
        ({"timestamp": "2026-11-23T12:00:00"}, "needs a time zone"),
        ({"timestamp": "yesterday"}, "Invalid isoformat"),
    ],
)
def test_an_event_that_contradicts_itself_is_refused(change: dict[str, Any], reason: str) -> None:
    data = {**encode_event(PROGRESS), **change}
    with pytest.raises(wire.WireError, match=reason):
        decode_event(data)


@pytest.mark.parametrize("data", [None, 3, "x", [], {}, {"type": None}, {"type": []}, {"type": "note:delta"}])
def test_what_is_no_event_is_refused(data: Any) -> None:
    with pytest.raises(wire.WireError):
        decode_event(data)


def test_an_event_cannot_be_built_wrong_in_python_either() -> None:
    with pytest.raises(ValueError, match="does not go with"):
        replace(PROGRESS, status=JobStatus.QUEUED)
    with pytest.raises(ValueError, match="is not note:delta"):
        NoteDelta(type=EventType.JOB_QUEUED, job_id="j", user_id="u", note_id="n")
    with pytest.raises(ValueError, match="is not library:changed"):
        LibraryChanged(seq=1, epoch="e", type=EventType.JOB_QUEUED, user_id="u", timestamp=timestamp_now())


def test_every_status_has_its_transitions_and_its_event() -> None:
    assert set(TRANSITIONS) == set(JobStatus)
    assert set(STATUS_OF.values()) == set(JobStatus)


def test_nothing_but_the_student_revives_a_job_that_ended() -> None:
    assert {JobStatus.COMPLETED} == {status for status in ENDED if not TRANSITIONS[status]}
    for status in ENDED - {JobStatus.COMPLETED}:
        assert TRANSITIONS[status] == {JobStatus.QUEUED}


def test_only_a_waiting_job_can_become_active() -> None:
    assert [status for status in JobStatus if may_follow(status, JobStatus.ACTIVE)] == [JobStatus.QUEUED]


def test_timestamps_are_utc_with_milliseconds() -> None:
    assert len(timestamp_now()) == len("2026-11-23T12:00:00.000Z")
    assert timestamp_now().endswith("Z")
