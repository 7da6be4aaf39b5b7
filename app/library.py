"""Brings files into the library and finds them there; the same content is kept once."""

from __future__ import annotations

import hashlib
import os
import shutil
import urllib.parse
from pathlib import Path
from typing import BinaryIO, Final

from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from app.models import new_id
from app.settings import DataFolder
from app.store import documents
from app.store.documents import DocumentView

CHUNK_BYTES: Final = 1 << 20

TEXT_SUFFIXES: Final = frozenset({".txt", ".md", ".markdown", ".text"})

KINDS: Final = {"pdf": ".pdf", "text": ".txt", "docx": ".docx", "pptx": ".pptx", "epub": ".epub"}
"""The kinds of documents, and the suffix of the library's own copy."""

_KIND_OF_SUFFIX: Final = {**dict.fromkeys(TEXT_SUFFIXES, "text"), **{suffix: kind for kind, suffix in KINDS.items()}}


class FileShelf:
    """The `files` folder: one file per document, named by its hash. Used from worker threads."""

    def __init__(self, folder: DataFolder, *, max_file_mb: int) -> None:
        self._files = folder.files
        self._max_bytes = max_file_mb * 2**20
        self._max_mb = max_file_mb

    def path_of(self, document: DocumentView) -> Path:
        """Where the document's own copy lies."""
        return self.place_of(document.sha256, document.kind)

    def place_of(self, sha256: str, kind: str) -> Path:
        """Where the copy of a document of this content and kind lies, or would."""
        return self._files / sha256[:2] / f"{sha256}{KINDS[kind]}"

    def bring_in(self, source: Path, *, name: str, cancel: CancelToken) -> DocumentView:
        """Copies a file into the library, or finds it there; the source is only read.

        Raises:
            StudyleafError: FILE_MISSING, FILE_IS_FOLDER, FILE_EMPTY, FILE_UNREADABLE, FILE_TOO_LARGE, DISK_FULL.
            JobCancelled and the like.
        """
        check_file(source, name=name, max_mb=self._max_mb)
        try:
            if not self.has_room_for(source.stat().st_size):
                raise StudyleafError(ErrorCode.DISK_FULL)
            with source.open("rb") as stream:
                return self.keep(stream, name=name, kind=kind_of(name), cancel=cancel)
        except FileNotFoundError as error:
            raise StudyleafError(ErrorCode.FILE_MISSING, name=name) from error
        except PermissionError as error:
            raise StudyleafError(ErrorCode.FILE_UNREADABLE, name=name) from error

    def keep(self, stream: BinaryIO, *, name: str, kind: str, cancel: CancelToken) -> DocumentView:
        """Copies a stream into the library: written beside, synced, renamed: no half file is ever found."""
        part = self._files / f".part-{new_id()}"
        digest, size = hashlib.sha256(), 0
        try:
            with part.open("wb") as copy:
                while chunk := stream.read(CHUNK_BYTES):
                    cancel.check()
                    size += len(chunk)
                    if size > self._max_bytes:
                        raise StudyleafError(ErrorCode.FILE_TOO_LARGE, name=name, limit_mb=self._max_mb)
                    digest.update(chunk)
                    copy.write(chunk)
                copy.flush()
                os.fsync(copy.fileno())
            if not size:
                raise StudyleafError(ErrorCode.FILE_EMPTY, name=name)
            sha256 = digest.hexdigest()
            place = self.place_of(sha256, kind)
            place.parent.mkdir(exist_ok=True)
            if not place.exists():  # Windows does not replace a file that a reader holds, and it would be the same
                part.replace(place)
            document = documents.add_document(sha256=sha256, kind=kind, file_name=name, size_bytes=size)
            if not place.exists():  # a purge of the bin was faster than its row came out of there
                part.replace(place)
            return document
        finally:
            part.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Removes copies that a crash left half done."""
        for part in self._files.glob(".part-*"):
            part.unlink(missing_ok=True)

    def has_room_for(self, size_bytes: int) -> bool:
        """Whether a file of this size fits on the disk with some space to spare."""
        return shutil.disk_usage(self._files).free > size_bytes + 50 * 2**20


def check_file(path: Path, *, name: str, max_mb: int) -> None:
    """Says in one sentence what is wrong with a file that was dropped or named; cheap enough for every drop.

    Raises:
        StudyleafError: FILE_MISSING, FILE_IS_FOLDER, FILE_EMPTY, FILE_UNREADABLE, FILE_TOO_LARGE.
    """
    try:
        if path.is_dir():
            raise StudyleafError(ErrorCode.FILE_IS_FOLDER, name=name)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise StudyleafError(ErrorCode.FILE_MISSING, name=name) from error
    except OSError as error:
        raise StudyleafError(ErrorCode.FILE_UNREADABLE, name=name) from error
    if not size:
        raise StudyleafError(ErrorCode.FILE_EMPTY, name=name)
    if size > max_mb * 2**20:
        raise StudyleafError(ErrorCode.FILE_TOO_LARGE, name=name, limit_mb=max_mb)
    if not os.access(path, os.R_OK):
        raise StudyleafError(ErrorCode.FILE_UNREADABLE, name=name)


def kind_of(name: str) -> str:
    """The kind that a name says, `pdf` where it says nothing; what the bytes really are, extraction finds out."""
    return _KIND_OF_SUFFIX.get(Path(name).suffix.lower(), "pdf")


def name_of_link(link: str) -> str:
    """A file name for what a link leads to: the last part of its path, or its host."""
    parts = urllib.parse.urlsplit(link)
    name = Path(urllib.parse.unquote(parts.path)).name or parts.netloc
    return "".join(char for char in name if char.isprintable())
