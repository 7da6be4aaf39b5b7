"""Which notes there are, by document; the newest first."""

from __future__ import annotations

from app.store.notes import NoteView


class NotesIndex:
    """A dictionary in memory, filled from the library; GUI thread."""

    def __init__(self) -> None:
        self._views: dict[str, NoteView] = {}

    def fill(self, views: list[NoteView]) -> None:
        self._views = {view.id: view for view in views}

    def put(self, view: NoteView) -> None:
        self._views[view.id] = view

    def remove(self, note_id: str) -> NoteView | None:
        """Forgets a note; returns what it was."""
        return self._views.pop(note_id, None)

    def find(self, note_id: str) -> NoteView | None:
        return self._views.get(note_id)

    def of_document(self, document_id: str) -> tuple[NoteView, ...]:
        """The notes of a document, newest first."""
        views = [view for view in self._views.values() if view.document_id == document_id]
        return tuple(sorted(views, key=lambda view: view.created_at, reverse=True))

    def newest(self, document_id: str) -> NoteView | None:
        """The note that is shown when the document is chosen."""
        return next(iter(self.of_document(document_id)), None)
