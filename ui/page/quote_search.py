"""Finds a quote in the text of a page, though spaces, hyphens and ligatures differ."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

PREFIX_CHARS: Final = (80, 40, 24, 14)
"""When the whole quote is not there, its beginning may be: the rest lies behind a page break or a formula."""

SKIPPED: Final = frozenset("-\u00ad\u2010\u2011\ufffe\u200b\ufeff")
"""Hyphens of any kind, and the marks that PDFium leaves for those at a line's end."""


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """(start, length) in `text` of the quote, or of the longest of its beginnings that is there; None without one."""
    folded, places = _fold(text)
    wanted, _ = _fold(quote)
    if not wanted:
        return None
    for part in _beginnings(wanted):
        at = folded.find(part)
        if at >= 0:
            start, last = places[at], places[at + len(part) - 1]
            return start, last + 1 - start
    return None


def _beginnings(wanted: str) -> Iterator[str]:
    yield wanted
    for length in PREFIX_CHARS:
        if length < len(wanted):
            yield wanted[:length]


def _fold(text: str) -> tuple[str, list[int]]:
    """The text without what may differ, and for each of its characters the index in the original."""
    folded: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        if character.isspace() or character in SKIPPED:
            continue
        for plain in unicodedata.normalize("NFKC", character).casefold():
            if not plain.isspace():
                folded.append(plain)
                places.append(index)
    return "".join(folded), places
