"""Pictures for the student's own words: read from what she pastes or drops, and drawn in the note."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QMimeData, QObject, QPoint, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPalette, QTextDocument

from app.errors import ErrorCode, StudyleafError
from app.pictures import SHOWN_PX, Picture, PictureShelf, pictures_in
from ui.background import Background
from ui.note.cited_browser import CitedBrowser
from ui.words import tr

MOST_BYTES: Final = 20 * 2**20
"""A larger file is no picture for a note."""
MOST_SIDE_PX: Final = 12_000
"""Of a picture that is read: a small file can stand for a picture that fills the memory."""
KEPT_SIDE_PX: Final = 1600
"""Of a picture that is kept: sharp on paper, and a few hundred kilobytes."""
FORMATS: Final = frozenset({"png", "jpeg", "gif", "webp", "bmp"})
SUFFIXES: Final = FORMATS | {"jpg"}

Offered = QImage | Path
SMOOTH: Final = Qt.TransformationMode.SmoothTransformation


def files_in(data: QMimeData) -> list[Path]:
    """The files of a paste or a drop."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


def offers_pictures(data: QMimeData) -> bool:
    """Whether a paste or a drop is pictures and nothing else. Nothing is read or decoded.

    Many programs offer what was copied as text and as a picture of it: that is text.
    """
    files = files_in(data)
    if files:
        return all(file.suffix[1:].lower() in SUFFIXES for file in files)
    return data.hasImage() and not data.hasText()


def pictures_offered(data: QMimeData) -> list[Offered]:
    """The pictures of a paste or a drop: the files that hold them, or the pixels."""
    if not offers_pictures(data):
        return []
    image = data.imageData() if data.hasImage() else None
    pixels: list[Offered] = [image] if isinstance(image, QImage) and not image.isNull() else []
    return [*files_in(data)] or pixels


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
    if not bare.save(buffer, "PNG"):  # type: ignore[call-overload]
        name = offered.name if isinstance(offered, Path) else ""
        raise StudyleafError(ErrorCode.INPUT_INVALID, name=name, reason="it is no picture that can be kept")
    return shelf.keep(bytes(buffer.data().data()), width=image.width(), height=image.height())


def _read(path: Path) -> QImage:
    try:
        too_large = path.stat().st_size > MOST_BYTES
    except OSError as error:
        raise StudyleafError(ErrorCode.FILE_MISSING, name=path.name) from error
    if too_large:
        raise StudyleafError(ErrorCode.INPUT_INVALID, name=path.name, reason="the picture is too large")
    # Told by its first bytes. To ask for the size parses the file, and with Qt come parsers of SVG and PDF.
    found = bytes(QImageReader.imageFormat(str(path)).data()).decode()
    reader = reader_of(path, found)
    size = reader.size() if found in FORMATS else QSize()
    if max(size.width(), size.height()) > MOST_SIDE_PX:
        raise StudyleafError(ErrorCode.INPUT_INVALID, name=path.name, reason="the picture is too large")
    image = reader.read() if found in FORMATS else QImage()
    if image.isNull():
        raise StudyleafError(ErrorCode.INPUT_INVALID, name=path.name, reason="it is no picture that can be read")
    return image


def reader_of(path: Path, kind: str) -> QImageReader:
    """Reads a file as this kind of picture and as no other, whatever it holds."""
    reader = QImageReader(str(path), kind.encode())
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    return reader


class NotePictures(QObject):
    """Reads the pictures that a note shows, in the background. GUI thread."""

    failed = Signal(object)
    """A StudyleafError."""

    def __init__(self, view: CitedBrowser, shelf: PictureShelf, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._shelf, self._background = view, shelf, background
        view.picture_wanted.connect(self._fetch)

    def _fetch(self, key: str) -> None:
        sharp = self._view.devicePixelRatioF()

        def read() -> QImage:
            path = self._shelf.find(key)
            image = reader_of(path, "png").read() if path else QImage()
            width = round(SHOWN_PX * sharp)
            # Made smaller here, and well: the note's layout would do it roughly, at every painting.
            return image.scaledToWidth(width, SMOOTH) if image.width() > width else image

        def show(image: QImage) -> None:
            if image.isNull():
                image = self._words_of(key)
            if not image.isNull():
                name = QUrl(f"picture:{key}")
                self._view.pictures[key] = image
                self._view.document().addResource(QTextDocument.ResourceType.ImageResource.value, name, image)
                self._view.viewport().update()

        self._background.run(read, show, self.failed.emit)

    def _words_of(self, key: str) -> QImage:
        """What stands in the place of a picture whose file is gone; no image where the note does not show it."""
        said: list[str] = []
        for section in self._view.sections:
            said += [point.text for point in section.points] + [term.definition for term in section.terms]
        shown = (picture for words in said for picture in pictures_in(words))
        picture = next((each for each in shown if each.key == key), None)
        if picture is None:
            return QImage()
        sharp = self._view.devicePixelRatioF()
        size = QSize(*picture.shown_size)
        image = QImage(size * sharp, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(sharp)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setFont(self._view.font())
        painter.setPen(self._view.palette().color(QPalette.ColorRole.PlaceholderText))
        wrapped = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRect(QPoint(0, 0), size), wrapped, picture.alt or tr("[picture]"))
        painter.end()
        return image
