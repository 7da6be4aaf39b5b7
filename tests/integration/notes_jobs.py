"""Runs jobs that make notes, for tests with the whole service."""

from __future__ import annotations

from collections.abc import Callable

from app.notes import Note
from app.store import notes
from app.store.jobs import JobView, find_job
from workers.service import JobService

Make = Callable[..., JobService]


def run(service: JobService, job_id: str) -> JobView:
    service.run_here(job_id)
    job = find_job(job_id)
    assert job is not None
    return job


def note_of(job: JobView) -> Note:
    assert job.note_id
    return notes.load_note(job.note_id)


def texts_of(note: Note) -> list[str]:
    return [point.text for section in note.sections for point in section.points]
