"""Whole lines out of runs: what was drawn piece by piece on one row is one line again.

Pure. PDFium begins a new run at every superscript and at wide gaps; a paragraph needs the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from workers.extraction.lines import RAISED_EM, RAISED_SIZE, SUPERSCRIPTS, Font, Line

JOINT_EM = 0.12
"""A gap from which on two runs are two words."""

_BEFORE_RAISED: Final = re.compile(r"(?:[a-zß-öø-ÿ]{3}[.,;:)”’]?|\d)$")

CELL_SEPARATOR = "\t"
"""Between runs with a wide gap; white space to every reader, and a table's cells to ours."""


def mended(runs: Sequence[Line]) -> list[Line]:
    """The runs of a page without the breaks at superscripts and changes of font; wide gaps stay.

    A run is joined only to the one drawn before it, so no words change places.
    """
    return _joined_where(runs, _continues)


def whole_lines(runs: Sequence[Line]) -> list[Line]:
    """The lines of one flow: runs that were drawn as one row are one line of several cells."""
    return _joined_where(runs, lambda line, run: line.row == run.row)


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Lines of one flow from top to bottom.

    Drawing order is kept where it makes sense, because it knows what geometry does not; only stretches that were
    drawn after others although they lie above them are moved.
    """
    stretches = _stretches(lines)
    if len(stretches) == 1:
        return list(lines)
    return [line for group in _stacked(stretches) for stretch in group for line in stretch]


def _joined_where(runs: Sequence[Line], belong: Callable[[Line, Line], bool]) -> list[Line]:
    lines: list[Line] = []
    for run in runs:
        if lines and belong(lines[-1], run):
            lines[-1] = _joined(lines[-1], run)
        else:
            lines.append(run)
    return lines


def _continues(line: Line, run: Line) -> bool:
    if line.row == run.row:
        return False
    size = max(line.size, run.size)
    gap = run.left - line.right
    if not -0.35 * size < gap < 1.2 * size:
        return False
    overlap = min(line.top, run.top) - max(line.bottom, run.bottom)
    return overlap > 0.3 * min(line.top - line.bottom, run.top - run.bottom)


def _joined(line: Line, run: Line) -> Line:
    size = max(line.size, run.size)
    gap = run.left - line.right
    wide = line.row == run.row
    separator = CELL_SEPARATOR if wide else " " if gap > JOINT_EM * size else ""
    main = line if len(line.text) * line.size >= len(run.text) * run.size else run
    letters = len(line.text) + len(run.text)
    return Line(
        text=line.text + separator + (_raised(line, run) if not separator else run.text),
        left=min(line.left, run.left),
        right=max(line.right, run.right),
        baseline=main.baseline,
        size=main.size,
        font=_shared(main.font, line.font, run.font),
        row=run.row,
        cells=line.cells + run.cells if wide else max(line.cells, run.cells),
        hyphen=run.hyphen,
        math_share=(line.math_share * len(line.text) + run.math_share * len(run.text)) / letters,
    )


def _raised(line: Line, run: Line) -> str:
    """The text of a run that follows without a gap; digits small and high behind a number or a word stay raised."""
    is_raised = run.size < RAISED_SIZE * line.size and run.baseline - line.baseline > RAISED_EM * line.size
    if is_raised and run.text.isdecimal() and _BEFORE_RAISED.search(line.text):
        return run.text.translate(SUPERSCRIPTS)
    return run.text


def _shared(main: Font, one: Font, other: Font) -> Font:
    """The main font, bold and so on only as far as both are; formulas do not count."""
    if one is other or one.math or other.math or one == other:
        return main
    return replace(main, bold=one.bold and other.bold, italic=one.italic and other.italic, mono=one.mono and other.mono)


def _stretches(lines: Iterable[Line]) -> list[list[Line]]:
    """Runs of lines that go down the page, each below the one before."""
    stretches: list[list[Line]] = []
    for line in lines:
        last = stretches[-1][-1] if stretches else None
        if last is not None and -0.6 * line.size < last.baseline - line.baseline < 6 * max(line.size, last.size):
            stretches[-1].append(line)
        else:
            stretches.append([line])
    return stretches


def _stacked(stretches: list[list[Line]]) -> list[list[list[Line]]]:
    """Stretches from top to bottom; those that lie beside each other stay together in drawing order."""
    groups: list[tuple[float, list[list[Line]]]] = []
    order = {id(stretch): index for index, stretch in enumerate(stretches)}
    for stretch in sorted(stretches, key=lambda each: -max(line.top for line in each)):
        top = max(line.top for line in stretch)
        bottom = min(line.bottom for line in stretch)
        if groups and top > groups[-1][0] + 0.3 * stretch[0].size:
            groups[-1][1].append(stretch)
            groups[-1] = (min(groups[-1][0], bottom), groups[-1][1])
        else:
            groups.append((bottom, [stretch]))
    return [sorted(group, key=lambda each: order[id(each)]) for _, group in groups]
