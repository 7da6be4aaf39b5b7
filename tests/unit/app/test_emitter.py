"""The one writer of job state: one transaction, then the event; fenced, coalesced, numbered without gaps."""

from __future__ import annotations

import threading

import pytest

from app import emitter as emitter_module
from app.emitter import Claim, JobEventEmitter
from app.errors import ErrorCode, LeaseLost, StudyleafError
from app.events import (
    Event,
    EventType,
    JobEvent,
    JobMetadata,
    JobResult,
    JobStage,
    JobStatus,
    LibraryChanged,
    NoteDelta,
)
from app.models import Job
from app.store import events, jobs, statements
from app.store.connection import LibraryDatabase
from tests.support import Recorder, a_new_job

RESULT = JobResult(note_id="", title="Cells", processing_time_ms=5, cache_hit=False)


class Clock:
    """Stands in for the `time` module of the emitter: monotonic time moves only when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return 1_800_000_000.0 + self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(emitter_module, "time", made)
    return made


def active(emitter: JobEventEmitter) -> Claim:
    claim = emitter.claim(emitter.submit(a_new_job()), owner="me", lease_s=30)
    assert claim
    return claim


def job_of(claim: Claim) -> jobs.JobView:
    found = jobs.find_job(claim.job_id)
    assert found
    return found


def everything() -> tuple[list[tuple[object, ...]], tuple[str, int]]:
    return list(Job.select().order_by(Job.id).tuples()), events.position()


def test_a_submitted_job_waits_and_is_told(emitter: JobEventEmitter, published: Recorder) -> None:
    job_id = emitter.submit(a_new_job(path="/x.pdf"))
    job = jobs.find_job(job_id)
    assert job
    assert (job.status, job.stage, job.progress, job.attempt) == (JobStatus.QUEUED, JobStage.QUEUED, 0, 0)
    assert job.options == {"path": "/x.pdf"}
    (event,) = published.of(job_id)
    assert (event.type, event.metadata.file_name) == (EventType.JOB_QUEUED, "Biology.pdf")


def test_row_and_event_are_one_transaction(
    emitter: JobEventEmitter, published: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = active(emitter)
    before = everything()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the log cannot be written")

    monkeypatch.setattr(events, "append", fail)
    told = len(published.events)
    with pytest.raises(RuntimeError):
        emitter.complete(claim, RESULT)
    with pytest.raises(RuntimeError):
        emitter.submit(a_new_job())
    assert everything() == before
    assert len(published.events) == told


def test_a_subscriber_that_fails_undoes_neither_row_nor_event(library: LibraryDatabase) -> None:
    def publish(event: Event) -> None:
        raise RuntimeError("the window is gone")

    emitter = JobEventEmitter(publish)
    with pytest.raises(RuntimeError):
        emitter.submit(a_new_job())
    (job,) = jobs.list_jobs("local")
    assert [event.type for event in events.since(0)] == [EventType.JOB_QUEUED]
    assert job.status is JobStatus.QUEUED


def test_what_is_published_is_what_is_stored_in_the_same_order(emitter: JobEventEmitter, published: Recorder) -> None:
    claim = active(emitter)
    emitter.progress(claim, JobStage.EXTRACTING_TEXT, 30, JobMetadata(page=1))
    emitter.library_changed("local", document_ids=("d",))
    emitter.complete(claim, RESULT)
    assert events.since(0) == published.events


def test_event_numbers_have_no_gaps_even_after_a_rollback(
    emitter: JobEventEmitter, published: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = active(emitter)
    with monkeypatch.context() as broken:
        broken.setattr(statements, "insert_events", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            emitter.complete(claim, RESULT)
    emitter.fail(claim, StudyleafError(ErrorCode.PDF_DAMAGED, name="x"))
    emitter.library_changed("local")
    assert [event.seq for event in events.since(0) if not isinstance(event, NoteDelta)] == [1, 2, 3, 4]
    assert {event.epoch for event in published.events if not isinstance(event, NoteDelta)} == {events.position()[0]}


def test_numbers_have_no_gaps_and_subscribers_see_them_in_order_with_many_threads(
    library: LibraryDatabase,
) -> None:
    seen: list[int] = []

    def publish(event: Event) -> None:
        assert isinstance(event, (JobEvent, LibraryChanged))
        seen.append(event.seq)

    emitter = JobEventEmitter(publish)

    def work() -> None:
        for _ in range(5):
            claim = active(emitter)
            emitter.progress(claim, JobStage.SAVING, 50)
            emitter.complete(claim, RESULT)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == list(range(1, 4 * 5 * 4 + 1))


def test_of_many_threads_that_claim_a_job_one_wins(emitter: JobEventEmitter) -> None:
    for _ in range(10):
        job_id = emitter.submit(a_new_job())
        claims: list[Claim | None] = []
        gate = threading.Barrier(4)

        def take(job_id: str = job_id, claims: list[Claim | None] = claims, gate: threading.Barrier = gate) -> None:
            gate.wait()
            claims.append(emitter.claim(job_id, owner="me", lease_s=30))

        threads = [threading.Thread(target=take) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [claim for claim in claims if claim] == [Claim(job_id, 1)]


def test_two_emitters_on_one_library_cannot_both_claim(emitter: JobEventEmitter) -> None:
    other = JobEventEmitter(lambda _: None)
    job_id = emitter.submit(a_new_job())
    assert emitter.claim(job_id, owner="a", lease_s=1)
    assert other.claim(job_id, owner="b", lease_s=1) is None


LATE_WRITES = {
    "progress": lambda emitter, claim: emitter.progress(claim, JobStage.SAVING, 90),
    "renew": lambda emitter, claim: emitter.renew(claim, lease_s=1),
    "attach": lambda emitter, claim: emitter.attach(claim, note_id=None, document_id="d"),
    "complete": lambda emitter, claim: emitter.complete(claim, RESULT),
    "fail": lambda emitter, claim: emitter.fail(claim, StudyleafError(ErrorCode.INTERNAL)),
    "cancelled": lambda emitter, claim: emitter.cancelled(claim),
    "requeue": lambda emitter, claim: emitter.requeue(claim),
}


@pytest.mark.parametrize("write", LATE_WRITES)
def test_a_late_write_of_an_older_attempt_changes_nothing(emitter: JobEventEmitter, write: str) -> None:
    old = active(emitter)
    assert emitter.stall(old)
    assert emitter.queue_stalled(old.job_id)
    assert emitter.claim(old.job_id, owner="other", lease_s=30) == Claim(old.job_id, 2)
    before = everything()
    with pytest.raises(LeaseLost):
        LATE_WRITES[write](emitter, old)
    assert everything() == before


def test_a_late_report_does_not_push_out_what_the_newer_attempt_holds_back(
    emitter: JobEventEmitter, clock: Clock
) -> None:
    old = active(emitter)
    emitter.stall(old)
    emitter.queue_stalled(old.job_id)
    new = emitter.claim(old.job_id, owner="other", lease_s=30)
    assert new
    emitter.progress(new, JobStage.SAVING, 10)
    emitter.progress(new, JobStage.SAVING, 20)
    with pytest.raises(LeaseLost):
        emitter.progress(old, JobStage.SAVING, 99)
    emitter.flush_progress(new)
    assert job_of(new).progress == 20


def test_progress_is_told_ten_times_a_second_at_most(
    emitter: JobEventEmitter, published: Recorder, clock: Clock
) -> None:
    claim = active(emitter)
    before = len(published.events)
    for step in range(100):
        emitter.progress(claim, JobStage.EXTRACTING_TEXT, step)
        clock.now += 0.01
    told = published.of(claim.job_id)[before:]
    assert 9 <= len(told) <= 11
    assert [event.progress for event in told] == sorted({event.progress for event in told})


def test_the_newest_progress_is_told_by_the_flush(emitter: JobEventEmitter, published: Recorder, clock: Clock) -> None:
    claim = active(emitter)
    emitter.progress(claim, JobStage.EXTRACTING_TEXT, 30, JobMetadata(page=1))
    emitter.progress(claim, JobStage.EXTRACTING_TEXT, 31, JobMetadata(pages=9))
    emitter.progress(claim, JobStage.EXTRACTING_TEXT, 32, JobMetadata(page=3))
    assert job_of(claim).progress == 30
    emitter.flush_progress(claim)
    last = published.of(claim.job_id)[-1]
    assert (last.progress, last.metadata.page, last.metadata.pages) == (32, 3, 9)
    emitter.flush_progress(claim)
    assert published.of(claim.job_id)[-1] is last


def test_a_new_stage_is_told_at_once(emitter: JobEventEmitter, published: Recorder, clock: Clock) -> None:
    claim = active(emitter)
    emitter.progress(claim, JobStage.DOWNLOADING, 5)
    emitter.progress(claim, JobStage.DOWNLOADING, 6, JobMetadata(file_size=7))
    emitter.progress(claim, JobStage.CHECKING_CACHE, 25)
    last = published.of(claim.job_id)[-1]
    assert (last.stage, last.metadata.file_size) == (JobStage.CHECKING_CACHE, 7)


def test_a_change_of_status_is_never_held_back_and_takes_the_newest_progress_along(
    emitter: JobEventEmitter, published: Recorder, clock: Clock
) -> None:
    claim = active(emitter)
    emitter.progress(claim, JobStage.EXTRACTING_TEXT, 30)
    emitter.progress(claim, JobStage.EXTRACTING_TEXT, 33, JobMetadata(page=4))
    emitter.cancelled(claim)
    last = published.of(claim.job_id)[-1]
    assert (last.type, last.progress, last.metadata.page) == (EventType.JOB_CANCELLED, 33, 4)
    assert last.stage is JobStage.EXTRACTING_TEXT


def test_metadata_that_is_not_named_keeps_its_value(emitter: JobEventEmitter, published: Recorder) -> None:
    claim = active(emitter)
    emitter.progress(claim, JobStage.DOWNLOADING, 5, JobMetadata(file_size=10))
    emitter.progress(claim, JobStage.SAVING, 6, JobMetadata(page=1))
    metadata = published.of(claim.job_id)[-1].metadata
    assert (metadata.file_name, metadata.file_size, metadata.page, metadata.attempt) == ("Biology.pdf", 10, 1, 1)


def test_a_completed_job_carries_its_result(emitter: JobEventEmitter, published: Recorder) -> None:
    claim = active(emitter)
    emitter.complete(claim, RESULT)
    job, event = job_of(claim), published.of(claim.job_id)[-1]
    assert job.result == event.result == RESULT
    assert (job.progress, job.stage, event.metadata.processing_time_ms) == (100, JobStage.COMPLETED, 5)
    assert job.ended_at is not None


def test_a_failed_job_carries_code_sentence_and_hint(emitter: JobEventEmitter, published: Recorder) -> None:
    claim = active(emitter)
    error = StudyleafError(ErrorCode.PDF_DAMAGED, name="Biology.pdf")
    emitter.fail(claim, error)
    told = published.of(claim.job_id)[-1].error
    assert told == job_of(claim).error
    assert told
    assert (told.code, told.message, told.hint) == (error.code, error.sentence, error.hint)


def test_a_retry_starts_clean(emitter: JobEventEmitter) -> None:
    claim = active(emitter)
    emitter.fail(claim, StudyleafError(ErrorCode.PDF_DAMAGED))
    assert emitter.retry(claim.job_id)
    job = job_of(claim)
    assert (job.status, job.error, job.progress, job.ended_at) == (JobStatus.QUEUED, None, 0, None)


def test_asking_a_running_job_to_stop_only_leaves_a_wish(emitter: JobEventEmitter) -> None:
    claim = active(emitter)
    assert emitter.request_cancel(claim.job_id)
    assert job_of(claim).status is JobStatus.ACTIVE
    assert jobs.is_cancel_requested(claim.job_id)


def test_a_wish_to_stop_belongs_to_the_run_it_was_made_for(emitter: JobEventEmitter) -> None:
    claim = active(emitter)
    emitter.request_cancel(claim.job_id)
    emitter.cancelled(claim)
    emitter.retry(claim.job_id)
    assert not jobs.is_cancel_requested(claim.job_id)


def test_a_note_delta_is_told_and_not_stored(emitter: JobEventEmitter, published: Recorder) -> None:
    delta = NoteDelta(job_id="j", user_id="local", note_id="n", section=1)
    emitter.note_delta(delta)
    assert published.events == [delta]
    assert events.position()[1] == 0


def test_a_lease_is_renewed_by_whoever_holds_it(emitter: JobEventEmitter) -> None:
    claim = active(emitter)
    before = Job.get_by_id(claim.job_id).lease_until
    emitter.renew(claim, lease_s=3600)
    assert Job.get_by_id(claim.job_id).lease_until > before + 3000


def test_a_job_is_on_the_disk_when_it_is_promised_and_may_be_begun_before(
    emitter: JobEventEmitter, syncs: list[str]
) -> None:
    job_id = emitter.submit(a_new_job(), on_stored=syncs.append)
    assert syncs == [job_id, "synced"]


def test_what_ends_is_on_the_disk_and_what_comes_and_goes_need_not_be(
    emitter: JobEventEmitter, syncs: list[str]
) -> None:
    emitter.submit(a_new_job())
    begun = emitter.claim_next(owner="me", lease_s=30)
    assert begun
    emitter.progress(begun[0], JobStage.SAVING, 50)
    assert syncs == ["synced"], "the submission alone"
    emitter.complete(begun[0], RESULT)
    assert syncs == ["synced", "synced"]
