"""Guesses how a text goes on, from its request and from itself: most of a shortened sentence stands in the long one,
and small models repeat themselves.

Pure. The model reads guesses with the token before them, and what it would have written itself decides whether they
count. So texts do not depend on them; the number of decodes does, and a wrong one has cost a row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

RIGHT, MADE = 4, 5
"""What is believed of guesses before any was made: four of five are right."""
MEMORY = 24
"""So many guesses back it is remembered how many were right."""


class Guesser:
    """Follows one text through its source, token by token."""

    def __init__(self, source: Sequence[int]) -> None:
        """`source` are the tokens of what the text is likely to repeat."""
        self._source = list(source)
        self._places: dict[int, list[int]] = {}
        for place, token in enumerate(self._source):
            self._places.setdefault(token, []).append(place)
        self._next = 0
        self._text: list[int] = []
        self._after: dict[tuple[int, int], int] = {}
        """Where in the text it went on after two tokens, the last time."""
        self._again = 0
        """Where the text goes on if it repeats itself; 0 if it does not, or if it follows the source."""
        self._right, self._made = float(RIGHT), float(MADE)

    def follow(self, token: int) -> None:
        """The text has gone on with this token: where the source has it next, or else had it first."""
        follows = self._next < len(self._source) and self._source[self._next] == token
        self._text.append(token)
        last = (*self._text[-2:],)
        self._again = 0 if follows or len(last) < 2 else self._after.get((last[0], last[1]), 0)
        if len(last) == 2:
            self._after[last[0], last[1]] = len(self._text)
        places = self._places.get(token)
        if places:
            later = bisect_left(places, self._next)
            self._next = places[later if later < len(places) else 0] + 1

    def guess(self, count: int) -> list[int]:
        """So many tokens that may come next, or fewer."""
        if self._again:
            return self._text[self._again : self._again + count]
        return self._source[self._next : self._next + count]

    def judge(self, *, right: int, wrong: int) -> None:
        """So many guesses were right, and then so many wrong."""
        self._right += right
        self._made += right + wrong
        if self._made > MEMORY:
            self._right *= MEMORY / self._made
            self._made = MEMORY

    def expected(self, count: int) -> float:
        """How many of the next `count` guesses are right before the first wrong one, by what is known so far."""
        chance = self._right / self._made
        available = len(self.guess(count))
        return available if chance == 1 else chance * (1 - chance**available) / (1 - chance)
