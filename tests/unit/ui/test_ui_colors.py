from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from ui.note.cited_browser import CHIP_GROUND
from ui.theme.colors import DARK, LIGHT, Colors, contrast, mix

ENOUGH = 4.5
SCHEMES = pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])


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
