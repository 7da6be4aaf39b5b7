"""Documents and their pages."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app import wire
from app.documents import OutlineItem
from app.errors import ErrorCode, StudyleafError
from app.models import Document, NoteRecord, PageRecord, ScanRecord
from app.store.connection import durable, transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document as it was when it was read. `extraction_version` is 0 until all its pages are stored."""

    id: str
    sha256: str
    kind: str
    file_name: str
    size_bytes: int
    title: str
    language: str
    page_count: int
    extraction_version: int
    added_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """A page as it goes into the library and comes out; `blocks` is JSON text that is opened only in a child.

    `confidence` is set where the text was read from a scan: how sure the reader was of its characters, 0..1.
    """

    number: int
    label: str | None
    text: str
    blocks: str
    problem: str | None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PageMark:
    """With which confidence, 0..1, a page was read from a scan; or why it was not read, as an ErrorCode's value."""

    confidence: float | None
    problem: str | None


def find_document(document_id: str) -> DocumentView:
    """Raises StudyleafError DOCUMENT_NOT_FOUND, also for one in the bin."""
    row = Document.get_or_none((Document.id == document_id) & Document.deleted_at.is_null())
    if row is None:
        raise StudyleafError(ErrorCode.DOCUMENT_NOT_FOUND)
    return view_of(row)


def find_by_hash(sha256: str) -> DocumentView | None:
    """The document with this content, or None; also None where it lies in the bin."""
    row = Document.get_or_none((Document.sha256 == sha256) & Document.deleted_at.is_null())
    return view_of(row) if row else None


def list_documents(*, limit: int = 500, after: DocumentView | None = None) -> list[DocumentView]:
    """The newest documents first; those that follow one in this order, where it is named."""
    there = Document.select().where(Document.deleted_at.is_null())
    if after:
        same = (Document.added_at == after.added_at) & (Document.id < after.id)
        there = there.where((Document.added_at <= after.added_at) & ((Document.added_at < after.added_at) | same))
    return [view_of(row) for row in there.order_by(Document.added_at.desc(), Document.id.desc()).limit(limit)]


def add_document(*, sha256: str, kind: str, file_name: str, size_bytes: int) -> DocumentView:
    """Adds a document, or returns the one with the same content; out of the bin, if it lies there.

    The kind is a guess from a name until the document was read once; until then the newest guess holds.
    """
    with durable():
        Document.insert(
            id=Document.id.default(),
            sha256=sha256,
            kind=kind,
            file_name=file_name,
            size_bytes=size_bytes,
        ).on_conflict_ignore().execute()
        binned = (Document.sha256 == sha256) & Document.deleted_at.is_null(is_null=False)
        if Document.update(deleted_at=None, added_at=time.time()).where(binned).execute():
            leave_notes_behind(Document.get(Document.sha256 == sha256).id)
        unread = (Document.sha256 == sha256) & (Document.extraction_version == 0) & (Document.kind != kind)
        Document.update(kind=kind, file_name=file_name).where(unread).execute()
    found = find_by_hash(sha256)
    assert found is not None
    return found


def leave_notes_behind(document_id: str | None) -> None:
    """Notes that went into the bin with a document, which came out without them, are there by themselves now."""
    NoteRecord.update(deleted_along=False).where(NoteRecord.document == document_id).execute()


def save_pages(document_id: str, pages: list[StoredPage]) -> None:
    """Stores pages as a checkpoint; a page that is there already is replaced."""
    rows = [
        {
            "document": document_id,
            "number": page.number,
            "label": page.label,
            "text": page.text,
            "blocks": page.blocks,
            "problem": page.problem,
            "confidence": page.confidence,
        }
        for page in pages
    ]
    with transaction():
        numbers = [page.number for page in pages]
        PageRecord.delete().where((PageRecord.document == document_id) & (PageRecord.number.in_(numbers))).execute()
        PageRecord.insert_many(rows).execute()


def finish_extraction(
    document_id: str, *, title: str, language: str, page_count: int, outline: tuple[OutlineItem, ...], version: int
) -> None:
    """Marks a document as read: all its pages are stored. Pages that an older extraction had beyond them go.

    So do the scans that were kept for the case that it does not come to this.
    """
    with durable():
        ScanRecord.delete().where(ScanRecord.document == document_id).execute()
        PageRecord.delete().where((PageRecord.document == document_id) & (PageRecord.number > page_count)).execute()
        Document.update(
            title=title,
            language=language,
            page_count=page_count,
            outline=json.dumps(wire.encode(outline), ensure_ascii=False),
            extraction_version=version,
        ).where(Document.id == document_id).execute()


def forget_reading(document_id: str) -> None:
    """Has the document read anew by the next job; its pages are there until then."""
    with durable():
        Document.update(extraction_version=0).where(Document.id == document_id).execute()


def pages_of(document_id: str) -> Iterator[StoredPage]:
    """The stored pages in order, a few at a time in memory."""
    query = PageRecord.select().where(PageRecord.document == document_id).order_by(PageRecord.number)
    for row in query.iterator():
        yield _stored(row)


def page_of(document_id: str, number: int) -> StoredPage | None:
    """A stored page by its number, from 1."""
    row = PageRecord.get_or_none((PageRecord.document == document_id) & (PageRecord.number == number))
    return _stored(row) if row else None


def page_marks(document_id: str) -> dict[int, PageMark]:
    """What is to be told of pages, by their numbers; ordinary ones are left out."""
    fields = (PageRecord.number, PageRecord.confidence, PageRecord.problem)
    marked = PageRecord.confidence.is_null(is_null=False) | PageRecord.problem.is_null(is_null=False)
    query = PageRecord.select(*fields).where((PageRecord.document == document_id) & marked)
    return {number: PageMark(confidence, problem) for number, confidence, problem in query.tuples()}


def has_problem(document_id: str, problem: ErrorCode) -> bool:
    """Whether a page could not be read for this reason."""
    same = (PageRecord.document == document_id) & (PageRecord.problem == problem.value)
    return PageRecord.select().where(same).exists()


def outline_of(document_id: str) -> wire.Json:
    """The outline as JSON: a list of encoded OutlineItems."""
    row = Document.select(Document.outline).where(Document.id == document_id).tuples().first()
    return json.loads(row[0]) if row else []


def _stored(row: Any) -> StoredPage:
    return StoredPage(
        number=row.number,
        label=row.label,
        text=row.text,
        blocks=row.blocks,
        problem=row.problem,
        confidence=row.confidence,
    )


def view_of(row: Any) -> DocumentView:
    """The view of a row of `Document`."""
    return DocumentView(
        id=row.id,
        sha256=row.sha256,
        kind=row.kind,
        file_name=row.file_name,
        size_bytes=row.size_bytes,
        title=row.title or row.file_name,
        language=row.language,
        page_count=row.page_count,
        extraction_version=row.extraction_version,
        added_at=row.added_at,
    )
