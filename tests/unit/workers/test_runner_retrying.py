"""Which failures are tried again, and when."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from app.emitter import JobEventEmitter
from app.errors import ErrorCode, StudyleafError
from app.events import JobResult, JobStatus
from app.models import Job
from app.store.jobs import LONGEST_WAIT_S, due_again
from tests.support import a_new_job
from tests.unit.workers.running import SETTINGS, MakeRunner, job_of, taken_next
from workers.pipelines.context import JobContext
from workers.retrying import MAX_DELAY_S, delay_s


@pytest.mark.parametrize("code", [ErrorCode.ENGINE_FAILED, ErrorCode.DOWNLOAD_FAILED])
def test_what_may_pass_by_itself_is_tried_again_later_and_not_for_ever(
    emitter: JobEventEmitter, make_runner: MakeRunner, code: ErrorCode
) -> None:
    def pipeline(_: JobContext) -> JobResult:
        raise StudyleafError(code)

    runner, job_id = make_runner(pipeline, replace(SETTINGS, max_tries=3)), emitter.submit(a_new_job())
    for failures in (1, 2):
        runner.run(job_id)
        assert (job_of(job_id).status, job_of(job_id).failures) == (JobStatus.QUEUED, failures)
        assert taken_next(emitter) is None, "not yet"
        Job.update(not_before=time.time() - 1).execute()
        assert [job.id for job in due_again()] == [job_id]
    runner.run(job_id)
    assert (job_of(job_id).status, job_of(job_id).attempt) == (JobStatus.FAILED, 3)
    emitter.retry(job_id)
    assert job_of(job_id).failures == 0
    assert taken_next(emitter) == job_id


def test_what_does_not_pass_by_itself_is_told_at_once(emitter: JobEventEmitter, make_runner: MakeRunner) -> None:
    def pipeline(_: JobContext) -> JobResult:
        raise StudyleafError(ErrorCode.DISK_FULL)

    runner, job_id = make_runner(pipeline), emitter.submit(a_new_job())
    runner.run(job_id)
    assert job_of(job_id).status is JobStatus.FAILED


def test_a_clock_that_was_set_back_puts_no_job_off_for_days(emitter: JobEventEmitter) -> None:
    job_id = emitter.submit(a_new_job())
    Job.update(not_before=time.time() + 86_400).where(Job.id == job_id).execute()
    assert taken_next(emitter) == job_id


def test_the_wait_doubles_half_of_it_by_chance() -> None:
    assert [delay_s(failures, chance=lambda: 1.0) for failures in (1, 2, 3)] == [2.0, 4.0, 8.0]
    assert delay_s(3, chance=lambda: 0.0) == 4.0
    assert delay_s(50, chance=lambda: 1.0) == MAX_DELAY_S < LONGEST_WAIT_S
