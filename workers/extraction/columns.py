"""Columns of a page: which of its lines are read together, and in which order.

Pure. A gutter is a strip of the page that few lines cross and that has running text on both sides; lines that cross it
(a title, a wide figure's caption) divide the page into bands, which are read from top to bottom, column by column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import median
from typing import Final

from workers.extraction.lines import Line

STEP: Final = 2.0
"""Points between the places at which a gutter is looked for."""

MIN_GUTTER_EM: Final = 0.7
MAX_CROSSING_SHARE: Final = 0.4
MIN_COLUMN_SHARE: Final = 0.12
"""Of the region's characters, each side of a gutter."""
MIN_COLUMN_LINES: Final = 4
FULL_SHARE: Final = 0.55
"""A line is full from this share of its column's width on; text fills its column, labels and cells do not."""
MIN_FULL_LINES: Final = 0.4
MAX_DEPTH: Final = 4
"""Gutters inside columns inside columns: five columns are a poster."""


@dataclass(frozen=True, slots=True)
class _Gutter:
    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def flows(lines: Sequence[Line], *, depth: int = 0) -> list[list[Line]]:
    """The lines in groups, each read from its first to its last line, in drawing order inside a group."""
    gutter = _find_gutter(lines) if depth < MAX_DEPTH else None
    if gutter is None:
        return [list(lines)] if lines else []
    # A row that was drawn across the gutter in one piece without a gap crosses it; its parts beside the gap do not.
    crossing = [line for line in lines if _crosses(line, gutter)]
    left = [line for line in lines if not _crosses(line, gutter) and line.left < gutter.middle]
    right = [line for line in lines if not _crosses(line, gutter) and line.left >= gutter.middle]
    found: list[list[Line]] = []
    for upper, lower, across in _bands(crossing):
        if across:
            found.append(across)
            continue
        for side in (left, right):
            inside = [line for line in side if lower < line.baseline <= upper]
            found.extend(flows(inside, depth=depth + 1))
    return found


def _bands(crossing: list[Line]) -> list[tuple[float, float, list[Line]]]:
    """(upper, lower, lines that cross) from top to bottom: bands of columns have no such lines."""
    bands: list[tuple[float, float, list[Line]]] = []
    upper = float("inf")
    for line in sorted(crossing, key=lambda each: -each.baseline):
        if bands and bands[-1][2] and bands[-1][1] - line.baseline < 2.2 * line.size:
            bands[-1][2].append(line)
            bands[-1] = (bands[-1][0], line.baseline, bands[-1][2])
        else:
            bands.append((upper, line.baseline, []))
            bands.append((line.baseline, line.baseline, [line]))
        upper = line.baseline
    bands.append((upper, float("-inf"), []))
    return bands


def _find_gutter(lines: Sequence[Line]) -> _Gutter | None:
    """The clearest gutter, or None: most pages have one column."""
    if len(lines) < 2 * MIN_COLUMN_LINES:
        return None
    size = median([line.size for line in lines])
    left, right = min([line.left for line in lines]), max([line.right for line in lines])
    steps = int((right - left) / STEP)
    if right - left < 14 * size or not 0 < steps < 5000:
        return None
    candidates = _empty_strips(_crossings(lines, left, steps), left, len(lines), MIN_GUTTER_EM * size)
    good = [
        (crossings, -(strip.right - strip.left), strip) for crossings, strip in candidates if _divides(lines, strip)
    ]
    return min(good, key=lambda each: each[:2])[2] if good else None


def _crossings(lines: Sequence[Line], left: float, steps: int) -> list[int]:
    """How many lines lie over each place."""
    changes = [0] * (steps + 2)
    for line in lines:  # none of them begins before `left` or ends behind the last step
        changes[int((line.left - left) / STEP)] += 1
        changes[int((line.right - left) / STEP) + 1] -= 1
    return list(accumulate(changes[:-1]))


def _empty_strips(counts: list[int], left: float, total: int, min_width: float) -> list[tuple[int, _Gutter]]:
    """Runs of places that few lines cross, with how many do; only away from the edges."""
    strips: list[tuple[int, _Gutter]] = []
    first, last = int(0.12 * len(counts)), int(0.88 * len(counts))
    place = first
    while place < last:
        level = counts[place]
        end = place
        while end < len(counts) and counts[end] == level:
            end += 1
        is_valley = (place == 0 or counts[place - 1] > level) and (end == len(counts) or counts[end] > level)
        width = (end - place) * STEP
        if is_valley and width >= min_width and level <= MAX_CROSSING_SHARE * total:
            strips.append((level, _Gutter(left + place * STEP, left + end * STEP)))
        place = end
    return strips


def _divides(lines: Sequence[Line], gutter: _Gutter) -> bool:
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        if not _crosses(line, gutter):
            sides[line.left >= gutter.middle].append(line)
    rows_left = {line.row for line in sides[0]}
    shared = sum(line.row in rows_left for line in sides[1])
    # Rows that go over the gutter may be a table's; then only text that fills its columns is believed.
    strict = shared > 0.3 * min(len(sides[0]), len(sides[1]))
    total = sum(len(line.text) for line in lines)
    return all(_is_column(side, total, strict=strict) for side in sides)


def _is_column(side: list[Line], total_chars: int, *, strict: bool) -> bool:
    rows = _rows(side)
    if len(rows) < (2 * MIN_COLUMN_LINES if strict else MIN_COLUMN_LINES):
        return False
    chars = sorted(row[2] for row in rows)
    if sum(chars) < MIN_COLUMN_SHARE * total_chars:
        return False
    # Where text ends varies a little; a single line that sticks out must not make all others look short.
    left = sorted(row[0] for row in rows)[len(rows) // 10]
    right = sorted(row[1] for row in rows)[-1 - len(rows) // 10]
    full = sum(row[1] - row[0] >= FULL_SHARE * (right - left) for row in rows)
    share = 0.6 if strict else MIN_FULL_LINES
    return full >= share * len(rows) and chars[len(chars) // 2] >= (22 if strict else 12)


def _rows(side: list[Line]) -> list[tuple[float, float, int]]:
    """(left, right, letters) of the side's rows: the words of a listing may have been drawn far apart."""
    rows: dict[int, tuple[float, float, int]] = {}
    for line in side:
        left, right, letters = rows.get(line.row, (line.left, line.right, 0))
        rows[line.row] = min(left, line.left), max(right, line.right), letters + _width_in_letters(line.text)
    return list(rows.values())


def _width_in_letters(text: str) -> int:
    """Length where an ideograph counts as two letters."""
    return sum(2 if char > "\u2e80" else 1 for char in text)


def _crosses(line: Line, gutter: _Gutter) -> bool:
    return line.left < gutter.left - 1 and line.right > gutter.right + 1
