"""Paragraphs out of the lines of one flow: where one ends and the next begins.

Pure. What decides is, in this order: how lines look, type, white space above, list marks, indents, short last lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from workers.extraction.lines import Line
from workers.extraction.looks import Look, has_bullet, is_enumerated, look_of

SAME_SIZE: Final = 1.12
"""Ratio up to which two lines are set in the same size; a superscript at the line's middle may mislead the reader."""
INDENT_EM: Final = 0.6
EXTRA_LEADING: Final = 1.22
MIN_EXTRA_EM: Final = 0.25

_ENDS_SENTENCE: Final = re.compile(r".*[.!?:;…。！？：；][)\]”’\"'»]{0,3}$")
_BEGINS_SENTENCE: Final = re.compile(r"^[\"“„‘'«(\[]?[A-ZÀ-ÖØ-Þ0-9\u2e80-\u9fff¿¡]")

_FRAGMENT: Final = re.compile(r"^(?![^\W\d_]{2,4}$).{1,4}$")
"""A run that belongs to a formula when it stands beside one; a short word does not."""

_NOTE_NUMBER: Final = re.compile(r"^(\d{1,3})\s?(?=[^\W\d_]|[\"“„(\[])")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; `look` is what most of them look like, `size` that of the longest.

    Nobody changes one.
    """

    lines: tuple[Line, ...]
    look: Look
    size: float = field(init=False)

    def __post_init__(self) -> None:
        longest = self.lines[0]
        for line in self.lines:
            if len(line.text) > len(longest.text):
                longest = line
        self.size = longest.size

    @property
    def bold(self) -> bool:
        return all(line.font.bold for line in self.lines)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a flow: its edges and the distance of its baselines, in points."""

    left: float
    right: float
    leading: float
    body_size: float

    @property
    def width(self) -> float:
        return max(1.0, self.right - self.left)


def paragraphs_of(lines: Sequence[Line], *, body_size: float) -> list[Paragraph]:
    """The paragraphs of one flow, whose lines are in reading order."""
    if not lines:
        return []
    measure = _measure(lines, body_size)
    looks = _settled(lines, measure)
    found: list[tuple[list[Line], Look]] = []
    for line, look in zip(lines, looks, strict=True):
        if found and not _begins(line, look, found[-1][0], found[-1][1], measure):
            found[-1][0].append(line)
        else:
            found.append(([line], look))
    return [Paragraph(tuple(group), look) for group, look in found]


