"""What a pipeline sees of its job: what it is asked to do, where to report, when to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from app import wire
from app.cancel import CancelToken
from app.emitter import Claim, JobEventEmitter
from app.events import JobMetadata, JobResult, JobStage
from app.jobs import JobOptions
from app.store.jobs import JobView


@dataclass(slots=True)
class JobContext:
    """Belongs to the worker thread that runs the job; `last_report` is also read by the pulse (a float, no lock)."""

    job: JobView
    claim: Claim
    cancel: CancelToken
    emitter: JobEventEmitter
    password: str | None = None
    began: float = field(default_factory=time.monotonic)
    last_report: float = field(default_factory=time.monotonic)

    @property
    def options(self) -> JobOptions:
        return wire.decode(JobOptions, self.job.options)

    @property
    def name(self) -> str:
        """The file name for sentences."""
        return self.job.metadata.file_name or ""

    def attach_note(self, note_id: str) -> None:
        """Tells which note the job writes. Raises LeaseLost."""
        self.emitter.attach(self.claim, note_id=note_id)

    def report(self, stage: JobStage, percent: float, metadata: JobMetadata | None = None) -> None:
        """Tells where the job is, and stops here if it is to stop.

        Raises:
            JobCancelled, ShuttingDown, StudyleafError: the reason to stop. LeaseLost: another attempt runs.
        """
        self.cancel.check()
        self.last_report = time.monotonic()
        self.emitter.progress(self.claim, stage, int(percent), metadata)

    def alive(self) -> None:
        """Something happened that is not worth an event; the silence begins anew."""
        self.last_report = time.monotonic()

    @property
    def elapsed_ms(self) -> int:
        return int((time.monotonic() - self.began) * 1000)


Pipeline = Callable[[JobContext], JobResult]
"""Runs one job to its end on a worker thread; raises what stopped it."""
