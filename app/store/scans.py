"""Pages that were read from their pictures, kept until the document they belong to is read to its end.

A retry takes them from here: reading one page of a scan costs as much as reading a thousand others.
"""

from __future__ import annotations

from app.models import ScanRecord
from app.store.connection import transaction


def save_scan(document_id: str, number: int, text: str, *, version: int) -> None:
    """Keeps what a page's picture gave; `text` is opened only in a child, `version` that of the extraction."""
    with transaction():
        ScanRecord.delete().where((ScanRecord.document == document_id) & (ScanRecord.number == number)).execute()
        ScanRecord.insert(document=document_id, number=number, version=version, text=text).execute()


def scans_of(document_id: str, *, version: int) -> dict[int, str]:
    """What is kept of a document, by page numbers; what an older extraction has left is not among it."""
    kept = (ScanRecord.document == document_id) & (ScanRecord.version == version)
    return dict(ScanRecord.select(ScanRecord.number, ScanRecord.text).where(kept).tuples())
