"""Figures and tables as notes name them: by what their captions say, on the page where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.documents import BlockKind
from app.notes import Citation, Origin, Point
from workers.writing.leaning import Flaw, flaws_of
from workers.writing.lexicon.base import Lexicon
from workers.writing.placing import PlacedBlock
from workers.writing.rank import stems_of
from workers.writing.readable import is_clean, word_count
from workers.writing.sections import Part
from workers.writing.segment import split_sentences

MOST_OF_PART: Final = 1
"""Figures that a section names: notes are no list of figures."""
MIN_WORDS, MAX_WORDS = 4, 24
HINDER: Final = frozenset({Flaw.CHATTY, Flaw.TASK, Flaw.DEMONSTRATIVE, Flaw.FLAT_FORMULA})

_CAPTION: Final = re.compile(
    r"(?P<name>(?:Figure|Fig\.|Table|Tab\.|Abbildung|Abb\.|Tabelle|Tableau|Figura|Tabla|Cuadro|图|表)\s*"
    r"[A-Z]?\d+(?:[.–-]\d+)*)\s*[.:：—–]?\s+(?P<says>\S.*)",
    re.DOTALL,
)


def figures_of(blocks: Sequence[PlacedBlock], parts: Sequence[Part], lexicon: Lexicon) -> list[tuple[Point, ...]]:
    """For each part the figures and tables in it that say most of its subject; each in its caption's own words."""
    found: list[list[tuple[float, int, Point]]] = [[] for _ in parts]
    captions = [placed for placed in blocks if placed.block.kind is BlockKind.CAPTION]
    spans = [_span(part) for part in parts]
    for placed in captions:
        point = _point(placed, lexicon)
        owner = next((at for at, (first, last) in enumerate(spans) if first <= placed.number <= last), None)
        if point is not None and owner is not None:
            about = set(stems_of(parts[owner].heading, lexicon))
            worth = len(about & set(stems_of(point.text, lexicon))) + word_count(point.text, lexicon) / MAX_WORDS
            found[owner].append((worth, placed.number, point))
    return [tuple(point for _, _, point in _best(each)) for each in found]


def _best(found: list[tuple[float, int, Point]]) -> Iterator[tuple[float, int, Point]]:
    best = sorted(found, key=lambda each: -each[0])[:MOST_OF_PART]
    yield from sorted(best, key=lambda each: each[1])


def _span(part: Part) -> tuple[int, int]:
    """The numbers of the first and the last of its blocks; a caption behind the last sentence is counted to it."""
    numbers = [sentence.block for sentence in part.sentences]
    return (min(numbers), max(numbers) + 1) if numbers else (0, -1)


def _point(placed: PlacedBlock, lexicon: Lexicon) -> Point | None:
    match = _CAPTION.match(placed.block.text)
    if not match:
        return None
    says = match["says"]
    start, end = next(iter(split_sentences(says, lexicon)), (0, 0))
    first = says[start:end]
    if not MIN_WORDS <= word_count(first, lexicon) <= MAX_WORDS or not is_clean(first, lexicon):
        return None
    if flaws_of(first, lexicon.code) & HINDER:
        return None
    text = f"{match['name']}: {first}"
    quote = placed.block.text[: match.start("says") + end]
    return Point(text, Origin.QUOTED, (Citation(placed.page, quote),))
