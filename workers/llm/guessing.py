"""Guesses how a text goes on, from what its request has said: most of a rewritten sentence stands in the old one.

Pure. The model reads guesses with the token before them, and what it would have written itself decides whether they
count. So texts do not depend on them; the number of decodes does, and a wrong one has cost a row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

RIGHT, MADE = 4, 5
"""What is believed of guesses before any was made: four of five are right."""


class Guesser:
    """Follows one text through its source, token by token."""

    def __init__(self, source: Sequence[int]) -> None:
        """`source` are the tokens of what the text is likely to repeat."""
        self._source = list(source)
        self._places: dict[int, list[int]] = {}
        for place, token in enumerate(self._source):
            self._places.setdefault(token, []).append(place)
        self._next = 0
        self._right, self._made = RIGHT, MADE

    def follow(self, token: int) -> None:
        """The text has gone on with this token: where the source has it next, or else had it first."""
        places = self._places.get(token)
        if places:
            later = bisect_left(places, self._next)
            self._next = places[later if later < len(places) else 0] + 1

    def guess(self, count: int) -> list[int]:
        """So many tokens that may come next, or fewer."""
        return self._source[self._next : self._next + count]

    def judge(self, *, right: int, wrong: int) -> None:
        """So many guesses were right, and then so many wrong."""
        self._right += right
        self._made += right + wrong

    def expected(self, count: int) -> float:
        """How many of the next `count` guesses are right before the first wrong one, by what is known so far."""
        chance = self._right / self._made
        available = min(count, len(self._source) - self._next)
        return available if chance == 1 else chance * (1 - chance**available) / (1 - chance)
