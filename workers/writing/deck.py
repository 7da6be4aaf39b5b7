"""Slides: bullets without full stops, which extraction may have run together, and lines that a formula cuts in two."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.documents import BlockKind, Box
from workers.writing.lexicon.base import Lexicon
from workers.writing.placing import PlacedBlock

MAX_WORDS_A_PAGE: Final = 140
"""Median of the pages: a page of prose has three times as many."""
MAX_CLOSED_SHARE: Final = 0.45
"""Of the paragraphs and list items that end like a sentence; in prose nearly all do."""
MIN_PAGES: Final = 4
SAME_LINE_SHARE: Final = 0.5
"""Of a line's height that two blocks share where they stand on one line."""

_CLOSED: Final = re.compile(r"[.!?。！？][\"'”’»)\]]*\s*$")
_OPENING: Final = re.compile(r"(?<=[^\W\d_A-ZÄÖÜ)”][^\W\d_A-ZÄÖÜ]) (?=([A-ZÄÖÜÉÈÀ][a-zß-öø-ÿ’']+)\s)")
"""A capital behind a small letter without a stop between."""
_LABEL: Final = re.compile(r"(?<=[^\W_:;,]) (?=[“\"‘«„][^“”\"‘’«»„:]{1,30}[”\"’»“]:\s)")
"""A label in quotation marks: “big”: more than ten."""
_AFTER_COLON: Final = re.compile(r"(?<=[^\W\d_]{3}): (?=(?:An?|If|Every|Each|Any)\s(?:\S+\s){4})")
"""A whole sentence behind the words that announce it."""


def is_deck(blocks: Sequence[PlacedBlock]) -> bool:
    """Whether a document is made of slides: little on a page, and most of it no sentences."""
    words: Counter[int] = Counter()
    closed = total = 0
    for placed in blocks:
        words[placed.page] += len(placed.block.text.split())
        if placed.block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            total += 1
            closed += _CLOSED.search(placed.block.text) is not None
    if len(words) < MIN_PAGES or not total:
        return False
    return sorted(words.values())[len(words) // 2] <= MAX_WORDS_A_PAGE and closed <= MAX_CLOSED_SHARE * total


def split_bullets(text: str, spans: Iterable[tuple[int, int]], lexicon: Lexicon) -> list[tuple[int, int]]:
    """The spans cut where a new bullet begins: at a small word with a capital that follows no stop, at a label in
    quotation marks, and where a whole sentence follows the words that announce it."""
    pieces: list[tuple[int, int]] = []
    for start, end in spans:
        begin = start
        for cut, after in sorted(_cuts(text, start, end, lexicon)):
            if cut > begin:
                pieces.append((begin, cut))
                begin = after
        pieces.append((begin, end))
    return pieces


def _cuts(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """(end of a bullet, begin of the next) inside of a span."""
    for pattern in (_LABEL, _AFTER_COLON):
        yield from (match.span() for match in pattern.finditer(text, start, end))
    for match in _OPENING.finditer(text, start, end):
        before = text[start : match.start()].rsplit(" ", 1)[-1]
        if before[:1].isupper() or before in lexicon.function_words:
            continue  # a name like “Bank Of England”
        if match.group(1).lower() in lexicon.function_words:
            yield match.span()


def cut_by_formulas(blocks: Sequence[PlacedBlock]) -> frozenset[int]:
    """The numbers of the blocks that share a line with another one: what they say goes on, or began, in a formula."""
    pages: defaultdict[int, list[PlacedBlock]] = defaultdict(list)
    for placed in blocks:
        if placed.block.box:
            pages[placed.page].append(placed)
    cut: set[int] = set()
    for on_page in pages.values():
        for index, one in enumerate(on_page):
            for other in on_page[index + 1 : index + 4]:
                if BlockKind.HEADING in (one.block.kind, other.block.kind):
                    continue
                if one.block.box and other.block.box and _share_line(one.block.box, other.block.box):
                    cut |= {one.number, other.number}
    return frozenset(cut)


def _share_line(one: Box, other: Box) -> bool:
    if one.right > other.left and other.right > one.left:
        return False  # one above the other
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return shared > SAME_LINE_SHARE * min(one.top - one.bottom, other.top - other.bottom)
