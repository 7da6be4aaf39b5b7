"""One job from claim to end: whatever its pipeline does becomes the job's end, and never a dead worker."""

from __future__ import annotations

import errno
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import peewee
import pytest

from app.emitter import Claim, JobEventEmitter
from app.errors import ErrorCode, JobCancelled, StudyleafError
from app.events import JobMetadata, JobResult, JobStage, JobStatus, JobType
from app.models import Job
from app.store.jobs import JobView, set_paused
from tests.support import PATIENCE_S, a_new_job, eventually
from tests.unit.workers.running import RESULT, SETTINGS, MakeRunner, job_of
from workers.pipelines.context import JobContext
from workers.runner import JobRunner


def until_stopped(context: JobContext) -> JobResult:
    """A pipeline that works until it is told to stop, and says all the time that it is alive."""
    context.report(JobStage.GENERATING_NOTES, 50)
    while not context.cancel.wait(0.005):
        context.alive()
    context.cancel.check()
    raise AssertionError("check() raises")


class InThread(threading.Thread):
    """Runs a job as a worker thread does."""

    def __init__(self, runner: JobRunner, job_id: str) -> None:
        super().__init__()
        self._runner = runner
        self._job_id = job_id
        self.start()
        eventually(lambda: job_of(job_id).stage is JobStage.GENERATING_NOTES, "the job's work")

    def run(self) -> None:
        self._runner.run(self._job_id)


def test_a_job_runs_to_its_result(emitter: JobEventEmitter, make_runner: MakeRunner) -> None:
    def pipeline(context: JobContext) -> JobResult:
        context.report(JobStage.SAVING, 90, JobMetadata(pages=2))
        assert context.options.path == "/x.pdf"
        assert (context.name, context.password) == ("Biology.pdf", None)
        return RESULT

    job_id = emitter.submit(a_new_job(path="/x.pdf"))
    make_runner(pipeline).run(job_id)
    job = job_of(job_id)
    assert (job.status, job.result, job.attempt, job.metadata.pages) == (JobStatus.COMPLETED, RESULT, 1, 2)


def test_a_job_that_waits_no_more_is_not_run(emitter: JobEventEmitter, make_runner: MakeRunner) -> None:
    ran: list[str] = []

    def pipeline(context: JobContext) -> JobResult:
        ran.append(context.job.id)
        return RESULT

    runner, job_id = make_runner(pipeline), emitter.submit(a_new_job())
    for _ in range(2):
        runner.run(job_id)
    runner.run("nobody")
    assert ran == [job_id]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StudyleafError(ErrorCode.PDF_DAMAGED, name="Biology.pdf"), ErrorCode.PDF_DAMAGED),
        (OSError(errno.ENOSPC, "full"), ErrorCode.DISK_FULL),
        (FileNotFoundError(2, "gone"), ErrorCode.FILE_MISSING),
        (peewee.OperationalError("?"), ErrorCode.INTERNAL),
        (ZeroDivisionError("secret words"), ErrorCode.INTERNAL),
        (MemoryError(), ErrorCode.INTERNAL),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value.value,
)
def test_what_a_pipeline_raises_becomes_the_jobs_error(
    emitter: JobEventEmitter, make_runner: MakeRunner, error: Exception, code: ErrorCode
) -> None:
    def pipeline(_: JobContext) -> JobResult:
        raise error

    job_id = emitter.submit(a_new_job())
    make_runner(pipeline).run(job_id)
    told = job_of(job_id).error
    assert told
    assert told.code is code
    assert "secret" not in told.message + told.hint


def test_a_running_job_is_cancelled_by_its_wish(emitter: JobEventEmitter, make_runner: MakeRunner) -> None:
    job_id = emitter.submit(a_new_job())
    worker = InThread(make_runner(until_stopped), job_id)
    assert emitter.request_cancel(job_id)
    worker.join()
    assert job_of(job_id).status is JobStatus.CANCELLED


def test_closing_hands_a_running_job_back_to_the_queue(emitter: JobEventEmitter, make_runner: MakeRunner) -> None:
    runner, job_id = make_runner(until_stopped), emitter.submit(a_new_job())
    worker = InThread(runner, job_id)
    runner.close()
    worker.join()
    job = job_of(job_id)
    assert (job.status, job.attempt) == (JobStatus.QUEUED, 1)
    runner.run(job_id)
    assert job_of(job_id).attempt == 1


