"""What a quiz could ask: a function for each kind of question, the best of each kind first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Final

from app.notes import Citation, Point, Section, Term
from workers.writing.asked import ARROW, Asked
from workers.writing.chance import shuffled
from workers.writing.choices import OFFERED, PERSON, WRONG, Bank, fillings, may_stand_beside
from workers.writing.cloze import BLANK, stands_alone
from workers.writing.holes import Hole, Kind
from workers.writing.lexicon.base import Lexicon
from workers.writing.phrases import YEARS, same_word
from workers.writing.readable import word_count

MAX_EVENT_WORDS: Final = 14
MAX_HEADING_CHARS: Final = 40
ENDINGS_LOOKED_AT: Final = 12
ENDING_WORTH: Final = 1.0
TERM_WORTH: Final = 1.1
ORDER_WORTH: Final = 1.0

_YEAR: Final = re.compile(r"(?<![\w.,-])[12]\d{3}(?![\w%-]|[.,]\d)")
_DATE_PHRASE: Final = re.compile(
    r"^(?:In|En|Im Jahre?)\s+([12]\d{3}),\s+|,?\s+(?:in|en|im Jahre?)\s+([12]\d{3})(?=\.$)"
)


def ask_hole(hole: Hole, section: int, place: int, bank: Bank, lexicon: Lexicon) -> Asked | None:
    """What fills a hole; None where the document offers too few other fillings."""
    others = fillings(hole, bank, lexicon)
    if len(others) < 1:
        return None
    return Asked(
        kind=hole.kind,
        question=lexicon.quiz.cloze.format(statement=hole.statement),
        statement=hole.statement,
        answer=hole.answer,
        others=tuple(others),
        explanation=hole.point.text,
        citations=hole.point.citations,
        section=section,
        place=place,
        worth=hole.worth,
        source=hole.point.text,
        span=(hole.start, hole.end),
        shape=PERSON if hole.answer in bank.persons else hole.shape,
    )


def ask_term(term: Term, section: int, bank: Bank, lexicon: Lexicon) -> Asked | None:
    """Which term fits the definition."""
    if same_word(term.term, term.definition, lexicon.code):
        return None
    quotes = " ".join(citation.quote for citation in term.citations)
    others = [
        other
        for other in by_length(bank.key_phrases, term.term, term.definition)
        if may_stand_beside(other, [term.term], f"{quotes} {term.definition}", Kind.TERM, lexicon)
        and not bank.said.carries(f"{other} {term.definition}", other)
    ]
    if len(others) < WRONG:
        return None
    definition = _sentence(term.definition, lexicon)
    others.sort(key=lambda other: other not in bank.terms)
    return Asked(
        kind=Kind.TERM,
        question=lexicon.quiz.which_term.format(definition=definition),
        statement=f"{definition} – {BLANK}",
        answer=term.term,
        others=tuple(others[:OFFERED]),
        explanation=f"{term.term}: {term.definition}",
        citations=term.citations,
        section=section,
        place=-1,
        worth=TERM_WORTH,
    )


def ask_definition(term: Term, section: int, sections: Sequence[Section], lexicon: Lexicon) -> Asked | None:
    """Which definition fits the term."""
    quotes = {citation.quote for citation in term.citations}
    wrong = [
        other.definition
        for each in sections
        for other in each.terms
        if not quotes & {citation.quote for citation in other.citations}
        and not same_word(term.term, other.definition, lexicon.code)
    ]
    if len(wrong) < WRONG or same_word(term.term, term.definition, lexicon.code):
        return None
    nearest = sorted(wrong, key=lambda each: abs(len(each) - len(term.definition)))
    return Asked(
        kind=Kind.DEFINITION,
        question=lexicon.quiz.what_is.format(term=term.term),
        statement=f"{term.term}: {BLANK}",
        answer=term.definition,
        others=tuple(nearest[:OFFERED]),
        explanation=f"{term.term}: {term.definition}",
        citations=term.citations,
        section=section,
        place=-1,
        worth=TERM_WORTH,
    )


def ask_dates(sections: Sequence[Section], lexicon: Lexicon) -> Iterator[Asked]:
    """Which of three dated events came first, second and third; the dates are taken out of them."""
    events: dict[int, tuple[str, Point, int]] = {}
    for number, section in enumerate(sections):
        for point in section.points:
            event = _event(point, lexicon)
            if event:
                events.setdefault(event[0], (event[1], point, number))
    years = sorted(events)
    for start in range(0, len(years) - 2, 3):
        three = [events[year] for year in years[start : start + 3]]
        explanation = ARROW.join(f"{year}: {events[year][0]}" for year in years[start : start + 3])
        told = [(text, point.citations) for text, point, _ in three]
        yield _order(lexicon.quiz.order, told, explanation, three[0][2])


def _order(question: str, three: Sequence[tuple[str, tuple[Citation, ...]]], explanation: str, section: int) -> Asked:
    orders = [ARROW.join(text for text, _ in order) for order in permutations(three)]
    return Asked(
        kind=Kind.ORDER,
        question=question,
        statement="",
        answer=orders[0],
        others=tuple(shuffled(orders[1:], orders[0])[:WRONG]),
        explanation=explanation,
        citations=tuple(citation for _, citations in three for citation in citations),
        section=section,
        place=-1,
        worth=ORDER_WORTH,
    )


def _event(point: Point, lexicon: Lexicon) -> tuple[int, str] | None:
    """The year of a statement with one date at its edge, and what happened then."""
    match = _DATE_PHRASE.search(point.text)
    if not match or len(_YEAR.findall(point.text)) != 1 or not stands_alone(point.text, lexicon):
        return None
    text = (point.text[: match.start()] + point.text[match.end() :]).rstrip(".")
    year = int(match.group(1) or match.group(2))
    if year not in YEARS or word_count(text, lexicon) > MAX_EVENT_WORDS:
        return None
    return year, text[0].upper() + text[1:]


def by_length(others: Sequence[str], answer: str, seed: str) -> list[str]:
    """In an order that has nothing to do with the document's, those about as long as the answer first."""
    return sorted(shuffled(others, seed), key=lambda each: abs(len(each) - len(answer)) // 4)


def _sentence(text: str, lexicon: Lexicon) -> str:
    text = text.rstrip(".。")
    return (text[0].upper() + text[1:] + ".") if lexicon.spaced else text + "。"
