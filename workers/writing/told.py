"""Statements of a document that can be shown as they are, and stretches of them in the order of the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.notes import Point, Section
from workers.writing.asked import ARROW
from workers.writing.choices import Said
from workers.writing.cloze import stands_alone
from workers.writing.lexicon.base import Lexicon
from workers.writing.rank import stems_of
from workers.writing.readable import word_count
from workers.writing.segment import ends_sentence
from workers.writing.sources import stated_in

MIN_WORDS, MAX_WORDS = 6, 24
MAX_LENGTH: Final = 2.5
"""So many times as long as another statement of its stretch one may be."""
MAX_COMMON: Final = 0.5
"""Two statements with a larger share of their words in common may say the same."""
MAX_PAGES: Final = 3
"""What stands further apart than so many pages is put in order by what it is about."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a section; `section` and `place` count as in `Asked`. Those that are `placed` are in the order of
    the document."""

    section: int
    place: int
    point: Point
    stems: frozenset[str]
    placed: bool

    @property
    def text(self) -> str:
        return self.point.text


def told_in(sections: Sequence[Section], asides: Sequence[Sequence[Point]], lexicon: Lexicon) -> list[Told]:
    """All of them, each once, section by section."""
    found: dict[str, Told] = {}
    for number, section in enumerate(sections):
        stated = stated_in(section, asides[number] if number < len(asides) else ())
        for place, each in enumerate(stated):
            point, text = each.point, each.point.text
            fits = MIN_WORDS <= word_count(text, lexicon) <= MAX_WORDS and not text[:1].islower()
            if ARROW.strip() in text:
                continue  # it stands between statements in an order
            if fits and stands_alone(text, lexicon) and not lexicon.in_sequence.search(text):
                found.setdefault(text, Told(number, place, point, frozenset(stems_of(text, lexicon)), each.placed))
    whole = [each for each in found.values() if each.stems]
    closed = [each for each in whole if ends_sentence(each.text)]
    # On slides few do.
    return closed if 2 * len(closed) >= len(whole) else whole


def stretches(told: Sequence[Told], length: int, lexicon: Lexicon) -> Iterator[tuple[Told, ...]]:
    """Each run of so many statements of a section whose order only the document decides: which of two sections comes
    first is nearly always told by what they are about."""
    in_order = [each for each in told if each.placed]
    for start in range(len(in_order) - length + 1):
        stretch = tuple(in_order[start : start + length])
        if stretch[0].section == stretch[-1].section and _are_in_order(stretch, told, lexicon):
            yield stretch


def _are_in_order(stretch: Sequence[Told], told: Sequence[Told], lexicon: Lexicon) -> bool:
    """Whether they stand near each other in this order, and none of them says what stands before."""
    pages = [each.point.citations[0].page for each in stretch]
    if pages != sorted(pages) or pages[-1] - pages[0] > MAX_PAGES:
        return False
    if len({each.point.citations[0].quote for each in stretch}) < len(stretch):
        return False  # halves of one sentence
    if not all(_differ(one, other) for place, one in enumerate(stretch) for other in stretch[:place]):
        return False
    before = Said([each.text for each in told[: told.index(stretch[0])]], lexicon)
    return not any(before.carries(each.text, "") for each in stretch[1:])


def _differ(one: Told, other: Told) -> bool:
    """Whether two statements are about as long as each other and say two things."""
    lengths = sorted((len(one.text), len(other.text)))
    common = len(one.stems & other.stems) / min(len(one.stems), len(other.stems))
    return lengths[1] <= MAX_LENGTH * lengths[0] and common <= MAX_COMMON
