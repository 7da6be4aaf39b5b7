"""Finds documents, pages and notes by words, as they are typed."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from app.models import database

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
    tokens = re.findall(r"\w+", words)
    if not tokens:
        return []
    hits = _documents(tokens, limit)
    if max(map(len, tokens)) >= SHORT:
        query = " ".join(f'"{token}"*' for token in tokens)
        hits += _notes(query, tokens, limit)
        hits += _pages(query, tokens, limit)
    return hits


def _documents(tokens: list[str], limit: int) -> list[Hit]:
    matches = " AND ".join("(title LIKE ? ESCAPE '\\' OR file_name LIKE ? ESCAPE '\\')" for _ in tokens)
    values = [pattern for token in tokens for pattern in [f"%{_escaped(token)}%"] * 2]
    rows = _rows(
        f"SELECT id, title, file_name FROM document WHERE deleted_at IS NULL AND {matches} "  # noqa: S608 - no words of the user
        "ORDER BY added_at DESC LIMIT ?",
        [*values, limit],
    )
    return [Hit(HitKind.DOCUMENT, key, "", title or name, "", 0) for key, title, name in rows]


def _notes(query: str, tokens: list[str], limit: int) -> list[Hit]:
    rows = _rows(
        "SELECT section_index.text, note.document_id, note.id, note.title, note_section.position FROM section_index "
        "JOIN note_section ON note_section.id = section_index.rowid JOIN note ON note.id = note_section.note_id "
        "WHERE section_index.rowid IN "
        "(SELECT rowid FROM section_index WHERE section_index MATCH ? ORDER BY rowid DESC LIMIT ?) "
        "AND note.kind = 'notes' AND note.deleted_at IS NULL",
        [query, CANDIDATES],
    )
    return [
        Hit(HitKind.NOTE, document or "", note, title, marked(text, tokens), place)
        for text, document, note, title, place in best(rows, tokens, limit)
    ]


def _pages(query: str, tokens: list[str], limit: int) -> list[Hit]:
    rows = _rows(
        "SELECT page.text, document.id, coalesce(nullif(document.title, ''), document.file_name), page.number "
        "FROM page JOIN document ON document.id = page.document_id "
        "WHERE page.id IN (SELECT rowid FROM page_index WHERE page_index MATCH ? ORDER BY rowid DESC LIMIT ?) "
        "AND document.deleted_at IS NULL",
        [query, CANDIDATES],
    )
    return [
        Hit(HitKind.PAGE, document, "", title, marked(text, tokens), number)
        for text, document, title, number in best(rows, tokens, limit)
    ]


def documents_about(question: str, *, limit: int) -> list[tuple[str, str, str]]:
    """(id, file name, title) of the documents whose pages hold most of what a question names; rare words count most."""
    there = dict[str, tuple[str, str]]()
    for key, name, title in _rows("SELECT id, file_name, title FROM document WHERE deleted_at IS NULL", []):
        there[key] = (name, title or name)
    scores: dict[str, float] = {}
    for token in {_fold(token) for token in re.findall(r"\w+", question) if len(token) >= SHORT}:
        rows = _rows(
            "SELECT DISTINCT page.document_id FROM page WHERE page.id IN "
            "(SELECT rowid FROM page_index WHERE page_index MATCH ? ORDER BY rowid DESC LIMIT ?)",
            [f'"{token}"*', PAGES_WEIGHED],
        )
        holding = [key for (key,) in rows if key in there]
        for key in holding:
            scores[key] = scores.get(key, 0.0) + math.log(1 + len(there) / len(holding))
    ranked = sorted(scores, key=lambda key: scores[key], reverse=True)
    return [(key, *there[key]) for key in ranked[:limit]]


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


def _escaped(token: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", token)
