"""A scanned page from picture to lines: turned upright, read on several threads, marked with how sure the reader is."""

from __future__ import annotations

import math
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from app.errors import ErrorCode, StudyleafError
from workers.extraction.lines import Frame, RawPage
from workers.extraction.ocr.engine import FAILURES, Engine, Quad, quad_of
from workers.extraction.ocr.ink import Ink, cut, measure
from workers.extraction.ocr.patience import Patience
from workers.extraction.ocr.picture import Grey, Picture
from workers.extraction.ocr.placing import Sheet, lines_of, skew_of

MAX_LINES: Final = 400
"""Of a page; a newspaper has as many. Noise that looks like more of them is not worth the minutes."""

MIN_LINE_CONFIDENCE: Final = 0.5
"""A line below it is a guess, and left out."""

MIN_PAGE_CONFIDENCE: Final = 0.86
"""The mean over a page's characters below which nothing on it can be trusted. Printed pages of the corpus have 0.98,
scanned poorly or well; handwritten formulas have at most 0.8, stripes and noise 0.65, letters upside down 0.7."""

HOPELESS: Final = 0.8
"""If the longest lines are read with less, the others are not worth their time."""

SAMPLES: Final = 10
"""So many of the longest lines tell which way is up, and whether there is hope."""

UPRIGHT, UPWARDS = 0, 1
"""How the text of a page may run, as quarter turns of its frame; both may stand on their heads."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A line as it was found and read."""

    corners: Quad
    text: str
    confidence: float
    ink: Ink

    @property
    def left(self) -> float:
        return self.ink.left

    @property
    def right(self) -> float:
        return self.ink.right

    @property
    def top(self) -> float:
        return self.ink.top

    @property
    def baseline(self) -> float:
        return self.ink.baseline

    @property
    def stroke(self) -> float:
        return self.ink.stroke


class Scanner:
    """Reads scanned pages. Close it at the end."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        """Loads the models; `threads` are as many as cores may be used, and the caller's."""
        self._engine = Engine()
        self._threads = threads

    def read(
        self, picture: Picture, number: int, label: str | None, patience: Patience
    ) -> Generator[None, None, RawPage]:
        """The page with what was recognised, without lines where nothing is written on it; yields signs of life.

        Raises:
            StudyleafError: NO_READABLE_TEXT: there is writing, and it cannot be read with any confidence;
                PDF_TOO_COMPLEX: it took too much memory.
        """
        try:
            view = yield from self._read(picture.grey, patience)
        except FAILURES as error:
            raise StudyleafError(ErrorCode.PDF_TOO_COMPLEX) from error
        if view.scans and view.confidence < MIN_PAGE_CONFIDENCE:
            raise StudyleafError(ErrorCode.NO_READABLE_TEXT)
        return _page(picture, number, label, view)

    def _read(self, grey: Grey, patience: Patience) -> Generator[None, None, _View]:
        """All lines of the page, the right way up; only the longest ones of a page without hope."""
        view = yield from self._look(grey, UPRIGHT, patience)
        if _is_sideways(view.quads):
            view = yield from self._look(grey, UPWARDS, patience)
        yield from self._read_lines(view, view.quads[:SAMPLES], patience)
        if view.scans and view.confidence < MIN_PAGE_CONFIDENCE:
            other = view.on_its_head()
            yield from self._read_lines(other, other.quads[:SAMPLES], patience)
            view = max(view, other, key=lambda each: each.confidence)
        if view.confidence > HOPELESS:
            yield from self._read_lines(view, view.quads[SAMPLES:MAX_LINES], patience)
        return view

    def _look(self, grey: Grey, quarters: int, patience: Patience) -> Generator[None, None, _View]:
        """Finds the lines in a frame that was turned so often, the longest first."""
        turned = turned_picture(grey, quarters)
        quads = yield from patience.wait_for(self._threads.submit(self._engine.find, turned))
        return _View(quarters, turned, sorted(quads, key=width_of, reverse=True))

    def _read_lines(self, view: _View, quads: list[Quad], patience: Patience) -> Generator[None, None, None]:
        for work in [self._threads.submit(self._read_line, view.grey, quad) for quad in quads]:
            scan = yield from patience.wait_for(work)
            if scan.text:
                view.scans.append(scan)

    def _read_line(self, grey: Grey, quad: Quad) -> Scan:
        line = cut(grey, quad)
        recognised = self._engine.recognise(line)
        return Scan(quad, recognised.text.strip(), recognised.confidence, measure(line))


@dataclass(slots=True)
class _View:
    """A page in a frame that was turned by so many quarters: where its lines are, and those that were read."""

    quarters: int
    grey: Grey
    quads: list[Quad]
    scans: list[Scan] = field(default_factory=list)

    @property
    def confidence(self) -> float:
        """The mean over all characters, 0..1."""
        chars = sum(len(scan.text) for scan in self.scans)
        return sum(scan.confidence * len(scan.text) for scan in self.scans) / chars if chars else 0.0

    def on_its_head(self) -> _View:
        """The same places, seen in a frame that was turned twice more; nothing is read there yet."""
        height, width = self.grey.shape
        quads = [
            quad_of([(width - x, height - y) for x, y in (lower_right, lower_left, upper_left, upper_right)])
            for upper_left, upper_right, lower_right, lower_left in self.quads
        ]
        return _View((self.quarters + 2) % 4, turned_picture(self.grey, 2), quads)


def _page(picture: Picture, number: int, label: str | None, view: _View) -> RawPage:
    width, height = (picture.height, picture.width) if view.quarters % 2 else (picture.width, picture.height)
    good = [scan for scan in view.scans if scan.confidence >= MIN_LINE_CONFIDENCE]
    skew = skew_of(good)
    return RawPage(
        number=number,
        lines=lines_of(good, Sheet(width, height, picture.scale), skew),
        frame=Frame(picture.width, picture.height, view.quarters, skew),
        height=height,
        label=label,
        scanned=True,
        confidence=view.confidence if good else None,
    )


def turned_picture(grey: Grey, quarters: int) -> Grey:
    """The picture as a frame sees it that was turned so often, counter-clockwise."""
    return np.ascontiguousarray(np.rot90(grey, -quarters)) if quarters % 4 else grey


def width_of(quad: Quad) -> float:
    """How long a line is, in pixels."""
    return math.dist(quad[0], quad[1])


def _is_sideways(quads: list[Quad]) -> bool:
    """Whether most of the text runs up or down: its places are higher than they are wide."""
    heights = [math.dist(quad[0], quad[3]) for quad in quads]
    widths = [width_of(quad) for quad in quads]
    tall = sum(height for height, width in zip(heights, widths, strict=True) if height > 1.5 * width)
    return tall > sum(width for height, width in zip(heights, widths, strict=True) if width > 1.5 * height)
