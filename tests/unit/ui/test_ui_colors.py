from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from ui.note.cited_browser import CHIP_GROUND, CHOSEN_GROUND
from ui.theme.colors import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Colors, contrast, mix

ENOUGH = 4.5
SCHEMES = pytest.mark.parametrize(
    "colors",
    [LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST],
    ids=["light", "dark", "light with high contrast", "dark with high contrast"],
)


@SCHEMES
@pytest.mark.parametrize("ink", ["text", "muted", "accent", "danger"])
@pytest.mark.parametrize("ground", ["window", "surface", "raised"])
def test_text_stands_out_from_every_ground(colors: Colors, ink: str, ground: str) -> None:
    assert contrast(QColor(getattr(colors, ink)), QColor(getattr(colors, ground))) >= ENOUGH


@SCHEMES
def test_text_stands_out_from_filled_grounds(colors: Colors) -> None:
    assert contrast(QColor(colors.on_accent), QColor(colors.accent)) >= ENOUGH
    assert contrast(QColor(colors.text), QColor(colors.selection)) >= ENOUGH


@SCHEMES
def test_a_chip_stands_out_from_its_own_tint(colors: Colors) -> None:
    accent = QColor(colors.accent)
    assert contrast(accent, mix(accent, QColor(colors.surface), CHIP_GROUND)) >= ENOUGH


def test_black_on_white_is_the_largest_contrast() -> None:
    assert contrast(QColor("#000"), QColor("#fff")) == pytest.approx(21)


@pytest.mark.parametrize("colors", [LIGHT_CONTRAST, DARK_CONTRAST], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["text", "muted", "accent"])
def test_high_contrast_is_seven_to_one(colors: Colors, ink: str) -> None:
    assert contrast(QColor(getattr(colors, ink)), QColor(colors.surface)) >= 7


@SCHEMES
def test_chosen_rows_and_badges_keep_their_text_readable(colors: Colors) -> None:
    accent, surface = QColor(colors.accent), QColor(colors.surface)
    for share in (CHOSEN_GROUND, 0.14):
        for ink in (colors.text, colors.muted):
            assert contrast(QColor(ink), mix(accent, surface, share)) >= ENOUGH
    assert contrast(surface, accent) >= ENOUGH, "the numbers on the rail"
