"""Documents are known by their content; their pages are kept in order, each once."""

from __future__ import annotations

import pytest

from app.documents import OutlineItem
from app.errors import ErrorCode, StudyleafError
from app.models import Document
from app.store import documents
from app.store.connection import LibraryDatabase
from app.store.documents import PageMark, StoredPage

pytestmark = pytest.mark.usefixtures("library")


def a_document(sha256: str = "a" * 64, kind: str = "pdf", name: str = "a.pdf") -> documents.DocumentView:
    return documents.add_document(sha256=sha256, kind=kind, file_name=name, size_bytes=5)


def page(number: int, text: str = "") -> StoredPage:
    return StoredPage(number=number, label=None, text=text or f"page {number}", blocks="[]", problem=None)


def finish(document_id: str, pages: int) -> None:
    documents.finish_extraction(
        document_id, title="T", language="en", page_count=pages, outline=(OutlineItem("One", 1, 1),), version=1
    )


def test_the_same_content_is_one_document_whatever_it_is_called() -> None:
    first = a_document()
    finish(first.id, 0)
    second = a_document(name="copy of a.pdf")
    assert second.id == first.id
    assert [each.file_name for each in documents.list_documents()] == ["a.pdf"]


def test_other_content_is_another_document() -> None:
    assert a_document("a").id != a_document("b").id


def test_a_wrong_guess_at_the_kind_is_mended_until_the_document_was_read() -> None:
    a_document(kind="pdf", name="a.pdf")
    assert a_document(kind="text", name="a.txt").kind == "text"
    known = a_document(kind="text")
    finish(known.id, 1)
    assert a_document(kind="pdf").kind == "text"


def test_a_document_is_found_by_id_and_by_hash() -> None:
    document = a_document()
    assert documents.find_document(document.id) == documents.find_by_hash("a" * 64) == document
    assert documents.find_by_hash("b") is None
    with pytest.raises(StudyleafError) as caught:
        documents.find_document("nobody")
    assert caught.value.code is ErrorCode.DOCUMENT_NOT_FOUND


def test_until_it_is_read_a_document_goes_by_its_file_name() -> None:
    document = a_document()
    assert (document.title, document.extraction_version) == ("a.pdf", 0)
    finish(document.id, 3)
    read = documents.find_document(document.id)
    assert (read.title, read.language, read.page_count, read.extraction_version) == ("T", "en", 3, 1)
    assert documents.outline_of(document.id) == [{"title": "One", "page": 1, "level": 1}]


def test_pages_come_back_in_order_however_they_were_stored() -> None:
    document = a_document()
    documents.save_pages(document.id, [page(3), page(1)])
    documents.save_pages(document.id, [page(2)])
    assert [each.number for each in documents.pages_of(document.id)] == [1, 2, 3]


def test_a_page_that_is_stored_again_is_replaced() -> None:
    document = a_document()
    documents.save_pages(document.id, [page(1, "old"), page(2)])
    documents.save_pages(document.id, [page(1, "new")])
    assert [each.text for each in documents.pages_of(document.id)] == ["new", "page 2"]


def test_finishing_drops_the_pages_that_an_older_extraction_had_beyond() -> None:
    document, other = a_document("a"), a_document("b")
    documents.save_pages(document.id, [page(1), page(2), page(3)])
    documents.save_pages(other.id, [page(3)])
    finish(document.id, 2)
    assert [each.number for each in documents.pages_of(document.id)] == [1, 2]
    assert [each.number for each in documents.pages_of(other.id)] == [3]


def test_newest_documents_come_first(library: LibraryDatabase) -> None:
    for index, sha256 in enumerate("abc"):
        document = a_document(sha256, name=sha256)
        Document.update(added_at=1000.0 + index).where(Document.id == document.id).execute()
    assert [each.file_name for each in documents.list_documents()] == ["c", "b", "a"]
    assert [each.file_name for each in documents.list_documents(limit=1)] == ["c"]


def test_pages_that_are_not_ordinary_are_marked() -> None:
    document = a_document()
    scan = StoredPage(number=2, label="ii", text="read", blocks="[]", problem=None, confidence=0.93)
    unread = StoredPage(number=3, label=None, text="", blocks="[]", problem="OCR_MISSING")
    documents.save_pages(document.id, [page(1), scan, unread])
    assert documents.page_marks(document.id) == {2: PageMark(0.93, None), 3: PageMark(None, "OCR_MISSING")}
    assert documents.page_of(document.id, 2) == scan
    assert documents.page_of(document.id, 4) is None
    assert documents.has_problem(document.id, ErrorCode.OCR_MISSING)
    assert not documents.has_problem(document.id, ErrorCode.PDF_DAMAGED)
