"""PDFium's view of a file: pages of lines with place and font, outline, labels, title.

Runs in the text child only: PDFium is native code on hostile input, and may crash, hang or eat memory.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final, Self

import pypdfium2 as pdfium
from pypdfium2 import raw

from app.documents import OutlineItem
from app.errors import ErrorCode, StudyleafError
from workers.extraction.glyphs import CROOKED, Segment, TextPage
from workers.extraction.joining import clean
from workers.extraction.lines import Frame, Line, RawPage
from workers.extraction.rows import mended

MAX_OUTLINE_ITEMS: Final = 3000
"""More than any book has; an outline that points into itself has no end."""

MAX_OUTLINE_DEPTH: Final = 12

MAX_LABEL_CHARS: Final = 20
LABEL_BYTES: Final = 512
"""A longer label is no page number."""

FEW_CHARS: Final = 800
"""A page with less text is looked at for a picture that covers it."""

SCAN_SHARE: Final = 0.5
"""Of the page's area, from which on a picture is a scan of it."""

MAX_PICTURES: Final = 50
MAX_FORM_DEPTH: Final = 2

LETTER: Final = (0.0, 0.0, 612.0, 792.0)
"""A page that does not say how large it is."""

_OPEN_ERRORS: Final = {
    raw.FPDF_ERR_PASSWORD: ErrorCode.PDF_PASSWORD_NEEDED,
    raw.FPDF_ERR_SECURITY: ErrorCode.PDF_ENCRYPTION_UNSUPPORTED,
}


class PdfiumFile:
    """An open PDF. Use it as a context manager, on one thread: PDFium knows no threads."""

    def __init__(self, path: Path, password: str | None) -> None:
        """Opens the file; an empty password is tried by itself.

        Raises:
            StudyleafError: PDF_PASSWORD_NEEDED, PDF_PASSWORD_WRONG, PDF_ENCRYPTION_UNSUPPORTED, PDF_DAMAGED.
        """
        _forget_last_error()
        try:
            self._document = pdfium.PdfDocument(path, password=password)
            self._handle = self._document.raw
            self._label = ctypes.create_string_buffer(LABEL_BYTES)
            self.page_count = len(self._document)
        except pdfium.PdfiumError as error:
            code = _OPEN_ERRORS.get(getattr(error, "err_code", None), ErrorCode.PDF_DAMAGED)
            if code is ErrorCode.PDF_PASSWORD_NEEDED and password:
                code = ErrorCode.PDF_PASSWORD_WRONG
            raise StudyleafError(code) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._document.close()

    @property
    def title(self) -> str:
        """The title in the file's metadata, or an empty string."""
        try:
            return str(self._document.get_metadata_value("Title") or "")
        except UnicodeDecodeError:  # half a surrogate pair
            return ""

    def outline(self) -> tuple[OutlineItem, ...]:
        """The entries that point at a page, in order."""
        items = []
        for mark in islice(self._document.get_toc(max_depth=MAX_OUTLINE_DEPTH), MAX_OUTLINE_ITEMS):
            try:
                title = clean(mark.get_title())
            except UnicodeDecodeError:
                continue
            destination = mark.get_dest()
            index = destination.get_index() if destination else None
            if title and index is not None and 0 <= index < self.page_count:
                items.append(OutlineItem(title, index + 1, mark.level + 1))
        return tuple(items)

    def label(self, number: int) -> str | None:
        """The page's printed number; None where the file names none or it is the page's place anyway."""
        size = raw.FPDF_GetPageLabel(self._handle, number - 1, self._label, len(self._label))
        if not 2 < size <= len(self._label):
            return None
        try:
            text = self._label.raw[: size - 2].decode("utf-16-le")
        except UnicodeDecodeError:
            return None
        label = clean(text)[:MAX_LABEL_CHARS]
        return label if label and label != str(number) else None

    def read(self, number: int) -> RawPage:
        """The lines of a page.

        Raises:
            StudyleafError: PDF_DAMAGED: this page cannot be loaded.
        """
        # The binding's pages and text pages each bring a finalizer and a place in a list that only grows.
        page = raw.FPDF_LoadPage(self._handle, number - 1)
        if not page:
            raise StudyleafError(ErrorCode.PDF_DAMAGED)
        try:
            return self._read(page, number)
        finally:
            raw.FPDF_ClosePage(page)

    @contextmanager
    def loaded(self, number: int) -> Iterator[Any]:
        """A page as the binding has it, for whoever draws it.

        Raises:
            StudyleafError: PDF_DAMAGED: this page cannot be loaded.
        """
        try:
            page = self._document[number - 1]
        except (pdfium.PdfiumError, IndexError) as error:
            raise StudyleafError(ErrorCode.PDF_DAMAGED) from error
        try:
            yield page
        finally:
            page.close()

    def _read(self, page: Any, number: int) -> RawPage:
        box = _crop_box(page)
        turns = max(0, raw.FPDFPage_GetRotation(page))
        text = TextPage(page)
        try:
            segments = list(text.segments())
            quarters = _main_direction(segments)
            lines = tuple(text.lines(segments, quarters, _origin(box, quarters)))
            few = sum(len(line.text) for line in lines) < FEW_CHARS
        finally:
            text.close()
        width, height = abs(box[2] - box[0]), abs(box[3] - box[1])
        shown = (height, width) if turns % 2 else (width, height)
        frame_height = width if quarters % 2 else height
        return RawPage(
            number=number,
            lines=tuple(mended(list(_sane(lines)))),
            frame=Frame(shown[0], shown[1], (quarters - turns) % 4),
            height=frame_height,
            label=self.label(number),
            scanned=few and _covered_by_picture(page, box),
        )


