"""Which questions are worth a look: of each section its most telling ones, more than a quiz has room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import Final, TypeVar

from app.notes import Point, Section
from workers.writing.asked import Asked
from workers.writing.asking import ask_dates, ask_definition, ask_hole, ask_term
from workers.writing.choices import Bank, bank_of
from workers.writing.holes import Hole, Kind, holes_of, measured_in
from workers.writing.lexicon.base import Lexicon
from workers.writing.sources import stated_in

QUESTIONS: Final = {"brief": 8, "standard": 20, "detailed": 36}
PER_QUESTION: Final = 1.6
"""At most one question for so many points and terms."""
MIN_QUESTIONS: Final = 3

HOLES, TERMS, ORDERS = 2.6, 0.2, 0.2
"""Of each kind so many are proposed for each question that is wanted."""
HOLES_OF_ONE: Final = 2
FURTHER: Final = 1.0
"""What a statement's second hole is worth less than its first: a question takes four statements."""
IN_NOTE: Final = 0.25
"""What it is worth that a statement is a point of the note."""
TELLING: Final = {Kind.NUMBER: 1.0, Kind.NAME: 0.3, Kind.MEMBER: 0.4, Kind.DEGREE: 0.9, Kind.NOUN: -2.0}
"""What it is worth that nobody can tell what fills a hole who has not read it, by what fills it: nouns come last."""

Item = TypeVar("Item")


def wanted_questions(sections: Sequence[Section], length: str) -> int:
    """How many questions a note has room for."""
    facts = sum(len(section.points) + len(section.terms) for section in sections)
    return min(QUESTIONS[length], max(MIN_QUESTIONS, round(facts / PER_QUESTION)))


def propose(
    sections: Sequence[Section], asides: Sequence[Sequence[Point]], lexicon: Lexicon, length: str
) -> list[Asked]:
    """Questions about the sections' points and terms, and about what else each section's source says."""
    statements = _statements(sections, asides)
    bank = bank_of(sections, [point for group in statements for _, _, point in group], lexicon)
    wanted = wanted_questions(sections, length)
    holes = _spread(_asked_holes(number, group, bank, lexicon) for number, group in enumerate(statements))
    terms = _spread(_asked_terms(number, section, sections, bank, lexicon) for number, section in enumerate(sections))
    orders = ask_dates(sections, lexicon)
    return [
        *islice(holes, round(HOLES * wanted)),
        *islice(terms, round(TERMS * wanted)),
        *islice(orders, round(ORDERS * wanted)),
    ]


def _statements(sections: Sequence[Section], asides: Sequence[Sequence[Point]]) -> list[list[tuple[int, float, Point]]]:
    """For each section its statements with their places and what it is worth to ask about them."""
    found: list[list[tuple[int, float, Point]]] = []
    for number, section in enumerate(sections):
        stated = stated_in(section, asides[number] if number < len(asides) else ())
        found.append([(place, IN_NOTE * each.in_note, each.point) for place, each in enumerate(stated)])
    return found


def _asked_holes(
    section: int, statements: Sequence[tuple[int, float, Point]], bank: Bank, lexicon: Lexicon
) -> Iterator[Asked]:
    """The most telling holes first, of one statement only a few."""
    ranked: list[tuple[float, int, Hole]] = []
    for place, bonus, point in statements:
        found = holes_of(point, bank.subjects, bank.families, lexicon) or measured_in(point, lexicon)
        holes = [hole for hole in found if hole.kind in TELLING]
        best = sorted(holes, key=lambda hole: -(hole.worth + TELLING[hole.kind]))[:HOLES_OF_ONE]
        ranked += [
            (hole.worth + TELLING[hole.kind] + bonus - FURTHER * further, place, hole)
            for further, hole in enumerate(best)
        ]
    for _, place, hole in sorted(ranked, key=lambda each: -each[0]):
        asked = ask_hole(hole, section, place, bank, lexicon)
        if asked:
            yield asked


def _asked_terms(
    number: int, section: Section, sections: Sequence[Section], bank: Bank, lexicon: Lexicon
) -> Iterator[Asked]:
    """Both ways in turn."""
    for index, term in enumerate(section.terms):
        found = (ask_term(term, number, bank, lexicon), ask_definition(term, number, sections, lexicon))
        asked = (found[index % 2] or found[1 - index % 2]) if index < len(section.terms) else None
        if asked:
            yield asked


def _spread(streams: Iterable[Iterator[Item]]) -> Iterator[Item]:
    """One of each section, in an order that does not favour the first sections, then a second of each."""
    listed = list(streams)
    step = max(1, round(len(listed) ** 0.5))
    mixed = [stream for start in range(step) for stream in listed[start::step]]
    return (item for item in chain.from_iterable(zip_longest(*mixed)) if item)
