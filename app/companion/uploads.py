"""Files that come in pieces: each piece names where it goes, so that an upload goes on after any break, once."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from app.events import JobType
from app.jobs import Jobs
from app.library import FileShelf, kind_of

CHUNK_BYTES: Final = 512 * 1024
"""What the page sends at a time; each piece is answered before the next one comes."""
MAX_UPLOADS: Final = 20
KEPT_S: Final = 24 * 3600.0
"""An upload that nobody goes on with is forgotten after so long."""
MAX_NAME_CHARS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """An upload under way: `have` of `size` bytes are here."""

    id: str
    name: str
    size: int
    have: int


class WrongPlace(Exception):
    """A piece does not follow what is here; `have` says what would."""

    def __init__(self, have: int) -> None:
        super().__init__(have)
        self.have = have


class Uploads:
    """The `uploads` folder of a data folder. Used from threads that may wait for a disk."""

    def __init__(self, folder: Path, shelf: FileShelf, jobs: Jobs, *, max_file_mb: int) -> None:
        self._folder = folder
        self._shelf = shelf
        self._jobs = jobs
        self._max_mb = max_file_mb
        self._lock = threading.Lock()
        self._busy: set[str] = set()

    def begin(self, device_id: str, name: str, size: int, *, mark: str = "") -> Upload:
        """Begins an upload, or finds the one of the same device, name, size and `mark` that was broken off.

        Raises:
            StudyleafError: INPUT_INVALID, FILE_EMPTY, FILE_TOO_LARGE, DISK_FULL.
        """
        name = safe_name(name)
        if size == 0:
            raise StudyleafError(ErrorCode.FILE_EMPTY, name=name)
        if size < 0:
            raise StudyleafError(ErrorCode.INPUT_INVALID, name=name, reason="its size is no size")
        if size > self._max_mb * 2**20:
            raise StudyleafError(ErrorCode.FILE_TOO_LARGE, name=name, limit_mb=self._max_mb)
        if not self._shelf.has_room_for(2 * size):  # here, and then in the library
            raise StudyleafError(ErrorCode.DISK_FULL)
        words = json.dumps([device_id, name, size, mark])
        upload_id = hashlib.sha256(words.encode()).hexdigest()[:32]
        with self._lock:
            self._folder.mkdir(exist_ok=True)
            self._sweep()
            known = self._known(upload_id)
            if known:
                return known
            if len(list(self._folder.glob("*.json"))) >= MAX_UPLOADS:
                raise StudyleafError(ErrorCode.INPUT_INVALID, name=name, reason="too many uploads wait to be finished")
            self._part(upload_id).write_bytes(b"")
            about = {"name": name, "size": size, "device": device_id}
            self._about(upload_id).write_text(json.dumps(about), encoding="utf-8")
        return Upload(id=upload_id, name=name, size=size, have=0)

    def put(self, device_id: str, upload_id: str, offset: int, data: bytes) -> Upload | str:
        """Adds a piece. Returns the upload, or the id of the job that began with the last piece.

        A piece that is here already is taken for the repeat of one whose answer was lost.

        Raises:
            WrongPlace: it does not follow what is here.
            StudyleafError: FILE_MISSING: there is no such upload. FILE_TOO_LARGE: it is longer than was said.
            OSError: the disk is full.
        """
        upload = self._find(device_id, upload_id)
        try:
            if offset != upload.have:
                raise WrongPlace(upload.have)
            if offset + len(data) > upload.size:
                raise StudyleafError(ErrorCode.FILE_TOO_LARGE, name=upload.name, limit_mb=upload.size / 2**20)
            with self._part(upload_id).open("ab") as part:
                part.write(data)
            have = offset + len(data)
            if have < upload.size:
                return Upload(id=upload.id, name=upload.name, size=upload.size, have=have)
            return self._finish(upload)
        finally:
            self._release(upload_id)

    def cancel(self, device_id: str, upload_id: str) -> None:
        """Forgets an upload. Raises StudyleafError FILE_MISSING."""
        upload = self._find(device_id, upload_id)
        try:
            self._forget(upload.id)
        finally:
            self._release(upload_id)

    def _finish(self, upload: Upload) -> str:
        kind = kind_of(upload.name)
        with self._part(upload.id).open("rb") as stream:
            document = self._shelf.keep(stream, name=upload.name, kind=kind, cancel=CancelToken())
        job_id = self._jobs.notes_from_document(document.id, file_name=upload.name, job_type=job_type_of(kind))
        # Last: what breaks off before is only sent once more.
        self._forget(upload.id)
        return job_id

    def _find(self, device_id: str, upload_id: str) -> Upload:
        """The upload of this device, which is then busy until its piece is in: two at once would tear it."""
        with self._lock:
            known = self._known(upload_id) if upload_id.isalnum() else None
            if known is None or self._owner(upload_id) != device_id:
                raise StudyleafError(ErrorCode.FILE_MISSING, name="upload")
            if upload_id in self._busy:
                raise WrongPlace(known.have)
            self._busy.add(upload_id)
            return known

    def _known(self, upload_id: str) -> Upload | None:
        try:
            about = json.loads(self._about(upload_id).read_text(encoding="utf-8"))
            have = self._part(upload_id).stat().st_size
        except (OSError, ValueError):
            return None
        return Upload(id=upload_id, name=about["name"], size=about["size"], have=have)

    def _owner(self, upload_id: str) -> str:
        return str(json.loads(self._about(upload_id).read_text(encoding="utf-8"))["device"])

    def _forget(self, upload_id: str) -> None:
        self._about(upload_id).unlink(missing_ok=True)
        self._part(upload_id).unlink(missing_ok=True)

    def _release(self, upload_id: str) -> None:
        with self._lock:
            self._busy.discard(upload_id)

    def _sweep(self) -> None:
        # Each piece is written into the part, and nothing ever into the words about it: the newer of the two counts.
        touched: dict[str, float] = {}
        for path in self._folder.iterdir():
            touched[path.stem] = max(touched.get(path.stem, 0.0), path.stat().st_mtime)
        old = time.time() - KEPT_S
        for upload_id, at in touched.items():
            if at < old and upload_id not in self._busy:
                self._forget(upload_id)

    def _part(self, upload_id: str) -> Path:
        return self._folder / f"{upload_id}.part"

    def _about(self, upload_id: str) -> Path:
        return self._folder / f"{upload_id}.json"


def job_type_of(kind: str) -> JobType:
    """What is asked for of a document of this kind."""
    return JobType.AI_NOTES if kind == "text" else JobType.PDF_NOTES


def safe_name(name: str) -> str:
    """The name of a file as it may be shown: no folders, no control characters, not endless."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    tidy = "".join(char for char in last if char.isprintable()).strip(". ")
    stem, dot, suffix = tidy.rpartition(".")
    if len(tidy) > MAX_NAME_CHARS and dot:
        tidy = stem[: MAX_NAME_CHARS - len(suffix) - 1] + dot + suffix[:16]
    return tidy[:MAX_NAME_CHARS] or "document.pdf"
