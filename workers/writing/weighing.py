"""A possible question as one sees it who has not read the document: what tempts, how often the answer is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workers.writing.asked import Asked
from workers.writing.blind import chance_of
from workers.writing.chance import seeded
from workers.writing.choices import PERSON
from workers.writing.holes import Kind

GUESSED: Final = {
    Kind.NUMBER: 0.5,
    Kind.COURSE: 0.55,
    Kind.FOLLOWING: 0.5,
    Kind.ORDER: 0.6,
    Kind.NAME: 0.8,
    Kind.MEMBER: 0.9,
    Kind.DEGREE: 0.8,
    Kind.TERM: 0.95,
    Kind.DEFINITION: 0.95,
}
"""How often a well-read reader without the document was right, by kind: found by judging questions by hand."""
EITHER: Final = {Kind.NUMBER: 0.6, Kind.DEGREE: 0.85, Kind.NAME: 0.8, Kind.MEMBER: 0.85}
"""The same where there are two choices; other kinds are told nearly always."""
KNOWN: Final = 0.95
"""The same of opposites, for the rest of a statement says in which direction it goes, and of the names of things, which
a subject brings with it; persons and what is numbered are known less."""
SMALL_NUMBER: Final = 0.25
"""How much more often a number is guessed that is written as a word or has one digit: there are few of them."""
LONG_NUMBER: Final = 0.1
"""How much less often one of three digits and more is guessed."""
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
            # In the order of size the first would be a smaller number than the answer three times in four.
            return sorted(indexes, key=lambda index: seeded(f"{self.asked.statement}{self.asked.others[index]}"))
        return sorted(indexes, key=lambda index: -self.preferred[1 + index])

    def guessed(self, beside: Sequence[int]) -> float:
        """How often it is guessed among these others, 0..1."""
        by_hand = self._guessed_by_hand(EITHER if len(beside) == 1 else GUESSED)
        if not self.preferred:
            return by_hand
        by_model = chance_of([self.preferred[0], *(self.preferred[1 + index] for index in beside)])
        return BY_HAND * by_hand + (1 - BY_HAND) * by_model

    def _guessed_by_hand(self, known: Mapping[Kind, float]) -> float:
        asked = self.asked
        is_name = asked.kind is Kind.NAME and not asked.shape.startswith(("label:", PERSON))
        if is_name or len(asked.others) == 1:
            return KNOWN
        if asked.kind is not Kind.NUMBER:
            return known.get(asked.kind, KNOWN)
        digits = sum(char.isdigit() for char in asked.answer.lstrip("0.,").rstrip("0"))
        return known[asked.kind] + (SMALL_NUMBER * (digits < 2) - LONG_NUMBER * (digits > 2))


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
