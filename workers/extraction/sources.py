"""The lines of a page from whoever can make sense of it: PDFium, pypdf, or the reader of scans."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol

from app.documents import OutlineItem
from app.errors import ErrorCode, StudyleafError
from app.wire import Json
from workers.extraction import garble
from workers.extraction.lines import RawPage
from workers.extraction.pdfium import PdfiumFile
from workers.extraction.recognised import Blank
from workers.extraction.scanned import Drawable, ScanReader
from workers.extraction.structure import PypdfFile

CROWDED_CHARS: Final = 30_000
"""A dense page of a newspaper has 20,000. Of more that make no sense neither a second opinion, which takes seconds, nor
the picture makes any."""


class PdfSource(Protocol):
    """What reading asks of a PDF library."""

    page_count: int

    @property
    def title(self) -> str: ...

    def outline(self) -> tuple[OutlineItem, ...]: ...

    def read(self, number: int) -> RawPage: ...


def open_pdf(path: Path, password: str | None) -> PdfSource:
    """The file as the first library sees it that can open it. Raises StudyleafError, see `PdfiumFile`."""
    try:
        return PdfiumFile(path, password)
    except StudyleafError as error:
        if error.code is not ErrorCode.PDF_DAMAGED:
            raise
        try:
            return PypdfFile(path, password)
        except StudyleafError as second:
            # Two libraries that disagree about what is wrong: the first one's word is the plainer.
            raise (second if second.code is ErrorCode.PDF_PASSWORD_NEEDED else error) from second


class PageReader:
    """Reads pages of an open file, each by itself. Close it at the end; the file is the caller's."""

    def __init__(
        self, path: Path, password: str | None, source: PdfSource, *, share: int, known: Mapping[int, str]
    ) -> None:
        """`share` is the number of children that read parts of the file at the same time; `known`: see `ScanReader`."""
        self._source = source
        self._second = _SecondOpinion(path, password, source)
        self._scans = ScanReader(source, share=share, known=known) if isinstance(source, Drawable) else None

    def close(self) -> None:
        if self._scans:
            self._scans.close()

    def read(self, number: int, *, scans: bool) -> Generator[Json, None, RawPage | ErrorCode]:
        """The page's lines, or why there are none; yields what `ScanReader.read` yields.

        Without `scans`, a page without a text layer of use is not read from its picture, which takes seconds.
        """
        page = self._text_layer(number)
        usable = page.lines if isinstance(page, RawPage) else page is not ErrorCode.NO_READABLE_TEXT
        if usable or not scans or not self._scans:
            return page
        return (yield from self._from_picture(self._scans, number, page))

    def _text_layer(self, number: int) -> RawPage | ErrorCode:
        try:
            page = self._source.read(number)
        except StudyleafError as error:
            other = self._second.page(number)
            if other is None:
                return error.code
            page = other
        text = _text_of(page)
        if garble.is_garbled(text):
            if len(text) > CROWDED_CHARS:
                return ErrorCode.PDF_TOO_COMPLEX
            other = self._second.page(number)
            if other is None or garble.is_garbled(_text_of(other)):
                return ErrorCode.NO_READABLE_TEXT
            page = replace(other, label=page.label)
        if page.scanned and page.lines and garble.is_scan_noise(text):
            return ErrorCode.NO_READABLE_TEXT
        return page

    def _from_picture(
        self, scans: ScanReader, number: int, page: RawPage | ErrorCode
    ) -> Generator[Json, None, RawPage | ErrorCode]:
        label = page.label if isinstance(page, RawPage) else None
        try:
            found = yield from scans.read(number, label)
        except StudyleafError as error:
            # A drawing without text is none the worse for not being read.
            missing = error.code is ErrorCode.OCR_MISSING and isinstance(page, RawPage) and not page.scanned
            return page if missing else error.code
        return page if isinstance(found, Blank) else found


class _SecondOpinion:
    """pypdf, opened when it is first asked."""

    def __init__(self, path: Path, password: str | None, first: PdfSource) -> None:
        self._path = path
        self._password = password
        self._file: PypdfFile | None = None
        self._useless = isinstance(first, PypdfFile)

    def page(self, number: int) -> RawPage | None:
        """The page as pypdf reads it; None where that is no better."""
        if self._useless:
            return None
        try:
            self._file = self._file or PypdfFile(self._path, self._password)
        except StudyleafError:
            self._useless = True
            return None
        try:
            page = self._file.read(number)
        except StudyleafError:
            return None
        return page if page.lines else None


def _text_of(page: RawPage) -> str:
    return "\n".join(line.text for line in page.lines)
