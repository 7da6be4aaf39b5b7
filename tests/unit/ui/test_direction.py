from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from ui.parts.direction import direction_of
from ui.parts.wrapped_button import WrappedButton

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize(("text", "runs"), [("“Leaves”", LEFT), ("1968", LEFT), ("3 اوراق", RIGHT), ("שלום", RIGHT)])
def test_a_text_runs_as_its_first_letter_does(text: str, runs: Qt.LayoutDirection) -> None:
    assert direction_of(text) is runs


@pytest.mark.parametrize("runs", [LEFT, RIGHT])
def test_the_badge_of_a_choice_stands_beside_its_words(
    keep: Callable[[QWidget], QWidget], runs: Qt.LayoutDirection
) -> None:
    bare, badged = (keep(WrappedButton("mmmm", badge)) for badge in ("", "B"))
    for button in (bare, badged):
        button.setLayoutDirection(runs)
        button.resize(300, 48)
    words, with_badge = inked(bare), inked(badged)
    assert words.width() < with_badge.width() - 8, "the badge stands apart"
    begins_at = with_badge.left() if runs is LEFT else 300 - with_badge.right()
    assert begins_at < 30, "at the side where the window begins"


def inked(button: QWidget) -> QRect:
    """Where something is drawn inside of the border."""
    picture: QImage = button.grab().toImage()
    ground = picture.pixelColor(150, 4)
    places = [(x, y) for x in range(6, 294) for y in range(6, 42) if picture.pixelColor(x, y) != ground]
    columns = [x for x, _y in places]
    return QRect(min(columns), 6, max(columns) - min(columns), 36)
