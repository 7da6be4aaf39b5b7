"""The system's own dialog for choosing documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.words import marked, tr

FILE_FILTER: Final = marked("Documents (*.pdf *.docx *.pptx *.epub *.txt *.md *.markdown *.text);;All files (*)")


def ask_files(parent: QWidget, chosen: Callable[[list[str]], object]) -> None:
    """Calls back with the paths, when some were chosen. GUI thread."""
    dialog = QFileDialog(parent, tr("Add files"), "", tr(FILE_FILTER))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(chosen)
    # Not exec: that would stop the asyncio loop, which shares this thread.
    dialog.open()
