"""The quiz: of all questions that could be asked those that nobody answers who has not read the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.notes import CHOICES_PER_QUESTION, Point, QuizQuestion, Section
from workers.writing.asked import Asked
from workers.writing.chance import shuffled
from workers.writing.choices import WRONG, may_stand_beside
from workers.writing.course import course_questions
from workers.writing.following import following_questions
from workers.writing.holes import Kind
from workers.writing.lexicon.base import Lexicon
from workers.writing.pairs import pair_questions
from workers.writing.told import told_in
from workers.writing.weighing import Read, Ready

MOST: Final = {
    Kind.NUMBER: 0.5,
    Kind.COURSE: 0.25,
    Kind.FOLLOWING: 0.2,
    Kind.PAIR: 0.2,
    Kind.NAME: 0.1,
    Kind.MEMBER: 0.1,
    Kind.DEGREE: 0.1,
    Kind.NOUN: 0.1,
    Kind.ORDER: 0.1,
    Kind.TERM: 0.1,
    Kind.DEFINITION: 0.1,
}
"""The largest share of a quiz that a kind may have, so that it asks for more than one thing."""
LEAST: Final = {Kind.ORDER: 0.05, Kind.NUMBER: 0.5}
"""The smallest share of some kinds, where the document offers them."""
TOO_EASY: Final = 0.55
ENOUGH: Final = 15
"""So many questions make a quiz; beyond them those that are guessed more often are left out."""
MANY: Final = (1000, 6, 4, 2, 0)
"""Of questions that take several statements at most so many; the next where there are too few questions."""
TELLING_DIGITS: Final = 2
"""A number with so many digits is known again."""
CROWDED: Final = 0.06
"""What each question that a section has already takes off the next."""


@dataclass(frozen=True, slots=True)
class Quizzed:
    """What a quiz is about: the note's sections, what each one's source says, and how many are wanted."""

    sections: Sequence[Section]
    asides: Sequence[Sequence[Point]]
    wanted: int
    lexicon: Lexicon


def choose(
    asked: Sequence[Asked],
    preferred: Sequence[Sequence[float]] | None,
    material: Quizzed,
) -> tuple[QuizQuestion, ...]:
    """The questions in the order of the document. `preferred` is what `blind.preferences` gives if a model has read."""
    lexicon, wanted = material.lexicon, material.wanted
    rows = preferred or [()] * len(asked)
    read = [Read(each, row) for each, row in zip(asked, rows, strict=True)]
    ready = [each for each in (_made_ready(one, lexicon) for one in read) if each is not None]
    told = told_in(material.sections, material.asides, lexicon)
    ready += course_questions(told, lexicon)
    ready += following_questions(told, lexicon)
    ready += pair_questions(read, lexicon)
    chosen = best_of(ready, wanted)
    chosen.sort(key=lambda each: (each.asked.section, each.asked.place))
    return tuple(placed([_question(each) for each in chosen]))


def _made_ready(read: Read, lexicon: Lexicon) -> Ready | None:
    """With the most tempting of the other choices; None where too few can stand beside each other."""
    asked = read.asked
    wrong: list[int] = []
    for index in read.order:
        beside = [asked.answer, *(asked.others[each] for each in wrong)]
        if len(wrong) < WRONG and may_stand_beside(asked.others[index], beside, "", asked.kind, lexicon):
            wrong.append(index)
    if len(wrong) < WRONG:
        return None
    return Ready(asked, tuple(asked.others[index] for index in wrong), read.guessed(wrong))


def best_of(ready: Sequence[Ready], wanted: int) -> list[Ready]:
    """The best; fewer of those that take several statements where a document of some length would have few else."""
    found: list[Ready] = []
    for many in MANY:
        tried = _best_of(ready, wanted, many)
        found = tried if len(tried) > len(found) else found
        if wanted < ENOUGH or len(found) >= ENOUGH:
            break
    return found


def _best_of(ready: Sequence[Ready], wanted: int, many: int) -> list[Ready]:
    """First some of each kind that tests understanding and order, then whichever they are."""
    choosing = _Choosing(wanted, many)
    for kind, share in LEAST.items():
        choosing.take([each for each in ready if each.asked.kind is kind], max(1, round(share * wanted)))
    choosing.take(list(ready), ENOUGH - len(choosing.chosen))
    choosing.take(list(ready), ENOUGH - len(choosing.chosen), mixed=False)
    choosing.take([each for each in ready if each.guessed <= TOO_EASY], wanted)
    return choosing.chosen


class _Choosing:
    """Questions so far, spread over the sections; nothing is asked twice: no question, no answer, no sentence."""

    def __init__(self, wanted: int, many: int) -> None:
        self.chosen: list[Ready] = []
        self._wanted = wanted
        self._many = many
        self._seen: set[str] = set()
        self._told: set[str] = set()
        """Statements among the wrong choices of a question: they may stand there again, and nowhere else."""
        self._sections: Counter[int] = Counter()
        self._kinds: Counter[Kind] = Counter()

    def take(self, ready: list[Ready], most: int, *, mixed: bool = True) -> None:
        """Up to so many of these, as long as there is room; `mixed`: of no kind more than its share."""
        room = min(most, self._wanted - len(self.chosen))
        while ready and room > 0:
            best = max(ready, key=lambda each: each.value - CROWDED * self._sections[each.asked.section])
            ready.remove(best)
            room -= self._take(best, mixed=mixed)

    def _take(self, one: Ready, *, mixed: bool) -> bool:
        asked = one.asked
        keys = {asked.answer.lower(), asked.question.lower() * (asked.kind is not Kind.ORDER)}
        # Who meets a statement again, as it is, knows what fills its blank and what stands beside it.
        keys |= {citation.quote for citation in asked.citations} | {asked.explanation} | set(one.sources)
        told = set(one.wrong) if asked.kind is Kind.FOLLOWING else set()
        # A document that says a thing twice would make two choices of it.
        if len({choice.lower() for choice in (asked.answer, *one.wrong)}) < CHOICES_PER_QUESTION:
            return False
        if any(_gives_away(one, other) or _gives_away(other, one) for other in self.chosen):
            return False
        if keys & (self._seen | self._told) or told & self._seen:
            return False
        if len(one.sources) > 1 and sum(len(each.sources) > 1 for each in self.chosen) >= self._many:
            return False
        if mixed and self._kinds[asked.kind] >= max(1, round(MOST[asked.kind] * self._wanted)):
            return False
        self._seen |= keys - {""}
        self._told |= told
        self._sections[asked.section] += 1
        self._kinds[asked.kind] += 1
        self.chosen.append(one)
        return True


def _gives_away(one: Ready, other: Ready) -> bool:
    """Whether a question has the number that is asked for in another one."""
    answer, text = other.asked.answer, " ".join((one.asked.question, one.asked.answer, *one.wrong))
    is_number = other.asked.kind is Kind.NUMBER and answer[0].isdigit() and len(answer) >= TELLING_DIGITS
    return is_number and re.search(rf"(?<![\d.,]){re.escape(answer)}(?![\d]|[.,]\d)", text) is not None


def _question(ready: Ready) -> QuizQuestion:
    asked = ready.asked
    return QuizQuestion(asked.question, (asked.answer, *ready.wrong), 0, asked.explanation, asked.citations)


def placed(questions: Sequence[QuizQuestion]) -> Iterator[QuizQuestion]:
    """Puts the right answers, so far all first, into places of which each comes as often as any other."""
    for number, question in enumerate(questions):
        block = number - number % CHOICES_PER_QUESTION
        # Of the explanation, for questions of a kind may be worded alike: a pattern of places would tell answers.
        order = shuffled([str(place) for place in range(CHOICES_PER_QUESTION)], questions[block].explanation)
        place = int(order[number % CHOICES_PER_QUESTION])
        answer, *wrong = question.choices
        wrong = shuffled(wrong, question.question)
        yield replace(question, choices=(*wrong[:place], answer, *wrong[place:]), answer_index=place)
