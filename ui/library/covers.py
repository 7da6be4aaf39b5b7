"""Pictures of first pages, drawn in the background once and kept in the cache folder."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from app.library import FileShelf
from app.store.documents import DocumentView
from ui.background import Background

WIDTH_PX: Final = 320
"""Twice what a card shows, for screens of double density."""
MAX_RATIO: Final = 1.6
"""Of height to width; a poster is cut off below."""
KEPT: Final = 300
"""Pictures in memory, some 0.4 MB each at most."""


class Covers(QObject):
    """GUI thread; drawing happens on a thread of its own, the last asked first."""

    drawn = Signal(str)
    """The id of a document whose picture is there now."""

    def __init__(self, shelf: FileShelf, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf, self._folder = shelf, folder
        self._thread = Background(threads=1, parent=self)
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._wanted: OrderedDict[str, DocumentView] = OrderedDict()
        self._is_drawing = False

    def picture(self, document: DocumentView) -> QImage | None:
        """The first page of a document, or None: then it is drawn, and `drawn` follows. An empty image is final."""
        if document.id in self._images:
            self._images.move_to_end(document.id)
            return self._images[document.id]
        if document.kind == "pdf" and document.extraction_version:
            self._wanted[document.id] = document
            self._wanted.move_to_end(document.id)
            self._go_on()
        return None

    def shut(self) -> None:
        """Ends the drawing; call it once, before the window goes."""
        self._wanted.clear()
        self._thread.close()

    def _go_on(self) -> None:
        if self._is_drawing or not self._wanted:
            return
        self._is_drawing = True
        _id, document = self._wanted.popitem()
        source = self._shelf.path_of(document)
        kept = self._folder / f"{document.sha256}.png"

        def show(image: QImage) -> None:
            self._is_drawing = False
            self._images[document.id] = image
            while len(self._images) > KEPT:
                self._images.popitem(last=False)
            self.drawn.emit(document.id)
            self._go_on()

        self._thread.run(lambda: draw_cover(source, kept), show, lambda _error: show(QImage()))


def draw_cover(source: Path, kept: Path) -> QImage:
    """The kept picture, or a new one of the first page; empty if it cannot be drawn. Not on the GUI thread."""
    image = QImage(str(kept))
    if not image.isNull():
        return image
    document = QPdfDocument(None)  # type: ignore[call-overload]
    if document.load(str(source)) is not QPdfDocument.Error.None_ or not document.pageCount():
        return QImage()
    size = document.pagePointSize(0)
    height = round(WIDTH_PX * size.height() / max(1.0, size.width()))
    page = document.render(0, QSize(WIDTH_PX, height))
    document.close()
    image = QImage(WIDTH_PX, min(height, round(WIDTH_PX * MAX_RATIO)), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    _draw_on(image, page)
    kept.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(kept))
    return image


def _draw_on(image: QImage, page: QImage) -> None:
    painter = QPainter(image)
    painter.drawImage(0, 0, page)
    painter.end()
