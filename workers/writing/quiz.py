"""The quiz: questions of several kinds, spread over all sections, their right answers over all places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from typing import Final

from app.notes import CHOICES_PER_QUESTION, QuizQuestion, Section
from workers.writing.choices import bank_of, shuffled
from workers.writing.cloze import LOW_WORTH
from workers.writing.lexicon.base import Lexicon
from workers.writing.questions import (
    cloze_questions,
    definition_questions,
    ending_questions,
    order_questions,
    statement_questions,
    term_questions,
)

QUESTIONS: Final = {"brief": 8, "standard": 20, "detailed": 36}
PER_QUESTION: Final = 1.6
"""At most one question for so many points and terms."""
MIN_QUESTIONS: Final = 3

# Shares of the quiz that a kind may have; clozes take what is left, and other kinds what clozes cannot fill.
TERM_SHARE, DEFINITION_SHARE, REASON_SHARE, PREDICATE_SHARE, STATEMENT_SHARE = 0.25, 0.15, 0.2, 0.25, 0.15
REASONS: Final = ("reason", "condition")
PREDICATES: Final = ("predicate:one", "predicate:many")
ENOUGH: Final = 15
"""Only below it a question asks which statement belongs to which section."""
MAX_ORDERS: Final = 2


def quiz_from(sections: Sequence[Section], lexicon: Lexicon, length: str) -> tuple[QuizQuestion, ...]:
    """The questions in the order of the document; fewer where it offers too few wrong choices."""
    bank = bank_of(sections, lexicon)
    facts = sum(len(section.points) + len(section.terms) for section in sections)
    wanted = min(QUESTIONS[length], max(MIN_QUESTIONS, round(facts / PER_QUESTION)))
    quiz = _Quiz()
    quiz.take(order_questions(sections, lexicon), min(MAX_ORDERS, wanted // 5))
    quiz.take(_spread(definition_questions(each, sections, lexicon) for each in sections), wanted * DEFINITION_SHARE)
    quiz.take(_spread(term_questions(each, bank, lexicon) for each in sections), wanted * TERM_SHARE)
    reasons = _spread(ending_questions(each, bank, lexicon, kinds=REASONS) for each in sections)
    predicates = _spread(ending_questions(each, bank, lexicon, kinds=PREDICATES) for each in sections)
    quiz.take(reasons, wanted * REASON_SHARE)
    quiz.take(predicates, wanted * PREDICATE_SHARE)
    quiz.take(_spread(cloze_questions(each, bank, lexicon) for each in sections), wanted - len(quiz.found))
    for others in (predicates, reasons):
        quiz.take(others, wanted - len(quiz.found))
    low = _spread(cloze_questions(each, bank, lexicon, min_worth=LOW_WORTH) for each in sections)
    quiz.take(low, wanted - len(quiz.found))
    if len(quiz.found) < min(wanted, ENOUGH):
        statements = _spread(statement_questions(each, sections, lexicon) for each in sections)
        quiz.take(statements, min(wanted * STATEMENT_SHARE, ENOUGH - len(quiz.found)))
    return tuple(_placed(_in_order(quiz.found, sections)))


class _Quiz:
    """Questions so far; nothing is asked twice: no question, no answer, no sentence."""

    def __init__(self) -> None:
        self.found: list[QuizQuestion] = []
        self._asked: set[str] = set()
        self._quotes: set[str] = set()

    def take(self, questions: Iterator[QuizQuestion], most: float) -> None:
        """Takes up to so many new questions; a share below one is one question."""
        room = max(1, round(most)) if most > 0 else 0
        while room:
            question = next(questions, None)
            if question is None:
                return
            answer = question.choices[0].lower()
            quotes = {citation.quote for citation in question.citations}
            if not {answer, question.question.lower()} & self._asked and not quotes & self._quotes:
                self._asked |= {answer, question.question.lower()}
                self._quotes |= quotes
                self.found.append(question)
                room -= 1


def _spread(streams: Iterable[Iterator[QuizQuestion]]) -> Iterator[QuizQuestion]:
    """One of each section, in an order that does not favour the first sections, then a second of each."""
    listed = list(streams)
    step = max(1, round(len(listed) ** 0.5))
    mixed = [stream for start in range(step) for stream in listed[start::step]]
    return (question for question in chain.from_iterable(zip_longest(*mixed)) if question)


def _in_order(questions: Sequence[QuizQuestion], sections: Sequence[Section]) -> list[QuizQuestion]:
    """As the document says it."""
    cited = [
        citations
        for section in sections
        for citations in (*(term.citations for term in section.terms), *(point.citations for point in section.points))
    ]
    place = {citation.quote: number for number, citations in enumerate(cited) for citation in citations}
    return sorted(questions, key=lambda question: place.get(question.citations[-1].quote, 0))


def _placed(questions: Sequence[QuizQuestion]) -> Iterator[QuizQuestion]:
    """Puts the right answers, so far all first, into places of which each comes as often as any other."""
    for number, question in enumerate(questions):
        block = number - number % CHOICES_PER_QUESTION
        order = shuffled([str(place) for place in range(CHOICES_PER_QUESTION)], questions[block].question)
        place = int(order[number % CHOICES_PER_QUESTION])
        answer, *wrong = question.choices
        yield replace(question, choices=(*wrong[:place], answer, *wrong[place:]), answer_index=place)
