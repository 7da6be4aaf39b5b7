"""Icons from the program's own SVG files, drawn in the colour that a palette asks for."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

SIZES: Final = (16, 20, 24, 32, 48, 64, 128, 256)
PLAIN_SIZES: Final = (16, 20, 24, 32, 48)
"""For icons on buttons; no screen shows those larger."""

DIRECTED: Final = frozenset({"next", "previous", "undo", "retry", "history", "export"})
"""Icons that point along the reading direction, and turn round with it."""


def themed_icon(name: str, color: QColor) -> QIcon:
    """The icon `resources/icons/NAME.svg` with its `currentColor` replaced. GUI thread."""
    is_rtl = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return _icon(name, color.name(), PLAIN_SIZES, mirrored=is_rtl and name in DIRECTED)


def app_icon() -> QIcon:
    """The leaf, in its own colours."""
    return _icon("studyleaf", "#000000", SIZES)


@functools.cache
def _icon(name: str, color: str, sizes: tuple[int, ...], *, mirrored: bool = False) -> QIcon:
    svg = _source(name).replace(b"currentColor", color.encode())
    renderer = QSvgRenderer(QByteArray(svg))
    assert renderer.isValid(), f"{name}.svg cannot be drawn"
    icon = QIcon()
    for size in sizes:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(pixmap.transformed(QTransform.fromScale(-1, 1)) if mirrored else pixmap)
    return icon


@functools.cache
def _source(name: str) -> bytes:
    # Through the package's reader: works from source, from a wheel and in a frozen bundle.
    return resources.files("resources").joinpath("icons", f"{name}.svg").read_bytes()
