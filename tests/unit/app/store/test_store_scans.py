"""Scans are kept until their document is read to its end."""

from __future__ import annotations

import pytest

from app.models import Document
from app.store import documents
from app.store.scans import save_scan, scans_of

pytestmark = pytest.mark.usefixtures("library")


def a_document(sha256: str) -> str:
    return documents.add_document(sha256=sha256, kind="pdf", file_name="a.pdf", size_bytes=5).id


def finish(document_id: str) -> None:
    documents.finish_extraction(document_id, title="T", language="en", page_count=2, outline=(), version=3)


def test_the_newest_scan_of_a_page_is_kept_for_its_version() -> None:
    one, other = a_document("a"), a_document("b")
    save_scan(one, 2, "first", version=3)
    save_scan(one, 2, "second", version=3)
    save_scan(one, 4, "fourth", version=3)
    save_scan(other, 2, "other", version=3)
    assert scans_of(one, version=3) == {2: "second", 4: "fourth"}
    assert scans_of(one, version=4) == {}
    save_scan(one, 2, "newer", version=4)
    assert (scans_of(one, version=3), scans_of(one, version=4)) == ({4: "fourth"}, {2: "newer"})


def test_scans_go_when_their_document_was_read_or_is_gone() -> None:
    one, other = a_document("a"), a_document("b")
    for document_id in (one, other):
        save_scan(document_id, 1, "lines", version=3)
    finish(one)
    assert (scans_of(one, version=3), scans_of(other, version=3)) == ({}, {1: "lines"})
    Document.delete().where(Document.id == other).execute()
    assert scans_of(other, version=3) == {}
