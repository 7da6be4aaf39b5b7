"""A possible question as one sees it who has not read the document: what tempts, how often the answer is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workers.writing.asked import Asked
from workers.writing.blind import chance_of
from workers.writing.holes import Kind

GUESSED: Final = {
    Kind.STATEMENT: 0.45,
    Kind.NUMBER: 0.5,
    Kind.ORDER: 0.5,
    Kind.NAME: 0.75,
    Kind.MEMBER: 0.75,
    Kind.DEGREE: 0.75,
    Kind.TERM: 0.85,
    Kind.DEFINITION: 0.85,
    Kind.ENDING: 0.9,
    Kind.NOUN: 0.9,
}
"""How often a well-read reader without the document was right, by kind: found by judging questions by hand."""
BY_HAND: Final = 0.6
"""How much that counts beside what the model says of a question."""
WORTH: Final = 0.2


@dataclass(frozen=True, slots=True)
class Read:
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

    @property
    def temptation(self) -> float:
        """By how much the most tempting other choice is preferred to the answer."""
        if not self.preferred:
            return 0.0
        return self.preferred[1 + self.order[0]] - self.preferred[0]

    def guessed(self, beside: Sequence[int], by_hand: float) -> float:
        """How often it is guessed among these others, 0..1."""
        if not self.preferred:
            return by_hand
        by_model = chance_of([self.preferred[0], *(self.preferred[1 + index] for index in beside)])
        return BY_HAND * by_hand + (1 - BY_HAND) * by_model


@dataclass(frozen=True, slots=True)
class Ready:
    """A question with the wrong choices that it would have, and how easily it is guessed.

    `sources` are the statements that went into it: whoever meets one of them again would learn what was changed in it.
    """

    asked: Asked
    wrong: tuple[str, ...]
    guessed: float
    sources: tuple[str, ...] = ()

    @property
    def value(self) -> float:
        return WORTH * self.asked.worth - self.guessed
