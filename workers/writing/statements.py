"""Which of these does the document say: one statement as it stands there, three in which something else is put.

Whoever fills a hole chooses what goes with the words around it. Here nothing shows what was put in the place of what:
to tell the statement that holds from those that merely could, one has to have read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from app.notes import CHOICES_PER_QUESTION
from workers.writing.chance import seeded
from workers.writing.choices import PERSON, WRONG
from workers.writing.holes import Kind
from workers.writing.lexicon.base import Lexicon
from workers.writing.readable import word_count
from workers.writing.segment import ends_sentence
from workers.writing.weighing import GUESSED, Read, Ready

MIN_WORDS, MAX_WORDS = 7, 28
NEVER: Final = -99.0
SUBTLE: Final = {Kind.NUMBER: 6.0, Kind.DEGREE: 3.0, Kind.MEMBER: 2.5, Kind.NAME: NEVER, Kind.NOUN: NEVER}
"""How hard it is to see that something else was put, by what it is, in the model's units of temptation. Any other noun
in a noun's place makes nonsense too often."""
MIN_SUBTLETY: Final = 0.5
"""What would be seen sooner is not changed."""
MOST_TEMPTING: Final = 3.0
STATEMENT_WORTH: Final = 1.2


def statement_questions(read: Sequence[Read], headings: Sequence[str], lexicon: Lexicon) -> Iterator[Ready]:
    """Of neighbouring statements, four by four, one question each; `headings` are the sections'."""
    best: dict[tuple[int, int], Read] = {}
    for each in read:
        asked = each.asked
        words = word_count(asked.source, lexicon)
        if not asked.source or not MIN_WORDS <= words <= MAX_WORDS or not ends_sentence(asked.source):
            continue
        if asked.source[:1].islower() or not each.asked.others:
            continue
        key = (asked.section, asked.place)
        if key not in best or _subtlety(each) > _subtlety(best[key]):
            best[key] = each
    in_order = [best[key] for key in sorted(best)]
    for four in _fours(in_order):
        yield _question(four, headings, lexicon)


def _fours(read: Sequence[Read]) -> Iterator[Sequence[Read]]:
    """Of a section, then of what is left. All four could be changed: one in which nothing could would be known."""
    left: list[Read] = []
    changeable = [each for each in read if _subtlety(each) >= MIN_SUBTLETY]
    for _, group in groupby(changeable, key=lambda each: each.asked.section):
        of_section = list(group)
        whole = len(of_section) - len(of_section) % CHOICES_PER_QUESTION
        yield from _cut(of_section[:whole])
        left += of_section[whole:]
    yield from _cut(left)


def _cut(read: Sequence[Read]) -> Iterator[Sequence[Read]]:
    for start in range(0, len(read) - WRONG, CHOICES_PER_QUESTION):
        yield read[start : start + CHOICES_PER_QUESTION]


def _question(four: Sequence[Read], headings: Sequence[str], lexicon: Lexicon) -> Ready:
    """One, drawn by lot, stays as it is."""
    lot = seeded(four[0].asked.source) % len(four)
    kept, changed = four[lot].asked, [*four[:lot], *four[lot + 1 :]]
    pages = sorted({citation.page for each in four for citation in each.asked.citations})
    where = str(pages[0]) if len(pages) == 1 else f"{pages[0]}–{pages[-1]}"
    question = lexicon.quiz.says.format(heading=headings[kept.section], pages=where)
    wrong = tuple(_changed(each) for each in changed)
    asked = replace(
        kept, kind=Kind.STATEMENT, question=question, answer=kept.source, others=wrong, worth=STATEMENT_WORTH, source=""
    )
    sources = tuple(each.asked.source for each in four)
    return Ready(asked, wrong, GUESSED[Kind.STATEMENT] - _bonus(changed), sources)


def _changed(read: Read) -> str:
    asked = read.asked
    (start, end), other = asked.span, asked.others[read.order[0]]
    return asked.source[:start] + other + asked.source[end:]


def _subtlety(read: Read) -> float:
    kind, shape = read.asked.kind, read.asked.shape
    subtle = SUBTLE[Kind.MEMBER] if shape.startswith(("label:", PERSON)) else SUBTLE[kind]
    return subtle + min(MOST_TEMPTING, read.temptation)


def _bonus(changed: Sequence[Read]) -> float:
    """A little less is guessed where all changes are subtle."""
    return min(0.1, 0.02 * min(map(_subtlety, changed)))
