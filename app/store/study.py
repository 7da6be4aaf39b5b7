"""Cards that are learnt, their reviews, and the dates of exams."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, fn

from app import wire
from app.models import Document, NoteRecord, ReviewRecord, StudyCard, StudyPlan
from app.notes import Citation, Flashcard
from app.store.connection import durable, transaction
from app.store.notes import NOTES

CHUNK = 200
"""Rows in one insert: SQLite takes a limited number of values."""


@dataclass(frozen=True, slots=True)
class LearntCard:
    """A card with its schedule; `state` is the scheduler's JSON, `due` in seconds since 1970, both None if new."""

    id: str
    document_id: str
    card: Flashcard
    own: bool
    state: str | None
    due: float | None


@dataclass(frozen=True, slots=True)
class DeckCount:
    """How many cards of a document are new, and how many wait at some moment."""

    document_id: str
    title: str
    total: int
    new: int
    due: int
    exam_on: str | None
    unseen: int = 0
    """New cards beyond today's share, too."""


_ASKED = StudyCard.retired == 0


def card_id(document_id: str, front: str) -> str:
    """The same front on the same document is the same card."""
    return hashlib.sha256(f"{document_id}\n{front}".encode()).hexdigest()[:32]


def put_cards(document_id: str, cards: Iterable[Flashcard], *, retired: Iterable[str] = ()) -> None:
    """The cards of a document's newest notes: known ones keep their schedule, unseen ones that are gone go.

    `retired` are the fronts of cards that the notes do not bear out any more: they rest, with all that was learnt.
    """
    made = {card_id(document_id, card.front): card for card in cards}
    with transaction():
        unseen = (StudyCard.document == document_id) & StudyCard.state.is_null() & (StudyCard.own == 0)
        StudyCard.delete().where(unseen).execute()
        rows = [_row(key, document_id, card, own=False) for key, card in made.items()]
        for at in range(0, len(rows), CHUNK):
            StudyCard.insert_many(rows[at : at + CHUNK]).on_conflict(
                conflict_target=[StudyCard.id], preserve=[StudyCard.back, StudyCard.citations]
            ).execute()
        resting = [card_id(document_id, front) for front in retired]
        for is_resting in (False, True):
            belongs = StudyCard.id.in_(resting) if is_resting else StudyCard.id.not_in(resting)
            there = (StudyCard.document == document_id) & (StudyCard.own == 0)
            StudyCard.update(retired=is_resting).where(there & belongs & (StudyCard.retired != is_resting)).execute()


def add_own_card(document_id: str, card: Flashcard) -> str:
    """A card that the student made; returns its id."""
    key = card_id(document_id, card.front)
    with durable():
        StudyCard.insert(**_row(key, document_id, card, own=True)).on_conflict(
            conflict_target=[StudyCard.id], preserve=[StudyCard.back, StudyCard.citations, StudyCard.own]
        ).execute()
    return key


def find_card(key: str) -> LearntCard | None:
    """A card by its id."""
    row = StudyCard.get_or_none(StudyCard.id == key)
    return _card(row) if row else None


def due_cards(now: float, *, document_id: str | None, limit: int) -> list[LearntCard]:
    """Cards that wait, the longest waiting first."""
    there = Document.deleted_at.is_null()
    query = StudyCard.select().join(Document).where(there & _ASKED & (StudyCard.due <= now)).order_by(StudyCard.due)
    return [_card(row) for row in _of(query, document_id).limit(limit)]


def new_cards(*, document_id: str, limit: int) -> list[LearntCard]:
    """Cards that were never shown, in the order of their notes."""
    query = StudyCard.select().where(StudyCard.state.is_null() & _ASKED).order_by(StudyCard.own.desc())
    return [_card(row) for row in _of(query, document_id).limit(limit)]


def first_seen_since(moment: float, *, document_id: str) -> int:
    """How many cards of a document were shown for the first time from a moment on."""
    query = StudyCard.select().where(StudyCard.first_seen >= moment)
    return int(_of(query, document_id).count())


def store_review(key: str, *, rating: int, at: float, state: str, due: float) -> None:
    """An answer and the schedule that follows from it."""
    with durable():
        row = StudyCard.get_by_id(key)
        ReviewRecord.create(card=key, rating=rating, before=row.state, at=at)
        StudyCard.update(state=state, due=due, first_seen=row.first_seen if row.first_seen is not None else at).where(
            StudyCard.id == key
        ).execute()


