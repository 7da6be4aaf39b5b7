"""Extraction as the rest of the program asks for it: a file in, stored pages out, whatever the file does to the child.

A page that kills its child, keeps it silent or makes it grow too large costs that page; a file that does it again and
again costs the rest of the file.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from app import wire
from app.cancel import CancelToken
from app.documents import OutlineItem
from app.errors import ErrorCode, StudyleafError
from app.library import check_file
from app.store.documents import StoredPage
from app.wire import Json
from workers.children.pool import CallFailed
from workers.extraction.ranges import Pool, read_in_ranges

PAGE_SILENCE_S: Final = 15.0
"""A page may keep the child silent for so long: the slowest honest page of text takes 0.2 s, and the longest step of a
scanned one, between two signs of life, 2 s."""

MAX_LOST_S: Final = 25.0
"""So much time, in children that were stopped, is a file worth."""

MAX_BAD_IN_A_ROW: Final = 4

HEADER_BYTES: Final = 1024
"""Where readers look for the header: some servers put theirs before it."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ExtractionSummary:
    """What is known of a document when all its pages are stored. `language` is an ISO 639-1 code or empty."""

    title: str
    pages: int
    outline: tuple[OutlineItem, ...]
    language: str


@dataclass(slots=True)
class _Progress:
    """How far a file is read."""

    pages: int = 0
    title: str = ""
    language: str = ""
    outline: tuple[OutlineItem, ...] = ()
    at: int = 0
    """The page that a child is reading."""
    stored: int = 0
    """All pages up to this one are stored."""
    readable: int = 0
    skip: dict[int, ErrorCode] = field(default_factory=dict)
    scans: dict[int, str] = field(default_factory=dict)
    lost_s: float = 0.0
    retried: int = -1
    """The page at which a child died and that was given a second chance."""


class Extractor:
    """Reads files in the pool's children. Safe to use from several worker threads."""

    def __init__(self, pool: Pool, *, max_file_mb: int = 500) -> None:
        self._pool = pool
        self._max_file_mb = max_file_mb

    def extract(
        self,
        path: Path,
        name: str,
        *,
        kind: str = "pdf",
        password: str | None = None,
        cancel: CancelToken,
        on_page: Callable[[StoredPage], None],
        on_progress: Callable[[int, int], None] = lambda _page, _pages: None,
        scans: Mapping[int, str] | None = None,
        on_scan: Callable[[int, str], None] = lambda _number, _text: None,
    ) -> ExtractionSummary:
        """Reads a file of `kind` "pdf" or "text". Callbacks run on this thread, pages come in order, each once.

        `on_progress` gets (page that is being read, pages in all). A page that cannot be read is stored with its
        problem. `on_scan` gets (page, text) when a page was read from its picture; `scans` are those of an attempt that
        did not come to its end. `name` is the file's name for the sentences of errors.

        Raises:
            StudyleafError: FILE_…, NOT_A_PDF, NOT_A_TEXT, PDF_…, NO_READABLE_TEXT, OCR_MISSING, EXTRACTION_FAILED.
            JobCancelled and the like: `cancel` was set.
        """
        check_file(path, name=name, max_mb=self._max_file_mb)
        if kind == "pdf":
            _check_header(path, name)
        progress = _Progress(scans=dict(scans or {}))

        def take(message: Json) -> None:
            if "scan" in message:
                number, text = message["scan"]["number"], message["scan"]["text"]
                progress.scans[number] = text
                on_scan(number, text)
            _take(message, progress, on_page, on_progress)

        while True:
            began = time.monotonic()
            params = _params(path, kind, password, progress)
            try:
                result = read_in_ranges(
                    self._pool, params, take, scans=progress.scans, cancel=cancel, silence_s=PAGE_SILENCE_S
                )
                break
            except StudyleafError as error:
                raise StudyleafError(error.code, **{**error.details, "name": name}) from error
            except CallFailed as failure:
                progress.lost_s += min(time.monotonic() - began, PAGE_SILENCE_S)
                logger.warning(
                    "reading %s failed on page %d of %d: %s", name, progress.at, progress.pages, failure.code
                )
                if not _may_go_on(progress, failure.code, name):
                    _give_up(progress, failure.code, on_page)
                    result = {"title": progress.title, "language": progress.language}
                    break
        return _summary(progress, result, name)


