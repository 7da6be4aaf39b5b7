"""Finds documents, pages and notes by words, as they are typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from app.models import database

LIMIT: Final = 8
"""Hits of each kind: more than a student reads while typing."""
CANDIDATES: Final = 200
"""So many of the newest matches are ranked: a word that is everywhere must not cost more than a rare one."""
SHORT: Final = 3
"""Words of fewer letters match too much of the texts to be worth a look; titles are searched by them."""
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
        hits += _notes(query, limit)
        hits += _pages(query, limit)
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


def _notes(query: str, limit: int) -> list[Hit]:
    rows = _rows(
        "SELECT note.document_id, note.id, note.title, found.text, note_section.position FROM ("
        "SELECT rowid, rank, snippet(section_index, 0, ?, ?, '…', 14) AS text FROM section_index "
        "WHERE rowid IN (SELECT rowid FROM section_index WHERE section_index MATCH ? ORDER BY rowid DESC LIMIT ?) "
        "AND section_index MATCH ? ORDER BY rank LIMIT ?) AS found "
        "JOIN note_section ON note_section.id = found.rowid JOIN note ON note.id = note_section.note_id "
        "WHERE note.kind = 'notes' AND note.deleted_at IS NULL ORDER BY found.rank LIMIT ?",
        [MARK_BEGIN, MARK_END, query, CANDIDATES, query, 3 * limit, limit],
    )
    return [Hit(HitKind.NOTE, document or "", note, title, text, place) for document, note, title, text, place in rows]


def _pages(query: str, limit: int) -> list[Hit]:
    rows = _rows(
        "SELECT document.id, coalesce(nullif(document.title, ''), document.file_name), found.text, page.number FROM ("
        "SELECT rowid, rank, snippet(page_index, 0, ?, ?, '…', 14) AS text FROM page_index "
        "WHERE rowid IN (SELECT rowid FROM page_index WHERE page_index MATCH ? ORDER BY rowid DESC LIMIT ?) "
        "AND page_index MATCH ? ORDER BY rank LIMIT ?) AS found "
        "JOIN page ON page.id = found.rowid JOIN document ON document.id = page.document_id "
        "WHERE document.deleted_at IS NULL ORDER BY found.rank LIMIT ?",
        [MARK_BEGIN, MARK_END, query, CANDIDATES, query, 3 * limit, limit],
    )
    return [Hit(HitKind.PAGE, document, "", title, text, number) for document, title, text, number in rows]


def _rows(sql: str, values: list[Any]) -> list[Any]:
    return list(database.execute_sql(sql, values).fetchall())


def _escaped(token: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", token)
