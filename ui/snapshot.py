"""What the library holds when the window opens: the newest first, the rest in pieces; read in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.errors import ErrorCode, StudyleafError
from app.jobs import Jobs
from app.store import documents, notes, tags
from app.store.documents import DocumentView
from app.store.notes import NoteView
from ui.activity.job_row import JobRow, row_of_view

FIRST: Final = 100
"""Documents that are read before the window shows any: more than a screen has room for."""
PIECE: Final = 40
"""Documents that are read and shown at a time after them: the window takes a few milliseconds for so many."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Jobs and documents, each newest first, and the notes on these documents. `is_last`: no documents follow."""

    jobs: list[JobRow]
    documents: list[DocumentView]
    notes: list[NoteView]
    tags: dict[str, tuple[str, ...]]
    """By document."""
    is_last: bool = True


def read_snapshot(jobs: Jobs, user_id: str) -> Snapshot:
    """The jobs, the newest documents and the notes on none. Not on the GUI thread.

    Raises StudyleafError and what the database raises.
    """
    newest = documents.list_documents(limit=FIRST)
    alone = notes.notes_on(user_id, [None])
    return _with_notes(user_id, newest, limit=FIRST, jobs=[row_of_view(job) for job in jobs.list()], alone=alone)


def read_older(user_id: str, after: DocumentView) -> Snapshot:
    """The next documents after one. Not on the GUI thread."""
    return _with_notes(user_id, documents.list_documents(limit=PIECE, after=after), limit=PIECE, jobs=[], alone=[])


def _with_notes(
    user_id: str, found: list[DocumentView], *, limit: int, jobs: list[JobRow], alone: list[NoteView]
) -> Snapshot:
    ids = [document.id for document in found]
    return Snapshot(jobs, found, [*alone, *notes.notes_on(user_id, ids)], tags.tags_of(ids), is_last=len(found) < limit)


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
