"""The kinds of questions, a function each: term, definition, missing word, statement of a section, order of time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Final

from app.notes import Point, QuizQuestion, Section
from workers.writing.choices import WRONG, Bank, by_length, is_said, plausibility, question_of, shuffled, wrong_fillings
from workers.writing.cloze import MIN_WORTH, clozes_of, stands_alone
from workers.writing.endings import endings_of, wrong_endings
from workers.writing.lexicon.base import Lexicon
from workers.writing.phrases import YEARS, same_word
from workers.writing.rank import stems_of
from workers.writing.readable import word_count
from workers.writing.segment import ends_sentence

MIN_STATEMENT_WORDS, MAX_STATEMENT_WORDS = 7, 24
STATEMENTS_LOOKED_AT: Final = 40
PLAUSIBLE: Final = 0.5
"""What it is worth that wrong choices could be right, beside what the answer is worth."""
ENDINGS_LOOKED_AT: Final = 12
MAX_EVENT_WORDS: Final = 14
ARROW: Final = " → "

_YEAR: Final = re.compile(r"(?<![\w.,-])[12]\d{3}(?![\w%-]|[.,]\d)")
_DATE_PHRASE: Final = re.compile(
    r"^(?:In|En|Im Jahre?)\s+([12]\d{3}),\s+|,?\s+(?:in|en|im Jahre?)\s+([12]\d{3})(?=\.$)"
)


def term_questions(section: Section, bank: Bank, lexicon: Lexicon) -> Iterator[QuizQuestion]:
    """Which term fits the definition."""
    for term in section.terms:
        if same_word(term.term, term.definition, lexicon.code):
            continue
        link = f"{{}} {term.definition}"
        others = [
            other
            for other in bank.key_phrases
            if other.lower() != term.term.lower() and not is_said(link.format(other), other, bank, lexicon)
        ]
        terms = [other for other in others if other in bank.terms]
        others = terms if len(terms) >= WRONG else others
        question = lexicon.quiz.which_term.format(definition=_sentence(term.definition, lexicon))
        others = by_length(others, term.term, question)
        made = question_of(question, term.term, others, f"{term.term}: {term.definition}", term.citations, lexicon)
        if made:
            yield made


def definition_questions(section: Section, sections: Sequence[Section], lexicon: Lexicon) -> Iterator[QuizQuestion]:
    """Which definition fits the term."""
    others = [term for each in sections for term in each.terms]
    for term in section.terms:
        quotes = {citation.quote for citation in term.citations}
        wrong = [
            other.definition
            for other in others
            if not quotes & {citation.quote for citation in other.citations}
            and not same_word(term.term, other.definition, lexicon.code)
        ]
        if len(wrong) < WRONG or same_word(term.term, term.definition, lexicon.code):
            continue
        nearest = sorted(wrong, key=lambda each: abs(len(each) - len(term.definition)))[:WRONG]
        yield QuizQuestion(
            lexicon.quiz.what_is.format(term=term.term),
            (term.definition, *nearest),
            0,
            f"{term.term}: {term.definition}",
            term.citations,
        )


def cloze_questions(
    section: Section, bank: Bank, lexicon: Lexicon, *, min_worth: float = MIN_WORTH
) -> Iterator[QuizQuestion]:
    """What completes a statement, the most telling words first."""
    clozes = [
        cloze for point in section.points for cloze in clozes_of(point, bank.subjects, lexicon, min_worth=min_worth)
    ]
    worth = {
        id(cloze): cloze.worth
        + PLAUSIBLE * plausibility(cloze, bank, lexicon)
        + 0.3 * bool(lexicon.cue.search(cloze.question))
        for cloze in clozes
    }
    for cloze in sorted(clozes, key=lambda each: -worth[id(each)]):
        question = lexicon.quiz.cloze.format(statement=cloze.question)
        others = wrong_fillings(cloze, bank, lexicon)
        made = question_of(question, cloze.answer.text, others, cloze.point.text, cloze.point.citations, lexicon)
        if made:
            bank.used.update(choice.lower() for choice in made.choices[1:])
            yield made


def ending_questions(
    section: Section, bank: Bank, lexicon: Lexicon, *, kinds: tuple[str, ...]
) -> Iterator[QuizQuestion]:
    """How a statement goes on: what follows from a condition, for what reason, what is said of a subject."""
    endings = [ending for point in section.points for ending in endings_of(point, lexicon)]
    for ending in sorted(endings, key=lambda ending: kinds.index(ending.kind) if ending.kind in kinds else len(kinds)):
        if ending.kind not in kinds or same_word(ending.lead, ending.text, lexicon.code):
            continue
        others = wrong_endings(ending, bank.endings.get(ending.kind, []), lexicon)[:ENDINGS_LOOKED_AT]
        others = [
            other
            for other in sorted(others, key=lambda each: bank.used[each.lower()])
            if not is_said(f"{ending.lead} {other}.", other, bank, lexicon)
        ]
        question = lexicon.quiz.cloze.format(statement=ending.question)
        made = question_of(question, ending.text, others, ending.point.text, ending.point.citations, lexicon)
        if made:
            bank.used.update(choice.lower() for choice in made.choices[1:])
            yield made


def statement_questions(section: Section, sections: Sequence[Section], lexicon: Lexicon) -> Iterator[QuizQuestion]:
    """Which statement is one of the section's: the others are of sections elsewhere, and not said in this one.

    The heading must not give the answer away: a wrong choice has as many of its words as the right one.
    """
    about = set(stems_of(section.heading, lexicon))
    here = [set(stems_of(point.text, lexicon)) for point in section.points]
    elsewhere = [
        (point.text, set(stems_of(point.text, lexicon)))
        for other in sections
        if other is not section and other.heading != section.heading
        for point in other.points
        if _is_choice(point, lexicon)
    ]
    if len(elsewhere) < WRONG or sum(bool(about & stems) for stems in here) < min(2, len(here)):
        return  # a heading like “Introduction” names no subject
    for point, stems in zip(section.points, here, strict=True):
        if not _is_choice(point, lexicon):
            continue
        apart = [
            (text, words)
            for text, words in elsewhere
            if not any(2 * len(words & said) > min(len(words), len(said)) for said in here)
        ]
        order = shuffled([text for text, _ in apart], point.text)[:STATEMENTS_LOOKED_AT]
        words_of = dict(apart)
        order.sort(key=lambda text: (-len(about & words_of[text]), abs(len(text) - len(point.text)) // 12))
        if len(order) < WRONG or len(about & stems) > len(about & words_of[order[0]]):
            continue
        question = lexicon.quiz.statement_of.format(heading=section.heading)
        yield QuizQuestion(question, (point.text, *order[:WRONG]), 0, point.text, point.citations)


def order_questions(sections: Sequence[Section], lexicon: Lexicon) -> Iterator[QuizQuestion]:
    """Which of three dated events came first, second and third; the dates are taken out of them."""
    events: dict[int, tuple[str, Point]] = {}
    for section in sections:
        for point in section.points:
            event = _event(point, lexicon)
            if event:
                events.setdefault(event[0], (event[1], point))
    years = sorted(events)
    for start in range(0, len(years) - 2, 3):
        three = [events[year] for year in years[start : start + 3]]
        orders = [ARROW.join(text for text, _ in order) for order in permutations(three)]
        wrong = shuffled(orders[1:], orders[0])[:WRONG]
        explanation = ARROW.join(f"{year}: {events[year][0]}" for year in years[start : start + 3])
        citations = tuple(citation for _, point in three for citation in point.citations)
        yield QuizQuestion(lexicon.quiz.order, (orders[0], *wrong), 0, explanation, citations)


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


def _is_choice(point: Point, lexicon: Lexicon) -> bool:
    words = word_count(point.text, lexicon)
    return (
        MIN_STATEMENT_WORDS <= words <= MAX_STATEMENT_WORDS
        and ends_sentence(point.text)
        and stands_alone(point.text, lexicon)
    )


def _sentence(text: str, lexicon: Lexicon) -> str:
    text = text.rstrip(".。")
    return (text[0].upper() + text[1:] + ".") if lexicon.spaced else text + "。"
