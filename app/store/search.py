"""Finds documents, pages and notes by words, as they are typed."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from app.models import database
from app.store.titles import titled
from app.store.word_forms import Beginnings, beginnings, begun, whole

LIMIT: Final = 8
"""Hits of each kind: more than a student reads while typing."""
CANDIDATES: Final = 50
"""So many of the newest matches are ranked: a word that is everywhere must not cost more than a rare one."""
SHORT: Final = 3
"""Words of fewer letters match too much of the texts to be worth a look; titles are searched by them."""
PAGES_WEIGHED: Final = 2000
"""Of each word of a question: so many of the newest pages tell which documents speak of it."""
WORDS_BEFORE, WORDS_SHOWN = 4, 14
"""Of a hit's text."""
NOTES: Final = (
    "SELECT section_index.text, section_index.rowid, note.document_id, note.id, note.title, note_section.position "
    "FROM section_index CROSS JOIN note_section ON note_section.id = section_index.rowid "
    "CROSS JOIN note ON note.id = note_section.note_id "
    "WHERE section_index MATCH ? AND note.kind = 'notes' AND note.deleted_at IS NULL ORDER BY section_index.rowid DESC"
)
PAGES: Final = (
    "SELECT page.text, page.id, document.id, coalesce(nullif(document.title, ''), document.file_name), page.number "
    "FROM page_index CROSS JOIN page ON page.id = page_index.rowid "
    "CROSS JOIN document ON document.id = page.document_id "
    "WHERE page_index MATCH ? AND document.deleted_at IS NULL ORDER BY page_index.rowid DESC"
)
HOLDING: Final = (
    "SELECT document.id FROM page_index CROSS JOIN page ON page.id = page_index.rowid "
    "CROSS JOIN document ON document.id = page.document_id "
    "WHERE page_index MATCH ? AND document.deleted_at IS NULL ORDER BY page_index.rowid DESC"
)
"""The joins are crossed, which keeps their order: the index is read from its newest row on, until there are enough, and
what lies in the bin does not count."""
_OPENING: Final = "\"'“‘«([{-–"
MARK_BEGIN, MARK_END = "\x02", "\x03"
"""Around the words that matched, in a hit's text."""


class HitKind(Enum):
    """What was found."""

    DOCUMENT = "document"
    PAGE = "page"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Hit:
    """`place` is a page's number from 1, or a section's position from 0; `text` has marks around what matched."""

    kind: HitKind
    document_id: str
    note_id: str
    title: str
    text: str
    place: int


def search(words: str, *, limit: int = LIMIT) -> list[Hit]:
    """Documents whose title matches, then notes, then pages; nothing for no words. Not on the GUI thread."""
    tokens = re.findall(r"[^\W_]+", words)
    if not tokens:
        return []
    hits = [Hit(HitKind.DOCUMENT, key, "", title, "", 0) for key, title in titled(tokens, limit=limit)]
    if max(map(len, tokens)) >= SHORT:
        hits += _notes(tokens, limit)
        hits += _pages(tokens, limit)
    return hits


def _notes(tokens: list[str], limit: int) -> list[Hit]:
    rows = _candidates(NOTES, "section_word", tokens, limit)
    return [
        Hit(HitKind.NOTE, document or "", note, title, marked(text, tokens), place)
        for text, _row, document, note, title, place in best(rows, tokens, limit)
    ]


def _pages(tokens: list[str], limit: int) -> list[Hit]:
    rows = _candidates(PAGES, "page_word", tokens, limit)
    return [
        Hit(HitKind.PAGE, document, "", title, marked(text, tokens), number)
        for text, _row, document, title, number in best(rows, tokens, limit)
    ]


def _candidates(sql: str, index: str, tokens: list[str], limit: int) -> list[Any]:
    """The newest with all words; where these are too few, also those with words that begin so."""
    found = _rows(f"{sql} LIMIT ?", [whole(tokens), CANDIDATES])
    if len(found) >= limit:
        return found
    asked = beginnings(tokens, index=index)
    if asked is None:
        return found
    there = {row[1] for row in found}
    return found + [row for row in _begun(sql, asked, tokens, limit) if row[1] not in there]


def _begun(sql: str, asked: Beginnings, tokens: list[str], limit: int) -> list[Any]:
    if not asked.unproved:
        return _rows(f"{sql} LIMIT ?", [asked.query, CANDIDATES])
    unproved = [re.compile(rf"\b{re.escape(_fold(token))}") for token in asked.unproved]
    rows = _rows(f"{sql} LIMIT ?", [asked.query, CANDIDATES])
    proved = [row for row in rows if all(each.search(_fold(row[0])) for each in unproved)]
    if len(proved) >= limit or len(rows) < CANDIDATES:
        return proved
    return _rows(f"{sql} LIMIT ?", [begun(tokens), CANDIDATES])


def documents_about(question: str, *, limit: int) -> list[tuple[str, str, str]]:
    """(id, file name, title) of the documents whose pages hold most of what a question names; rare words count most."""
    ((documents,),) = _rows("SELECT count(*) FROM document WHERE deleted_at IS NULL", [])
    scores: dict[str, float] = {}
    for token in {_fold(token) for token in re.findall(r"\w+", question) if len(token) >= SHORT}:
        rows = _rows(f"SELECT DISTINCT id FROM ({HOLDING} LIMIT ?)", [begun([token]), PAGES_WEIGHED])  # noqa: S608 - no words of the user
        for (key,) in rows:
            scores[key] = scores.get(key, 0.0) + math.log(1 + documents / len(rows))
    ranked = sorted(scores, key=lambda key: scores[key], reverse=True)[:limit]
    return [_named(key) for key in ranked]


def _named(document_id: str) -> tuple[str, str, str]:
    ((name, title),) = _rows("SELECT file_name, title FROM document WHERE id = ?", [document_id])
    return document_id, name, title or name


def best(rows: list[Any], tokens: list[str], limit: int) -> list[Any]:
    """Those rows first whose text (the first column) holds the words as they were typed, and holds them often."""
    folded = [_fold(token) for token in tokens]

    def score(row: Any) -> tuple[int, int]:
        text = _fold(row[0])
        return (" ".join(folded) in text, sum(text.count(token) for token in folded))

    return sorted(rows, key=score, reverse=True)[:limit]


def marked(text: str, tokens: list[str]) -> str:
    """Some words around the first match, with marks around all that match."""
    words = text.split()
    folded = [_fold(token) for token in tokens]
    hits = [_fold(word).lstrip(_OPENING).startswith(tuple(folded)) for word in words]
    first = max(0, (hits.index(True) if True in hits else 0) - WORDS_BEFORE)
    last = first + WORDS_SHOWN
    told = [
        f"{MARK_BEGIN}{word}{MARK_END}" if hit else word
        for word, hit in zip(words[first:last], hits[first:last], strict=True)
    ]
    return f"{'…' if first else ''}{' '.join(told)}{'…' if last < len(words) else ''}"


def _fold(text: str) -> str:
    """Without case and accents, as the index has it."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def _rows(sql: str, values: list[Any]) -> list[Any]:
    return list(database.execute_sql(sql, values).fetchall())
