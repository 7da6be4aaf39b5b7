"""Words by which documents are found again."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.models import DocumentTag
from app.store.connection import durable

CHUNK = 400
"""Ids in one statement: SQLite takes a limited number of values."""


def tags_of(document_ids: Collection[str] | None = None) -> dict[str, tuple[str, ...]]:
    """The tags, sorted, by document; of all documents when none are named. Untagged ones are left out."""
    query = DocumentTag.select(DocumentTag.document, DocumentTag.tag).order_by(DocumentTag.tag)
    if document_ids is not None:
        query = query.where(DocumentTag.document.in_(list(document_ids)))
    found: dict[str, list[str]] = {}
    for document_id, tag in query.tuples():
        found.setdefault(document_id, []).append(tag)
    return {document_id: tuple(tags) for document_id, tags in found.items()}


def add_tag(document_ids: Iterable[str], tag: str) -> None:
    """Gives documents a tag; those that have it keep it."""
    rows = [{"document": document_id, "tag": tag} for document_id in document_ids]
    with durable():
        for at in range(0, len(rows), CHUNK):
            DocumentTag.insert_many(rows[at : at + CHUNK]).on_conflict_ignore().execute()


def remove_tag(document_ids: Iterable[str], tag: str) -> None:
    """Takes a tag from documents."""
    ids = list(document_ids)
    with durable():
        for at in range(0, len(ids), CHUNK):
            chosen = (DocumentTag.document.in_(ids[at : at + CHUNK])) & (DocumentTag.tag == tag)
            DocumentTag.delete().where(chosen).execute()
