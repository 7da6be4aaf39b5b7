"""Two holes of one statement at once, each with its most tempting other filling: no choice is the odd one out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from app.notes import CHOICES_PER_QUESTION
from workers.writing.asked import AND
from workers.writing.choices import Said
from workers.writing.cloze import BLANK
from workers.writing.holes import Kind
from workers.writing.lexicon.base import Lexicon
from workers.writing.weighing import GUESSED, Read, Ready


def pair_questions(read: Sequence[Read], said: Said, lexicon: Lexicon) -> Iterator[Ready]:
    """All pairs that the document does not say with other fillings too."""
    holes: defaultdict[tuple[int, int, str], list[Read]] = defaultdict(list)
    for each in read:
        if each.asked.source:
            holes[each.asked.section, each.asked.place, each.asked.source].append(each)
    for group in holes.values():
        for one, two in combinations(sorted(group, key=lambda each: each.asked.span), 2):
            pair = _pair(one, two, said, lexicon)
            if pair:
                yield pair


def _pair(one: Read, two: Read, said: Said, lexicon: Lexicon) -> Ready | None:
    first, second = one.asked, two.asked
    text, (start, end), (restart, last) = first.source, first.span, second.span
    if end >= restart or first.kind is second.kind is Kind.NOUN:
        return None
    a, b = first.answer, second.answer
    other_a, other_b = first.others[one.order[0]], second.others[two.order[0]]
    if len({a.lower(), b.lower(), other_a.lower(), other_b.lower()}) < CHOICES_PER_QUESTION:
        return None
    if said.carries(text[:start] + other_a + text[end:restart] + other_b + text[last:], f"{other_a} {other_b}"):
        return None
    statement = text[:start] + BLANK + text[end:restart] + BLANK + text[last:]
    wrong = (a + AND + other_b, other_a + AND + b, other_a + AND + other_b)
    both = replace(
        first,
        kind=Kind.PAIR,
        question=lexicon.quiz.two.format(statement=statement),
        statement=statement,
        answer=a + AND + b,
        others=wrong,
        worth=(first.worth + second.worth) / 2,
    )
    # Of two choices each is told as often as the root of how often one of four is.
    guessed = [each.guessed(each.order[:1], math.sqrt(GUESSED[each.asked.kind])) for each in (one, two)]
    return Ready(both, wrong, guessed[0] * guessed[1])
