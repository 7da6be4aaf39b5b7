"""What does the document say first: four statements as they stand there, near each other, none changed.

What follows from what is told by who knows the subject; which of several things a text comes to first only by who has
read it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from app.notes import CHOICES_PER_QUESTION
from workers.writing.asked import Asked
from workers.writing.choices import WRONG, Said
from workers.writing.holes import Kind
from workers.writing.lexicon.base import Lexicon
from workers.writing.told import Told, differ, fit
from workers.writing.weighing import GUESSED, Ready

STEP: Final = 2
MOST_SECTIONS: Final = 3
"""Four statements of more sections are put in order by what these are about."""
FIRST_WORTH: Final = 0.8


def first_questions(told: Sequence[Told], headings: Sequence[str], lexicon: Lexicon) -> Iterator[Ready]:
    """About four neighbours each."""
    for in_note in (True, False):
        in_order = [each for each in told if each.in_note is in_note]
        for start in range(0, len(in_order) - WRONG, STEP):
            four = in_order[start : start + CHOICES_PER_QUESTION]
            if _are_in_order(four, told, lexicon):
                yield _question(four, told, headings, lexicon)


def _are_in_order(four: Sequence[Told], told: Sequence[Told], lexicon: Lexicon) -> bool:
    """Whether the first stands before the others, and nothing that they say stands before it."""
    pages = [each.point.citations[0].page for each in four]
    if pages != sorted(pages) or len({each.section for each in four}) > MOST_SECTIONS:
        return False
    if len({each.point.citations[0].quote for each in four}) < CHOICES_PER_QUESTION:
        return False  # halves of one sentence
    if not all(differ(one, other) for place, one in enumerate(four) for other in four[:place]):
        return False
    before = Said([each.point.text for each in told[: told.index(four[0])]], lexicon)
    return not any(before.carries(each.point.text, "") for each in four[1:])


def _question(four: Sequence[Told], told: Sequence[Told], headings: Sequence[str], lexicon: Lexicon) -> Ready:
    own, *others = four
    wrong = tuple(each.point.text for each in others)
    asked = Asked(
        kind=Kind.FIRST,
        question=lexicon.quiz.first,
        statement="",
        answer=own.point.text,
        others=wrong,
        explanation=own.point.text,
        citations=own.point.citations,
        section=own.section,
        place=own.place,
        worth=FIRST_WORTH,
    )
    # Who has to guess begins with what the section's name promises.
    weights = [math.exp(fit(each, own.section, told, headings, lexicon)) for each in four]
    guessed = (GUESSED[Kind.FIRST] + weights[0] / sum(weights)) / 2
    return Ready(asked, wrong, guessed)
