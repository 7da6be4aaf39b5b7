"""Sorts documents by tags of the student's own; all views hear of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.emitter import JobEventEmitter
from app.store import tags

MAX_TAG_CHARS: Final = 40


class Tagging:
    """Any thread but the GUI's, which must not wait for a disk."""

    def __init__(self, emitter: JobEventEmitter, *, user_id: str) -> None:
        self._emitter = emitter
        self._user_id = user_id

    def add(self, document_ids: Sequence[str], tag: str) -> None:
        """Gives documents a tag; white space around it does not count, and an empty one changes nothing."""
        word = " ".join(tag.split())[:MAX_TAG_CHARS]
        if word and document_ids:
            tags.add_tag(document_ids, word)
            self._emitter.library_changed(self._user_id, document_ids=tuple(document_ids))

    def remove(self, document_ids: Sequence[str], tag: str) -> None:
        """Takes a tag away."""
        if document_ids:
            tags.remove_tag(document_ids, tag)
            self._emitter.library_changed(self._user_id, document_ids=tuple(document_ids))
