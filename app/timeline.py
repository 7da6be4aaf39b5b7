"""A job's life as its events tell it: when it waited, how long each stage of each attempt took, and where it ended.

Pure: events in, spans out. What is not stored elsewhere cannot disagree with the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from app.events import ENDED, JobEvent, JobStage, JobStatus


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a job's life. `seconds` is None for the one that still goes on.

    A job that waits or is stalled has the stage `queued`; `page` is the last one told of, `percent` the last progress.
    """

    attempt: int
    status: JobStatus
    stage: JobStage
    began: datetime
    seconds: float | None
    percent: int
    page: int | None = None


def timeline(events: Iterable[JobEvent]) -> list[Span]:
    """The spans of one job's events, in order; an ended job's last span is its end, of no length."""
    spans: list[Span] = []
    for event in events:
        at = datetime.fromisoformat(event.timestamp)
        waits = event.status in {JobStatus.QUEUED, JobStatus.STALLED}
        stage = JobStage.QUEUED if waits else event.stage
        last = spans[-1] if spans else None
        page = event.metadata.page if stage is JobStage.EXTRACTING_TEXT else None
        attempt = event.metadata.attempt or 0
        if last and (last.attempt, last.status, last.stage) == (attempt, event.status, stage):
            spans[-1] = replace(last, percent=event.progress, page=page or last.page)
            continue
        if last and last.status not in ENDED:
            spans[-1] = replace(last, seconds=(at - last.began).total_seconds())
        seconds = 0.0 if event.status in ENDED else None
        spans.append(Span(attempt, event.status, stage, at, seconds, event.progress, page))
    return spans
