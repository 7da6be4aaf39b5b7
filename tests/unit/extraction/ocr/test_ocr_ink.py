"""The ink of a line: its letters' place inside a box, to the pixel."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

from workers.extraction.ocr.ink import cut, measure


def line_of_letters(*, stroke: int = 3, ink: int = 20, paper: int = 240) -> np.ndarray:
    """Upright strokes from row 15 to 30 and column 20 to 180 in a box of 200 × 45, every other one higher."""
    line = np.full((45, 200), paper, dtype=np.uint8)
    for index, x in enumerate(range(20, 180, 10)):
        line[15 if index % 4 else 6 : 30, x : x + stroke] = ink
    return line


@pytest.mark.parametrize(("ink", "paper"), [(20, 240), (240, 20), (110, 160)], ids=["plain", "inverted", "faint"])
def test_letters_are_found_where_they_stand(ink: int, paper: int) -> None:
    found = measure(line_of_letters(ink=ink, paper=paper))
    assert found.top * 45 == pytest.approx(15, abs=1)
    assert found.baseline * 45 == pytest.approx(30, abs=1)
    assert (found.left * 200, found.right * 200) == pytest.approx((20, 173), abs=1)


def test_heavier_strokes_are_measured_as_heavier() -> None:
    assert measure(line_of_letters(stroke=5)).stroke > 1.4 * measure(line_of_letters(stroke=3)).stroke


def test_an_empty_box_is_all_there_is() -> None:
    found = measure(np.full((40, 100), 255, dtype=np.uint8))
    assert (found.left, found.right, found.stroke) == (0.0, 1.0, 0.0)


def test_a_line_that_is_askew_is_cut_upright() -> None:
    page = np.full((200, 300), 255, dtype=np.uint8)
    for x in range(50, 250):
        page[100 + (x - 50) // 10 : 110 + (x - 50) // 10, x] = 0
    line = cut(page, ((50, 95), (250, 115), (250, 135), (50, 115)))
    assert line.shape == (20, 201)
    dark = (line < 128).mean(axis=1)
    assert dark[6:13].min() > 0.9
    assert dark[:3].max() < 0.1
    assert dark[17:].max() < 0.1
