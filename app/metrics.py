"""What the program does, in numbers that Prometheus reads: made from the same events that everybody sees.

Nothing of a document goes in: labels are types, statuses, stages and codes, of which there are few.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from app.events import ENDED, Event, JobEvent, JobStage, JobStatus, LibraryChanged

JOB_SECONDS: Final = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3600)
STAGE_SECONDS: Final = (0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800)
LAG_SECONDS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5)

MAX_FOLLOWED: Final = 1000
"""Jobs whose stage is remembered; a program has a handful at work."""


@dataclass(slots=True)
class _Followed:
    """Where a job was when it was last heard of, and since when; and when this attempt was begun."""

    stage: JobStage
    since: float
    began: float


class Metrics:
    """Hears every event through `on_event`, on whatever thread published it; `render` may be called from any other.

    `depths` gives the number of jobs in each status when somebody reads.
    """

    def __init__(self, depths: Callable[[], Mapping[JobStatus, int]] = dict) -> None:
        self.registry = CollectorRegistry()
        self._lock = threading.Lock()
        self._followed: dict[str, _Followed] = {}
        self._events = Counter(
            "studyleaf_events", "Events that were published, by type.", ["type"], registry=self.registry
        )
        self._errors = Counter("studyleaf_job_errors", "Jobs that failed, by code.", ["code"], registry=self.registry)
        self._jobs = Histogram(
            "studyleaf_job_seconds",
            "How long an attempt took from its claim to its end.",
            ["type", "status", "cache_hit"],
            buckets=JOB_SECONDS,
            registry=self.registry,
        )
        self._waits = Histogram(
            "studyleaf_queue_wait_seconds",
            "How long a job waited for a worker.",
            ["type"],
            buckets=STAGE_SECONDS,
            registry=self.registry,
        )
        self._stages = Histogram(
            "studyleaf_stage_seconds",
            "How long a stage of an attempt took.",
            ["stage"],
            buckets=STAGE_SECONDS,
            registry=self.registry,
        )
        self._lag = Histogram(
            "studyleaf_event_lag_seconds",
            "From an event's own time to its publication.",
            buckets=LAG_SECONDS,
            registry=self.registry,
        )
        self._tokens = Counter(
            "studyleaf_tokens", "Tokens that the language model read and wrote.", ["kind"], registry=self.registry
        )
        self.registry.register(_Depths(depths))

    def on_event(self, event: Event) -> None:
        """Counts one event."""
        self._events.labels(event.type.value).inc()
        if isinstance(event, (JobEvent, LibraryChanged)):
            self._lag.observe(max(0.0, time.time() - datetime.fromisoformat(event.timestamp).timestamp()))
        if isinstance(event, JobEvent):
            self._on_job(event)

    def wrote(self, *, read_tokens: int, written_tokens: int) -> None:
        """Counts what the language model did for one text."""
        self._tokens.labels("read").inc(read_tokens)
        self._tokens.labels("written").inc(written_tokens)

    def render(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self.registry)

    def _on_job(self, event: JobEvent) -> None:
        now = time.monotonic()
        stage = JobStage.QUEUED if event.status in {JobStatus.QUEUED, JobStatus.STALLED} else event.stage
        with self._lock:
            known = self._followed.pop(event.job_id, None)
            if known is None:
                known = _Followed(stage, now, now)
            elif known.stage is not stage or event.status in ENDED:
                self._left(event, known, now)
                began = now if known.stage is JobStage.QUEUED else known.began
                known = _Followed(stage, now, began)
            if event.status in ENDED:
                hit = str(bool(event.metadata.cache_hit)).lower()
                self._jobs.labels(event.job_type.value, event.status.value, hit).observe(now - known.began)
                if event.error:
                    self._errors.labels(event.error.code.value).inc()
                return
            # Put in anew: the job that was silent longest is the first to be forgotten.
            self._followed[event.job_id] = known
            if len(self._followed) > MAX_FOLLOWED:
                del self._followed[next(iter(self._followed))]

    def _left(self, event: JobEvent, known: _Followed, now: float) -> None:
        if known.stage is JobStage.QUEUED:
            self._waits.labels(event.job_type.value).observe(now - known.since)
        else:
            self._stages.labels(known.stage.value).observe(now - known.since)


class _Depths(Collector):
    """The queue's depth, counted when it is asked for."""

    def __init__(self, depths: Callable[[], Mapping[JobStatus, int]]) -> None:
        self._depths = depths

    def collect(self) -> Iterable[GaugeMetricFamily]:
        family = GaugeMetricFamily("studyleaf_jobs", "Jobs that have not ended, by status.", labels=["status"])
        for status, count in self._depths().items():
            family.add_metric([status.value], count)
        return [family]
