"""`studyleaf jobs`: what is being done, here or in the window, and how to stop it or try again."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from datetime import datetime
from typing import Final

from app import wire
from app.cli.session import follow, opened_library, opened_service, password_of, run_to_end
from app.errors import ErrorCode, JobCancelled, StudyleafError
from app.events import ENDED, JobEvent, JobMetadata, JobStatus, encode_event
from app.settings import LOCAL_USER
from app.store import events, jobs, notes
from app.store.jobs import JobView, Priority
from app.timeline import Span, timeline
from ui.text import STATUS_WORDS, stage_words

WATCH_INTERVAL_S: Final = 0.2
SHORT_ID: Final = 8
MAX_EVENTS: Final = 100_000


def list_jobs(options: Namespace) -> int:
    """Prints the jobs, newest first."""
    with opened_library(options):
        found = jobs.list_jobs(LOCAL_USER)
    if options.json:
        print(json.dumps([_encoded(job) for job in found], ensure_ascii=False, indent=1))
        return 0
    if not found:
        print("There are no jobs yet. Make the first: studyleaf notes FILE", file=sys.stderr)
    for job in found:
        when = datetime.fromtimestamp(job.created_at).astimezone().strftime("%Y-%m-%d %H:%M")
        state = job.error.message if job.error else STATUS_WORDS[job.status]
        print(f"{job.id[:SHORT_ID]}  {when}  {job.progress:3d} %  {job.metadata.file_name or job.type.value}  {state}")
    return 0


def watch_jobs(options: Namespace) -> int:
    """Prints events as they come; with a job, until it ends."""

    def show(event: JobEvent) -> None:
        if options.json:
            print(json.dumps(encode_event(event), ensure_ascii=False), flush=True)
            return
        words = event.error.message if event.error else stage_words(event.status, event.stage, event.metadata)
        name = event.metadata.file_name or event.job_type.value
        print(f"{event.timestamp}  {event.job_id[:SHORT_ID]}  {event.progress:3d} %  {name}  {words}", flush=True)

    with opened_library(options):
        job = _find(options.job) if options.job else None
        seq = events.position()[1] if options.since is None and not job else options.since or 0
        while True:
            ended = job is not None and _find(job.id).status in ENDED
            last, seq = seq, follow(seq, show, job_id=job.id if job else None)
            if seq == last:
                if ended:
                    return 0
                time.sleep(WATCH_INTERVAL_S)


def show_job(options: Namespace) -> int:
    """Prints what became of a job, stage by stage: when, how long, how far."""
    with opened_library(options):
        job = _find(options.job)
        told = [event for event in events.since(0, job_id=job.id, limit=MAX_EVENTS) if isinstance(event, JobEvent)]
        timings = notes.timings_of(job.note_id) if job.note_id and job.status is JobStatus.COMPLETED else None
    spans = timeline(told)
    if options.json:
        shown = {**_encoded(job), "options": job.options, "timeline": [_encoded_span(span) for span in spans]}
        print(json.dumps({**shown, **({"timings": wire.encode(timings)} if timings else {})}, indent=1))
        return 0
    print(f"{job.id}  {job.metadata.file_name or job.type.value}  {STATUS_WORDS[job.status]}")
    for span in spans:
        length = "…" if span.seconds is None else f"{span.seconds:8.2f} s"
        words = stage_words(span.status, span.stage, JobMetadata())
        page = f", page {span.page}" if span.page else ""
        row = (
            f"{span.began.astimezone():%H:%M:%S}  {length:>10}  try {span.attempt}  {span.percent:3d} %  {words}{page}"
        )
        print(f"  {row}")
    if timings:
        print(f"  {timings.prompt_tokens} tokens read, {timings.generated_tokens} written")
    if job.error:
        print(f"  {job.error.message} {job.error.hint}")
    return 0


def cancel_job(options: Namespace) -> int:
    """Asks for a job to stop; whichever program runs it hears it within a second."""
    with opened_service(options) as service:
        service.jobs.cancel(options.job)
    return 0


def move_job(options: Namespace) -> int:
    """Puts a waiting job before another one, before all that wait, or behind them."""
    with opened_service(options) as service:
        if options.last:
            service.jobs.move_last(options.job)
        else:
            service.jobs.move(options.job, before=options.before)
    return 0


def prioritize_job(options: Namespace) -> int:
    """Lets a waiting job go before those of lower priority."""
    with opened_service(options) as service:
        service.jobs.prioritize(options.job, Priority[options.priority.upper()])
    return 0


def pause_jobs(options: Namespace) -> int:
    """Lets waiting jobs go on waiting, in this program and in all others on the data folder."""
    with opened_service(options) as service:
        service.jobs.pause()
    return 0


def resume_jobs(options: Namespace) -> int:
    """Begins waiting jobs again; a window or worker that is open sees it within a few seconds."""
    with opened_service(options) as service:
        service.jobs.resume()
    return 0


def retry_job(options: Namespace) -> int:
    """Runs a job again, here; also one that waits because its program was killed."""
    password = password_of(options)
    with opened_service(options) as service:
        job = _find(options.job)
        job_id = job.id
        if options.from_scratch:
            job_id = service.jobs.retry_from_scratch(job.id, password=password)
        elif job.status is not JobStatus.QUEUED:
            service.jobs.retry(job.id, password=password)
        try:
            run_to_end(service, job_id, job.metadata.file_name or job.type.value, password=password)
        except JobCancelled:
            return 130
    return 0


def _find(job_id: str) -> JobView:
    job = jobs.find_job(job_id)
    if job is None:
        raise StudyleafError(ErrorCode.JOB_NOT_FOUND, job_id=job_id)
    return job


def _encoded_span(span: Span) -> wire.Json:
    return {
        "attempt": span.attempt,
        "status": span.status.value,
        "stage": span.stage.value,
        "began": span.began.isoformat(),
        "seconds": span.seconds,
        "percent": span.percent,
        "page": span.page,
    }


def _encoded(job: JobView) -> wire.Json:
    return {
        "jobId": job.id,
        "jobType": job.type.value,
        "status": job.status.value,
        "stage": job.stage.value,
        "progress": job.progress,
        "attempt": job.attempt,
        "priority": job.priority.name.lower(),
        "metadata": wire.encode(job.metadata),
        **({"error": wire.encode(job.error)} if job.error else {}),
        **({"result": wire.encode(job.result)} if job.result else {}),
    }
