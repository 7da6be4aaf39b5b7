"""The same sentence with a clause or phrase at its other end: “In May, snow melts” and “Snow melts in May”."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from workers.writing.lexicon.base import Lexicon
from workers.writing.tokens import Kind, Token

MAX_READINGS: Final = 4


@dataclass(frozen=True, slots=True)
class Moved:
    """A reading, and the place in it of the word that opens what was moved: to the front, if it is the first."""

    tokens: list[Token]
    opener: int

    def fits(self, source: Sequence[Token], pairs: Mapping[int, int]) -> bool:
        """Whether the source has the opener too, and at the same end: else it may open another clause there."""
        place = pairs.get(self.opener)
        if place is None:
            return False
        return (self.opener == 0) == (place == 0 or source[place - 1].surface in _STOPS)


_STOPS: Final = frozenset({".", ";", "!", "?"})
_COMMA: Final = (Token(Kind.BREAK, ",", ",", 0, 0),)


def moved_readings(tokens: Sequence[Token], lexicon: Lexicon) -> list[Moved]:
    """The sentence with its opening clause at the end, or with a closing one in front; commas go and come."""
    return list(islice(_readings(tokens, lexicon), MAX_READINGS))


def _readings(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Moved]:
    openers = lexicon.subordinators | lexicon.conditions | lexicon.place_and_time
    end = len(tokens) - (tokens[-1].kind is Kind.BREAK) if tokens else 0
    if tokens and tokens[0].norm in openers:
        for comma in [place for place in range(end) if tokens[place].surface in ",，"][:2]:
            yield Moved([*tokens[comma + 1 : end], *tokens[:comma], *tokens[end:]], end - comma - 1)
        return
    for place in range(2, end - 1):
        if tokens[place].norm in openers and tokens[place - 1].norm not in openers:
            body = place - (tokens[place - 1].kind is Kind.BREAK)
            yield Moved([*tokens[place:end], *_COMMA, *tokens[:body], *tokens[end:]], 0)
