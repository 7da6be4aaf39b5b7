"""Whose turn it is: a worker that is woken takes the first waiting job that may begin now, not the one that woke it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping

from app.events import JobType
from app.store import jobs


class Turns:
    """Shared by the worker threads of one program.

    `run_job` runs a job to its end and tells whether it did; `limits` say how many of a type run at the same time here,
    `may_begin` whether any may begin at all, and `about` which document's jobs go first.
    """

    def __init__(
        self,
        run_job: Callable[[str], bool],
        *,
        limits: Mapping[JobType, int],
        may_begin: Callable[[], bool] = lambda: True,
        about: Callable[[], str] = lambda: "",
    ) -> None:
        self._run_job = run_job
        self._limits = limits
        self._may_begin = may_begin
        self._about = about
        self._lock = threading.Lock()
        self._running: dict[str, JobType] = {}

    def take(self, _woken_by: str) -> None:
        """Runs waiting jobs, the first in line first, until none may begin. On a worker thread."""
        while job_id := self._begin():
            try:
                if not self._run_job(job_id):
                    return
            finally:
                with self._lock:
                    del self._running[job_id]

    def _begin(self) -> str | None:
        """Marks the next job as begun; looking and marking are one step, so that two threads never take the same."""
        with self._lock:
            if not self._may_begin():
                return None
            counts = Counter(self._running.values())
            full = [job_type for job_type, limit in self._limits.items() if counts[job_type] >= limit]
            found = jobs.next_waiting(but_not=full, taken=self._running, about=self._about())
            if found is None:
                return None
            job_id, job_type = found
            self._running[job_id] = job_type
            return job_id
