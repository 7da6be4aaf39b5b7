"""The event log: replayed in order from any place, for all or for one."""

from __future__ import annotations

from app.emitter import JobEventEmitter
from app.store import events, jobs
from tests.support import Recorder, a_new_job


def test_a_new_library_stands_at_zero(emitter: JobEventEmitter) -> None:
    epoch, seq = events.position()
    assert epoch
    assert seq == 0
    assert events.since(0) == []


def test_a_reader_gets_all_that_it_missed_in_order(emitter: JobEventEmitter, published: Recorder) -> None:
    for _ in range(5):
        emitter.submit(a_new_job())
    assert events.since(2) == published.events[2:]
    assert events.since(5) == []
    assert events.since(0, limit=2) == published.events[:2]


def test_a_reader_may_ask_for_one_job_or_one_user(emitter: JobEventEmitter, published: Recorder) -> None:
    one, other = emitter.submit(a_new_job()), emitter.submit(a_new_job())
    emitter.library_changed("somebody")
    assert events.since(0, job_id=other) == published.of(other)
    assert events.since(0, user_id="local") == published.of(one) + published.of(other)
    assert len(events.since(0, user_id="somebody")) == 1


def test_a_replay_is_whole_or_refused(emitter: JobEventEmitter, published: Recorder) -> None:
    for _ in range(5):
        emitter.submit(a_new_job())
    epoch, _ = events.position()
    found = events.replay(epoch, 2)
    assert (found.recovered, found.seq, list(found.events)) == (True, 5, published.events[2:])
    assert events.replay(epoch, 5) == events.Replay(True, epoch, 5)
    for strange_epoch, seq in (("another", 2), (epoch, 6), (epoch, -1)):
        assert events.replay(strange_epoch, seq) == events.Replay(False, epoch, 5)


def test_a_long_replay_is_asked_for_in_parts(emitter: JobEventEmitter, published: Recorder) -> None:
    for _ in range(5):
        emitter.submit(a_new_job())
    epoch, seq, got = events.position()[0], 0, []
    while seq < 5:
        part = events.replay(epoch, seq, limit=2)
        assert part.recovered
        got += part.events
        seq = part.seq
    assert got == published.events


def test_what_others_did_is_passed_over(emitter: JobEventEmitter) -> None:
    emitter.submit(a_new_job())
    emitter.library_changed("somebody")
    epoch, _ = events.position()
    found = events.replay(epoch, 1, user_id="local")
    assert (found.recovered, found.seq, found.events) == (True, 2, ())


def test_a_compacted_log_refuses_what_it_has_forgotten(emitter: JobEventEmitter, published: Recorder) -> None:
    for _ in range(6):
        emitter.submit(a_new_job())
    epoch, _ = events.position()
    assert events.compact(keep=2) == 4
    assert events.compact(keep=4) == 0
    assert not events.replay(epoch, 3).recovered
    assert list(events.replay(epoch, 4).events) == published.events[4:]
    emitter.submit(a_new_job())
    assert list(events.replay(epoch, 6).events) == published.events[6:]
    assert events.compact(keep=0) == 3
    assert events.replay(epoch, 7) == events.Replay(True, epoch, 7)


def test_jobs_are_found_by_a_prefix_that_only_one_has(emitter: JobEventEmitter) -> None:
    job_id = emitter.submit(a_new_job())
    found = jobs.find_job(job_id[:8])
    assert found
    assert found.id == job_id
    assert jobs.find_job(job_id[:3]) is None
    assert jobs.find_job("%%%%%%%") is None


def test_waiting_jobs_are_listed_oldest_first(emitter: JobEventEmitter) -> None:
    waiting = [emitter.submit(a_new_job()) for _ in range(3)]
    emitter.claim(waiting[1], owner="me", lease_s=1)
    assert jobs.queued_job_ids() == [waiting[0], waiting[2]]
    assert [job.id for job in jobs.list_jobs("local")] == waiting[::-1]
    assert jobs.list_jobs("somebody") == []
