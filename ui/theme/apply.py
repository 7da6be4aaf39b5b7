"""The look of the whole program: font, palette, style sheet and icon, following the system's day and night."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.colors import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Colors, palette_of
from ui.theme.fonts import base_font
from ui.theme.icons import app_icon
from ui.theme.look import Look, Scheme
from ui.theme.stylesheet import stylesheet


def apply_theme(app: QApplication, look: Look | None = None) -> Theme:
    """Dresses the program; again whenever the system changes between light and dark. GUI thread.

    Called again it costs nothing but what has changed: a style that is set anew is asked about every widget there is.
    """
    theme = app.findChild(Theme)
    if theme is None:
        app.setStyle("Fusion")
        app.setWindowIcon(app_icon())
        theme = Theme(app)
    theme.use(look or Look())
    return theme


class Theme(QObject):
    """Lives as long as the program."""

    changed = Signal()
    """The program has just been dressed anew."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.look = Look()
        self._is_dressed = False
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def use(self, look: Look) -> None:
        """Dresses the program the way the student likes it."""
        if self._is_dressed and look == self.look:
            return
        self._is_dressed = True
        self.look = look
        self._app.setFont(base_font(look))
        self._follow()

    @property
    def is_dark(self) -> bool:
        """Whether it is night now, by the student's choice or the system's."""
        if self.look.scheme is not Scheme.SYSTEM:
            return self.look.scheme is Scheme.DARK
        scheme = self._app.styleHints().colorScheme()
        if scheme is Qt.ColorScheme.Unknown:
            # Desktops that do not say: their own palette tells.
            return self._app.style().standardPalette().color(QPalette.ColorRole.Window).lightness() < 128
        return scheme is Qt.ColorScheme.Dark

    def _follow(self) -> None:
        colors = self._colors()
        self._app.setPalette(palette_of(colors))
        self._app.setStyleSheet(stylesheet(colors, self.look.scale))
        self.changed.emit()

    def _colors(self) -> Colors:
        if self.look.high_contrast:
            return DARK_CONTRAST if self.is_dark else LIGHT_CONTRAST
        return DARK if self.is_dark else LIGHT
