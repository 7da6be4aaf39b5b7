"""What does the document say here: four statements as it makes them, of which three stand elsewhere in it.

Nothing is changed in them, so that none is known by what does not fit in it: to tell which belongs to a place, one has
to have read that.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from app.notes import Section
from workers.writing.asked import Asked
from workers.writing.chance import seeded
from workers.writing.choices import WRONG, Said
from workers.writing.holes import Kind
from workers.writing.lexicon.base import Lexicon
from workers.writing.rank import stems_of
from workers.writing.told import Told, differ, fit
from workers.writing.weighing import BY_HAND, GUESSED, Ready

OF_A_SECTION: Final = 3
NEAR: Final = 3
"""Sections that are so far from each other are about things that are told apart by their names."""
MOST_USES: Final = 2
"""In so many questions a statement may stand, be it right or wrong there."""
STATEMENT_WORTH: Final = 1.0


def statement_questions(told: Sequence[Told], sections: Sequence[Section], lexicon: Lexicon) -> Iterator[Ready]:
    """A few questions about each section that is one of several."""
    uses: Counter[str] = Counter()
    for own in _in_turn(told, sections, lexicon):
        left = [each for each in told if uses[each.point.text] < MOST_USES]
        ready = _question(own, sections, told, left, lexicon)
        if ready:
            uses.update((own.point.text, *ready.wrong))
            yield ready


def _in_turn(told: Sequence[Told], sections: Sequence[Section], lexicon: Lexicon) -> Iterator[Told]:
    """One statement of each section, then a second: those in which no word of the heading tells where they stand."""
    headings = [section.heading.casefold() for section in sections]
    streams: list[list[Told]] = []
    for number, heading in enumerate(headings):
        named = frozenset(stems_of(sections[number].heading, lexicon))
        own = [each for each in told if each.section == number and not each.stems & named]
        if named and headings.count(heading) == 1:
            streams.append(sorted(own, key=lambda each: seeded(each.point.text))[:OF_A_SECTION])
    for row in zip_longest(*streams):
        yield from (each for each in row if each)


def _question(
    own: Told, sections: Sequence[Section], told: Sequence[Told], left: Sequence[Told], lexicon: Lexicon
) -> Ready | None:
    headings = [section.heading for section in sections]
    fits = {each.point.text: fit(each, own.section, told, headings, lexicon) for each in (own, *left)}
    said = Said([each.point.text for each in told if each.section == own.section], lexicon)
    chosen: list[Told] = []
    outside = [each for each in left if not _is_within(each.section, own.section, sections)]
    outside.sort(key=lambda each: (abs(each.section - own.section) // NEAR, -fits[each.point.text]))
    for other in outside:
        if all(differ(other, each) for each in (own, *chosen)) and not said.carries(other.point.text, ""):
            chosen.append(other)
        if len(chosen) == WRONG:
            break
    else:
        return None
    weights = [math.exp(fits[each.point.text]) for each in (own, *chosen)]
    guessed = BY_HAND * GUESSED[Kind.STATEMENT] + (1 - BY_HAND) * weights[0] / sum(weights)
    texts = tuple(each.point.text for each in chosen)
    return Ready(_asked(own, headings[own.section], texts, lexicon), texts, guessed)


def _asked(own: Told, heading: str, wrong: tuple[str, ...], lexicon: Lexicon) -> Asked:
    return Asked(
        kind=Kind.STATEMENT,
        question=lexicon.quiz.says.format(heading=heading),
        statement="",
        answer=own.point.text,
        others=wrong,
        explanation=own.point.text,
        citations=own.point.citations,
        section=own.section,
        place=own.place,
        worth=STATEMENT_WORTH,
    )


def _is_within(one: int, other: int, sections: Sequence[Section]) -> bool:
    """Whether two sections are the same, or one a part of the other."""
    first, last = sorted((one, other))
    if first == last:
        return True
    return all(each.level > sections[first].level for each in sections[first + 1 : last + 1])
