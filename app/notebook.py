"""What a student does to her notes by hand: change a statement, take the change back, bring a section back."""

from __future__ import annotations

from dataclasses import replace

from app.edits import Edit, edit_of
from app.emitter import JobEventEmitter
from app.errors import ErrorCode, StudyleafError
from app.notes import Note, Point, Term
from app.store import edits, notes
from app.store.edits import StoredSection, Version
from app.summaries import still_said


class Notebook:
    """Every change is told to whoever shows the note. Any thread but the GUI's, which must not wait for a disk."""

    def __init__(self, emitter: JobEventEmitter, *, user_id: str) -> None:
        self._emitter = emitter
        self._user_id = user_id

    def change(self, note_id: str, statement: Point | Term, text: str | None) -> None:
        """Puts the student's words in the place of a statement, in all notes of its document.

        An empty text leaves it out; None lets stand again what was written.

        Raises:
            StudyleafError: NOTE_NOT_FOUND.
        """
        document_id = self._document_of(note_id)
        words = None if text is None else text.strip()
        edits.add_edit(document_id, edit_of(statement, words), user_id=self._user_id)
        self._tell(document_id)

    def versions(self, note_id: str, statement: Point | Term) -> list[Version]:
        """What the student has made of a statement, the newest first."""
        return edits.versions_of(self._document_of(note_id), edit_of(statement, None))

    def edits(self, note_id: str) -> list[Edit]:
        """All changes in force."""
        return edits.edits_of(self._document_of(note_id))

    def section_versions(self, note_id: str, position: int) -> list[StoredSection]:
        """What a section was before it was written anew, the newest first."""
        return edits.section_versions(note_id, position)

    def bring_back(self, note_id: str, position: int, version_id: int) -> None:
        """Puts an earlier version of a section in its place; what stood there becomes a version too."""
        stored = next(each for each in edits.section_versions(note_id, position) if each.id == version_id)
        present = notes.load_section(note_id, position)
        # A chapter's overview stays: it is of all sections below it.
        earlier = replace(stored.section, overview=present.overview) if present else stored.section
        if present:
            edits.keep_section(note_id, position, present)
        notes.replace_section(note_id, position, earlier)
        note = notes.load_note(note_id)
        headings = tuple(each.heading for each in note.sections)
        former = dict(enumerate(stored.said.overviews)) if stored.said.headings == headings else {}
        overviews = [
            None if each.overview is None else _said_most(former.get(place) or "", each.overview, note)
            for place, each in enumerate(note.sections)
        ]
        summary = _said_most(stored.said.summary, note.summary, note)
        notes.renew_summary(note_id, summary, overviews, headings=headings)
        self._emitter.library_changed(self._user_id, note_ids=(note_id,))

    def _document_of(self, note_id: str) -> str:
        document_id = notes.find_note(note_id).document_id
        if document_id is None:
            raise StudyleafError(ErrorCode.NOTE_NOT_FOUND)
        return document_id

    def _tell(self, document_id: str) -> None:
        changed = notes.ids_of_document(document_id)
        self._emitter.library_changed(self._user_id, note_ids=changed)


def _said_most(former: str, present: str, note: Note) -> str:
    """Of the two what says most that the note's points still say."""
    return max(still_said(former, note), still_said(present, note), key=len)