def _measure(lines: Sequence[Line], body_size: float) -> Measure:
    body = [line for line in lines if abs(line.size - body_size) < 0.08 * body_size] or list(lines)
    # A drawing's labels or a listing on the page have a distance of their own.
    steps = _steps(lines, at_least=25) or _steps(lines, at_least=1)
    lefts = Counter(round(line.left) for line in body)
    rights = sorted(line.right for line in body)
    return Measure(
        left=float(min(left for left, count in lefts.items() if count >= 0.15 * len(body) or len(lefts) > 6)),
        right=rights[-1 - len(rights) // 20],
        leading=median(steps) if steps else 1.2 * body_size,
        body_size=body_size,
    )


def _steps(lines: Sequence[Line], *, at_least: int) -> list[float]:
    """Distances of the baselines of neighbours that have so many characters."""
    return [
        above.baseline - below.baseline
        for above, below in pairwise(lines)
        if min(len(above.text), len(below.text)) >= at_least
        and abs(above.size - below.size) < 0.05 * below.size
        and 0.9 * below.size < above.baseline - below.baseline < 2.4 * below.size
    ]


def _settled(lines: Sequence[Line], measure: Measure) -> list[Look]:
    """The looks of lines after a glance at their neighbours: a single row of cells is no table, and so on."""
    looks = [look_of(line) for line in lines]
    settled = list(looks)
    for index, look in enumerate(looks):
        before = looks[index - 1] if index else Look.TEXT
        after = looks[index + 1] if index + 1 < len(looks) else Look.TEXT
        lone_row = look is Look.CELLS and Look.CELLS not in {before, after}
        if lone_row or (
            look is Look.FORMULA and before is Look.TEXT and _ends_paragraph(lines[index - 1], lines[index], measure)
        ):
            settled[index] = Look.TEXT
        elif look is Look.TEXT and _FRAGMENT.match(lines[index].text) and Look.FORMULA in {before, after}:
            settled[index] = Look.FORMULA
    return settled


def _ends_paragraph(above: Line, line: Line, measure: Measure) -> bool:
    """Whether a line that looks like a formula is only the rest of a sentence: “… in the interval / [0, 1].”"""
    step = above.baseline - line.baseline
    return (
        abs(line.left - measure.left) < 0.5 * line.size
        and above.right > measure.right - 2.5 * above.size
        and 0 < step < EXTRA_LEADING * measure.leading
    )


def _begins(line: Line, look: Look, group: list[Line], group_look: Look, measure: Measure) -> bool:
    """Whether a line begins a new paragraph after the lines of `group`."""
    last = group[-1]
    step = last.baseline - line.baseline
    if look is not Look.TEXT or group_look is not Look.TEXT:
        # The parts of a fraction go up and down.
        highest = -3.0 if look is Look.FORMULA else -0.6
        return look is not group_look or step > 2.6 * max(line.size, last.size) or step < highest * line.size
    if step < -0.5 * line.size or _other_type(line, group):
        return True
    usual = max(measure.leading, (1.4 if line.size > SAME_SIZE * measure.body_size else 1.0) * line.size)
    if step > max(EXTRA_LEADING * usual, usual + MIN_EXTRA_EM * line.size):
        return True
    if has_bullet(line.text) or (is_enumerated(line.text) and _allows_item(last, group, measure)):
        return True
    if line.size < 0.93 * measure.body_size and _is_next_note(line, group[0]):
        return True
    return _indented(line, group, measure) or _after_short_line(line, group, measure)


def _other_type(line: Line, group: list[Line]) -> bool:
    last = group[-1]
    ratio = max(line.size, last.size) / max(0.1, min(line.size, last.size))
    shorter = min(len(line.text), len(last.text))
    return (ratio > SAME_SIZE and shorter > 3) or (line.font.bold != last.font.bold and shorter > 2)


def _is_next_note(line: Line, first: Line) -> bool:
    one, other = _NOTE_NUMBER.match(first.text), _NOTE_NUMBER.match(line.text)
    return one is not None and other is not None and int(other.group(1)) == int(one.group(1)) + 1


def _allows_item(last: Line, group: list[Line], measure: Measure) -> bool:
    return (
        bool(_ENDS_SENTENCE.match(last.text[-4:]))
        or last.right < measure.right - 2 * last.size
        or is_enumerated(group[0].text)
        or has_bullet(group[0].text)
    )


def _indented(line: Line, group: list[Line], measure: Measure) -> bool:
    indent = INDENT_EM * line.size
    last = group[-1]
    if len(group) == 1:
        if line.left > last.left + indent:  # hanging (a list item, a reference), or the next paragraph's first line
            far = line.left > last.left + line.size  # “(a) ” is wider than that
            hangs = has_bullet(last.text) or (is_enumerated(last.text) and far) or last.hyphen
            full = last.right > measure.right - 2.5 * last.size
            ended = bool(_ENDS_SENTENCE.match(last.text[-4:])) and bool(_BEGINS_SENTENCE.match(line.text))
            return not hangs and (not full or ended) and not _centred(last, line)
        return (
            line.left < last.left - 3 * indent and last.right < measure.right - 6 * indent and not _centred(last, line)
        )
    rest = min(each.left for each in group[1:])
    if _centred(last, line) and last.width < 0.8 * measure.width:
        return False
    return line.left > rest + indent or line.left < rest - indent


def _centred(above: Line, below: Line) -> bool:
    return abs(above.left + above.right - below.left - below.right) < 2 * above.size


def _after_short_line(line: Line, group: list[Line], measure: Measure) -> bool:
    """Whether the line above ended although the next word had room there: it ended a paragraph."""
    last = group[-1]
    if last.hyphen or not _BEGINS_SENTENCE.match(line.text):
        return False
    room = measure.right - last.right
    word = line.width * len(line.text.split(maxsplit=1)[0]) / len(line.text)
    if room < word + 0.8 * line.size or room < 0.08 * measure.width:
        return False
    is_title = last.font.bold or last.size > SAME_SIZE * measure.body_size
    return bool(_ENDS_SENTENCE.match(last.text[-4:])) or not (is_title or _centred(last, line))
