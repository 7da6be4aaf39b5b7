"""Finds jobs whose worker died and queues them again, at start and every few seconds."""

from __future__ import annotations

import logging
import os
import platform
import threading
import time
from collections.abc import Callable
from typing import Final

import psutil
from peewee import DatabaseError

from app.emitter import Claim, JobEventEmitter
from app.errors import ErrorCode, LeaseLost, StudyleafError
from app.events import JobStage, JobStatus
from app.models import Job
from app.settings import Settings
from app.store import jobs
from app.store.jobs import JobView
from workers.tasks import Wake

SAME_START_S: Final = 2.0
"""Two readings of when a process started differ by up to this: the system counts from a boot time that it adjusts."""

PLACES: Final = {
    **dict.fromkeys(JobStage, "at the very beginning"),
    JobStage.DOWNLOADING: "while the file was brought in",
    JobStage.EXTRACTING_TEXT: "while the document was read",
    JobStage.GENERATING_NOTES: "while the notes were written",
    JobStage.GENERATING_QUIZ: "while the quiz was made",
    JobStage.SAVING: "while the notes were stored",
    JobStage.CACHING: "while the notes were stored",
}
"""Where a job may die, in the words of the error's sentence."""

logger = logging.getLogger(__name__)


def owner_name() -> str:
    """Names this process among all that may hold a lease: host, process, and when it started."""
    return f"{platform.node()}:{os.getpid()}:{psutil.Process().create_time():.2f}"


class Recovery:
    """Sweeps on its own thread between `start` and `close`."""

    def __init__(
        self,
        emitter: JobEventEmitter,
        settings: Settings,
        wake: Wake,
        *,
        runs_here: Callable[[str], bool] = lambda _job_id: False,
        may_begin: Callable[[], bool] = lambda: True,
    ) -> None:
        """`runs_here` tells whether a job is being run by this program, which surely knows; `may_begin` whether
        waiting jobs may be begun now."""
        self._emitter = emitter
        self._settings = settings
        self._wake = wake
        self._runs_here = runs_here
        self._may_begin = may_begin
        self._might_begin = True
        self._own_name = owner_name()
        self._oldest: str | None = None
        self._seen = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="recovery", daemon=True)

    def start(self) -> None:
        """Wakes the workers for all jobs that wait (a message may have been lost with a crash), then sweeps on."""
        self.free_dead_leases()
        self._wake_all()
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def sweep(self) -> int:
        """Stalls, then queues again or fails, every job whose lease ran out and whose worker is gone; returns how many.

        A lease also runs out while the computer sleeps, or when its clock is set; a worker of this computer that is
        still there is not taken for dead then, and renews.
        """
        lapsed = [job for job in jobs.expired_jobs(time.time()) if not self._lives_here(job)]
        for job in lapsed:
            self._recover(job)
        return len(lapsed)

    def wake_forgotten(self) -> None:
        """Wakes the workers again for the job that has waited longest, at growing intervals while it does.

        A message may be lost without a crash: its worker could not write the claim. One message too many is harmless.
        """
        oldest = next(iter(jobs.queued_job_ids()), None)
        self._seen = self._seen + 1 if oldest is not None and oldest == self._oldest else 0
        self._oldest = oldest
        # After 2, 4, 8 … sweeps in which it waited: a long job before it does not fill the queue.
        if oldest and self._seen > 1 and self._seen & (self._seen - 1) == 0 and (job := jobs.find_job(oldest)):
            self._wake(job.type, job.id)

    def hear_occasion(self) -> None:
        """Wakes the workers when jobs that had to wait may begin: the queue was resumed, the computer is idle."""
        before, self._might_begin = self._might_begin, self._may_begin()
        if self._might_begin and not before:
            self._wake_all()

    def wake_due(self) -> None:
        """Wakes the workers for jobs that failed and may be tried again now."""
        for job in jobs.due_again():
            self._wake(job.type, job.id)

    def _wake_all(self) -> None:
        for job_id in jobs.queued_job_ids():
            if job := jobs.find_job(job_id):
                self._wake(job.type, job.id)

    def _recover(self, job: JobView) -> None:
        if self._was_cancelled(job):
            return
        if job.status is JobStatus.ACTIVE and not self._emitter.stall(Claim(job.id, job.attempt)):
            return
        stalled = jobs.find_job(job.id) or job
        if stalled.stalls >= self._settings.max_attempts:
            error = StudyleafError(ErrorCode.STALLED, times=stalled.stalls, place=_place(job))
            self._emitter.fail_stalled(job.id, error)
        elif self._emitter.queue_stalled(job.id):
            logger.warning("job %s stalled in %s and is queued again", job.id, job.stage.value)
            self._wake(job.type, job.id)

    def _was_cancelled(self, job: JobView) -> bool:
        """Ends a job whose worker died before it heard that it was to stop."""
        if job.status is not JobStatus.ACTIVE or not jobs.is_cancel_requested(job.id):
            return False
        try:
            self._emitter.cancelled(Claim(job.id, job.attempt))
        except LeaseLost:
            logger.info("job %s went on while it was being recovered", job.id)
        return True

    def free_dead_leases(self) -> None:
        """Takes up the jobs of programs of this computer that were killed: their leases need not be waited for."""
        active = Job.select(Job.id, Job.attempt, Job.lease_owner).where(Job.status == JobStatus.ACTIVE.value)
        for row in active:
            job = jobs.find_job(row.id)
            if job and row.lease_owner and is_dead(row.lease_owner):
                self._recover(job)

    def _lives_here(self, job: JobView) -> bool:
        row = Job.select(Job.lease_owner).where(Job.id == job.id).tuples().first()
        owner = str(row[0] or "") if row else ""
        if owner == self._own_name:
            # A job that is ours and not run: its end could not be written, because the disk was full then.
            return self._runs_here(job.id)
        return bool(owner) and _host(owner) == platform.node() and not is_dead(owner)

    def _run(self) -> None:
        while not self._stop.wait(self._settings.sweep_s):
            try:
                self.sweep()
                self.hear_occasion()
                self.wake_due()
                self.wake_forgotten()
            except DatabaseError:
                logger.warning("the sweep could not be written; the next one will", exc_info=True)


def _place(job: JobView) -> str:
    """Where a job died, for the sentence that says so."""
    page = job.metadata.page
    return f"on page {page}" if job.stage is JobStage.EXTRACTING_TEXT and page else PLACES[job.stage]


def _host(owner: str) -> str:
    return owner.rpartition(":")[0].rpartition(":")[0]


def is_dead(owner: str) -> bool:
    """Whether the process behind a lease surely ended; False for those of other computers."""
    place, _, began = owner.rpartition(":")
    host, _, pid = place.rpartition(":")
    if host != platform.node():
        return False
    try:
        return abs(psutil.Process(int(pid)).create_time() - float(began)) > SAME_START_S
    except psutil.NoSuchProcess:
        return True
    except (psutil.Error, ValueError):
        return False
