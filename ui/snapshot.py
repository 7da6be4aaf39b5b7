"""What the library holds when the window opens; read in the background."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import ErrorCode, StudyleafError
from app.jobs import Jobs
from app.store import documents, notes, tags
from app.store.documents import DocumentView
from app.store.notes import NoteView
from ui.activity.job_row import JobRow, row_of_view

MAX_DOCUMENTS = 20_000
"""Of a library; the oldest beyond them are found by search."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Jobs, documents and notes, each newest first."""

    jobs: list[JobRow]
    documents: list[DocumentView]
    notes: list[NoteView]
    tags: dict[str, tuple[str, ...]]
    """By document."""


def read_snapshot(jobs: Jobs, user_id: str) -> Snapshot:
    """Reads the database: not on the GUI thread. Raises StudyleafError and what the database raises."""
    return Snapshot(
        jobs=[row_of_view(job) for job in jobs.list()],
        documents=documents.list_documents(limit=MAX_DOCUMENTS),
        notes=notes.list_notes(user_id, limit=MAX_DOCUMENTS),
        tags=tags.tags_of(),
    )


def read_changed(document_ids: tuple[str, ...], note_ids: tuple[str, ...]) -> Snapshot:
    """Those of the named documents and notes that are there; a missing one was deleted. Not on the GUI thread."""
    return Snapshot(
        jobs=[],
        documents=[view for view in map(_document, document_ids) if view],
        notes=[view for view in map(_note, note_ids) if view],
        tags=tags.tags_of(document_ids),
    )


def _document(document_id: str) -> DocumentView | None:
    try:
        return documents.find_document(document_id)
    except StudyleafError as error:
        if error.code is ErrorCode.DOCUMENT_NOT_FOUND:
            return None
        raise


def _note(note_id: str) -> NoteView | None:
    try:
        return notes.find_note(note_id)
    except StudyleafError as error:
        if error.code is ErrorCode.NOTE_NOT_FOUND:
            return None
        raise
