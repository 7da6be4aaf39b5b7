"""Which notes there are, by document; the newest first."""

from __future__ import annotations

from app.store.notes import NoteView


class NotesIndex:
    """A dictionary in memory, filled from the library; GUI thread."""

    def __init__(self) -> None:
        self._views: dict[str, NoteView] = {}
        self._by_document: dict[str, set[str]] = {}

    def fill(self, views: list[NoteView]) -> None:
        self._views.clear()
        self._by_document.clear()
        for view in views:
            self.put(view)

    def put(self, view: NoteView) -> None:
        self._views[view.id] = view
        if view.document_id:
            self._by_document.setdefault(view.document_id, set()).add(view.id)

    def remove(self, note_id: str) -> NoteView | None:
        """Forgets a note; returns what it was."""
        gone = self._views.pop(note_id, None)
        if gone and gone.document_id:
            self._by_document[gone.document_id].discard(note_id)
        return gone

    def find(self, note_id: str) -> NoteView | None:
        return self._views.get(note_id)

    def of_document(self, document_id: str) -> tuple[NoteView, ...]:
        """The notes of a document, newest first."""
        views = [self._views[note_id] for note_id in self._by_document.get(document_id, ())]
        return tuple(sorted(views, key=lambda view: view.created_at, reverse=True))

    def newest(self, document_id: str) -> NoteView | None:
        """The note that is shown when the document is chosen."""
        return next(iter(self.of_document(document_id)), None)
