"""The quiz: of all questions that could be asked those that nobody answers who has not read the document."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from app.notes import CHOICES_PER_QUESTION, QuizQuestion
from workers.writing.asked import AND, Asked
from workers.writing.blind import chance_of
from workers.writing.chance import shuffled
from workers.writing.choices import WRONG, Said, may_stand_beside
from workers.writing.cloze import BLANK
from workers.writing.holes import Kind
from workers.writing.lexicon.base import Lexicon

GUESSED: Final = {
    Kind.NUMBER: 0.35,
    Kind.NAME: 0.4,
    Kind.MEMBER: 0.45,
    Kind.DEGREE: 0.5,
    Kind.ORDER: 0.35,
    Kind.ENDING: 0.6,
    Kind.TERM: 0.6,
    Kind.DEFINITION: 0.65,
    Kind.NOUN: 0.7,
}
"""How often a reader without the document was right, by kind: found by judging questions by hand."""
BY_HAND: Final = 0.5
"""How much that counts beside what the model says of a question."""
MOST: Final = {
    Kind.NUMBER: 0.5,
    Kind.NAME: 0.5,
    Kind.MEMBER: 0.4,
    Kind.PAIR: 0.5,
    Kind.DEGREE: 0.2,
    Kind.ORDER: 0.2,
    Kind.ENDING: 0.3,
    Kind.TERM: 0.15,
    Kind.DEFINITION: 0.15,
    Kind.NOUN: 0.4,
}
"""The largest share of a quiz that a kind may have, so that it asks for more than one thing."""
LEAST: Final = {Kind.ORDER: 0.05, Kind.ENDING: 0.1, Kind.TERM: 0.05, Kind.DEFINITION: 0.05}
"""The smallest share of the kinds that ask for more than a word, where the document offers them."""
TOO_EASY: Final = 0.42
ENOUGH: Final = 15
"""So many questions make a quiz; beyond them those that are guessed more often are left out."""
WORTH: Final = 0.2
CROWDED: Final = 0.06
"""What each question that a section has already takes off the next."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A possible question and how much each of its choices, the answer first, is preferred; empty if nobody knows."""

    asked: Asked
    preferred: Sequence[float]

    @property
    def order(self) -> list[int]:
        """The other choices by their number, the most tempting first."""
        indexes = list(range(len(self.asked.others)))
        if not self.preferred:
            return indexes
        return sorted(indexes, key=lambda index: -self.preferred[1 + index])

    def guessed(self, beside: Sequence[int], by_hand: float) -> float:
        """How often it is guessed among these others."""
        if not self.preferred:
            return by_hand
        by_model = chance_of([self.preferred[0], *(self.preferred[1 + index] for index in beside)])
        return BY_HAND * by_hand + (1 - BY_HAND) * by_model


@dataclass(frozen=True, slots=True)
class _Ready:
    """A question with the wrong choices that it would have, and how easily it is guessed."""

    asked: Asked
    wrong: tuple[str, ...]
    guessed: float

    @property
    def value(self) -> float:
        return WORTH * self.asked.worth - self.guessed


def choose(
    asked: Sequence[Asked],
    preferred: Sequence[Sequence[float]] | None,
    said: Said,
    wanted: int,
    lexicon: Lexicon,
) -> tuple[QuizQuestion, ...]:
    """The questions in the order of the document. `preferred` is what `blind.preferences` gives if a model has read."""
    rows = preferred or [()] * len(asked)
    read = [_Read(each, row) for each, row in zip(asked, rows, strict=True)]
    ready = [each for each in (_made_ready(one, lexicon) for one in read) if each is not None]
    chosen = _best([*ready, *_pairs(read, said, lexicon)], wanted)
    chosen.sort(key=lambda each: (each.asked.section, each.asked.place))
    return tuple(_placed([_question(each) for each in chosen]))


def _made_ready(read: _Read, lexicon: Lexicon) -> _Ready | None:
    """With the most tempting of the other choices; None where too few can stand beside each other."""
    asked = read.asked
    wrong: list[int] = []
    for index in read.order:
        beside = [asked.answer, *(asked.others[each] for each in wrong)]
        if len(wrong) < WRONG and may_stand_beside(asked.others[index], beside, "", asked.kind, lexicon):
            wrong.append(index)
    if len(wrong) < WRONG:
        return None
    return _Ready(asked, tuple(asked.others[index] for index in wrong), read.guessed(wrong, GUESSED[asked.kind]))


