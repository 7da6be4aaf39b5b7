"""The colours of the window, by day and by night."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Colors:
    """One set, as #rrggbb. Text keeps a contrast of 4.5:1 or better to every surface that it lies on."""

    window: str
    """Behind everything, and the side bar."""
    surface: str
    """What is read: notes, pages, fields."""
    raised: str
    """Cards and rows under the pointer."""
    text: str
    muted: str
    border: str
    accent: str
    """Leaf green: text and marks."""
    on_accent: str
    """Text on a filled accent."""
    selection: str
    danger: str


LIGHT: Final = Colors(
    window="#f5f6f3",
    surface="#ffffff",
    raised="#edf0ea",
    text="#1d2420",
    muted="#59645c",
    border="#dfe4dc",
    accent="#23703f",
    on_accent="#ffffff",
    selection="#cfe6d6",
    danger="#b3261e",
)

DARK: Final = Colors(
    window="#141815",
    surface="#1b201d",
    raised="#262d28",
    text="#e6ebe7",
    muted="#a0aca4",
    border="#323b35",
    accent="#74cf9b",
    on_accent="#0d2115",
    selection="#2b5540",
    danger="#ff9b91",
)

LIGHT_CONTRAST: Final = replace(
    LIGHT, window="#ffffff", raised="#e6ebe2", text="#000000", muted="#2e3731", border="#6d776f", accent="#0b4a22"
)

DARK_CONTRAST: Final = replace(
    DARK, window="#000000", surface="#000000", raised="#1c221e", text="#ffffff", muted="#d3dcd5", border="#8a958d"
)


def palette_of(colors: Colors) -> QPalette:
    """The palette in which widgets and delegates look colours up.

    Beside the usual meanings: AlternateBase is `raised`, Mid `border`, PlaceholderText `muted`, Accent and Link
    `accent`, BrightText `danger`.
    """
    palette = QPalette()
    role = QPalette.ColorRole
    for name, color in {
        role.Window: colors.window,
        role.WindowText: colors.text,
        role.Base: colors.surface,
        role.AlternateBase: colors.raised,
        role.Text: colors.text,
        role.Button: colors.surface,
        role.ButtonText: colors.text,
        role.PlaceholderText: colors.muted,
        role.Highlight: colors.selection,
        role.HighlightedText: colors.text,
        role.Accent: colors.accent,
        role.Link: colors.accent,
        role.LinkVisited: colors.accent,
        role.BrightText: colors.danger,
        role.Mid: colors.border,
        role.ToolTipBase: colors.raised,
        role.ToolTipText: colors.text,
    }.items():
        palette.setColor(name, QColor(color))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colors.muted))
    return palette


def mix(front: QColor, back: QColor, share: float) -> QColor:
    """`share` of `front` (0..1) over `back`, opaque."""
    return QColor.fromRgbF(
        front.redF() * share + back.redF() * (1 - share),
        front.greenF() * share + back.greenF() * (1 - share),
        front.blueF() * share + back.blueF() * (1 - share),
    )


def tint(color: QColor | Qt.GlobalColor, share: float) -> QColor:
    """The colour so thin that `share` of it (0..1) covers what lies below."""
    result = QColor(color)
    result.setAlphaF(share)
    return result


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two colours, 1..21, as WCAG 2 defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())
