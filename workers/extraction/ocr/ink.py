"""The ink of one line: where its letters stand and how heavy they are, to a fraction of a pixel.

A detector's box says roughly where text lies; headings, paragraphs and columns need it as exactly as a PDF says it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.extraction.ocr.engine import Quad
from workers.extraction.ocr.picture import Grey

MAX_SIDE: Final = 8000
"""Pixels; a corner that was found far outside must not ask for a picture of its own size."""

ROW_SHARE: Final = 0.5
"""Of the ink in the densest rows: above it are the rows between baseline and the top of small letters."""

COLUMN_INK: Final = 1.2
"""Pixels of ink in a column that are more than a speck."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Fractions of the box's width (`left`, `right`) and height (`top`, `baseline`, downwards from its upper side).

    `top` is that of the rows that are full of ink: the small letters, capitals where there are no others. `stroke` is
    the width of strokes against the height of those rows.
    """

    left: float
    right: float
    top: float
    baseline: float
    stroke: float


def cut(grey: Grey, quad: Quad) -> Grey:
    """An upright copy of what lies in the quad."""
    upper_left, upper_right, lower_right, lower_left = quad
    width = _side(math.dist(upper_left, upper_right), math.dist(lower_left, lower_right))
    height = _side(math.dist(upper_left, lower_left), math.dist(upper_right, lower_right))
    source = np.array(quad, dtype=np.float32)
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(source, target)
    line = cv2.warpPerspective(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(line, dtype=np.uint8)


def measure(line: Grey) -> Ink:
    """The ink of an upright line; of the whole box where there is none to speak of."""
    dark = _darkness(line)
    height, width = dark.shape
    rows = dark.mean(axis=1)
    top, bottom = _longest_run(rows > ROW_SHARE * float(np.percentile(rows, 90)))
    if bottom - top < 2:
        return Ink(0.0, 1.0, 0.3, 0.75, 0.0)
    # Ascenders belong to the line, too; what lies farther off may be its neighbour's.
    reach = max(0, top - (bottom - top) // 2)
    inked = np.flatnonzero(dark[reach:bottom].sum(axis=0) > COLUMN_INK)
    left, right = (int(inked[0]), int(inked[-1]) + 1) if inked.size else (0, width)
    band = dark[top:bottom]
    edges = float(np.abs(np.diff(band, axis=1)).sum()) / 2
    stroke = float(band.sum()) / edges / (bottom - top) if edges else 0.0
    return Ink(left / width, right / width, top / height, bottom / height, stroke)


def _side(one: float, other: float) -> int:
    return min(MAX_SIDE, max(4, round(max(one, other))))


def _darkness(line: Grey) -> NDArray[np.float32]:
    """How much of each pixel is ink, 0..1, whether the text is dark on light or light on dark."""
    low, middle, high = (float(value) for value in np.percentile(line, (2, 50, 98)))
    span = max(high - low, 24.0)
    dark = np.clip((high - line.astype(np.float32)) / span, 0.0, 1.0)
    return np.asarray(dark if high - middle <= middle - low else 1.0 - dark, dtype=np.float32)


def _longest_run(flags: NDArray[np.bool_]) -> tuple[int, int]:
    """(start, end) of the longest stretch that is true; end is exclusive."""
    edges = np.diff(np.concatenate(([0], flags.astype(np.int8), [0])))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    if not starts.size:
        return 0, 0
    longest = int(np.argmax(ends - starts))
    return int(starts[longest]), int(ends[longest])
