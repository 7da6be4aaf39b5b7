"""Pictures for the student's own words: read from what she pastes or drops, and drawn in the note."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QMimeData, QObject, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QImageReader, QTextDocument

from app.errors import ErrorCode, StudyleafError
from app.pictures import Picture, PictureShelf
from ui.background import Background
from ui.note.cited_browser import CitedBrowser

MOST_BYTES: Final = 20 * 2**20
"""A larger file is no picture for a note."""
MOST_SIDE_PX: Final = 12_000
"""Of a picture that is read: a small file can stand for a picture that fills the memory."""
KEPT_SIDE_PX: Final = 1600
"""Of a picture that is kept: sharp on paper, and a few hundred kilobytes."""
FORMATS: Final = frozenset({"png", "jpeg", "gif", "webp", "bmp"})

Offered = QImage | Path


def picture_offered(data: QMimeData) -> Offered | None:
    """The picture of a paste or a drop: its pixels, or the file that holds them. Nothing is read yet."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
    if paths:
        formats = {"jpg": "jpeg"} | {each: each for each in FORMATS}
        return paths[0] if paths[0].suffix[1:].lower() in formats else None
    image = data.imageData() if data.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def take_picture(offered: Offered, shelf: PictureShelf) -> Picture:
    """Keeps a picture, drawn anew as PNG: nothing but its pixels comes in. Not on the GUI thread.

    Raises:
        StudyleafError: INPUT_INVALID: it is none, or too large. DISK_FULL.
    """
    image = offered if isinstance(offered, QImage) else _read(offered)
    if max(image.width(), image.height()) > KEPT_SIDE_PX:
        size = QSize(KEPT_SIDE_PX, KEPT_SIDE_PX)
        image = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    # Without the notes that a camera adds, of where it was.
    bare = QImage(image.convertToFormat(QImage.Format.Format_ARGB32))
    for key in bare.textKeys():
        bare.setText(key, "")
    bare.save(buffer, "PNG")  # type: ignore[call-overload]
    return shelf.keep(bytes(buffer.data().data()), width=image.width(), height=image.height())


def _read(path: Path) -> QImage:
    try:
        too_large = path.stat().st_size > MOST_BYTES
    except OSError as error:
        raise StudyleafError(ErrorCode.FILE_MISSING, name=path.name) from error
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if too_large or max(size.width(), size.height()) > MOST_SIDE_PX:
        raise StudyleafError(ErrorCode.INPUT_INVALID, name=path.name, reason="the picture is too large")
    image = reader.read() if bytes(reader.format().data()).decode() in FORMATS else QImage()
    if image.isNull():
        raise StudyleafError(ErrorCode.INPUT_INVALID, name=path.name, reason="it is no picture that can be read")
    return image


class NotePictures(QObject):
    """Reads the pictures that a note shows, in the background. GUI thread."""

    failed = Signal(object)
    """A StudyleafError."""

    def __init__(self, view: CitedBrowser, shelf: PictureShelf, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._shelf, self._background = view, shelf, background
        view.picture_wanted.connect(self._fetch)

    def _fetch(self, key: str) -> None:
        def read() -> QImage:
            path = self._shelf.find(key)
            return QImage(str(path)) if path else QImage()

        def show(image: QImage) -> None:
            if not image.isNull():
                name = QUrl(f"picture:{key}")
                self._view.pictures[key] = image
                self._view.document().addResource(QTextDocument.ResourceType.ImageResource.value, name, image)
                self._view.viewport().update()

        self._background.run(read, show, self.failed.emit)
