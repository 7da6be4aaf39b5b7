"""What can be asked about: a section's points among the other statements of its source, in the document's order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.notes import Citation, Point, Section

MIN_PIECE: Final = 12
"""Letters of a piece of a sentence; a shorter one was most often read from beside it, as a word of a figure is."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement of a section's source. One that is not `placed` may stand anywhere in the section."""

    point: Point
    in_note: bool
    placed: bool = True


def stated_in(section: Section, statements: Sequence[Point]) -> list[Stated]:
    """The section's points, each in the place of the statement that it was made of, and the others beside them.

    `statements` are those of the source in its order, those of which points were made among them; empty where nothing
    is known but the points, which are then taken to be in order.
    """
    points = [point for point in section.points if _is_whole(point)]
    if not statements:
        return [Stated(point, in_note=True) for point in points]
    made: defaultdict[tuple[Citation, ...], list[Point]] = defaultdict(list)
    for point in points:
        made[point.citations].append(point)
    found: list[Stated] = []
    for each in filter(_is_whole, statements):
        of = made.pop(each.citations, None)
        found += [Stated(each, in_note=False)] if of is None else [Stated(point, in_note=True) for point in of]
    loose = [point for group in made.values() for point in group]
    return found + [Stated(point, in_note=True, placed=False) for point in loose]


def _is_whole(point: Point) -> bool:
    pieces = ["".join(citation.quote.split()) for citation in point.citations]
    return len(pieces) == 1 or all(len(each) >= MIN_PIECE for each in pieces)
