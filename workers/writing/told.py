"""Statements of a document that can stand among others as they are, and what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.notes import Point, Section
from workers.writing.cloze import stands_alone
from workers.writing.lexicon.base import Lexicon
from workers.writing.rank import stems_of
from workers.writing.readable import word_count
from workers.writing.segment import ends_sentence

MIN_WORDS, MAX_WORDS = 7, 26
NAMED, KIN = 1.5, 3.0
"""How much a reader makes of a word that the heading has too, and of a statement all of whose words its section has."""
MAX_LENGTH: Final = 2.2
"""So many times as long as the right choice a wrong one may be, or the other way round."""
MAX_COMMON: Final = 0.5
"""Two statements with a larger share of their words in common may say the same."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a section; `section` and `place` count as in `Asked`. Those of the note, and those that are not in
    it, are each in the order of the document, but not all together."""

    section: int
    place: int
    point: Point
    stems: frozenset[str]
    in_note: bool


def told_in(sections: Sequence[Section], asides: Sequence[Sequence[Point]], lexicon: Lexicon) -> list[Told]:
    """All of them, each once, section by section."""
    found: dict[str, Told] = {}
    for number, section in enumerate(sections):
        more = asides[number] if number < len(asides) else ()
        shown = len(section.points)
        for place, point in enumerate((*section.points, *more)):
            text = point.text
            fits = MIN_WORDS <= word_count(text, lexicon) <= MAX_WORDS and not text[:1].islower()
            if fits and stands_alone(text, lexicon):
                found.setdefault(text, Told(number, place, point, frozenset(stems_of(text, lexicon)), place < shown))
    whole = [each for each in found.values() if each.stems]
    closed = [each for each in whole if ends_sentence(each.point.text)]
    # On slides few do.
    return closed if 2 * len(closed) >= len(whole) else whole


def fit(one: Told, section: int, told: Sequence[Told], headings: Sequence[str], lexicon: Lexicon) -> float:
    """How much a statement seems to belong to a section to somebody who knows its name and its subject."""
    around = frozenset[str]().union(*(each.stems for each in told if each.section == section and each is not one))
    named = one.stems & frozenset(stems_of(headings[section], lexicon))
    return NAMED * len(named) + KIN * len(one.stems & around) / len(one.stems)


def differ(one: Told, other: Told) -> bool:
    """Whether two statements are about as long as each other and say two things."""
    lengths = sorted((len(one.point.text), len(other.point.text)))
    common = len(one.stems & other.stems) / min(len(one.stems), len(other.stems))
    return lengths[1] <= MAX_LENGTH * lengths[0] and common <= MAX_COMMON
