"""The pulse of running jobs: one thread that renews leases, hears cancels, flushes progress and notices silence."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from peewee import DatabaseError

from app.emitter import Claim, JobEventEmitter
from app.errors import ErrorCode, LeaseLost, StudyleafError
from app.settings import Settings
from app.store import jobs
from workers.pipelines.context import JobContext

RENEWALS_PER_LEASE: Final = 3
"""A lease is renewed this often within its length, so that two missed beats do not lose it."""

logger = logging.getLogger(__name__)


class Pulse:
    """Watches the jobs between `watch` and `forget`. Its thread sleeps when there were none for a whole beat."""

    def __init__(
        self, emitter: JobEventEmitter, settings: Settings, *, hold: Callable[[bool], None] = lambda _is_held: None
    ) -> None:
        """`hold` is told at each beat whether the queue is paused, by this program or another."""
        self._hold = hold
        self._emitter = emitter
        self._settings = settings
        self._changed = threading.Condition()
        # By claim: an older attempt that unwinds late must not take the newer one's pulse with it.
        self._watched: dict[Claim, JobContext] = {}
        self._renewed: dict[Claim, float] = {}
        self._closed = False
        self._sleeps = False
        self._thread = threading.Thread(target=self._run, name="pulse", daemon=True)
        self._thread.start()

    def watch(self, context: JobContext) -> None:
        with self._changed:
            self._watched[context.claim] = context
            self._renewed[context.claim] = time.monotonic()
            # Not for each of many short jobs: to wake a thread takes as long as to begin a job.
            if self._sleeps:
                self._changed.notify()

    def forget(self, context: JobContext) -> None:
        with self._changed:
            self._watched.pop(context.claim, None)
            self._renewed.pop(context.claim, None)

    def watches(self, job_id: str) -> bool:
        with self._changed:
            return any(claim.job_id == job_id for claim in self._watched)

    def stop_all(self, reason: Exception) -> None:
        """Asks all running jobs to stop for this reason."""
        with self._changed:
            contexts = list(self._watched.values())
        for context in contexts:
            context.cancel.cancel(reason)

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._sleeps = not self._watched
                self._changed.wait_for(lambda: self._closed or bool(self._watched))
                self._sleeps = False
                # The first beat comes later: a job that has just begun has the interpreter to itself.
                self._changed.wait_for(lambda: self._closed, self._settings.heartbeat_s)
                if self._closed:
                    return
                contexts = list(self._watched.values())
            self._hear_pause()
            for context in contexts:
                try:
                    self._beat(context)
                except LeaseLost as lost:
                    context.cancel.cancel(lost)
                except DatabaseError:
                    # A busy or full database must not stop the pulse; the lease outlasts several missed beats.
                    logger.warning("the pulse of job %s could not be written", context.job.id, exc_info=True)

    def _hear_pause(self) -> None:
        try:
            self._hold(jobs.is_paused())
        except DatabaseError:
            logger.warning("whether the queue is paused could not be read", exc_info=True)

    def _beat(self, context: JobContext) -> None:
        claim, now = context.claim, time.monotonic()
        if jobs.is_cancel_requested(claim.job_id):
            context.cancel.cancel()
            return
        if now - context.last_report > self._settings.silence_s:
            context.cancel.cancel(StudyleafError(ErrorCode.TIMED_OUT, seconds=int(self._settings.silence_s)))
            return
        self._emitter.flush_progress(claim)
        with self._changed:
            due = claim in self._renewed and now - self._renewed[claim] > self._settings.lease_s / RENEWALS_PER_LEASE
        if due:
            self._emitter.renew(claim, lease_s=self._settings.lease_s)
            with self._changed:
                if claim in self._renewed:
                    self._renewed[claim] = now
