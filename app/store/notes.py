"""Notes: written section by section, read whole."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from peewee import chunked

from app import wire
from app.errors import ErrorCode, StudyleafError
from app.models import Document, NoteRecord, NoteSection, SectionVersion, WrittenSection
from app.notes import Flashcard, Note, OpenEnd, QuizQuestion, Receipt, Section, Timings
from app.store.connection import durable, transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A note in a list. `complete` is False while it is a draft that is still being written, or was left as one."""

    id: str
    document_id: str | None
    title: str
    complete: bool
    model: str
    created_at: float
    updated_at: float


@dataclass(frozen=True, slots=True)
class _Body:
    """What a note holds beside its sections."""

    summary: str = ""
    quiz: tuple[QuizQuestion, ...] = ()
    flashcards: tuple[Flashcard, ...] = ()
    receipt: Receipt | None = None
    open_ends: tuple[OpenEnd, ...] = ()


NOTES: Final = "notes"
ANSWER: Final = "answer"

KEYS_PER_QUERY: Final = 500
"""SQLite takes so many variables in one query everywhere."""


LISTED: Final = (
    NoteRecord.id,
    NoteRecord.document.alias("document_id"),
    NoteRecord.title,
    NoteRecord.complete,
    NoteRecord.model,
    NoteRecord.created_at,
    NoteRecord.updated_at,
)
"""As `NoteView` has them."""

Attach = Callable[[str], object]
"""Tells somebody the id of a new note inside the transaction that makes it, so that no crash parts the two."""


def create_note(
    *,
    user_id: str,
    document_id: str | None,
    note: Note,
    model: str,
    kind: str = NOTES,
    attach: Attach = lambda _note_id: None,
) -> str:
    """Stores a draft, of notes or of an answer; returns its id. It goes where its document is: into the bin, too."""
    with durable():
        deleted_at = Document.select(Document.deleted_at).where(Document.id == document_id).scalar()
        row = NoteRecord.create(
            user_id=user_id,
            document=document_id,
            kind=kind,
            title=note.title,
            model=model,
            body=_dump(_body(note)),
            deleted_at=deleted_at,
            deleted_along=deleted_at is not None,
        )
        _write_sections(row.id, note.sections)
        attach(str(row.id))
    return str(row.id)


def restart_draft(note_id: str, note: Note) -> None:
    """Puts the draft back in the place of what an earlier attempt left; its sections come again from checkpoints."""
    with durable():
        NoteRecord.update(title=note.title, body=_dump(_body(note)), complete=False, updated_at=time.time()).where(
            NoteRecord.id == note_id
        ).execute()
        NoteSection.delete().where(NoteSection.note == note_id).execute()
        _write_sections(note_id, note.sections)


def replace_section(note_id: str, position: int, section: Section) -> None:
    """Puts a better section in the place of the draft's."""
    with transaction():
        changed = (
            NoteSection.update(body=_dump(section))
            .where((NoteSection.note == note_id) & (NoteSection.position == position))
            .execute()
        )
        if changed:
            NoteRecord.update(updated_at=time.time()).where(NoteRecord.id == note_id).execute()


def renew_summary(note_id: str, summary: str, overviews: Sequence[str | None], *, headings: Sequence[str]) -> None:
    """Puts another summary into a note, and other overviews: one of each section, None where it opens no chapter. The
    sections that they were made of had these headings; where there are others by now, overviews stay as they are."""
    with durable():
        body = wire.decode(_Body, json.loads(_row(note_id).body))
        changed = _dump(replace(body, summary=summary))
        NoteRecord.update(body=changed, updated_at=time.time()).where(NoteRecord.id == note_id).execute()
        present = [each.heading for each in load_note(note_id).sections]
        for position, overview in enumerate(overviews if present == list(headings) else ()):
            section = load_section(note_id, position) if overview is not None else None
            if section and section.overview != overview:
                replace_section(note_id, position, replace(section, overview=overview))


def add_practice(note_id: str, quiz: Iterable[QuizQuestion], cards: Iterable[Flashcard]) -> None:
    """Adds questions and cards to those of a note; what is asked already is renewed in its place."""
    with durable():
        body = wire.decode(_Body, json.loads(_row(note_id).body))
        questions = {question.question: question for question in quiz}
        flashcards = {card.front: card for card in cards}
        renewed = replace(
            body,
            quiz=(*(questions.pop(each.question, each) for each in body.quiz), *questions.values()),
            flashcards=(*(flashcards.pop(each.front, each) for each in body.flashcards), *flashcards.values()),
        )
        NoteRecord.update(body=_dump(renewed), updated_at=time.time()).where(NoteRecord.id == note_id).execute()


