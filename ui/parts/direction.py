"""Which way a text runs, whatever way the window does."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt

STRONG = {
    "L": Qt.LayoutDirection.LeftToRight,
    "R": Qt.LayoutDirection.RightToLeft,
    "AL": Qt.LayoutDirection.RightToLeft,
}
"""Directions by the bidirectional class of a character (Unicode Standard Annex 9, rule P2)."""


def direction_of(text: str) -> Qt.LayoutDirection:
    """That of its first letter; from left to right without one."""
    classes = map(unicodedata.bidirectional, text)
    return next((STRONG[each] for each in classes if each in STRONG), Qt.LayoutDirection.LeftToRight)
