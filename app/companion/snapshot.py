"""The library as a tab reads it: jobs, documents and notes as JSON, and the place in the log that they belong to."""

from __future__ import annotations

import json
from typing import Any, Final

from app import wire
from app.errors import ErrorCode, StudyleafError
from app.events import WIRE_VERSION
from app.models import database
from app.store import documents, edits, events, jobs, notes
from app.store.jobs import LIVE, JobView
from app.wire import Json

MAX_BYTES: Final = 48 * 1024
"""Of a list that goes into one message; the newest and those that still run come first."""
MAX_JOBS: Final = 200


def job_json(job: JobView) -> Json:
    """A job in the form of its events, and what it works on."""
    shaped: dict[str, Any] = {
        "v": WIRE_VERSION,
        "jobId": job.id,
        "jobType": job.type.value,
        "userId": job.user_id,
        "status": job.status.value,
        "stage": job.stage.value,
        "progress": job.progress,
        "message": job.message,
        "metadata": wire.encode(job.metadata),
        "documentId": job.document_id,
        "noteId": job.note_id,
        "error": wire.encode(job.error),
        "result": wire.encode(job.result),
        "createdAt": job.created_at,
    }
    return {key: value for key, value in shaped.items() if value is not None}


def jobs_snapshot(user_id: str) -> Json:
    """{"epoch", "seq", "jobs"}: the jobs as of one place in the log; those that still run, and the newest others."""
    with database.atomic():
        epoch, seq = events.position()
        live = jobs.list_jobs(user_id, statuses=LIVE, limit=MAX_JOBS)
        recent = jobs.list_jobs(user_id, limit=MAX_JOBS)
    known = {job.id: job for job in (*live, *recent)}
    return {"epoch": epoch, "seq": seq, "jobs": fitting([job_json(job) for job in known.values()])}


def fitting(items: list[Json]) -> list[Json]:
    """As many of the first items as one message holds."""
    size, fit = 0, []
    for item in items:
        size += len(json.dumps(item, ensure_ascii=False).encode()) + 1
        if size > MAX_BYTES:
            break
        fit.append(item)
    return fit


def library(user_id: str) -> Json:
    """{"epoch", "seq", "documents"}: each with its notes, the newest first."""
    with database.atomic():
        epoch, seq = events.position()
        written = notes.list_notes(user_id)
        found = documents.list_documents()
    of_document: dict[str | None, list[Json]] = {}
    for note in written:
        of_document.setdefault(note.document_id, []).append(
            {"id": note.id, "title": note.title, "complete": note.complete, "updatedAt": note.updated_at}
        )
    shaped = [
        {
            "id": document.id,
            "title": document.title,
            "fileName": document.file_name,
            "kind": document.kind,
            "pages": document.page_count,
            "sizeBytes": document.size_bytes,
            "addedAt": document.added_at,
            "notes": of_document.get(document.id, []),
        }
        for document in found
    ]
    return {"epoch": epoch, "seq": seq, "documents": shaped}


def note(note_id: str, user_id: str) -> Json:
    """{"id", "documentId", "complete", "document", "note"}. Raises StudyleafError NOTE_NOT_FOUND."""
    with database.atomic():
        view = notes.find_note(note_id, user_id=user_id)
        whole = edits.load_edited(note_id)
        about: Json = None
        if view.document_id:
            document = documents.find_document(view.document_id)
            about = {
                "id": document.id,
                "title": document.title,
                "kind": document.kind,
                "pages": document.page_count,
                "sha256": document.sha256,
            }
    return {
        "id": view.id,
        "documentId": view.document_id,
        "complete": view.complete,
        "document": about,
        "note": wire.encode(whole),
    }


def page_text(document_id: str, number: int) -> Json:
    """{"number", "label", "text", "kind"} of a page. Raises StudyleafError DOCUMENT_NOT_FOUND."""
    document = documents.find_document(document_id)
    page = documents.page_of(document_id, number)
    if page is None:
        raise StudyleafError(ErrorCode.DOCUMENT_NOT_FOUND)
    return {"number": page.number, "label": page.label, "text": page.text, "kind": document.kind}


def own_job(job_id: str, user_id: str) -> JobView:
    """The job of this very id, if it is the user's. Raises StudyleafError JOB_NOT_FOUND."""
    job = jobs.find_job(job_id)
    if job is None or job.id != job_id or job.user_id != user_id:
        raise StudyleafError(ErrorCode.JOB_NOT_FOUND, job_id=job_id)
    return job
