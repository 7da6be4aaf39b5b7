"""pypdf's view of a file: the second opinion, for files and pages on which PDFium gives up.

Runs in the text child only. pypdf knows no places, so its lines lie one under the other.
"""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

import pypdf
from pypdf.errors import DependencyError, DeprecationError, FileNotDecryptedError, LimitReachedError, PyPdfError
from pypdf.generic import Destination

from app.documents import OutlineItem
from app.errors import ErrorCode, StudyleafError
from workers.extraction.joining import clean
from workers.extraction.lines import Frame, Line, RawPage

T = TypeVar("T")

FOREIGN: Final = (
    PyPdfError, DependencyError, DeprecationError, NotImplementedError, RecursionError, TypeError, AttributeError,
    ValueError, AssertionError, LookupError, ArithmeticError, OSError, struct.error, zlib.error,
)  # fmt: skip
"""All that pypdf was seen to raise on hostile files beside its own errors; nothing else may be caught with these."""

MAX_OUTLINE_ITEMS: Final = 3000
MAX_LINES: Final = 5000

LINE_POINTS: Final = 12.0
SIZE_POINTS: Final = 10.0
CHAR_POINTS: Final = 5.0
PAGE_POINTS: Final = (612.0, 792.0)


class PypdfFile:
    """An open PDF. Use it on one thread."""

    def __init__(self, path: Path, password: str | None) -> None:
        """Opens the file; an empty password is tried by itself.

        Raises:
            StudyleafError: PDF_PASSWORD_NEEDED, PDF_PASSWORD_WRONG, PDF_ENCRYPTION_UNSUPPORTED, PDF_TOO_COMPLEX,
                PDF_DAMAGED.
        """
        logging.getLogger("pypdf").setLevel(
            logging.CRITICAL
        )  # its warnings are per object, and damaged files have many
        self._reader = _guarded(lambda: pypdf.PdfReader(path))
        if _guarded(lambda: self._reader.is_encrypted) and not _guarded(lambda: self._reader.decrypt(password or "")):
            raise StudyleafError(ErrorCode.PDF_PASSWORD_WRONG if password else ErrorCode.PDF_PASSWORD_NEEDED)
        self.page_count = _guarded(lambda: len(self._reader.pages))

    @property
    def title(self) -> str:
        """The title in the file's metadata, or an empty string."""
        try:
            metadata = self._reader.metadata
            return clean(str(metadata.title or "")) if metadata else ""
        except FOREIGN:
            return ""

    def outline(self) -> tuple[OutlineItem, ...]:
        """The entries that point at a page, in order; empty where the outline is damaged."""
        items: list[OutlineItem] = []
        with suppress(*FOREIGN):  # what was found so far is good
            self._walk(self._reader.outline, 1, items)
        return tuple(items)

    def read(self, number: int) -> RawPage:
        """The lines of a page, at places that only keep their order.

        Raises:
            StudyleafError: PDF_DAMAGED, PDF_TOO_COMPLEX.
        """
        text = _guarded(lambda: self._text(number))
        lines = [part for part in text.splitlines() if part.strip()][:MAX_LINES]
        height = max(PAGE_POINTS[1], LINE_POINTS * (len(lines) + 6))
        return RawPage(
            number=number,
            lines=tuple(_line(part, row, height) for row, part in enumerate(lines)),
            frame=Frame(PAGE_POINTS[0], height),
            height=height,
            placed=False,
        )

    def _text(self, number: int) -> str:
        return str(self._reader.pages[number - 1].extract_text())

    def _walk(self, entries: object, level: int, items: list[OutlineItem]) -> None:
        if not isinstance(entries, list) or level > 12:
            return
        for entry in entries:
            if len(items) >= MAX_OUTLINE_ITEMS:
                return
            if isinstance(entry, Destination):
                index = self._reader.get_destination_page_number(entry)
                title = clean(str(entry.title or ""))
                if title and index is not None and 0 <= index < self.page_count:
                    items.append(OutlineItem(title, index + 1, level))
            else:
                self._walk(entry, level + 1, items)


def _line(text: str, row: int, height: float) -> Line:
    stripped = text.strip()
    return Line(
        text=stripped,
        left=72.0,
        right=72.0 + CHAR_POINTS * len(stripped),
        baseline=height - LINE_POINTS * (row + 4),
        size=SIZE_POINTS,
        row=row,
    )


def _guarded(act: Callable[[], T]) -> T:
    """Runs a piece of pypdf; the one place where its errors become ours."""
    try:
        return act()
    except LimitReachedError as error:
        raise StudyleafError(ErrorCode.PDF_TOO_COMPLEX) from error
    except FileNotDecryptedError as error:
        raise StudyleafError(ErrorCode.PDF_PASSWORD_NEEDED) from error
    except NotImplementedError as error:  # a security handler that pypdf does not know
        raise StudyleafError(ErrorCode.PDF_ENCRYPTION_UNSUPPORTED) from error
    except RecursionError as error:
        raise StudyleafError(ErrorCode.PDF_TOO_COMPLEX) from error
    except FOREIGN as error:
        raise StudyleafError(ErrorCode.PDF_DAMAGED) from error
