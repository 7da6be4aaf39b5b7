"""In which order does the document say these: three statements near each other, and four of their orders.

Each order stands beside its reverse, so that of any two statements each comes before the other in two of the four.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from workers.writing.asked import ARROW, Asked
from workers.writing.chance import seeded
from workers.writing.holes import Kind
from workers.writing.lexicon.base import Lexicon
from workers.writing.rank import stems_of
from workers.writing.told import Told, stretches
from workers.writing.weighing import GUESSED, Ready

THREE: Final = 3
MIN_SHOWN_WORDS, MIN_SHOWN_SIGNS = 3, 8
"""So much of its beginning stands for a statement at least, in languages with spaces and without."""
COURSE_WORTH: Final = 0.8
_LIST: Final = (0, 1, 2)
_ORDERS: Final = (((0, 2, 1), (1, 2, 0)), ((1, 0, 2), (2, 0, 1)))
"""Beside the right order and its reverse one of these pairs, of which each is the other's reverse."""


def course_questions(told: Sequence[Told], lexicon: Lexicon) -> Iterator[Ready]:
    """One about each three neighbours; a statement may be in several of them."""
    for three in stretches(told, THREE, lexicon):
        ready = _question(three, lexicon)
        if ready:
            yield ready


def _question(three: Sequence[Told], lexicon: Lexicon) -> Ready | None:
    texts = [each.text for each in three]
    heads = _heads(texts, lexicon)
    quoted = [set(stems_of(" ".join(c.quote for c in each.point.citations), lexicon)) for each in three]
    if heads is None or any(
        not set(stems_of(head, lexicon)) <= stems for head, stems in zip(heads, quoted, strict=True)
    ):
        return None
    seed = "".join(texts)
    listed = sorted(_LIST, key=lambda number: seeded(f"{seed}{number}"))
    orders = (_LIST[::-1], *_ORDERS[seeded(seed) % len(_ORDERS)])
    gap = " " if lexicon.spaced else ""
    statements = gap.join(f"({place}) {texts[number]}" for place, number in enumerate(listed, start=1))
    wrong = tuple(ARROW.join(heads[number] for number in order) for order in orders)
    asked = Asked(
        kind=Kind.COURSE,
        question=lexicon.quiz.course.format(statements=statements),
        statement="",
        answer=ARROW.join(heads),
        others=wrong,
        explanation=ARROW.join(texts),
        citations=tuple(citation for each in three for citation in each.point.citations),
        section=three[0].section,
        place=three[0].place,
        worth=COURSE_WORTH,
    )
    return Ready(asked, wrong, GUESSED[Kind.COURSE], tuple(texts))


def _heads(texts: Sequence[str], lexicon: Lexicon) -> list[str] | None:
    """The beginnings by which the statements are told apart; None where they begin alike for too long."""
    parted = [text.split() if lexicon.spaced else list(text) for text in texts]
    least, gap = (MIN_SHOWN_WORDS, " ") if lexicon.spaced else (MIN_SHOWN_SIGNS, "")
    for length in range(least, 2 * least + 1):
        heads = [gap.join(words[:length]).rstrip(",;:.(，；：。") + " …" for words in parted]
        has_content = all(stems_of(head, lexicon) for head in heads)
        if has_content and len({head.casefold() for head in heads}) == THREE:
            return heads
    return None
