"""How easily a question is answered by somebody who has read nothing: by the language model's likelihoods.

The model reads the beginning of a statement and is asked how likely each choice is with what follows it, and how likely
that choice is anywhere. What gains most from its surroundings is what such a reader would take.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from workers.llm.protocol import Message, Role, ScoreRequest
from workers.writing.asked import Asked
from workers.writing.cloze import BLANK
from workers.writing.holes import Kind

LEADING_WORDS, FOLLOWING_WORDS = 14, 4
"""So many words before and behind the blank are read with a choice: what is further away says little more."""
COMMON: Final = 0.35
"""How much of a choice's likelihood anywhere is taken off its likelihood here."""
SHARPNESS: Final = 0.5
"""How far differences of likelihood count: a reader is less sure than the model."""

_OPENING: Final = Message(Role.SYSTEM, "Continue the sentence of a textbook.")
_ANYWHERE: Final = "It is"


def readings(asked: Sequence[Asked]) -> list[ScoreRequest]:
    """What the model is to read; `preferences` takes the totals of its scores in this order."""
    return [_request(lead, text) for lead, text in _texts(asked)]


def preferences(asked: Sequence[Asked], totals: Sequence[float | None]) -> list[list[float]]:
    """For each question how much its answer, then each other choice, is preferred; logarithms.

    `totals` are those of `readings`, None where a text had no room. Empty for a question that was not read as a whole.
    """
    total = dict(zip(_texts(asked), totals, strict=True))
    return [_preferred(each, total) for each in asked]


def _preferred(asked: Asked, total: Mapping[tuple[str, str], float | None]) -> list[float]:
    found: list[float] = []
    for choice in (asked.answer, *asked.others) if is_read(asked) else ():
        here, anywhere = total[_here(asked, choice)], total[_ANYWHERE, choice]
        if here is None or anywhere is None:
            return []
        found.append(here - COMMON * anywhere)
    return found


def chance_of(preferred: Sequence[float]) -> float:
    """The probability, 0..1, that such a reader takes the first of some choices."""
    top = max(preferred)
    weights = [math.exp(SHARPNESS * (each - top)) for each in preferred]
    return weights[0] / sum(weights)


def _texts(asked: Sequence[Asked]) -> list[tuple[str, str]]:
    """(what is read before, what is weighed), each once; what has its beginning in common stands together."""
    read = [(each, choice) for each in asked if is_read(each) for choice in (each.answer, *each.others)]
    here = [_here(each, choice) for each, choice in read]
    first = {lead: number for number, (lead, _) in reversed(list(enumerate(here)))}
    here.sort(key=lambda each: first[each[0]])
    return list(dict.fromkeys([*here, *((_ANYWHERE, choice) for _, choice in read)]))


def is_read(asked: Asked) -> bool:
    """Whether the model has anything to say of a question: not of near numbers, not of an order, and not of nouns: they
    are told whatever it says, and asked for where nothing else is left."""
    return BLANK in asked.statement and asked.kind not in (Kind.NUMBER, Kind.NOUN)


def _here(asked: Asked, choice: str) -> tuple[str, str]:
    before, _, after = asked.statement.partition(BLANK)
    following = " ".join(after.split()[:FOLLOWING_WORDS])
    gap = " " if after[:1] == " " and following else ""
    return " ".join(before.split()[-LEADING_WORDS:]), f"{choice}{gap}{following}"


def _request(lead: str, text: str) -> ScoreRequest:
    messages = (_OPENING, Message(Role.USER, lead or "…"))
    return ScoreRequest(messages=messages, text=text, fixed=1)
