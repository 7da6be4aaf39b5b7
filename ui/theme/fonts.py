"""The program's own typeface, so that a note looks the same on every system."""

from __future__ import annotations

import functools
import logging
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from resources import path_of
from ui.theme.look import BASE_PX, Look

FAMILY: Final = "Inter"
WEIGHTS: Final = ("Regular", "Medium", "SemiBold", "Bold", "Italic")
EASY_FAMILIES: Final[tuple[str, ...]] = ("OpenDyslexic", "Atkinson Hyperlegible", "Lexend")
"""Typefaces made for readers with dyslexia; the first that is installed is used when text is to be wide."""
WIDE_LETTERS_PERCENT: Final = 106
WIDE_WORDS_PX: Final = 3

logger = logging.getLogger(__name__)


def base_font(look: Look) -> QFont:
    """The font of ordinary text. GUI thread."""
    _load()
    font = QFont([*_easy_families(look), FAMILY, "sans-serif"])
    font.setPixelSize(round(BASE_PX * look.scale))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if look.wide_text:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, WIDE_LETTERS_PERCENT)
        font.setWordSpacing(WIDE_WORDS_PX)
    return font


def text_scale(font: QFont) -> float:
    """How much larger than at 100 % text of this font is; for what is drawn by hand."""
    return font.pixelSize() / BASE_PX if font.pixelSize() > 0 else 1.0


def _easy_families(look: Look) -> list[str]:
    if not look.wide_text:
        return []
    installed = set(QFontDatabase.families())
    return [family for family in EASY_FAMILIES if family in installed][:1]


@functools.cache
def _load() -> None:
    for weight in WEIGHTS:
        if QFontDatabase.addApplicationFont(str(path_of(f"fonts/{FAMILY}-{weight}.otf"))) < 0:
            # The system's own typeface takes its place.
            logger.warning("the font %s-%s cannot be used", FAMILY, weight)