def _params(path: Path, kind: str, password: str | None, progress: _Progress) -> Json:
    return {
        "path": str(path),
        "kind": kind,
        "password": password,
        "first": progress.stored + 1,
        "skip": {str(number): code.value for number, code in progress.skip.items()},
    }


def _take(
    message: Json,
    progress: _Progress,
    on_page: Callable[[StoredPage], None],
    on_progress: Callable[[int, int], None],
) -> None:
    if "page" in message:
        page = StoredPage(**message["page"])
        on_page(page)
        progress.stored = page.number
        if page.problem:
            progress.skip[page.number] = ErrorCode(page.problem)
        elif page.text:
            progress.readable += 1
    if "progress" in message:
        progress.at = message["progress"]
        on_progress(progress.at, progress.pages)
    if "head" in message:
        head = message["head"]
        progress.pages = head["pages"]
        progress.title = head["title"]
        progress.outline = tuple(wire.decode(OutlineItem, item) for item in head["outline"])


def _may_go_on(progress: _Progress, code: ErrorCode, name: str) -> bool:
    """Decides about the page at which a child was lost: another try, or without it; False to give up the rest.

    Raises:
        StudyleafError: the file could not even be opened.
    """
    died = code is ErrorCode.EXTRACTION_FAILED
    if died and progress.retried != progress.at:
        # Not every death is the page's fault: somebody may have ended the process.
        progress.retried = progress.at
        return progress.lost_s < MAX_LOST_S
    if not progress.at:
        raise StudyleafError(_reason(code), name=name)
    progress.skip[progress.at] = _reason(code)
    in_a_row = 0
    while progress.at - in_a_row in progress.skip:
        in_a_row += 1
    return in_a_row < MAX_BAD_IN_A_ROW and progress.lost_s < MAX_LOST_S


def _give_up(progress: _Progress, code: ErrorCode, on_page: Callable[[StoredPage], None]) -> None:
    """Stores the pages that nobody will read with the reason."""
    for number in range(progress.stored + 1, progress.pages + 1):
        problem = progress.skip.setdefault(number, _reason(code))
        on_page(StoredPage(number=number, label=None, text="", blocks="[]", problem=problem.value))


def _reason(code: ErrorCode) -> ErrorCode:
    """Silence is a matter of the page, not of waiting: trying again would not help."""
    return ErrorCode.PDF_TOO_COMPLEX if code is ErrorCode.TIMED_OUT else code


def _summary(progress: _Progress, result: Json, name: str) -> ExtractionSummary:
    if not progress.readable:
        raise StudyleafError(_main_problem(progress), name=name)
    title = result["title"] or Path(name).stem or name
    return ExtractionSummary(title, progress.pages, progress.outline, result["language"])


def _main_problem(progress: _Progress) -> ErrorCode:
    """Why no page could be read: the most telling of the pages' problems."""
    found = set(progress.skip.values())
    for code in (ErrorCode.OCR_MISSING, ErrorCode.PDF_TOO_COMPLEX, ErrorCode.EXTRACTION_FAILED, ErrorCode.PDF_DAMAGED):
        if code in found:
            return code
    return ErrorCode.NO_READABLE_TEXT


def _check_header(path: Path, name: str) -> None:
    try:
        with path.open("rb") as stream:
            head = stream.read(HEADER_BYTES)
    except OSError as error:
        raise StudyleafError(ErrorCode.FILE_UNREADABLE, name=name) from error
    if b"%PDF-" not in head:
        raise StudyleafError(ErrorCode.NOT_A_PDF, name=name)