def take_back_review(due_of: Any) -> str | None:
    """Undoes the newest review; `due_of` reads a due time out of a state. Returns the card's id, None without one."""
    with durable():
        last = ReviewRecord.select().order_by(ReviewRecord.id.desc()).first()
        if last is None:
            return None
        key = str(last.card_id)
        values: dict[str, Any] = {"state": last.before, "due": due_of(last.before) if last.before else None}
        if last.before is None:
            values["first_seen"] = None
        StudyCard.update(**values).where(StudyCard.id == key).execute()
        last.delete_instance()
    return key


def deck_counts(now: float) -> list[DeckCount]:
    """One a document with cards, those with most waiting first."""
    waiting = fn.SUM(StudyCard.due <= now)
    unseen = fn.SUM(StudyCard.state.is_null())
    rows = (
        StudyCard.select(
            StudyCard.document,
            Document.title,
            Document.file_name,
            fn.COUNT(StudyCard.id),
            unseen,
            waiting,
            StudyPlan.exam_on,
        )
        .join(Document)
        .join(StudyPlan, JOIN.LEFT_OUTER, on=(StudyPlan.document == StudyCard.document))
        .where(Document.deleted_at.is_null() & _ASKED)
        .group_by(StudyCard.document, Document.title, Document.file_name, StudyPlan.exam_on)
        .order_by(waiting.desc(), Document.title)
    )
    return [
        DeckCount(document, title or name, total, int(new or 0), int(due or 0), exam, int(new or 0))
        for document, title, name, total, new, due, exam in rows.tuples()
    ]


def reviews_since(moment: float) -> list[tuple[float, int, bool]]:
    """(when, rating, whether the card had been learnt before) of every review from a moment on, the oldest first."""
    rows = (
        ReviewRecord.select(ReviewRecord.at, ReviewRecord.rating, ReviewRecord.before)
        .where(ReviewRecord.at >= moment)
        .order_by(ReviewRecord.at)
    )
    return [(at, rating, before is not None) for at, rating, before in rows.tuples()]


def due_between(start: float, end: float) -> list[float]:
    """When cards fall due in a span of time."""
    falls = (StudyCard.due >= start) & (StudyCard.due < end) & Document.deleted_at.is_null() & _ASKED
    rows = StudyCard.select(StudyCard.due).join(Document).where(falls)
    return [due for (due,) in rows.tuples()]


def set_exam(document_id: str, exam_on: str | None) -> None:
    """Keeps the date of an exam (ISO), or forgets it."""
    with durable():
        StudyPlan.delete().where(StudyPlan.document == document_id).execute()
        if exam_on:
            StudyPlan.insert(document=document_id, exam_on=exam_on).execute()


def exam_of(document_id: str) -> str | None:
    """The date of a document's exam (ISO), where there is one."""
    row = StudyPlan.get_or_none(StudyPlan.document == document_id)
    return row.exam_on if row else None


def newest_notes() -> list[tuple[str, str]]:
    """(document id, id of its newest complete notes)."""
    rows = (
        NoteRecord.select(NoteRecord.document, NoteRecord.id)
        .where(
            NoteRecord.document.is_null(is_null=False)
            & NoteRecord.complete
            & (NoteRecord.kind == NOTES)
            & NoteRecord.deleted_at.is_null()
        )
        .order_by(NoteRecord.created_at)
    )
    return list(dict(rows.tuples()).items())


def _of(query: Any, document_id: str | None) -> Any:
    return query.where(StudyCard.document == document_id) if document_id else query


def _row(key: str, document_id: str, card: Flashcard, *, own: bool) -> dict[str, Any]:
    citations = json.dumps(wire.encode(card.citations), ensure_ascii=False)
    return {
        "id": key,
        "document": document_id,
        "front": card.front,
        "back": card.back,
        "citations": citations,
        "own": own,
    }


def _card(row: Any) -> LearntCard:
    citations = tuple(wire.decode(Citation, each) for each in json.loads(row.citations))
    return LearntCard(
        row.id, row.document_id, Flashcard(row.front, row.back, citations), bool(row.own), row.state, row.due
    )
