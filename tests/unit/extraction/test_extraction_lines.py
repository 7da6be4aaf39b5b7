"""Frames: how places in a turned page map to the page as it is displayed."""

from __future__ import annotations

import math

import pytest

from workers.extraction.lines import Frame, turned

LINE = (10.0, 20.0, 60.0, 30.0)


@pytest.mark.parametrize(
    ("quarters", "on_page"),
    [(0, (10, 20, 60, 30)), (1, (170, 10, 180, 60)), (2, (140, 270, 190, 280)), (3, (20, 240, 30, 290))],
)
def test_a_turned_frame_maps_to_the_page(quarters: int, on_page: tuple[float, ...]) -> None:
    assert Frame(200, 300, quarters).on_page(*LINE) == on_page


@pytest.mark.parametrize("quarters", range(4))
def test_a_skewed_frame_gives_the_rectangle_around(quarters: int) -> None:
    plain = Frame(200, 300, quarters).on_page(*LINE)
    askew = Frame(200, 300, quarters, math.radians(1)).on_page(*LINE)
    assert askew == pytest.approx(plain, abs=4)
    assert askew != pytest.approx(plain, abs=0.1)
    assert (askew[2] - askew[0]) * (askew[3] - askew[1]) > (plain[2] - plain[0]) * (plain[3] - plain[1])


def test_a_turn_is_counter_clockwise_and_undone_by_its_opposite() -> None:
    assert turned(1, 0, math.pi / 2, (0, 0)) == pytest.approx((0, 1))
    assert turned(*turned(7, 3, 0.3, (2, 5)), -0.3, (2, 5)) == pytest.approx((7, 3))
