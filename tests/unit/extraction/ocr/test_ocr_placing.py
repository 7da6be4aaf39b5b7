"""Recognised lines become lines of a page: level, on shared baselines, in few sizes."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import pytest

from workers.extraction.lines import Frame
from workers.extraction.ocr.placing import Sheet, lines_of, skew_of

SHEET = Sheet(width=600, height=800, scale=2.0)


@dataclass
class Found:
    """A line in a picture, its letters filling the box but for a fifth above and below."""

    text: str
    x: float
    y: float
    width: float = 400
    height: float = 40
    angle: float = 0.0
    left: float = 0.0
    right: float = 1.0
    top: float = 0.3
    baseline: float = 0.75
    stroke: float = 0.2
    corners: list[tuple[float, float]] = field(init=False)

    def __post_init__(self) -> None:
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        self.corners = [
            (self.x + dx * cos - dy * sin, self.y + dx * sin + dy * cos)
            for dx, dy in ((0, 0), (self.width, 0), (self.width, self.height), (0, self.height))
        ]


def test_pixels_from_above_become_points_from_below() -> None:
    (line,) = lines_of([Found("A plain line", x=100, y=200, left=0.1, right=0.9)], SHEET, 0.0)
    assert (line.left, line.right) == pytest.approx((50 + 20, 50 + 180))
    assert line.baseline == pytest.approx(800 - 100 - 15)
    assert line.size == pytest.approx(0.45 * 20 / 0.46)


def test_capitals_and_digits_fill_more_of_their_size() -> None:
    small, capitals = lines_of([Found("words", x=0, y=0), Found("1234", x=0, y=100, top=0.1)], SHEET, 0.0)
    assert small.size == pytest.approx(capitals.size)


def test_sizes_that_cannot_be_told_apart_are_equal_and_larger_ones_stay_larger() -> None:
    found = [Found("words of the text", x=0, y=50 * index, top=0.3 + 0.01 * (index % 3)) for index in range(9)]
    found.append(Found("A Heading", x=0, y=600, height=60))
    lines = lines_of(found, SHEET, 0.0)
    assert len({line.size for line in lines}) == 2
    assert lines[-1].size > 1.3 * lines[0].size


def test_lines_of_one_baseline_are_one_row_and_wide_gaps_stay() -> None:
    found = [Found("right", x=700, y=103, width=200), Found("left", x=0, y=100, width=200), Found("below", x=0, y=150)]
    lines = lines_of(found, SHEET, 0.0)
    assert [(line.text, line.row) for line in lines] == [("left", 0), ("right", 0), ("below", 1)]


def test_what_was_cut_inside_a_line_is_put_together() -> None:
    found = [Found("one", x=0, y=100, width=100), Found("line", x=110, y=100, width=120)]
    (line,) = lines_of(found, SHEET, 0.0)
    assert line.text == "one line"
    assert (line.left, line.right) == (0, 115)


def test_a_hyphen_at_a_lines_end_is_taken_off_and_told() -> None:
    found = [Found("infor-", x=0, y=0), Found("mation – 12-", x=0, y=50)]
    assert [(line.text, line.hyphen) for line in lines_of(found, SHEET, 0.0)] == [
        ("infor", True),
        ("mation – 12-", False),
    ]


def test_columns_come_one_after_the_other() -> None:
    words = "words that fill the column well"
    found = [
        Found(f"{words} {side} {row}", x=x, y=100 + 40 * row, width=500, height=30)
        for row in range(10)
        for side, x in (("left", 0), ("right", 600))
    ]
    texts = [line.text.removeprefix(words).strip() for line in lines_of(found, SHEET, 0.0)]
    assert texts == [f"{side} {row}" for side in ("left", "right") for row in range(10)]


def test_heavy_strokes_are_bold() -> None:
    found = [Found("an ordinary line of text", x=0, y=50 * index) for index in range(5)]
    lines = lines_of([*found, Found("Heavy", x=0, y=300, stroke=0.3)], SHEET, 0.0)
    assert [line.font.bold for line in lines] == [False] * 5 + [True]


def test_a_page_that_is_askew_becomes_level_and_knows_the_way_back() -> None:
    angle = math.radians(2)
    found = [
        Found("left of the page", x=100, y=300, angle=angle),
        Found("right of the page", x=100 + 500 * math.cos(angle), y=300 + 500 * math.sin(angle), angle=angle),
    ]
    skew = skew_of(found)
    assert skew == pytest.approx(angle)
    left, right = lines_of(found, SHEET, skew)
    assert left.baseline == pytest.approx(right.baseline)
    assert left.row == right.row
    box = Frame(600, 800, 0, skew).on_page(right.left, right.baseline, right.left + 1, right.baseline + 1)
    assert box[0] == pytest.approx(found[1].x / 2, abs=8)
    assert box[1] == pytest.approx(800 - found[1].y / 2 - 15, abs=8)


def test_nothing_is_not_askew() -> None:
    assert skew_of([]) == 0.0
    assert skew_of([Found("word", x=0, y=0, width=50, angle=0.3)]) == 0.0
    assert lines_of([], SHEET, 0.0) == ()
