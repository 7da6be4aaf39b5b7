"""Pages that must be read from their picture: what is asked of them before the models are loaded for one.

The models and the libraries around them take a second and 150 MB: only a page that needs them imports them.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from app.errors import ErrorCode, StudyleafError
from app.wire import Json
from workers.extraction import garble
from workers.extraction.lines import RawPage
from workers.extraction.ocr.patience import Patience
from workers.extraction.ocr.presence import is_installed
from workers.extraction.recognised import Blank, Recognised, from_text, to_text

if TYPE_CHECKING:
    from workers.extraction.ocr.scans import Scanner

MAX_THREADS: Final = 4
"""Each holds one line's tensors; more of them help no student's computer."""


@runtime_checkable
class Drawable(Protocol):
    """A PDF whose pages can be drawn."""

    def loaded(self, number: int) -> AbstractContextManager[Any]:
        """A PDFium page, open as long as the context."""


class ScanReader:
    """Reads the scanned pages of one document. Close it at the end."""

    def __init__(self, source: Drawable, *, share: int, known: Mapping[int, str]) -> None:
        """`share` is the number of children that read at the same time: together they use all cores.

        `known` are pages that were read before, by their numbers, as `recognised.to_text` has written them.
        """
        self._source = source
        self._known = known
        cores = max(1, min(MAX_THREADS, os.cpu_count() or 1) // share)
        self._threads = ThreadPoolExecutor(cores, thread_name_prefix="ocr")
        self._scanner: Scanner | None = None

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)

    def read(self, number: int, label: str | None) -> Generator[Json, None, Recognised]:
        """The page as recognised; yields None as signs of life, and the page as text if it is worth keeping.

        Raises:
            StudyleafError: OCR_MISSING; PDF_DAMAGED, PDF_TOO_COMPLEX: the page cannot be drawn.
        """
        if number in self._known:
            return from_text(self._known[number], number, label)
        with self._source.loaded(number) as page:
            if next(page.get_objects(max_depth=1), None) is None:
                return Blank()
            if not is_installed():
                raise StudyleafError(ErrorCode.OCR_MISSING)
            from workers.extraction.ocr.picture import draw  # noqa: PLC0415 - see above

            picture = draw(page)
        patience = Patience()
        if self._scanner is None:
            self._scanner = yield from patience.wait_for(self._threads.submit(_load, self._threads))
        found: Recognised
        try:
            found = _judged((yield from self._scanner.read(picture, number, label, patience)))
        except StudyleafError as error:
            if error.code is not ErrorCode.NO_READABLE_TEXT:
                raise
            found = error.code
        yield to_text(found)
        return found


def _judged(page: RawPage) -> Recognised:
    if not page.lines:
        return Blank()
    return ErrorCode.NO_READABLE_TEXT if garble.is_garbled("\n".join(line.text for line in page.lines)) else page


def _load(threads: ThreadPoolExecutor) -> Scanner:
    from workers.extraction.ocr.scans import Scanner  # noqa: PLC0415 - see above

    return Scanner(threads)
