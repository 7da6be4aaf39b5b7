"""Size, place and proportions of the window, kept from one start to the next."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget


class WindowState:
    """An ini file in the data folder; without one nothing is kept. GUI thread: a few hundred bytes."""

    def __init__(self, path: Path | None) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat) if path else None

    def restore(self, window: QWidget, splitters: Mapping[str, QSplitter]) -> None:
        """What was saved; parts that are missing or unreadable keep their defaults."""
        if not self._settings:
            return
        geometry = self._settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        for name, splitter in splitters.items():
            state = self._settings.value(f"window/{name}")
            if isinstance(state, QByteArray):
                splitter.restoreState(state)

    def save(self, window: QWidget, splitters: Mapping[str, QSplitter]) -> None:
        if not self._settings:
            return
        self._settings.setValue("window/geometry", window.saveGeometry())
        for name, splitter in splitters.items():
            self._settings.setValue(f"window/{name}", splitter.saveState())
        self._settings.sync()
