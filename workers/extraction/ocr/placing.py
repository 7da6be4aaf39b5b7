"""Recognised lines as lines of a page: made level, on shared baselines, in a few sizes, as a PDF would give them.

Pure. Pictures are measured in pixels from the upper left corner, pages in points from the lower left one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final, Protocol

from workers.extraction.columns import flows
from workers.extraction.glyphs import WIDE_GAP_EM
from workers.extraction.lines import Font, Line, turned

MIN_SKEW: Final = math.radians(0.15)
"""A line of text that is less askew stays within its own row."""

LONG: Final = 6.0
"""Times its height, from which on a line tells an angle."""

SMALL_LETTERS_EM: Final = 0.46
"""Height of letters like “x” in ordinary type, as a share of its size; fonts differ from 0.43 to 0.53."""
CAPITALS_EM: Final = 0.68
IDEOGRAPHS_EM: Final = 0.8

SAME_SIZE: Final = 0.13
"""Sizes that differ by less cannot be told apart in a picture."""

SAME_ROW_EM: Final = 0.35

BOLD: Final = 1.3
"""Times the usual width of strokes on the page."""
MIN_BOLD_CHARS: Final = 3


class Placed(Protocol):
    """A line in a picture; see `ink.Ink` and `engine.Quad`."""

    @property
    def corners(self) -> Sequence[tuple[float, float]]: ...
    @property
    def text(self) -> str: ...
    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def baseline(self) -> float: ...
    @property
    def stroke(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """The picture that lines were found in: `scale` pixels are a point, and the page is `width` × `height` points."""

    width: float
    height: float
    scale: float


def skew_of(found: Sequence[Placed]) -> float:
    """The angle, in radians and clockwise as one sees it, by which most of the text is turned; 0 where it hardly is."""
    angles: list[tuple[float, float]] = []
    for each in found:
        (x, y), (to_x, to_y), _, (down_x, down_y) = each.corners
        length, height = math.dist((x, y), (to_x, to_y)), math.dist((x, y), (down_x, down_y))
        if length > LONG * height:
            angles.append((math.atan2(to_y - y, to_x - x), length))
    skew = _weighted_median(angles)
    return skew if abs(skew) > MIN_SKEW else 0.0


def lines_of(found: Sequence[Placed], sheet: Sheet, skew: float) -> tuple[Line, ...]:
    """The lines in reading order, column by column, as if the page had not been askew."""
    lines = [_line(each, sheet, skew) for each in found]
    lines = _in_few_sizes(lines)
    usual = _weighted_median([(each.stroke, len(each.text)) for each in found])
    lines = [
        replace(line, font=Font(bold=True))
        if usual and each.stroke > BOLD * usual and len(each.text) >= MIN_BOLD_CHARS
        else line
        for line, each in zip(lines, found, strict=True)
    ]
    placed = [_without_hyphen(line) for number, row in enumerate(_rows(lines)) for line in _joined(row, number)]
    return tuple(line for flow in flows(placed) for line in flow)


def _line(each: Placed, sheet: Sheet, skew: float) -> Line:
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = each.corners
    width = (math.dist((x1, y1), (x2, y2)) + math.dist((x4, y4), (x3, y3))) / 2 / sheet.scale
    height = (math.dist((x1, y1), (x4, y4)) + math.dist((x2, y2), (x3, y3))) / 2 / sheet.scale
    x = (x1 + x2 + x3 + x4) / 4 / sheet.scale
    y = sheet.height - (y1 + y2 + y3 + y4) / 4 / sheet.scale
    x, y = turned(x, y, skew, (sheet.width / 2, sheet.height / 2))
    left = x - width / 2
    return Line(
        text=each.text,
        left=left + each.left * width,
        right=left + each.right * width,
        baseline=y + height / 2 - each.baseline * height,
        size=max(1.0, (each.baseline - each.top) * height / _zone_em(each.text)),
    )


def _zone_em(text: str) -> float:
    """Which share of its size the rows full of ink have: that depends on the letters."""
    small = sum(char.islower() for char in text)
    ideographs = sum("\u2e80" <= char <= "\ud7ff" for char in text)
    if 2 * ideographs > small:
        return IDEOGRAPHS_EM
    tall = sum(char.isupper() or char.isdigit() for char in text)
    return SMALL_LETTERS_EM if small >= tall else CAPITALS_EM


def _in_few_sizes(lines: list[Line]) -> list[Line]:
    """The same lines, where sizes that cannot be told apart are equal: the most frequent ones attract the others."""
    sizes = list(lines)
    left = set(range(len(lines)))
    while left:
        best = max(left, key=lambda at: (sum(len(lines[other].text) for other in _near(lines, left, at)), -at))
        group = _near(lines, left, best)
        size = _weighted_median([(lines[at].size, len(lines[at].text)) for at in group])
        for at in group:
            sizes[at] = replace(lines[at], size=size)
        left -= set(group)
    return sizes


def _near(lines: list[Line], among: set[int], at: int) -> list[int]:
    size = lines[at].size
    return [other for other in among if abs(lines[other].size - size) <= SAME_SIZE * size]


def _rows(lines: list[Line]) -> list[list[Line]]:
    """Lines that share a baseline, from top to bottom; each row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: -each.baseline):
        row = next((row for row in reversed(rows[-4:]) if _belongs(line, row)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _belongs(line: Line, row: list[Line]) -> bool:
    near = abs(median(each.baseline for each in row) - line.baseline) < SAME_ROW_EM * min(line.size, row[0].size)
    return near and all(line.right <= each.left + line.size or line.left >= each.right - line.size for each in row)


def _joined(row: list[Line], number: int) -> list[Line]:
    """The row's lines; what the detector has cut where there is no wide gap is one line again."""
    joined: list[Line] = []
    for line in row:
        last = joined[-1] if joined else None
        if last and line.left - last.right < WIDE_GAP_EM * min(line.size, last.size):
            longer = last if len(last.text) >= len(line.text) else line
            joined[-1] = replace(
                longer, text=f"{last.text} {line.text}", left=last.left, right=max(last.right, line.right), row=number
            )
        else:
            joined.append(replace(line, row=number))
    return joined


def _without_hyphen(line: Line) -> Line:
    """PDFium takes the hyphen off a line's end, and says so; whoever joins lines counts on it."""
    text = line.text
    if len(text) > 1 and text[-1] in "-‐" and text[-2].isalpha():
        return replace(line, text=text[:-1], hyphen=True)
    return line


def _weighted_median(pairs: Sequence[tuple[float, float]]) -> float:
    """The value below which half of the weight lies; 0 for none."""
    half, weight = sum(weight for _, weight in pairs) / 2, 0.0
    for value, share in sorted(pairs):
        weight += share
        if weight >= half:
            return value
    return 0.0
