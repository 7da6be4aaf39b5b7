"""Two statements with a blank each, asked for at once: who guesses one of two right three times in four has both half
the time, and no choice is the odd one out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from app.notes import CHOICES_PER_QUESTION
from workers.writing.asked import AND
from workers.writing.holes import Kind
from workers.writing.lexicon.base import Lexicon
from workers.writing.readable import word_count
from workers.writing.weighing import Read, Ready

MAX_WORDS: Final = 26
"""Of each statement: two are read at once."""
MAX_TOLD: Final = 0.85
"""What is told more often when there are two to choose from decides the other blank too."""


def pair_questions(read: Sequence[Read], lexicon: Lexicon) -> Iterator[Ready]:
    """Each statement with its least told blank, beside the next of its section, then beside what is left."""
    best: dict[tuple[int, int, str], Read] = {}
    for each in read:
        key = (each.asked.section, each.asked.place, each.asked.source)
        if not each.asked.source or word_count(each.asked.source, lexicon) > MAX_WORDS or _told(each) > MAX_TOLD:
            continue
        if key not in best or _told(each) < _told(best[key]):
            best[key] = each
    left: list[Read] = []
    for _, group in groupby([best[key] for key in sorted(best)], key=lambda each: each.asked.section):
        of_section = list(group)
        if len(of_section) % 2:
            left.append(of_section.pop(of_section.index(max(of_section, key=_told))))
        yield from _joined(of_section, lexicon)
    yield from _joined(left, lexicon)


def _joined(read: Sequence[Read], lexicon: Lexicon) -> Iterator[Ready]:
    for one, two in zip(read[::2], read[1::2], strict=False):
        pair = _pair(one, two, lexicon)
        if pair:
            yield pair


def _told(read: Read) -> float:
    return read.guessed(read.order[:1])


def _pair(one: Read, two: Read, lexicon: Lexicon) -> Ready | None:
    first, second = one.asked, two.asked
    a, b = first.answer, second.answer
    other_a, other_b = first.others[one.order[0]], second.others[two.order[0]]
    if len({a.lower(), b.lower(), other_a.lower(), other_b.lower()}) < CHOICES_PER_QUESTION:
        return None
    question = lexicon.quiz.two.format(statement=f"(1) {first.statement} (2) {second.statement}")
    wrong = (a + AND + other_b, other_a + AND + b, other_a + AND + other_b)
    gap = " " if lexicon.spaced else ""
    both = replace(
        first,
        kind=Kind.PAIR,
        question=question,
        statement=question,
        answer=a + AND + b,
        others=wrong,
        explanation=f"{first.source}{gap}{second.source}",
        citations=tuple(dict.fromkeys((*first.citations, *second.citations))),
        worth=(first.worth + second.worth) / 2,
    )
    return Ready(both, wrong, _told(one) * _told(two), (first.source, second.source))