def insert_section(note_id: str, section: Section) -> int:
    """Puts a section before the first that begins on a later page; returns its position."""
    with durable():
        rows = list(
            NoteSection.select(NoteSection.body)
            .where(NoteSection.note == note_id)
            .order_by(NoteSection.position)
            .tuples()
        )
        sections = [wire.decode(Section, json.loads(body)) for (body,) in rows]
        first = min(section.pages, default=0)
        position = next((at for at, each in enumerate(sections) if min(each.pages, default=0) > first), len(sections))
        NoteSection.delete().where(NoteSection.note == note_id).execute()
        _write_sections(note_id, (*sections[:position], section, *sections[position:]))
        SectionVersion.update(position=SectionVersion.position + 1).where(
            (SectionVersion.note == note_id) & (SectionVersion.position >= position)
        ).execute()
        NoteRecord.update(updated_at=time.time()).where(NoteRecord.id == note_id).execute()
    return position


def complete_note(note_id: str, note: Note, *, timings: Timings, cache_key: str | None) -> None:
    """Stores the finished note; with a key, later jobs for the same thing find it."""
    with durable():
        NoteRecord.update(
            title=note.title,
            body=_dump(_body(note)),
            complete=True,
            timings=_dump(timings),
            cache_key=cache_key,
            updated_at=time.time(),
        ).where(NoteRecord.id == note_id).execute()
        NoteSection.delete().where(NoteSection.note == note_id).execute()
        _write_sections(note_id, note.sections)


def discard_draft(note_id: str) -> None:
    """Removes a note that never became whole, when another takes its place; a complete one stays."""
    with transaction():
        NoteRecord.delete().where((NoteRecord.id == note_id) & ~NoteRecord.complete).execute()


def copy_cached(
    cache_key: str, *, user_id: str, since: float | None = None, attach: Attach = lambda _note_id: None
) -> NoteView | None:
    """A note of its own with the content of a finished one; None where there is none. No model is asked.

    `since`: only of one that was finished after that time.
    """
    source = (
        NoteRecord.select()
        .where((NoteRecord.cache_key == cache_key) & NoteRecord.complete & NoteRecord.deleted_at.is_null())
        .where(NoteRecord.updated_at >= (since or 0.0))
        .order_by(NoteRecord.updated_at.desc())
        .first()
    )
    if source is None:
        return None
    with durable():
        row = NoteRecord.create(
            user_id=user_id,
            document=source.document_id,
            title=source.title,
            body=source.body,
            complete=True,
            model=source.model,
            timings=source.timings,
            cache_key=cache_key,
        )
        sections = NoteSection.select().where(NoteSection.note == source.id)
        rows = [{"note": row.id, "position": section.position, "body": section.body} for section in sections]
        if rows:
            NoteSection.insert_many(rows).execute()
        attach(str(row.id))
    return _view(row)


def load_note(note_id: str) -> Note:
    """The whole note. Raises StudyleafError NOTE_NOT_FOUND."""
    row = _row(note_id)
    body = wire.decode(_Body, json.loads(row.body))
    sections = NoteSection.select(NoteSection.body).where(NoteSection.note == note_id).order_by(NoteSection.position)
    return Note(
        title=row.title,
        summary=body.summary,
        sections=tuple(wire.decode(Section, json.loads(text)) for (text,) in sections.tuples()),
        quiz=body.quiz,
        flashcards=body.flashcards,
        receipt=body.receipt,
        open_ends=body.open_ends,
    )


def load_section(note_id: str, position: int) -> Section | None:
    """One section, or None where the note has no such."""
    query = NoteSection.select(NoteSection.body).where(
        (NoteSection.note == note_id) & (NoteSection.position == position)
    )
    row = query.tuples().first()
    return wire.decode(Section, json.loads(row[0])) if row else None


def find_note(note_id: str, *, user_id: str | None = None) -> NoteView:
    """The note, of this user where one is named. Raises StudyleafError NOTE_NOT_FOUND, also for one in the bin."""
    row = _row(note_id)
    if user_id is not None and row.user_id != user_id:
        raise StudyleafError(ErrorCode.NOTE_NOT_FOUND)
    return _view(row)