def _forget_last_error() -> None:
    """Some failures leave PDFium's error code as the file before left it; this failure always sets it."""
    raw.FPDF_LoadMemDocument(b"", 0, None)


def _rectangle(ask: Any, what: Any) -> tuple[float, float, float, float] | None:
    """(left, bottom, right, top) of a page or an object; None where it has none."""
    left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    return (left.value, bottom.value, right.value, top.value) if ask(what, left, bottom, right, top) else None


def _crop_box(page: Any) -> tuple[float, float, float, float]:
    return _rectangle(raw.FPDFPage_GetCropBox, page) or _rectangle(raw.FPDFPage_GetMediaBox, page) or LETTER


def _pictures(page: Any) -> Iterator[Any]:
    """The pictures on a page, also those inside of forms."""
    yield from _pictures_in(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, MAX_FORM_DEPTH)


def _pictures_in(place: Any, count: Any, get: Any, depth: int) -> Iterator[Any]:
    for index in range(count(place)):
        item = get(place, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            yield item
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
            yield from _pictures_in(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth - 1)


def _covered_by_picture(page: Any, box: tuple[float, float, float, float]) -> bool:
    """Whether pictures cover the page; scanners cut a page into tiles, so all count together."""
    covered = 0.0
    for item in islice(_pictures(page), MAX_PICTURES):
        bounds = _rectangle(raw.FPDFPageObj_GetBounds, item)
        if bounds is None:
            continue
        left, bottom, right, top = bounds
        width = min(right, max(box[0], box[2])) - max(left, min(box[0], box[2]))
        height = min(top, max(box[1], box[3])) - max(bottom, min(box[1], box[3]))
        covered += max(0.0, width) * max(0.0, height)
    return covered > SCAN_SHARE * abs(box[2] - box[0]) * abs(box[3] - box[1])


def _main_direction(segments: list[Segment]) -> int:
    """In how many quarter turns, counter-clockwise, most of the text runs."""
    directions = {segment.quarters for segment in segments} - {CROOKED}
    if len(directions) < 2:
        return directions.pop() if directions else 0
    counts: Counter[int] = Counter()
    for segment in segments:
        if segment.quarters in directions:
            counts[segment.quarters] += segment.end - segment.start
    return counts.most_common(1)[0][0]


def _origin(box: tuple[float, float, float, float], quarters: int) -> tuple[float, float]:
    """The lower left corner of the crop box, seen from a frame that was turned so often."""
    left, bottom = min(box[0], box[2]), min(box[1], box[3])
    right, top = max(box[0], box[2]), max(box[1], box[3])
    return ((left, bottom), (bottom, -right), (-right, -top), (-top, left))[quarters]


def _sane(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Leaves out what was placed at no real place: such numbers poison every average."""
    limit = 20_000.0  # points; PDF itself ends at 14,400
    for line in lines:
        if abs(line.left) < limit and abs(line.right) < limit and abs(line.baseline) < limit and line.size < limit:
            yield line
