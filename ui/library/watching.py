"""Watches a folder: documents that appear in it are told, once they have stopped growing."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from app.library import KINDS, TEXT_SUFFIXES
from ui.background import Background

SETTLE_MS: Final = 1500
"""A file of the same size twice at this distance is whole."""
SUFFIXES: Final = frozenset({*KINDS.values(), *TEXT_SUFFIXES})

Sizes = dict[str, int]


class FolderWatch(QObject):
    """GUI thread; the folder is read in the background. What lay there at the beginning is not told."""

    appeared = Signal(str)
    """The path of a new document."""

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._folder = ""
        self._known: set[str] | None = None
        self._growing: Sizes = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _path: self._timer.start())

    def watch(self, folder: str) -> None:
        """Watches another folder; empty for none."""
        if folder == self._folder:
            return
        if self._folder:
            self._watcher.removePath(self._folder)
        self._folder, self._known, self._growing = folder, None, {}
        if folder:
            self._watcher.addPath(folder)
            self._look()

    def _look(self) -> None:
        folder = self._folder
        if folder:
            self._background.run(lambda: documents_in(Path(folder)), lambda sizes: self._on_seen(folder, sizes))

    def _on_seen(self, folder: str, sizes: Sizes) -> None:
        if folder != self._folder:
            return
        if self._known is None:
            self._known = set(sizes)
            return
        fresh = {path: size for path, size in sizes.items() if path not in self._known}
        for path, size in fresh.items():
            if size and self._growing.get(path) == size:
                self._known.add(path)
                self.appeared.emit(path)
        self._growing = {path: size for path, size in fresh.items() if path not in self._known}
        if self._growing:
            self._timer.start()


def documents_in(folder: Path) -> Sizes:
    """The documents in a folder with their sizes; nothing where it cannot be read. Not on the GUI thread."""
    found: Sizes = {}
    try:
        for entry in folder.iterdir():
            if entry.suffix.lower() in SUFFIXES and not entry.name.startswith(".") and entry.is_file():
                found[str(entry)] = entry.stat().st_size
    except OSError:
        return {}
    return found