def is_there(note_id: str | None) -> bool:
    """Whether there is such a note, and not in the bin."""
    there = (NoteRecord.id == note_id) & NoteRecord.deleted_at.is_null()
    return note_id is not None and NoteRecord.select().where(there).exists()


def list_notes(user_id: str, *, limit: int = 500) -> list[NoteView]:
    """The newest notes of a user first; answers to questions are not among them."""
    there = (NoteRecord.user_id == user_id) & (NoteRecord.kind == NOTES) & NoteRecord.deleted_at.is_null()
    newest = NoteRecord.select(*LISTED).where(there).order_by(NoteRecord.created_at.desc())
    return [NoteView(**row) for row in newest.limit(limit).dicts()]


def notes_on(user_id: str, document_ids: Collection[str | None]) -> list[NoteView]:
    """A user's notes on some documents, or on none (None); answers to questions are not among them."""
    found: list[NoteView] = []
    names = ("id", "document_id", "title", "complete", "model", "created_at", "updated_at")
    fields = (*LISTED, NoteRecord.user_id, NoteRecord.kind, NoteRecord.deleted_at)
    # Only the document is asked for: SQLite would go through all notes of the user for the rest.
    for some in chunked(document_ids, KEYS_PER_QUERY):
        those = NoteRecord.document.is_null() if some == [None] else NoteRecord.document.in_(some)
        for *values, owner, kind, deleted_at in NoteRecord.select(*fields).where(those).tuples():
            if (owner, kind, deleted_at) == (user_id, NOTES, None):
                found.append(NoteView(**dict(zip(names, values, strict=True))))
    return found


def ids_of_document(document_id: str) -> tuple[str, ...]:
    """The ids of all notes on a document."""
    there = (NoteRecord.document == document_id) & (NoteRecord.kind == NOTES) & NoteRecord.deleted_at.is_null()
    rows = NoteRecord.select(NoteRecord.id).where(there)
    return tuple(row[0] for row in rows.tuples())


def timings_of(note_id: str) -> Timings:
    """How long the note took. Raises StudyleafError NOTE_NOT_FOUND."""
    return wire.decode(Timings, json.loads(_row(note_id).timings))


def find_checkpoint(key: str, *, since: float | None = None) -> str | None:
    """What was written before from the same source in the same way: a section's JSON, or a text of the model."""
    return find_checkpoints([key], since=since).get(key)


def find_checkpoints(keys: Collection[str], *, since: float | None = None) -> dict[str, str]:
    """As `find_checkpoint`, of many keys; those that are not there, or older than `since`, are left out."""
    found: dict[str, str] = {}
    new_enough = WrittenSection.created_at >= (since or 0.0)
    for some in chunked(keys, KEYS_PER_QUERY):
        rows = WrittenSection.select(WrittenSection.key, WrittenSection.body)
        found.update(rows.where(WrittenSection.key.in_(some) & new_enough).tuples())
    return found


def save_checkpoint(key: str, body: str, *, document_id: str | None) -> None:
    """Keeps what was written for a retry, a restart or other notes of the same words; it goes with the document."""
    with transaction():
        WrittenSection.replace(key=key, body=body, document=document_id, created_at=time.time()).execute()


def _write_sections(note_id: str, sections: tuple[Section, ...]) -> None:
    rows = [
        {"note": note_id, "position": position, "body": _dump(section)} for position, section in enumerate(sections)
    ]
    if rows:
        NoteSection.insert_many(rows).execute()


def _row(note_id: str) -> Any:
    row = NoteRecord.get_or_none((NoteRecord.id == note_id) & NoteRecord.deleted_at.is_null())
    if row is None:
        raise StudyleafError(ErrorCode.NOTE_NOT_FOUND)
    return row


def _view(row: Any) -> NoteView:
    return NoteView(
        id=row.id,
        document_id=row.document_id,
        title=row.title,
        complete=row.complete,
        model=row.model,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _body(note: Note) -> _Body:
    return _Body(
        summary=note.summary,
        quiz=note.quiz,
        flashcards=note.flashcards,
        receipt=note.receipt,
        open_ends=note.open_ends,
    )


def _dump(value: object) -> str:
    return json.dumps(wire.encode(value), ensure_ascii=False, separators=(",", ":"))
