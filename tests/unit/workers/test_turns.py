"""Whose turn it is: the queue's order, its pause, and how many of a type may run."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import replace

import pytest

from app.emitter import Claim, JobEventEmitter
from app.events import JobResult, JobStatus, JobType
from app.lease import Lease
from app.store import events, jobs, statements
from app.store.documents import add_document
from app.store.jobs import JobView
from tests.support import Recorder, a_new_job, eventually
from workers.idle import Handed, Sleeper
from workers.turns import Turns

RESULT = JobResult(note_id="", title="Cells", processing_time_ms=1, cache_hit=False)


class Worker:
    """Completes what it claims; a job that is `held` runs until `finish`."""

    def __init__(self, emitter: JobEventEmitter) -> None:
        self._emitter = emitter
        self.ran: list[str] = []
        self.held: set[str] = set()
        self.finish = threading.Event()
        self.is_closing = False

    def lease(self) -> Lease | None:
        return None if self.is_closing else Lease("me", 30)

    def begin_next(self, *, but_not: Collection[JobType], about: str) -> tuple[Claim, JobView] | None:
        return self._emitter.claim_next(owner="me", lease_s=30, but_not=but_not, about=about)

    def go_on(self, claim: Claim, job: JobView) -> None:
        self.ran.append(job.id)
        if job.id in self.held:
            assert self.finish.wait(20)
        self._emitter.complete(claim, RESULT)


@pytest.fixture
def worker(emitter: JobEventEmitter) -> Worker:
    return Worker(emitter)


def in_thread(act: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=act)
    thread.start()
    return thread


def test_one_wake_up_is_enough_for_all_jobs_and_the_first_in_line_comes_first(
    emitter: JobEventEmitter, worker: Worker
) -> None:
    first, second, third = (emitter.submit(a_new_job()) for _ in range(3))
    assert emitter.move(third, jobs.place_before(first))
    Turns(worker, limits={}).take(second)
    assert worker.ran == [third, first, second]


def test_a_job_may_be_put_between_two_others(emitter: JobEventEmitter, worker: Worker) -> None:
    first, second, third = (emitter.submit(a_new_job()) for _ in range(3))
    assert emitter.move(third, jobs.place_before(second))
    assert jobs.queued_job_ids() == [first, third, second]


def test_a_paused_queue_begins_nothing(emitter: JobEventEmitter, worker: Worker) -> None:
    job_id = emitter.submit(a_new_job())
    turns = Turns(worker, limits={})
    jobs.set_paused(paused=True)
    turns.take(job_id)
    assert (worker.ran, jobs.is_paused()) == ([], True)
    jobs.set_paused(paused=False)
    turns.take(job_id)
    assert worker.ran == [job_id]


def test_nothing_begins_while_it_may_not(emitter: JobEventEmitter, worker: Worker) -> None:
    emitter.submit(a_new_job())
    Turns(worker, limits={}, may_begin=lambda: False).take("")
    assert worker.ran == []


def test_a_type_at_its_limit_lets_others_pass(emitter: JobEventEmitter, worker: Worker) -> None:
    reading, another, notes = (
        emitter.submit(a_new_job(job_type))
        for job_type in (JobType.PDF_EXTRACT, JobType.PDF_EXTRACT, JobType.PDF_NOTES)
    )
    worker.held = {reading}
    turns = Turns(worker, limits={JobType.PDF_EXTRACT: 1})
    thread = in_thread(lambda: turns.take(reading))
    eventually(lambda: worker.ran == [reading])
    turns.take(another)
    assert worker.ran == [reading, notes]
    worker.finish.set()
    thread.join()
    assert worker.ran == [reading, notes, another]


def test_two_threads_never_take_the_same_job(emitter: JobEventEmitter, worker: Worker) -> None:
    ids = [emitter.submit(a_new_job()) for _ in range(20)]
    turns = Turns(worker, limits={})
    threads = [in_thread(lambda: turns.take("")) for _ in range(4)]
    for thread in threads:
        thread.join()
    assert sorted(worker.ran) == sorted(ids)
    found = [jobs.find_job(job_id) for job_id in ids]
    assert all(job and (job.status, job.attempt) == (JobStatus.COMPLETED, 1) for job in found)


def test_what_is_about_the_document_that_is_looked_at_goes_first(emitter: JobEventEmitter, worker: Worker) -> None:
    document = add_document(sha256="a", kind="pdf", file_name="d.pdf", size_bytes=1)
    first, looked_at = (emitter.submit(replace(a_new_job(), document_id=each)) for each in (None, document.id))
    Turns(worker, limits={}, about=lambda: document.id).take("")
    assert worker.ran == [looked_at, first]


class Dormitory:
    """Workers that sleep; `wake_all` runs on this thread what each was given."""

    def __init__(self, count: int) -> None:
        self.sleepers = [Sleeper() for _ in range(count)]
        self._all = list(self.sleepers)

    def take(self) -> Sleeper | None:
        return self.sleepers.pop() if self.sleepers else None

    def wake_all(self) -> int:
        woken = [sleeper.woken_with for sleeper in self._all if isinstance(sleeper.woken_with, Handed)]
        for handed in woken:
            handed.run()
        return len(woken)


def test_a_job_is_begun_with_the_write_that_stores_it_where_a_worker_sleeps(
    emitter: JobEventEmitter, worker: Worker, published: Recorder
) -> None:
    house = Dormitory(1)
    turns = Turns(worker, limits={}, take_sleeper=house.take)
    job_id = emitter.submit(a_new_job(), worker=turns.idle_worker(JobType.PDF_NOTES))
    assert [(each.status, each.metadata.attempt) for each in published.of(job_id)] == [
        (JobStatus.QUEUED, 0),
        (JobStatus.ACTIVE, 1),
    ]
    assert events.since(0) == published.events
    waiting = emitter.submit(a_new_job())
    assert house.wake_all() == 1
    assert worker.ran == [job_id, waiting]
    assert turns.idle_worker(JobType.PDF_NOTES) is None


def test_a_worker_that_was_kept_looks_for_itself_where_others_wait(emitter: JobEventEmitter, worker: Worker) -> None:
    house = Dormitory(1)
    turns = Turns(worker, limits={}, take_sleeper=house.take)
    first = emitter.submit(a_new_job())
    woken: list[str] = []
    second = emitter.submit(a_new_job(), on_stored=woken.append, worker=turns.idle_worker(JobType.PDF_NOTES))
    assert [job.status for job in map(jobs.find_job, (first, second)) if job] == [JobStatus.QUEUED] * 2
    assert house.wake_all() == 1
    assert (worker.ran, woken) == ([first, second], [])


def test_a_worker_that_was_kept_for_a_job_that_is_not_stored_goes_free(
    emitter: JobEventEmitter, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = Dormitory(2)
    turns = Turns(worker, limits={JobType.PDF_NOTES: 1}, take_sleeper=house.take)
    monkeypatch.setattr(statements, "insert_events", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        emitter.submit(a_new_job(), worker=turns.idle_worker(JobType.PDF_NOTES))
    assert (house.wake_all(), worker.ran) == (1, [])
    assert turns.idle_worker(JobType.PDF_NOTES)


def test_nobody_is_kept_for_a_job_that_may_not_begin(emitter: JobEventEmitter, worker: Worker) -> None:
    house = Dormitory(2)
    busy = Turns(worker, limits={}, may_begin=lambda: False, take_sleeper=house.take)
    assert busy.idle_worker(JobType.PDF_NOTES) is None
    turns = Turns(worker, limits={JobType.PDF_EXTRACT: 1}, take_sleeper=house.take)
    assert turns.idle_worker(JobType.PDF_EXTRACT)
    assert turns.idle_worker(JobType.PDF_EXTRACT) is None
    worker.is_closing = True
    assert turns.idle_worker(JobType.PDF_NOTES) is None
    assert len(house.sleepers) == 1


def test_a_paused_queue_stores_and_does_not_begin(emitter: JobEventEmitter, worker: Worker) -> None:
    house = Dormitory(1)
    turns = Turns(worker, limits={}, take_sleeper=house.take)
    jobs.set_paused(paused=True)
    job_id = emitter.submit(a_new_job(), worker=turns.idle_worker(JobType.PDF_NOTES))
    assert (house.wake_all(), worker.ran) == (1, [])
    found = jobs.find_job(job_id)
    assert found
    assert (found.status, found.attempt) == (JobStatus.QUEUED, 0)
