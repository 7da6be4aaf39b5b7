"""Jobs whose worker died come back, a few times; jobs that nobody woke for are woken."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from dataclasses import replace

import peewee
import psutil
import pytest

from app.emitter import Claim, JobEventEmitter
from app.errors import ErrorCode, StudyleafError
from app.events import EventType, JobMetadata, JobStage, JobStatus, JobType
from app.models import Job
from app.settings import Settings
from app.store.jobs import JobView, find_job
from tests.support import Recorder, a_new_job, eventually
from workers.recovery import Recovery, is_dead, owner_name

SETTINGS = replace(Settings(), sweep_s=0.01, max_attempts=3)

Woken = list[str]


@pytest.fixture
def woken() -> Woken:
    return []


@pytest.fixture
def recovery(emitter: JobEventEmitter, woken: Woken) -> Recovery:
    return Recovery(emitter, SETTINGS, lambda _, job_id: woken.append(job_id))


def claimed(emitter: JobEventEmitter, *, owner: str = "elsewhere:1:1.00", lease_s: float = -1.0) -> Claim:
    claim = emitter.claim(emitter.submit(a_new_job()), owner=owner, lease_s=lease_s)
    assert claim
    return claim


def job_of(job_id: str) -> JobView:
    found = find_job(job_id)
    assert found
    return found


def test_a_lapsed_job_is_stalled_then_queued_and_woken(
    emitter: JobEventEmitter, published: Recorder, recovery: Recovery, woken: Woken
) -> None:
    claim = claimed(emitter)
    assert recovery.sweep() == 1
    types = [event.type for event in published.of(claim.job_id)]
    assert types[-2:] == [EventType.JOB_STALLED, EventType.JOB_QUEUED]
    assert (job_of(claim.job_id).status, woken) == (JobStatus.QUEUED, [claim.job_id])


def test_a_job_whose_lease_holds_is_left_alone(emitter: JobEventEmitter, recovery: Recovery, woken: Woken) -> None:
    claim = claimed(emitter, lease_s=60)
    assert recovery.sweep() == 0
    assert (job_of(claim.job_id).status, woken) == (JobStatus.ACTIVE, [])


def test_a_lapsed_lease_of_a_worker_that_is_still_there_is_left_alone(
    emitter: JobEventEmitter,
) -> None:
    """The computer slept, or its clock was set: the worker renews when it wakes."""
    claim = claimed(emitter, owner=owner_name())
    recovery = Recovery(emitter, SETTINGS, lambda *_: None, runs_here=lambda job_id: job_id == claim.job_id)
    assert recovery.sweep() == 0
    assert job_of(claim.job_id).status is JobStatus.ACTIVE


def test_a_job_of_ours_whose_end_could_not_be_written_is_taken_up(emitter: JobEventEmitter, recovery: Recovery) -> None:
    claim = claimed(emitter, owner=owner_name())
    assert recovery.sweep() == 1
    assert job_of(claim.job_id).status is JobStatus.QUEUED


def test_a_job_that_stalls_too_often_fails(emitter: JobEventEmitter, recovery: Recovery) -> None:
    claim = claimed(emitter)
    for _ in range(SETTINGS.max_attempts):
        emitter.progress(claim, JobStage.EXTRACTING_TEXT, 30, JobMetadata(page=34))
        recovery.sweep()
        again = emitter.claim(claim.job_id, owner="x", lease_s=-1)
        claim = again or claim
    job = job_of(claim.job_id)
    assert job.status is JobStatus.FAILED
    assert job.error
    assert job.error.code is ErrorCode.STALLED
    assert job.error.message == "Studyleaf stopped 3 times on page 34."


def test_a_job_that_gets_further_each_time_is_not_given_up(emitter: JobEventEmitter, recovery: Recovery) -> None:
    claim: Claim | None = claimed(emitter)
    for percent in range(10):
        assert claim
        emitter.progress(claim, JobStage.GENERATING_NOTES, percent + 1)
        recovery.sweep()
        assert job_of(claim.job_id).stalls == 1
        claim = emitter.claim(claim.job_id, owner="x", lease_s=-1)


def test_a_retry_gives_a_job_that_stalled_too_often_new_chances(emitter: JobEventEmitter, recovery: Recovery) -> None:
    claim = claimed(emitter)
    emitter.fail(claim, StudyleafError(ErrorCode.STALLED))
    emitter.retry(claim.job_id)
    emitter.claim(claim.job_id, owner="x", lease_s=-1)
    recovery.sweep()
    assert (job_of(claim.job_id).status, job_of(claim.job_id).stalls) == (JobStatus.QUEUED, 1)


def test_a_stalled_job_that_nobody_took_up_is_taken_up(emitter: JobEventEmitter, recovery: Recovery) -> None:
    claim = claimed(emitter)
    emitter.stall(claim)
    recovery.sweep()
    assert job_of(claim.job_id).status is JobStatus.QUEUED


def test_a_job_that_was_to_stop_when_its_worker_died_is_cancelled(
    emitter: JobEventEmitter, recovery: Recovery, woken: Woken
) -> None:
    claim = claimed(emitter)
    emitter.request_cancel(claim.job_id)
    recovery.sweep()
    assert (job_of(claim.job_id).status, woken) == (JobStatus.CANCELLED, [])


def test_a_start_wakes_for_all_that_waits_and_frees_leases_of_dead_processes(
    emitter: JobEventEmitter, recovery: Recovery, woken: Woken
) -> None:
    waiting = emitter.submit(a_new_job())
    orphan = claimed(emitter, owner=owner_of_a_dead_process(), lease_s=3600)
    own = claimed(emitter, owner=owner_name(), lease_s=3600)
    recovery.start()
    recovery.close()
    assert set(woken) == {waiting, orphan.job_id}
    assert job_of(orphan.job_id).status is JobStatus.QUEUED
    assert job_of(own.job_id).status is JobStatus.ACTIVE


def test_sweeps_go_on_by_themselves_also_after_a_failed_one(
    emitter: JobEventEmitter, recovery: Recovery, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def fail_once() -> int:
        calls.append(1)
        if len(calls) == 1:
            raise peewee.OperationalError("database is locked")
        return 0

    monkeypatch.setattr(recovery, "sweep", fail_once)
    recovery.start()
    eventually(lambda: len(calls) > 2)
    recovery.close()


def test_closing_what_was_never_started_is_fine(recovery: Recovery) -> None:
    recovery.close()
    recovery.close()


def test_a_job_whose_message_was_lost_is_woken_again_and_again_but_ever_less_often(
    emitter: JobEventEmitter, recovery: Recovery, woken: Woken
) -> None:
    lost = emitter.submit(a_new_job())
    emitter.submit(a_new_job())
    for _ in range(40):
        recovery.wake_forgotten()
    assert set(woken) == {lost}
    assert len(woken) == 5


def test_a_queue_that_moves_needs_no_second_wake(emitter: JobEventEmitter, recovery: Recovery, woken: Woken) -> None:
    for job_id in [emitter.submit(a_new_job()) for _ in range(10)]:
        recovery.wake_forgotten()
        recovery.wake_forgotten()
        emitter.claim(job_id, owner="x", lease_s=60)
    recovery.wake_forgotten()
    assert woken == []


def owner_of_a_dead_process() -> str:
    process = subprocess.Popen([sys.executable, "-c", ""])
    began = psutil.Process(process.pid).create_time()
    process.wait()
    return f"{platform.node()}:{process.pid}:{began:.2f}"


def test_this_process_is_alive_and_an_ended_one_is_dead() -> None:
    assert not is_dead(owner_name())
    assert is_dead(owner_of_a_dead_process())


def test_a_process_that_only_inherited_the_number_is_not_the_owner() -> None:
    assert is_dead(f"{platform.node()}:{os.getpid()}:{time.time() + 1000:.2f}")


def test_a_small_correction_of_the_clock_kills_nobody() -> None:
    began = psutil.Process().create_time()
    assert not is_dead(f"{platform.node()}:{os.getpid()}:{began + 0.5:.2f}")


@pytest.mark.parametrize("owner", ["", "me", "elsewhere:1:1.00", f"{platform.node()}:x:1.00", f"{platform.node()}:1:y"])
def test_of_whom_nothing_is_known_nothing_is_said(owner: str) -> None:
    assert not is_dead(owner)


def test_a_host_name_with_colons_is_read_from_the_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "node", lambda: "a:b")
    assert not is_dead(owner_name())
    assert owner_name().startswith("a:b:")


def test_recovery_wakes_with_the_jobs_own_type(emitter: JobEventEmitter) -> None:
    told: list[tuple[JobType, str]] = []
    recovery = Recovery(emitter, SETTINGS, lambda job_type, job_id: told.append((job_type, job_id)))
    job_id = emitter.submit(a_new_job(JobType.COMPLETION))
    emitter.claim(job_id, owner="x", lease_s=-1)
    recovery.sweep()
    assert told == [(JobType.COMPLETION, job_id)]
    assert Job.get_by_id(job_id).lease_owner is None


def test_jobs_that_had_to_wait_are_woken_when_they_may_begin(emitter: JobEventEmitter, woken: Woken) -> None:
    may_begin = [True]
    recovery = Recovery(emitter, SETTINGS, lambda _, job_id: woken.append(job_id), may_begin=lambda: may_begin[0])
    waiting = [emitter.submit(a_new_job()) for _ in range(2)]
    recovery.hear_occasion()
    may_begin[0] = False
    recovery.hear_occasion()
    assert woken == []
    may_begin[0] = True
    recovery.hear_occasion()
    recovery.hear_occasion()
    assert woken == waiting


def test_a_job_that_was_put_off_is_woken_when_it_is_due(
    emitter: JobEventEmitter, recovery: Recovery, woken: Woken
) -> None:
    claim = claimed(emitter)
    emitter.put_off(claim, delay_s=100)
    recovery.wake_due()
    assert woken == []
    Job.update(not_before=1.0).execute()
    recovery.wake_due()
    assert woken == [claim.job_id]
