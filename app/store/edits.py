"""The student's changes to notes, by document; nothing is overwritten, so every version can come back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from app import wire
from app.asked import ask_anew
from app.edits import Edit, EditKind, apply_edits, apply_to_section
from app.models import NoteEdit, NoteRecord, SectionVersion
from app.notes import Citation, Note, Section
from app.store import notes
from app.store.connection import durable


@dataclass(frozen=True, slots=True)
class Version:
    """What a statement said from a moment on, in seconds since 1970; None for what was written by the program."""

    text: str | None
    at: float


@dataclass(frozen=True, slots=True)
class Said:
    """What a note says of its sections: in its summary, and in the overview of each that opens a chapter."""

    summary: str = ""
    headings: tuple[str, ...] = ()
    overviews: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredSection:
    """A section as it was until a moment, in seconds since 1970, and what was said of it then."""

    id: int
    section: Section
    at: float
    said: Said = field(default_factory=Said)


def add_edit(document_id: str, edit: Edit, *, user_id: str) -> None:
    """Puts an edit on top of earlier ones of the same statement."""
    with durable():
        NoteEdit.create(
            document=document_id,
            user_id=user_id,
            kind=edit.kind.value,
            page=edit.citation.page,
            quote=edit.citation.quote,
            text=edit.text,
        )


def edits_of(document_id: str) -> list[Edit]:
    """The edits in force, the oldest first."""
    rows = NoteEdit.select().where(NoteEdit.document == document_id).order_by(NoteEdit.id)
    latest: dict[tuple[str, int, str], Edit] = {}
    for row in rows:
        key = (row.kind, row.page, row.quote)
        latest[key] = Edit(EditKind(row.kind), Citation(row.page, row.quote), row.text)
    return list(latest.values())


def versions_of(document_id: str, edit: Edit) -> list[Version]:
    """All that the statement of an edit has said, the newest first; what the program wrote is not among them."""
    rows = (
        NoteEdit.select()
        .where(
            (NoteEdit.document == document_id)
            & (NoteEdit.kind == edit.kind.value)
            & (NoteEdit.page == edit.citation.page)
            & (NoteEdit.quote == edit.citation.quote)
        )
        .order_by(NoteEdit.id.desc())
    )
    return [Version(row.text, row.created_at) for row in rows]


def load_edited(note_id: str) -> Note:
    """A note as the student has it. Raises StudyleafError NOTE_NOT_FOUND."""
    note = notes.load_note(note_id)
    document_id = notes.find_note(note_id).document_id
    if not document_id:
        return note
    changes = edits_of(document_id)
    return ask_anew(apply_edits(note, changes), note, changes, _former_sections(note_id))


def _former_sections(note_id: str) -> list[Section]:
    rows = SectionVersion.select(SectionVersion.body).where(SectionVersion.note == note_id).tuples()
    return [wire.decode(Section, json.loads(body)) for (body,) in rows]


def load_edited_section(note_id: str, position: int) -> Section | None:
    """One section as the student has it, or None where the note has no such."""
    section = notes.load_section(note_id, position)
    row = NoteRecord.select(NoteRecord.document).where(NoteRecord.id == note_id).tuples().first()
    return apply_to_section(section, edits_of(row[0])) if section and row and row[0] else section


def keep_section(note_id: str, position: int, section: Section) -> None:
    """Keeps a section that is about to be written anew."""
    with durable():
        note = notes.load_note(note_id)
        said = Said(
            note.summary,
            tuple(each.heading for each in note.sections),
            tuple(each.overview for each in note.sections),
        )
        SectionVersion.create(note=note_id, position=position, body=_dump(section), said=_dump(said))


def section_versions(note_id: str, position: int) -> list[StoredSection]:
    """What a section was before, the newest first."""
    rows = (
        SectionVersion.select()
        .where((SectionVersion.note == note_id) & (SectionVersion.position == position))
        .order_by(SectionVersion.id.desc())
    )
    return [
        StoredSection(
            row.id,
            wire.decode(Section, json.loads(row.body)),
            row.created_at,
            wire.decode(Said, json.loads(row.said)),
        )
        for row in rows
    ]


def _dump(value: Section | Said) -> str:
    return json.dumps(wire.encode(value), ensure_ascii=False, separators=(",", ":"))
