"""The vocabulary between a PDF library and the layout: lines of text with their place and type.

Coordinates are PDF points in a frame where text runs to the right and y grows upwards.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

RAISED_SIZE: Final = 0.85
RAISED_EM: Final = 0.15
"""A digit is raised where it is so much smaller than what stands before it, and so much higher."""
SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_BOLD: Final = re.compile(r"bold|black|heavy|demi|medi\b|cmb|sfbx|cmssbx|bx\d", re.IGNORECASE)
_ITALIC: Final = re.compile(r"ital|obli|slant|cmti|sfti|cmsl", re.IGNORECASE)
_MONO: Final = re.compile(
    r"mono|courier|typewriter|consol|menlo|inconsol|nimbusmon|cmtt|cmsltt|sftt|cmcsctt|lmtt|luximono", re.IGNORECASE
)
_MATH: Final = re.compile(
    r"cmmi|cmsy|cmex|cmmib|cmbsy|msam|msbm|math|symbol|rsfs|eufm|eusm|wasy|esint|stmary|txsy|txex|pxsy|pxex|rmtmi"
    r"|mtmi|mtsy|mtex|lmmi|lmsy|lmex|bbm|dsrom|dsss|fourier-m|eurm",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Font:
    """What a font's name and flags say about the text that it sets."""

    name: str = ""
    bold: bool = False
    italic: bool = False
    mono: bool = False
    math: bool = False


@dataclass(slots=True)
class Line:
    """A run of text on one baseline. `bottom` and `top` follow from baseline and size, not from the glyphs' ink.

    Nobody changes one; it is not frozen because that makes its birth five times slower, and pages have hundreds.

    `row` is equal for runs that the PDF drew as one line with wide gaps; `cells` counts the runs that were put
    together again. `hyphen` says that the reader took a hyphen off its end. `math_share` is 0..1.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: Font = Font()
    row: int = 0
    cells: int = 1
    hyphen: bool = False
    math_share: float = 0.0

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def bottom(self) -> float:
        return self.baseline - 0.22 * self.size

    @property
    def top(self) -> float:
        return self.baseline + 0.75 * self.size


@dataclass(frozen=True, slots=True)
class Frame:
    """How the coordinates of lines map to the page as it is displayed, whose lower left corner is (0, 0).

    `quarters` counts how often the frame was turned to make the text run to the right, and `skew` is the angle, in
    radians and counter-clockwise about its middle, by which it was turned after that to make a scan's lines level.
    """

    width: float
    height: float
    quarters: int = 0
    skew: float = 0.0

    def on_page(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """(left, bottom, right, top) on the displayed page; of a frame with a skew the rectangle around it."""
        if self.skew:
            left, bottom, right, top = self._askew(left, bottom, right, top)
        match self.quarters % 4:
            case 1:  # text runs upwards on the page
                return self.width - top, left, self.width - bottom, right
            case 2:
                return self.width - right, self.height - top, self.width - left, self.height - bottom
            case 3:
                return bottom, self.height - right, top, self.height - left
            case _:
                return left, bottom, right, top

    def _askew(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        width, height = (self.height, self.width) if self.quarters % 2 else (self.width, self.height)
        corners = [
            turned(x, y, -self.skew, (width / 2, height / 2))
            for x, y in ((left, bottom), (left, top), (right, bottom), (right, top))
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as its reader gives it: lines in the order in which they were drawn. `number` is 1-based.

    `height` is that of the lines' frame. `scanned` says that a picture covers the page. Without `placed` the lines'
    places are made up, and only their order means something. `confidence` is how sure a reader of scans was of the
    characters, 0..1; None where the file itself says them.
    """

    number: int
    lines: tuple[Line, ...]
    frame: Frame
    height: float
    label: str | None = None
    scanned: bool = False
    placed: bool = True
    confidence: float | None = None


def turned(x: float, y: float, angle: float, middle: tuple[float, float]) -> tuple[float, float]:
    """A point after a turn about the middle, in radians, counter-clockwise where y grows upwards."""
    dx, dy = x - middle[0], y - middle[1]
    cos, sin = math.cos(angle), math.sin(angle)
    return middle[0] + dx * cos - dy * sin, middle[1] + dx * sin + dy * cos


@lru_cache(maxsize=1024)
def font_of(name: str, *, fixed_pitch: bool = False, italic: bool = False, forced_bold: bool = False) -> Font:
    """The facts about a font, from its name (a subset prefix is ignored) and its flags.

    The weight that PDFium reports is no help: it guesses it from stems, and takes some regular fonts for bold.
    """
    bare = name.partition("+")[2] or name
    math = bool(_MATH.search(bare))
    return Font(
        name=bare,
        bold=not math and (forced_bold or bool(_BOLD.search(bare))),
        italic=italic or bool(_ITALIC.search(bare)),
        mono=not math and (fixed_pitch or bool(_MONO.search(bare))),
        math=math,
    )
