"""Running heads, footers and page numbers: found because they come back at the same place on other pages.

Pure. Only a window of pages is remembered, so a document may be read page by page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Final

from workers.extraction.lines import Line, RawPage

WINDOW: Final = 8
"""Pages before and after one that are compared with it; heads of left and right pages alternate."""

ROWS_AT_EDGE: Final = 3
EDGE_SHARE: Final = 0.2
"""Of the page's height, above and below which no running head lies."""
SAME_PLACE: Final = 4.0
"""Points by which the same head may move."""
LARGE: Final = 1.15
"""Type that is so much larger than the body's is a title first; slides repeat those from one to the next."""

MAX_MARGIN_CHARS: Final = 80
"""A page that has nothing but margins has no more text in them."""

ALIKE_SHARE: Final = 0.5
"""Of the lines between the margins: pages that share more are steps of one slide, and what they repeat is text."""

_DIGITS: Final = re.compile(r"\d+")
_NUMBER_AT_END: Final = re.compile(r"^\W*(?:page|seite|p\.|s\.)?\s*(\d{1,4})\b|\b(\d{1,4})\W*$", re.IGNORECASE)
_ROMAN_ONLY: Final = re.compile(r"^\W*[ivxlc]{1,7}\W*$", re.IGNORECASE)


@dataclass(slots=True)
class _Row:
    """A row at the edge of a page. `place` is its distance from that edge; `indexes` are those of its lines."""

    at_top: bool
    rank: int
    text: str
    signature: str
    place: float
    size: float
    numbers: tuple[int, ...]
    indexes: tuple[int, ...]


class Margins:
    """Learns from pages in order; tells the margins of a page as soon as `WINDOW` pages after it are known."""

    def __init__(self) -> None:
        self._rows: dict[int, list[_Row]] = {}
        self._inner: dict[int, set[str]] = {}
        self._repeats: defaultdict[int, set[int]] = defaultdict(set)
        """The pages of the window that show the same as a page once more."""
        self._by_signature: defaultdict[tuple[bool, str], list[tuple[int, float]]] = defaultdict(list)
        self._by_offset: defaultdict[tuple[bool, int], list[tuple[int, float]]] = defaultdict(list)
        self._confirmed: Counter[tuple[bool, int]] = Counter()

    def learn(self, page: RawPage) -> None:
        """Adds the edges of a page."""
        rows = self._rows[page.number] = _edge_rows(page)
        edges = {index for row in rows for index in row.indexes}
        self._compare(page.number, {line.text for index, line in enumerate(page.lines) if index not in edges})
        for row in rows:
            self._by_signature[row.at_top, row.signature].append((page.number, row.place))
            for number in row.numbers:
                self._by_offset[row.at_top, number - page.number].append((page.number, row.place))

    def margin_of(self, page: RawPage, *, body_size: float, pages: int) -> frozenset[int]:
        """The indexes of the page's lines that are no part of its text. `pages` is the document's number of pages."""
        others = frozenset(range(page.number - WINDOW, page.number + WINDOW + 1)) - {page.number}
        others -= self._repeats.pop(page.number, set())
        margin = [
            row
            for row in self._rows.pop(page.number, ())
            if self._is_margin(row, page, others, body_size=body_size, pages=pages)
        ]
        found = frozenset(index for row in margin for index in row.indexes)
        if len(found) == len(page.lines) and sum(len(row.text) for row in margin) > MAX_MARGIN_CHARS:
            return frozenset()  # pages that are alike are no margins
        for row in margin:
            self._confirmed[row.at_top, round(row.place / SAME_PLACE)] += 1
        return found

    def _compare(self, number: int, lines: set[str]) -> None:
        """Looks for pages before this one that show the same; hardly ever do two have a line in common."""
        for other in range(number - WINDOW, number):
            inner = self._inner.get(other)
            if inner is None or inner.isdisjoint(lines):
                continue
            if len(inner & lines) > ALIKE_SHARE * max(1, min(len(inner), len(lines))):
                self._repeats[number].add(other)
                self._repeats[other].add(number)
        self._inner[number] = lines
        self._inner.pop(number - WINDOW, None)

    def _is_margin(self, row: _Row, page: RawPage, others: frozenset[int], *, body_size: float, pages: int) -> bool:
        same = self._near(self._by_signature[row.at_top, row.signature], page.number, row, others)
        if row.size > LARGE * body_size:
            return same >= max(3, min(pages, 2 * WINDOW) // 2)
        if same >= (2 if pages > 2 else 1):
            return True
        counted = max(
            (
                self._near(self._by_offset[row.at_top, number - page.number], page.number, row, others)
                for number in row.numbers
            ),
            default=0,
        )
        if counted >= 2:
            return True
        if not any(char.isalpha() for char in row.signature) or _ROMAN_ONLY.match(row.text):
            return (counted > 0 and row.rank == 0) or _is_page_number(row, page)
        known = self._confirmed[row.at_top, round(row.place / SAME_PLACE)]
        return row.rank == 0 and known >= WINDOW // 2 and same > 0

    def _near(self, places: list[tuple[int, float]], number: int, row: _Row, others: frozenset[int]) -> int:
        """On how many of the other pages something lies at the row's place."""
        while places and places[0][0] < number - WINDOW:
            places.pop(0)
        return sum(page in others and abs(place - row.place) <= SAME_PLACE for page, place in places)


def _is_page_number(row: _Row, page: RawPage) -> bool:
    """A number by itself at the very edge that says which page this is."""
    bare = row.text.strip("-–—.[]() ")
    return row.rank == 0 and bare.lower() in {str(page.number), (page.label or "").lower()}


def _edge_rows(page: RawPage) -> list[_Row]:
    rows: list[list[int]] = []
    lines = page.lines
    depths = [-line.baseline for line in lines]
    first = float("-inf")
    for index in sorted(range(len(lines)), key=depths.__getitem__):
        if depths[index] - first < 2:
            rows[-1].append(index)
        else:
            rows.append([index])
            first = depths[index]
    height = page.height
    top = [row for row in rows[:ROWS_AT_EDGE] if lines[row[0]].baseline > (1 - EDGE_SHARE) * height]
    bottom = [row for row in rows[::-1][:ROWS_AT_EDGE] if lines[row[0]].baseline < EDGE_SHARE * height]
    return [
        *(_row(lines, row, height, at_top=True, rank=rank) for rank, row in enumerate(top)),
        *(_row(lines, row, height, at_top=False, rank=rank) for rank, row in enumerate(bottom)),
    ]


def _row(lines: tuple[Line, ...], indexes: list[int], height: float, *, at_top: bool, rank: int) -> _Row:
    parts = sorted((lines[index] for index in indexes), key=lambda line: line.left)
    text = " ".join(line.text for line in parts)
    bare = "".join(text.lower().split())
    numbered = _DIGITS.search(bare) is not None
    return _Row(
        at_top=at_top,
        rank=rank,
        text=text,
        signature=(_DIGITS.sub("#", bare) if numbered else bare)[:80],
        place=height - parts[0].baseline if at_top else parts[0].baseline,
        size=max(line.size for line in parts),
        numbers=_numbers_at_end(text) if numbered else (),
        indexes=tuple(indexes),
    )


def _numbers_at_end(text: str) -> tuple[int, ...]:
    return tuple(int(group) for match in _NUMBER_AT_END.finditer(text) for group in match.groups() if group)
