"""A job's life as its events tell it: when it waited, how long each stage of each attempt took, and where it ended.

Pure: events in, spans out. What is not stored elsewhere cannot disagree with the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
            spans[-1] = _with(last, seconds=None, percent=event.progress, page=page)
            continue
        if last and last.status not in ENDED:
            spans[-1] = _with(last, seconds=(at - last.began).total_seconds(), percent=last.percent, page=last.page)
        seconds = 0.0 if event.status in ENDED else None
        spans.append(Span(attempt, event.status, stage, at, seconds, event.progress, page))
    return spans


def _with(span: Span, *, seconds: float | None, percent: int, page: int | None) -> Span:
    return Span(span.attempt, span.status, span.stage, span.began, seconds, percent, page or span.page)
