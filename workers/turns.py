"""Whose turn it is: a worker that is woken takes the first waiting job that may begin now, not the one that woke it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Protocol

from app.emitter import Claim
from app.events import JobType
from app.store.jobs import JobView


class Workplace(Protocol):
    """Where jobs are begun and run."""

    def begin_next(self, *, but_not: Collection[JobType], about: str) -> tuple[Claim, JobView] | None:
        """Claims the first job in line, as `JobEventEmitter.claim_next`; None when there is none to be begun here."""

    def go_on(self, claim: Claim, job: JobView) -> None:
        """Runs a job that was begun to its end."""


class Turns:
    """Shared by the worker threads of one program.

    `limits` say how many of a type run at the same time here, `may_begin` whether any may begin at all, and `about`
    which document's jobs go first.
    """

    def __init__(
        self,
        workplace: Workplace,
        *,
        limits: Mapping[JobType, int],
        may_begin: Callable[[], bool] = lambda: True,
        about: Callable[[], str] = lambda: "",
    ) -> None:
        self._workplace = workplace
        self._limits = limits
        self._may_begin = may_begin
        self._about = about
        self._lock = threading.Lock()
        self._running: Counter[JobType] = Counter()

    def take(self, _woken_by: str) -> None:
        """Runs waiting jobs, the first in line first, until none may begin. On a worker thread."""
        while begun := self._begin():
            claim, job = begun
            try:
                self._workplace.go_on(claim, job)
            finally:
                with self._lock:
                    self._running[job.type] -= 1

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
