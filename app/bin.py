"""Deletes documents and notes so that a student can have them back; all views hear of it as `library:changed`."""

from __future__ import annotations

import logging
import math
import time
from typing import Final

from peewee import chunked

from app.emitter import JobEventEmitter
from app.library import FileShelf
from app.pictures import PictureShelf
from app.store import bin as store
from app.store import jobs
from app.store.bin import BinItem, Moved

IDS_PER_EVENT: Final = 200
"""An event goes to browser tabs, in messages of limited length."""
DAY_S: Final = 86_400.0

logger = logging.getLogger(__name__)


class Bin:
    """Safe to use from any thread but the GUI's, which must not wait for a disk. What is not there is no error."""

    def __init__(self, emitter: JobEventEmitter, shelf: FileShelf, pictures: PictureShelf, *, user_id: str) -> None:
        self._emitter = emitter
        self._shelf = shelf
        self._pictures = pictures
        self._user_id = user_id

    def bin_document(self, document_id: str) -> bool:
        """Puts a document and its notes into the bin and stops the jobs about it; False where there was nothing to do.

        Its file and its pages stay until it is purged.
        """
        moved = self._tell(store.bin_document(document_id))
        for job_id in jobs.live_about(document_id):
            self._emitter.request_cancel(job_id)
        return moved

    def bin_note(self, note_id: str) -> bool:
        """Puts a note into the bin; False where there was nothing to do."""
        return self._tell(store.bin_note(note_id))

    def restore_document(self, document_id: str) -> bool:
        """Undoes `bin_document`, but for the stopped jobs, which can be retried."""
        return self._tell(store.restore_document(document_id))

    def restore_note(self, note_id: str) -> bool:
        """Undoes `bin_note`; a document in the bin comes out with its note."""
        return self._tell(store.restore_note(note_id))

    def list_bin(self) -> list[BinItem]:
        """What can be had back, the newest first."""
        return store.list_bin(self._user_id)

    def empty_bin(self) -> bool:
        """Removes all of it for good, files too; False where it was empty. What a job is at work on stays."""
        return self._purge(math.inf)

    def purge(self, *, older_than_days: float) -> bool:
        """Removes for good what has lain in the bin for so long."""
        return self._purge(time.time() - DAY_S * older_than_days)

    def _purge(self, before: float) -> bool:
        moved = self._tell(store.purge(before=before))
        store.remove_leftovers(self._remove_file)
        day_ago = time.time() - DAY_S  # what was pasted just now may not be kept in words yet
        store.remove_pictures(lambda shown: self._pictures.remove_all_but(shown, older_than=day_ago))
        return moved

    def _remove_file(self, sha256: str, kind: str) -> bool:
        try:
            self._shelf.place_of(sha256, kind).unlink(missing_ok=True)
        except OSError:  # Windows, while something reads it
            logger.info("the file %s is in use; it goes with the next purge", sha256[:12])
            return False
        return True

    def _tell(self, moved: Moved) -> bool:
        for ids in chunked(moved.document_ids, IDS_PER_EVENT):
            self._emitter.library_changed(self._user_id, document_ids=tuple(ids))
        for ids in chunked(moved.note_ids, IDS_PER_EVENT):
            self._emitter.library_changed(self._user_id, note_ids=tuple(ids))
        return bool(moved)
