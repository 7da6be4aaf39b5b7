"""Gathers from the library what an export holds."""

from __future__ import annotations

from app.notes import DocumentInfo, ModelInfo, NotesExport
from app.store import documents, edits, notes


def load_export(note_id: str) -> NotesExport:
    """The note with its document, model and timings. Raises StudyleafError NOTE_NOT_FOUND, DOCUMENT_NOT_FOUND."""
    view = notes.find_note(note_id)
    note = edits.load_edited(note_id)
    info = DocumentInfo(title=note.title, pages=0, sha256="")
    if view.document_id:
        document = documents.find_document(view.document_id)
        info = DocumentInfo(title=document.title, pages=document.page_count, sha256=document.sha256)
    return NotesExport(document=info, note=note, model=ModelInfo(view.model), timings=notes.timings_of(note_id))