def _pairs(read: Sequence[_Read], said: Said, lexicon: Lexicon) -> Iterator[_Ready]:
    """Two holes of one statement at once, each with its most tempting other filling: no choice is the odd one out."""
    holes: defaultdict[tuple[int, int, str], list[_Read]] = defaultdict(list)
    for each in read:
        if each.asked.source:
            holes[each.asked.section, each.asked.place, each.asked.source].append(each)
    for group in holes.values():
        for one, two in combinations(sorted(group, key=lambda each: each.asked.span), 2):
            pair = _pair(one, two, said, lexicon)
            if pair:
                yield pair


def _pair(one: _Read, two: _Read, said: Said, lexicon: Lexicon) -> _Ready | None:
    first, second = one.asked, two.asked
    text, (start, end), (restart, last) = first.source, first.span, second.span
    if end >= restart or first.kind is second.kind is Kind.NOUN:
        return None
    a, b = first.answer, second.answer
    other_a, other_b = first.others[one.order[0]], second.others[two.order[0]]
    if len({a.lower(), b.lower(), other_a.lower(), other_b.lower()}) < CHOICES_PER_QUESTION:
        return None
    if said.carries(text[:start] + other_a + text[end:restart] + other_b + text[last:], f"{other_a} {other_b}"):
        return None
    statement = text[:start] + BLANK + text[end:restart] + BLANK + text[last:]
    wrong = (a + AND + other_b, other_a + AND + b, other_a + AND + other_b)
    both = replace(
        first,
        kind=Kind.PAIR,
        question=lexicon.quiz.two.format(statement=statement),
        statement=statement,
        answer=a + AND + b,
        others=wrong,
        worth=(first.worth + second.worth) / 2,
    )
    # Of two choices each is told as often as the root of how often one of four is.
    guessed = [each.guessed(each.order[:1], math.sqrt(GUESSED[each.asked.kind])) for each in (one, two)]
    return _Ready(both, wrong, guessed[0] * guessed[1])


def _best(ready: Sequence[_Ready], wanted: int) -> list[_Ready]:
    """The best, first some of each kind that tests understanding and order, then whichever they are."""
    choosing = _Choosing(wanted)
    for kind, share in LEAST.items():
        choosing.take([each for each in ready if each.asked.kind is kind], max(1, round(share * wanted)))
    choosing.take(list(ready), ENOUGH - len(choosing.chosen))
    choosing.take([each for each in ready if each.guessed <= TOO_EASY], wanted)
    return choosing.chosen


class _Choosing:
    """Questions so far, spread over the sections; nothing is asked twice: no question, no answer, no sentence."""

    def __init__(self, wanted: int) -> None:
        self.chosen: list[_Ready] = []
        self._wanted = wanted
        self._seen: set[str] = set()
        self._sections: Counter[int] = Counter()
        self._kinds: Counter[Kind] = Counter()

    def take(self, ready: list[_Ready], most: int) -> None:
        """Up to so many of these, as long as there is room."""
        room = min(most, self._wanted - len(self.chosen))
        while ready and room > 0:
            best = max(ready, key=lambda each: each.value - CROWDED * self._sections[each.asked.section])
            ready.remove(best)
            room -= self._take(best)

    def _take(self, one: _Ready) -> bool:
        asked = one.asked
        keys = {asked.answer.lower(), asked.question.lower() * (asked.kind is not Kind.ORDER)}
        keys |= {citation.quote for citation in asked.citations}
        if keys & self._seen or self._kinds[asked.kind] >= max(1, round(MOST[asked.kind] * self._wanted)):
            return False
        self._seen |= keys - {""}
        self._sections[asked.section] += 1
        self._kinds[asked.kind] += 1
        self.chosen.append(one)
        return True


def _question(ready: _Ready) -> QuizQuestion:
    asked = ready.asked
    return QuizQuestion(asked.question, (asked.answer, *ready.wrong), 0, asked.explanation, asked.citations)


def _placed(questions: Sequence[QuizQuestion]) -> Iterator[QuizQuestion]:
    """Puts the right answers, so far all first, into places of which each comes as often as any other."""
    for number, question in enumerate(questions):
        block = number - number % CHOICES_PER_QUESTION
        order = shuffled([str(place) for place in range(CHOICES_PER_QUESTION)], questions[block].question)
        place = int(order[number % CHOICES_PER_QUESTION])
        answer, *wrong = question.choices
        wrong = shuffled(wrong, question.question)
        yield replace(question, choices=(*wrong[:place], answer, *wrong[place:]), answer_index=place)