def test_the_end_waits_for_a_job_that_unwinds_on_any_thread(emitter: JobEventEmitter, make_runner: MakeRunner) -> None:
    let_go = threading.Event()

    def pipeline(context: JobContext) -> JobResult:
        context.report(JobStage.GENERATING_NOTES, 50)
        let_go.wait(PATIENCE_S)
        context.cancel.check()
        raise AssertionError("check() raises")

    runner, job_id = make_runner(pipeline), emitter.submit(a_new_job())
    worker = InThread(runner, job_id)
    runner.close()
    with pytest.raises(TimeoutError):
        runner.join(0.05)
    let_go.set()
    runner.join(PATIENCE_S)
    assert job_of(job_id).status is JobStatus.QUEUED
    worker.join()


def test_a_cancel_just_before_the_end_of_the_program_is_not_forgotten(
    emitter: JobEventEmitter, make_runner: MakeRunner
) -> None:
    # No heartbeat comes between the wish and the end.
    runner = make_runner(until_stopped, replace(SETTINGS, heartbeat_s=2.0))
    job_id = emitter.submit(a_new_job())
    worker = InThread(runner, job_id)
    emitter.request_cancel(job_id)
    runner.close()
    worker.join()
    assert job_of(job_id).status is JobStatus.CANCELLED


def test_a_job_that_says_nothing_is_stopped(emitter: JobEventEmitter, make_runner: MakeRunner) -> None:
    def pipeline(context: JobContext) -> JobResult:
        context.report(JobStage.GENERATING_NOTES, 50)
        context.cancel.wait(PATIENCE_S)
        context.cancel.check()
        return RESULT

    job_id = emitter.submit(a_new_job())
    make_runner(pipeline, replace(SETTINGS, silence_s=0.05)).run(job_id)
    told = job_of(job_id).error
    assert told
    assert (told.code, told.recoverable) == (ErrorCode.TIMED_OUT, True)


def test_a_job_that_says_that_it_is_alive_is_not_stopped(emitter: JobEventEmitter, make_runner: MakeRunner) -> None:
    beats: list[float] = []

    def pipeline(context: JobContext) -> JobResult:
        # Longer in all than the silence that would stop it.
        while len(beats) < 100:
            beats.append(context.began)
            context.alive()
            assert not context.cancel.wait(0.01)
        return RESULT

    job_id = emitter.submit(a_new_job())
    make_runner(pipeline, replace(SETTINGS, silence_s=0.7)).run(job_id)
    assert job_of(job_id).status is JobStatus.COMPLETED


def test_held_back_progress_is_told_while_the_job_goes_on(emitter: JobEventEmitter, make_runner: MakeRunner) -> None:
    def pipeline(context: JobContext) -> JobResult:
        for percent in (41, 42, 43):
            context.report(JobStage.GENERATING_NOTES, percent)
        eventually(lambda: job_of(context.job.id).progress == 43, "the flush")
        return RESULT

    job_id = emitter.submit(a_new_job())
    make_runner(pipeline).run(job_id)
    assert job_of(job_id).status is JobStatus.COMPLETED


def test_a_lease_is_renewed_while_the_job_goes_on(emitter: JobEventEmitter, make_runner: MakeRunner) -> None:
    def pipeline(context: JobContext) -> JobResult:
        first = lease_of(context.job.id)
        eventually(lambda: lease_of(context.job.id) > first, "a renewal")
        return RESULT

    job_id = emitter.submit(a_new_job())
    make_runner(pipeline, replace(SETTINGS, lease_s=0.3)).run(job_id)
    assert job_of(job_id).status is JobStatus.COMPLETED


def lease_of(job_id: str) -> float:

    return float(Job.get_by_id(job_id).lease_until)


def test_a_job_that_another_attempt_took_over_is_stopped_and_changes_nothing(
    emitter: JobEventEmitter, make_runner: MakeRunner
) -> None:
    job_id = emitter.submit(a_new_job())
    worker = InThread(make_runner(until_stopped, replace(SETTINGS, lease_s=0.06)), job_id)
    job = job_of(job_id)
    assert emitter.stall(claim_of(job))
    assert emitter.queue_stalled(job_id)
    taken = emitter.claim(job_id, owner="other", lease_s=60)
    worker.join()
    assert taken
    job = job_of(job_id)
    assert (job.status, job.attempt) == (JobStatus.ACTIVE, 2)


