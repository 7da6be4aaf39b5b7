"""The bin: documents and notes that were deleted and can be had back, until they are purged."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from peewee import TextField, fn

from app.events import ENDED
from app.models import Document, Job, LeftoverFile, NoteEdit, NoteRecord, NoteSection, SectionVersion, StudyCard
from app.pictures import KEY
from app.store.connection import durable, transaction
from app.store.documents import leave_notes_behind

_WITH_PICTURES: Final[tuple[TextField, ...]] = (
    NoteEdit.text,
    StudyCard.front,
    StudyCard.back,
    NoteRecord.body,
    NoteSection.body,
    SectionVersion.body,
)
"""Where the student's words may be; JSON leaves the mark of a picture as it is."""


class BinKind(Enum):
    """What an item of the bin is."""

    DOCUMENT = "document"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class BinItem:
    """A document in the bin, with so many notes that went along, or a note that was deleted by itself."""

    kind: BinKind
    id: str
    name: str
    document_id: str | None
    notes: int
    deleted_at: float


@dataclass(frozen=True, slots=True)
class Moved:
    """What went into the bin, came out of it, or is no more."""

    document_ids: tuple[str, ...] = ()
    note_ids: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.document_ids or self.note_ids)


def bin_document(document_id: str) -> Moved:
    """Puts a document and its notes into the bin; nothing where it is there already, or nowhere."""
    now = time.time()
    with durable():
        there = (Document.id == document_id) & Document.deleted_at.is_null()
        if not Document.update(deleted_at=now).where(there).execute():
            return Moved()
        along = (NoteRecord.document == document_id) & NoteRecord.deleted_at.is_null()
        return Moved((document_id,), _mark_notes(along, now, along=True))


def bin_note(note_id: str) -> Moved:
    """Puts a note into the bin."""
    with durable():
        there = (NoteRecord.id == note_id) & NoteRecord.deleted_at.is_null()
        return Moved(note_ids=_mark_notes(there, time.time()))


def restore_document(document_id: str) -> Moved:
    """Takes a document out of the bin, with the notes that went into it together with it."""
    with durable():
        since = Document.select(Document.deleted_at).where(Document.id == document_id).scalar()
        if since is None:
            return Moved()
        Document.update(deleted_at=None).where(Document.id == document_id).execute()
        along = (NoteRecord.document == document_id) & (NoteRecord.deleted_at == since)
        return Moved((document_id,), _mark_notes(along, None))


def restore_note(note_id: str) -> Moved:
    """Takes a note out of the bin, and its document if need be; other notes stay where they are."""
    with durable():
        binned = (NoteRecord.id == note_id) & (NoteRecord.deleted_at > 0)
        row = NoteRecord.select(NoteRecord.document).where(binned).tuples().first()
        if row is None:
            return Moved()
        notes = _mark_notes(binned, None)
        asleep = (Document.id == row[0]) & (Document.deleted_at > 0)
        woken = Document.update(deleted_at=None).where(asleep).execute()
        leave_notes_behind(row[0])
        return Moved((row[0],) if woken else (), notes)


def list_bin(user_id: str, *, limit: int = 500) -> list[BinItem]:
    """The newest items first."""
    with_it = (NoteRecord.document == Document.id) & (NoteRecord.deleted_at == Document.deleted_at)
    # Counted one by one and not in a join: only for those that are listed.
    count = NoteRecord.select(fn.COUNT(NoteRecord.id)).where(with_it)
    documents = (
        Document.select(Document, count.alias("notes"))
        .where(Document.deleted_at > 0)
        .order_by(Document.deleted_at.desc())
        .limit(limit)
    )
    items = [
        BinItem(
            kind=BinKind.DOCUMENT,
            id=row.id,
            name=row.title or row.file_name,
            document_id=row.id,
            notes=row.notes,
            deleted_at=row.deleted_at,
        )
        for row in documents.objects()
    ]
    fields = (NoteRecord.id, NoteRecord.title, NoteRecord.document, NoteRecord.deleted_at)
    notes = (
        NoteRecord.select(*fields)
        .where((NoteRecord.user_id == user_id) & (NoteRecord.deleted_along == 0) & (NoteRecord.deleted_at > 0))
        .order_by(NoteRecord.deleted_at.desc())
        .limit(limit)
    )
    items += [
        BinItem(kind=BinKind.NOTE, id=note_id, name=title, document_id=document_id, notes=0, deleted_at=deleted_at)
        for note_id, title, document_id, deleted_at in notes.tuples()
    ]
    return sorted(items, key=lambda item: -item.deleted_at)[:limit]


def purge(*, before: float) -> Moved:
    """Removes for good what went into the bin before that time, and what jobs say of it.

    A document that a job still works on stays for the next time. The files are left to `remove_leftovers`.
    """
    gone: list[str] = []
    with durable():
        old_notes = (NoteRecord.deleted_at > 0) & (NoteRecord.deleted_at < before)
        notes = tuple(row[0] for row in NoteRecord.select(NoteRecord.id).where(old_notes).tuples())
        NoteRecord.delete().where(old_notes).execute()
        ended = Job.status.in_([status.value for status in ENDED])
        for row in Document.select().where((Document.deleted_at > 0) & (Document.deleted_at < before)):
            if Job.select().where((Job.document == row.id) & ~ended).exists():
                continue
            Job.delete().where(Job.document == row.id).execute()
            Document.delete().where(Document.id == row.id).execute()
            LeftoverFile.replace(sha256=row.sha256, kind=row.kind).execute()
            gone.append(row.id)
    return Moved(tuple(gone), notes)


def remove_leftovers(remove_file: Callable[[str, str], bool]) -> None:
    """Removes the files of purged documents by hash and kind; one that `remove_file` could not remove waits.

    Each in a transaction, in which nobody can bring its document in again: one that came back before keeps its file.
    After a crash between file and commit the next time finds a file that is gone, which is no error.
    """
    for left in list(LeftoverFile.select()):
        with transaction():
            again = (Document.sha256 == left.sha256) & (Document.kind == left.kind)
            is_back = Document.select().where(again).exists()
            if is_back or remove_file(left.sha256, left.kind):
                LeftoverFile.delete().where(LeftoverFile.sha256 == left.sha256).execute()


def remove_pictures(remove_all_but: Callable[[frozenset[str]], None]) -> None:
    """Calls `remove_all_but` with the keys of the pictures that anything shows, in its present or an earlier version.

    In a transaction, in which no words can be kept that show another.
    """
    with transaction():
        keys: set[str] = set()
        for column in _WITH_PICTURES:
            for (words,) in column.model.select(column).where(column.contains("(picture:")).tuples():
                keys.update(re.findall(rf"\(picture:({KEY})", words))
        remove_all_but(frozenset(keys))


def _mark_notes(which: object, deleted_at: float | None, *, along: bool = False) -> tuple[str, ...]:
    changed = NoteRecord.update(deleted_at=deleted_at, deleted_along=along).where(which).returning(NoteRecord.id)
    return tuple(row.id for row in changed.execute())
