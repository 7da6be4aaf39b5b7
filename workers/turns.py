"""Whose turn it is: a worker that is woken takes the first waiting job that may begin now, not the one that woke it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from app.emitter import Claim
from app.events import JobType
from app.lease import IdleWorker, Lease
from app.store.jobs import JobView
from workers.idle import Handed, Sleeper


class Workplace(Protocol):
    """Where jobs are begun and run."""

    def lease(self) -> Lease | None:
        """How a job is claimed here now; None when none is to be begun any more."""

    def begin_next(self, *, but_not: Collection[JobType], about: str) -> tuple[Claim, JobView] | None:
        """Claims the first job in line, as `JobEventEmitter.claim_next`; None when there is none to be begun here."""

    def go_on(self, claim: Claim, job: JobView) -> None:
        """Runs a job that was begun to its end."""


class Turns:
    """Shared by the worker threads of one program.

    `limits` say how many of a type run at the same time here, `may_begin` whether any may begin at all, and `about`
    which document's jobs go first. `take_sleeper` gives a worker thread that sleeps.
    """

    def __init__(
        self,
        workplace: Workplace,
        *,
        limits: Mapping[JobType, int],
        may_begin: Callable[[], bool] = lambda: True,
        about: Callable[[], str] = lambda: "",
        take_sleeper: Callable[[], Sleeper | None] = lambda: None,
    ) -> None:
        self._workplace = workplace
        self._limits = limits
        self._may_begin = may_begin
        self._about = about
        self._take_sleeper = take_sleeper
        self._lock = threading.Lock()
        self._running: Counter[JobType] = Counter()

    def take(self, _woken_by: str) -> None:
        """Runs waiting jobs, the first in line first, until none may begin. On a worker thread."""
        while begun := self._begin():
            self._go_on(*begun)

    def idle_worker(self, job_type: JobType) -> IdleWorker | None:
        """A worker that sleeps and may begin a job of this type now, which counts as running until it was told.

        None also where somebody is about to claim: then there are more jobs than this one, and it waits like others.
        """
        if not self._lock.acquire(blocking=False):
            return None
        try:
            limit = self._limits.get(job_type)
            if (limit is not None and self._running[job_type] >= limit) or not self._may_begin():
                return None
            lease = self._workplace.lease()
            sleeper = self._take_sleeper() if lease else None
            if lease is None or sleeper is None:
                return None
            self._running[job_type] += 1
        finally:
            self._lock.release()
        return _Kept(self, job_type, sleeper, lease)

    def run_given(self, claim: Claim, job: JobView) -> None:
        """Runs a job that a kept worker was given, then those that wait. On its thread."""
        self._go_on(claim, job)
        self.take(job.id)

    def ended(self, job_type: JobType) -> None:
        """Counts a job of this type no more."""
        with self._lock:
            self._running[job_type] -= 1

    def _go_on(self, claim: Claim, job: JobView) -> None:
        try:
            self._workplace.go_on(claim, job)
        finally:
            self.ended(job.type)

    def _begin(self) -> tuple[Claim, JobView] | None:
        """Counting and claiming are one step, so that two threads together keep to a limit."""
        with self._lock:
            if not self._may_begin():
                return None
            full = [job_type for job_type, limit in self._limits.items() if self._running[job_type] >= limit]
            begun = self._workplace.begin_next(but_not=full, about=self._about())
            if begun:
                self._running[begun[1].type] += 1
            return begun


@dataclass(frozen=True, slots=True)
class _Kept:
    """An `IdleWorker`."""

    turns: Turns
    job_type: JobType
    sleeper: Sleeper
    lease: Lease

    def begin(self, claim: Claim, job: JobView) -> None:
        self.sleeper.wake(Handed(job.id, partial(self.turns.run_given, claim, job)))

    def look(self) -> None:
        self.turns.ended(self.job_type)
        self.sleeper.wake(Handed("", partial(self.turns.take, "")))