def claim_of(job: JobView) -> object:
    from app.emitter import Claim

    return Claim(job.id, job.attempt)


def test_a_pipeline_that_ends_by_itself_after_a_cancel_is_cancelled(
    emitter: JobEventEmitter, make_runner: MakeRunner
) -> None:
    def pipeline(_: JobContext) -> JobResult:
        raise JobCancelled

    job_id = emitter.submit(a_new_job())
    make_runner(pipeline).run(job_id)
    assert job_of(job_id).status is JobStatus.CANCELLED


def test_jobs_run_side_by_side(emitter: JobEventEmitter, make_runner: MakeRunner) -> None:
    together = threading.Barrier(3, timeout=PATIENCE_S)

    def pipeline(_: JobContext) -> JobResult:
        together.wait()
        return RESULT

    runner = make_runner(pipeline)
    ids = [emitter.submit(a_new_job()) for _ in range(3)]
    threads = [threading.Thread(target=runner.run, args=(job_id,)) for job_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {job_of(job_id).status for job_id in ids} == {JobStatus.COMPLETED}


def test_an_older_attempt_that_unwinds_late_leaves_the_newer_one_its_pulse(
    make_runner: MakeRunner, emitter: JobEventEmitter
) -> None:
    let_first_go, first_began, second_began = threading.Event(), threading.Event(), threading.Event()

    def work(context: JobContext) -> JobResult:
        if context.claim.attempt == 1:
            first_began.set()
            let_first_go.wait(PATIENCE_S)
            context.report(JobStage.SAVING, 90)
        second_began.set()
        return until_stopped(context)

    runner = make_runner(work)
    job_id = emitter.submit(a_new_job())
    first = threading.Thread(target=runner.run, args=(job_id,))
    first.start()
    first_began.wait(PATIENCE_S)
    assert emitter.stall(Claim(job_id, 1))
    assert emitter.queue_stalled(job_id)
    second = threading.Thread(target=runner.run, args=(job_id,))
    second.start()
    second_began.wait(PATIENCE_S)
    let_first_go.set()
    first.join()
    assert emitter.request_cancel(job_id)
    second.join()
    assert job_of(job_id).status is JobStatus.CANCELLED


def test_a_job_that_waits_for_its_turn_is_not_silent(make_runner: MakeRunner, emitter: JobEventEmitter) -> None:
    def work(context: JobContext) -> JobResult:
        for _ in range(80):
            context.cancel.waiting()
            context.cancel.wait(0.02)
        context.cancel.check()
        return RESULT

    runner = make_runner(work, replace(SETTINGS, silence_s=0.8))
    job_id = emitter.submit(a_new_job())
    runner.run(job_id)
    assert job_of(job_id).status is JobStatus.COMPLETED


def test_models_rest_as_long_as_the_queue_is_paused_by_whomever(emitter: JobEventEmitter) -> None:
    told: list[bool] = []
    pipelines = dict.fromkeys(JobType, until_stopped)
    runner = JobRunner(emitter, pipelines, SETTINGS, owner="me", password_of=lambda _: None, hold=told.append)
    thread = InThread(runner, emitter.submit(a_new_job()))
    eventually(lambda: told and not told[-1])
    set_paused(paused=True)
    eventually(lambda: told[-1])
    set_paused(paused=False)
    eventually(lambda: not told[-1])
    runner.close()
    thread.join()
    runner.join(PATIENCE_S)


def test_something_is_entered_for_as_long_as_a_job_runs(emitter: JobEventEmitter) -> None:
    awake: list[str] = []

    @contextmanager
    def keep() -> Iterator[None]:
        awake.append("begin")
        yield
        awake.append("end")

    def pipeline(_: JobContext) -> JobResult:
        assert awake == ["begin"]
        return RESULT

    pipelines = dict.fromkeys(JobType, pipeline)
    runner = JobRunner(emitter, pipelines, SETTINGS, owner="me", password_of=lambda _: None, awake=keep())
    runner.run(emitter.submit(a_new_job()))
    runner.close()
    runner.join(PATIENCE_S)
    assert awake == ["begin", "end"]
