"""The look of the whole program: palette, style sheet and icon, following the system's day and night."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.colors import DARK, LIGHT, Colors, palette_of
from ui.theme.icons import app_icon
from ui.theme.stylesheet import stylesheet


def apply_theme(app: QApplication) -> None:
    """Dresses the program now and again whenever the system changes between light and dark. GUI thread."""
    app.setStyle("Fusion")
    app.setWindowIcon(app_icon())
    _Theme(app).follow()


class _Theme(QObject):
    """Lives as long as the program."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        app.styleHints().colorSchemeChanged.connect(self.follow)

    def follow(self) -> None:
        colors = self._colors()
        self._app.setPalette(palette_of(colors))
        self._app.setStyleSheet(stylesheet(colors))

    def _colors(self) -> Colors:
        scheme = self._app.styleHints().colorScheme()
        if scheme is Qt.ColorScheme.Unknown:
            # Desktops that do not say: their own palette tells.
            dark = self._app.style().standardPalette().color(QPalette.ColorRole.Window).lightness() < 128
            return DARK if dark else LIGHT
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
