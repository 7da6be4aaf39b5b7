"""What does the document say next: of five neighbouring statements one is shown, and the one behind it asked for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from app.notes import CHOICES_PER_QUESTION
from workers.writing.asked import ARROW, Asked
from workers.writing.chance import seeded
from workers.writing.holes import Kind
from workers.writing.lexicon.base import Lexicon
from workers.writing.told import Told, stretches
from workers.writing.weighing import GUESSED, Ready

FIVE: Final = CHOICES_PER_QUESTION + 1
FOLLOWING_WORTH: Final = 0.9
KIN: Final = 6.0
"""How much a reader makes of words that a statement has in common with the one shown, if all of them are."""


def following_questions(told: Sequence[Told], lexicon: Lexicon) -> Iterator[Ready]:
    """One about each five neighbours; a statement may be in several of them."""
    for five in stretches(told, FIVE, lexicon):
        # As often the first of the five as one in the middle, so that none is known by what it is about.
        shown = seeded(five[0].text) % CHOICES_PER_QUESTION
        yield _question(five[shown], five[shown + 1], [*five[:shown], *five[shown + 2 :]], lexicon)


def _question(shown: Told, own: Told, others: Sequence[Told], lexicon: Lexicon) -> Ready:
    wrong = tuple(each.text for each in others)
    asked = Asked(
        kind=Kind.FOLLOWING,
        question=lexicon.quiz.follows.format(statement=shown.text),
        statement="",
        answer=own.text,
        others=wrong,
        explanation=f"{shown.text}{ARROW}{own.text}",
        citations=tuple(dict.fromkeys((*shown.point.citations, *own.point.citations))),
        section=own.section,
        place=own.place,
        worth=FOLLOWING_WORTH,
    )
    weights = [math.exp(_kinship(shown, each)) for each in (own, *others)]
    guessed = GUESSED[Kind.FOLLOWING] + (weights[0] / sum(weights) - 1 / CHOICES_PER_QUESTION) / 2
    return Ready(asked, wrong, guessed, (shown.text, own.text))


def _kinship(one: Told, other: Told) -> float:
    return KIN * len(one.stems & other.stems) / min(len(one.stems), len(other.stems))
