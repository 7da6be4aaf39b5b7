"""What a worker's claim says in a job's row, and the worker that waits for one."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from app.events import JobStage, JobStatus
from app.store.statements import Expression

if TYPE_CHECKING:
    from app.emitter import Claim
    from app.store.jobs import JobView


class Lease(NamedTuple):
    """In whose name a job is claimed, and for how many seconds at first."""

    owner: str
    seconds: float


class IdleWorker(Protocol):
    """A worker thread that sleeps, kept for one submission; told once, by `begin` or by `look`. From any thread."""

    @property
    def lease(self) -> Lease:
        """How it claims."""

    def begin(self, claim: Claim, job: JobView) -> None:
        """Runs a job that was claimed for it; returns at once."""

    def look(self) -> None:
        """Lets it see for itself what is first in line; returns at once."""


def begun(lease: Lease) -> dict[str, Any]:
    """What changes in the row of a job that is begun."""
    now = time.time()
    return {
        "status": JobStatus.ACTIVE.value,
        "cancel_requested": False,
        "stage": JobStage.INITIALIZING.value,
        "progress": 0,
        "attempt": Expression("attempt + 1"),
        "lease_owner": lease.owner,
        "lease_until": now + lease.seconds,
        "started_at": now,
        "ended_at": None,
        "error": None,
        "not_before": None,
    }
