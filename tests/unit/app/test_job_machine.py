"""Random interleavings of two workers, a student, a sweep and late writes: no order of them breaks an invariant."""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from peewee import IntegrityError

from app.emitter import Claim, JobEventEmitter
from app.errors import ErrorCode, LeaseLost, StudyleafError
from app.events import ENDED, STATUS_OF, Event, JobEvent, JobResult, JobStage, JobStatus, may_follow
from app.lease import Lease
from app.models import Job
from app.store import events, jobs
from app.store.connection import open_library
from app.store.jobs import JobView, Priority
from tests.support import a_new_job

RESULT = JobResult(note_id="", title="Cells", processing_time_ms=5, cache_hit=False)
ENDINGS = ("complete", "fail", "cancelled", "requeue", "put_off")


class Sleeper:
    """A worker that sleeps and keeps what it is told."""

    def __init__(self, owner: str) -> None:
        self.lease = Lease(owner, 30)
        self.begun: list[Claim] = []
        self.looks = 0

    def begin(self, claim: Claim, job: JobView) -> None:
        assert (claim.job_id, claim.attempt) == (job.id, job.attempt)
        self.begun.append(claim)

    def look(self) -> None:
        self.looks += 1


class JobMachine(RuleBasedStateMachine):
    """The real emitter on a real library, beside what must be true of it."""

    job_ids = Bundle("job_ids")
    claims = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        self._place = tempfile.TemporaryDirectory()
        self._library = open_library(Path(self._place.name) / "library.db")
        self.published: list[Event] = []
        self.emitter = JobEventEmitter(self.published.append)
        self.completed: set[str] = set()
        self.attempts: dict[str, int] = {}

    def teardown(self) -> None:
        self._library.close_everywhere()
        self._place.cleanup()

    def status(self, job_id: str) -> JobStatus:
        job = jobs.find_job(job_id)
        assert job
        return job.status

    def holds(self, claim: Claim) -> bool:
        """Whether a worker still has the job: nobody claimed it since, and it has not left its status."""
        return self.attempts[claim.job_id] == claim.attempt and self.status(claim.job_id) is JobStatus.ACTIVE

    @rule(target=job_ids)
    def submit(self) -> str:
        job_id = self.emitter.submit(a_new_job())
        self.attempts[job_id] = 0
        return job_id

    @rule(target=claims, worker=st.sampled_from(["one", "two"]))
    def submit_beside_a_worker_that_sleeps(self, worker: str) -> Claim:
        others_wait = bool(jobs.queued_job_ids())
        sleeper = Sleeper(worker)
        job_id = self.emitter.submit(a_new_job(), worker=sleeper)
        self.attempts[job_id] = 0 if others_wait else 1
        assert len(sleeper.begun) + sleeper.looks == 1, "it is told once"
        assert sleeper.looks == others_wait
        assert self.status(job_id) is (JobStatus.QUEUED if others_wait else JobStatus.ACTIVE)
        return Claim(job_id, 1)  # one that nobody holds where it only waits

    @rule(target=claims, job_id=job_ids, worker=st.sampled_from(["one", "two"]))
    def claim(self, job_id: str, worker: str) -> Claim:
        before = self.status(job_id)
        claim = self.emitter.claim(job_id, owner=worker, lease_s=30)
        assert (claim is not None) == (before is JobStatus.QUEUED)
        if claim is None:
            return Claim(job_id, 0)  # a worker that never had it, and writes all the same
        self.attempts[job_id] += 1
        assert claim.attempt == self.attempts[job_id]
        return claim

    @rule(claim=claims, stage=st.sampled_from([JobStage.EXTRACTING_TEXT, JobStage.SAVING]), percent=st.integers(0, 100))
    def progress(self, claim: Claim, stage: JobStage, percent: int) -> None:
        held = self.holds(claim)
        try:
            self.emitter.progress(claim, stage, percent)
            self.emitter.flush_progress(claim)
        except LeaseLost:
            assert not held
        else:
            assert held

    @rule(claim=claims)
    def renew(self, claim: Claim) -> None:
        held = self.holds(claim)
        try:
            self.emitter.renew(claim, lease_s=30)
        except LeaseLost:
            assert not held
        else:
            assert held

    @rule(claim=claims, ending=st.sampled_from(ENDINGS))
    def end(self, claim: Claim, ending: str) -> None:
        held, before = self.holds(claim), self.status(claim.job_id)
        try:
            if ending == "complete":
                self.emitter.complete(claim, RESULT)
            elif ending == "fail":
                self.emitter.fail(claim, StudyleafError(ErrorCode.DISK_FULL))
            elif ending == "put_off":
                self.emitter.put_off(claim, delay_s=1)
            else:
                getattr(self.emitter, ending)(claim)
        except LeaseLost:
            assert not held
            assert self.status(claim.job_id) is before
        else:
            assert held
            if ending == "complete":
                assert claim.job_id not in self.completed, "a job takes effect once"
                self.completed.add(claim.job_id)

    @rule(job_id=job_ids)
    def cancel(self, job_id: str) -> None:
        before = self.status(job_id)
        assert self.emitter.request_cancel(job_id) == (before not in ENDED)
        waiting = before in {JobStatus.QUEUED, JobStatus.STALLED}
        assert self.status(job_id) is (JobStatus.CANCELLED if waiting else before)

    @rule(job_id=job_ids, fresh=st.booleans())
    def retry(self, job_id: str, *, fresh: bool) -> None:
        before = self.status(job_id)
        assert self.emitter.retry(job_id, fresh=fresh) == (before in {JobStatus.FAILED, JobStatus.CANCELLED})

    @rule(job_id=job_ids, priority=st.sampled_from(Priority))
    def prioritize(self, job_id: str, priority: Priority) -> None:
        waits = self.status(job_id) is JobStatus.QUEUED
        assert self.emitter.prioritize(job_id, priority) == waits

    @rule(job_id=job_ids)
    def submit_again_by_key(self, job_id: str) -> None:
        """Whoever submits with a key that is known is refused, and nothing is told."""
        Job.update(submit_key=job_id).where(Job.id == job_id).execute()
        with pytest.raises(IntegrityError):
            self.emitter.submit(replace(a_new_job(), key=job_id))

    @rule(claim=claims)
    def crash_and_sweep(self, claim: Claim) -> None:
        """The worker goes silent; somebody notices, and queues the job again or gives it up."""
        held = self.holds(claim)
        assert self.emitter.stall(claim) == held
        if held:
            assert self.emitter.queue_stalled(claim.job_id)

    @rule(claim=claims)
    def give_up(self, claim: Claim) -> None:
        held = self.holds(claim)
        assert self.emitter.stall(claim) == held
        if held:
            assert self.emitter.fail_stalled(claim.job_id, StudyleafError(ErrorCode.STALLED))

    @invariant()
    def the_log_has_no_gap_and_is_what_was_published(self) -> None:
        stored = events.since(0, limit=10_000)
        assert [getattr(event, "seq", None) for event in stored] == list(range(1, len(stored) + 1))
        assert stored == self.published
        assert events.position()[1] == len(stored)

    @invariant()
    def every_job_is_where_its_log_says_and_came_there_by_allowed_steps(self) -> None:
        by_job: dict[str, list[JobStatus]] = {}
        for event in self.published:
            assert isinstance(event, JobEvent)
            by_job.setdefault(event.job_id, []).append(STATUS_OF[event.type])
        for job_id, told in by_job.items():
            assert self.status(job_id) is told[-1]
            assert told.count(JobStatus.COMPLETED) <= 1
            steps = itertools.pairwise(told)
            assert all(before is after or may_follow(before, after) for before, after in steps)


TestJobMachine = JobMachine.TestCase
TestJobMachine.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
