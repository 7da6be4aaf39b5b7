"""Runs one job: claims it, wraps its pipeline with lease, cancel and error mapping, and writes how it ended."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext

from app.cancel import CancelToken
from app.emitter import Claim, JobEventEmitter
from app.errors import ErrorCode, JobCancelled, LeaseLost, ShuttingDown, StudyleafError
from app.events import JobType
from app.faults import as_studyleaf_error
from app.lease import Lease
from app.logs import logging_job
from app.settings import Settings
from app.store.jobs import JobView, find_job, is_cancel_requested
from workers.pipelines.context import JobContext, Pipeline
from workers.pulse import Pulse
from workers.retrying import TRIED_AGAIN, delay_s

logger = logging.getLogger(__name__)


class JobRunner:
    """`run` may be called from many threads at once, each for another job."""

    def __init__(
        self,
        emitter: JobEventEmitter,
        pipelines: Mapping[JobType, Pipeline],
        settings: Settings,
        *,
        owner: str,
        password_of: Callable[[str], str | None],
        hold: Callable[[bool], None] = lambda _is_held: None,
        awake: AbstractContextManager[object] | None = None,
    ) -> None:
        """`hold` lets the models rest while the queue is paused; `awake` is entered for as long as a job runs."""
        self._emitter = emitter
        self._pipelines = pipelines
        self._settings = settings
        self._owner = owner
        self._password_of = password_of
        self._pulse = Pulse(emitter, settings, hold=hold)
        self._awake = awake or nullcontext()
        self._closing = threading.Event()
        self._changed = threading.Condition()
        self._running = 0

    def run(self, job_id: str) -> None:
        """Runs the job if it still waits and the program does not close.

        Never raises for what goes wrong inside it: that becomes the job's end.
        """
        with self._beginning() as may_begin:
            claim = may_begin and self._emitter.claim(job_id, owner=self._owner, lease_s=self._settings.lease_s)
            job = find_job(job_id) if claim else None
            if claim and job:
                self._run_claimed(claim, job)

    def lease(self) -> Lease | None:
        """How a job is claimed to be given to `go_on`; None when the program closes."""
        return None if self._closing.is_set() else Lease(self._owner, self._settings.lease_s)

    def begin_next(self, *, but_not: Collection[JobType], about: str) -> tuple[Claim, JobView] | None:
        """Claims the first job in line, to be given to `go_on`; None when there is none, or the program closes."""
        lease = self.lease()
        return (
            None
            if lease is None
            else self._emitter.claim_next(owner=lease.owner, lease_s=lease.seconds, but_not=but_not, about=about)
        )

    def go_on(self, claim: Claim, job: JobView) -> None:
        """Runs a job that was claimed as `lease` says, as `run`."""
        with self._beginning():
            self._run_claimed(claim, job)

    def runs(self, job_id: str) -> bool:
        """Whether the job is being run here now. From any thread."""
        return self._pulse.watches(job_id)

    def close(self) -> None:
        """Hands running jobs back to the queue; they unwind on their own threads within a second."""
        with self._changed:
            self._closing.set()
        self._pulse.stop_all(ShuttingDown())

    def join(self, timeout_s: float) -> None:
        """Waits so long for the jobs that unwind, whoever called `run`, and ends the pulse.

        Raises:
            TimeoutError: a job still runs; it is found again by its lease.
        """
        with self._changed:
            unwound = self._changed.wait_for(lambda: not self._running, timeout_s)
        self._pulse.close()
        if not unwound:
            raise TimeoutError("a job has not unwound")

    @contextmanager
    def _beginning(self) -> Iterator[bool]:
        """Counts a job that runs; tells whether one may be begun."""
        with self._changed:
            self._running += 1
            may_begin = not self._closing.is_set()
        try:
            yield may_begin
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def _run_claimed(self, claim: Claim, job: JobView) -> None:
        context = JobContext(job, claim, CancelToken(), self._emitter, self._password_of(job.id))
        context.cancel.when_waiting = context.alive
        self._pulse.watch(context)
        if self._closing.is_set():
            context.cancel.cancel(ShuttingDown())
        with logging_job(job.id, claim.attempt), self._awake:
            try:
                self._run(context)
            except LeaseLost:
                logger.warning("the job lost its lease; its late writes are dropped")
            finally:
                self._pulse.forget(context)

    def _fail(self, context: JobContext, error: StudyleafError) -> None:
        """Ends the job, or puts it off when what went wrong may pass by itself."""
        failures = context.job.failures + 1
        if error.code in TRIED_AGAIN and failures < self._settings.max_tries:
            wait_s = delay_s(failures)
            logger.warning("the job failed with %s and is tried again in %.1f s", error.code.value, wait_s)
            self._emitter.put_off(context.claim, delay_s=wait_s)
        else:
            self._emitter.fail(context.claim, error)

    def _run(self, context: JobContext) -> None:
        try:
            result = self._pipelines[context.job.type](context)
        except LeaseLost:
            raise
        except JobCancelled:
            self._emitter.cancelled(context.claim)
        except ShuttingDown:
            # A wish to stop that came just before the end of the program must not be forgotten with it.
            if is_cancel_requested(context.job.id):
                self._emitter.cancelled(context.claim)
            else:
                self._emitter.requeue(context.claim)
        except Exception as error:  # the boundary: whatever a job raises becomes its end, never a dead worker
            told = as_studyleaf_error(error, name=context.name)
            if told.code is ErrorCode.INTERNAL or not isinstance(error, StudyleafError):
                logger.exception("the job failed with %s", told.code.value)
            self._fail(context, told)
        else:
            self._emitter.complete(context.claim, result)
