"""The stage `extracting_text`: afterwards all pages of the document are stored, each one once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from app.errors import ErrorCode
from app.events import JobMetadata, JobStage, JobType
from app.store import documents, scans
from app.store.documents import DocumentView, StoredPage
from workers import rates
from workers.extraction import EXTRACTION_VERSION
from workers.extraction.ocr.presence import is_installed
from workers.pipelines.context import JobContext
from workers.rates import Pace
from workers.workshop import Workshop

BEGIN_PERCENT, END_PERCENT = 25, 40

PAGES_PER_CHECKPOINT: Final = 16

WRITING: Final = frozenset({JobType.PDF_NOTES, JobType.AI_NOTES})


def read_pages(
    context: JobContext,
    workshop: Workshop,
    document: DocumentView,
    *,
    on_text: Callable[[], None] = lambda: None,
) -> DocumentView:
    """Extracts the document unless that was done before, or is being done; returns it with title and page count.

    `on_text` is called once when there is text: a file that gives none is not worth preparing anything for.

    Raises:
        StudyleafError: what extraction says: a password is needed, no PDF, no readable text …
    """
    if document.extraction_version == EXTRACTION_VERSION and not _can_read_more(document):
        on_text()
        return document
    with workshop.ongoing.alone(f"pages {document.id}", context.cancel) as waited:
        if waited:
            document = documents.find_document(document.id)
        if waited and document.extraction_version == EXTRACTION_VERSION:
            on_text()
            return document
        return _read(context, workshop, document, on_text)


def _read(context: JobContext, workshop: Workshop, document: DocumentView, on_text: Callable[[], None]) -> DocumentView:
    context.report(JobStage.EXTRACTING_TEXT, BEGIN_PERCENT)
    reading = _Reading(context, workshop, document.id, on_text)
    # What an earlier attempt stored is replaced page by page: another job may be reading those pages right now. Reading
    # text again takes milliseconds a page, and gives the same pages; only what was read from pictures is taken over.
    summary = workshop.extractor.extract(
        workshop.shelf.path_of(document),
        document.file_name,
        kind=document.kind,
        password=context.password,
        cancel=context.cancel,
        on_page=reading.keep,
        on_progress=reading.report,
        scans=scans.scans_of(document.id, version=EXTRACTION_VERSION),
        on_scan=lambda number, text: scans.save_scan(document.id, number, text, version=EXTRACTION_VERSION),
    )
    reading.store()
    documents.finish_extraction(
        document.id,
        title=summary.title,
        language=summary.language,
        page_count=summary.pages,
        outline=summary.outline,
        version=EXTRACTION_VERSION,
    )
    workshop.rates.measured(rates.PAGE, reading.seconds, summary.pages)
    context.emitter.library_changed(context.job.user_id, document_ids=(document.id,))
    return documents.find_document(document.id)


def lacks_scans(document: DocumentView) -> bool:
    """Whether scanned pages are missing from the document, because nothing here can read them."""
    return not is_installed() and documents.has_problem(document.id, ErrorCode.OCR_MISSING)


def _can_read_more(document: DocumentView) -> bool:
    """Whether the reader for scans was installed since its scanned pages were left out."""
    return is_installed() and documents.has_problem(document.id, ErrorCode.OCR_MISSING)


class _Reading:
    """Pages on their way into the library, and how far they are. Belongs to the job's thread."""

    def __init__(self, context: JobContext, workshop: Workshop, document_id: str, on_text: Callable[[], None]) -> None:
        self._context = context
        self._workshop = workshop
        self._document_id = document_id
        self._on_text = on_text
        self._has_text = False
        self._waiting: list[StoredPage] = []
        self._pace: Pace | None = None
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    def keep(self, page: StoredPage) -> None:
        """Takes a page; some of them together are a checkpoint."""
        if page.text and not self._has_text:
            self._has_text = True
            self._on_text()
        self._waiting.append(page)
        if len(self._waiting) >= PAGES_PER_CHECKPOINT:
            self.store()

    def store(self) -> None:
        """Stores the pages that were kept since the last checkpoint."""
        if self._waiting:
            documents.save_pages(self._document_id, self._waiting)
            self._waiting.clear()

    def report(self, page: int, pages: int) -> None:
        """Tells which page is being read, and how long the whole job still takes."""
        percent = BEGIN_PERCENT + (END_PERCENT - BEGIN_PERCENT) * page / max(1, pages)
        remaining_ms = self._remaining_ms(page, pages)
        metadata = JobMetadata(page=page, pages=pages, estimated_time_remaining_ms=remaining_ms)
        self._context.report(JobStage.EXTRACTING_TEXT, percent, metadata)

    def _remaining_ms(self, page: int, pages: int) -> int | None:
        """Of the whole job: the pages still to be read, and the writing where the job writes. That is guessed from the
        pages until there is a plan, so nothing is said while it would be most of what is said."""
        known = self._workshop.rates
        self._pace = self._pace or Pace(pages, expected_s=known.seconds(rates.PAGE))
        reading = self._pace.remaining_ms(page)
        writes = self._context.job.type in WRITING
        writing = known.remaining_ms(**{rates.WRITTEN_PAGE: rates.in_written_pages(pages)}) if writes else 0
        return None if reading is None or writing is None or writing > reading else reading + writing
