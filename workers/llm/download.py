"""Downloads a model of the catalogue: goes on where it was cut off, and keeps only what has the right checksum."""

from __future__ import annotations

import hashlib
import http.client
import logging
import os
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from app.web import is_web_address, opener, quoted
from workers.llm.catalogue import Entry

CHUNK_BYTES: Final = 1 << 20
TIMEOUT_S: Final = 20.0
"""Of silence from the server."""
TRIES: Final = 5
"""In a row without a byte, before it is left for another day."""
SPARE_BYTES: Final = 50 * 2**20

OnBytes = Callable[[int], None]
"""Called with the bytes that are there, on the calling thread."""

logger = logging.getLogger(__name__)


def part_of(entry: Entry, folder: Path) -> Path:
    """Where a download lies until it is whole: named by the checksum, so that it is never mixed with another's."""
    return folder / f".download-{entry.sha256[:32]}"


def fetch_model(entry: Entry, address: str, folder: Path, *, cancel: CancelToken, on_bytes: OnBytes) -> Path:
    """The whole file, checked, in a place from which it is to be moved. What was there before is not loaded again.

    Raises:
        StudyleafError: LINK_UNSUPPORTED, DOWNLOAD_FAILED (what came is kept), MODEL_DAMAGED, DISK_FULL.
        JobCancelled and the like; what came is kept.
    """
    if not is_web_address(address):
        raise StudyleafError(ErrorCode.LINK_UNSUPPORTED)
    part = part_of(entry, folder)
    if _size(part) > entry.size_bytes:
        part.unlink()
    if shutil.disk_usage(folder).free < entry.size_bytes - _size(part) + SPARE_BYTES:
        raise StudyleafError(ErrorCode.DISK_FULL)
    link = quoted(f"{address.rstrip('/')}/{entry.file}")
    fruitless = 0
    while _size(part) < entry.size_bytes:
        before = _size(part)
        try:
            _load(link, part, entry, cancel, on_bytes)
        except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
            if isinstance(error, urllib.error.HTTPError):
                error.close()  # it is also the answer, with an open connection
            logger.info("the download was cut off: %s", error)
            fruitless = 0 if _size(part) > before else fruitless + 1
            if fruitless == TRIES or isinstance(error, urllib.error.HTTPError):
                raise StudyleafError(ErrorCode.DOWNLOAD_FAILED) from error
            cancel.wait(fruitless)
        cancel.check()
    if _sha256(part, cancel) != entry.sha256:
        part.unlink()
        raise StudyleafError(ErrorCode.MODEL_DAMAGED, name=entry.name)
    return part


def _load(link: str, part: Path, entry: Entry, cancel: CancelToken, on_bytes: OnBytes) -> None:
    """Loads what is missing, until it is whole or the server ends. Raises OSError and the errors of urllib."""
    have = _size(part)
    headers = {"User-Agent": "Studyleaf", "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    request = urllib.request.Request(link, headers=headers)  # noqa: S310 - the scheme was checked
    with opener().open(request, timeout=TIMEOUT_S) as answer, part.open("r+b" if have else "wb") as stream:
        have = have if _goes_on(answer, have) else 0
        stream.seek(have)
        stream.truncate()
        on_bytes(have)
        while chunk := answer.read(min(CHUNK_BYTES, entry.size_bytes - have + 1)):
            cancel.check()
            have += len(chunk)
            if have > entry.size_bytes:
                break
            stream.write(chunk)
            on_bytes(have)
        stream.flush()
        os.fsync(stream.fileno())
    if have > entry.size_bytes:
        part.unlink()
        raise StudyleafError(ErrorCode.MODEL_DAMAGED, name=entry.name)
    if have < entry.size_bytes:
        raise ConnectionError(f"{have} of {entry.size_bytes} bytes")


def _goes_on(answer: Any, have: int) -> bool:
    """Whether the answer begins where we are; a server that knows no ranges begins at the beginning."""
    told = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range", ""))
    return bool(answer.status == http.HTTPStatus.PARTIAL_CONTENT and told and int(told[1]) == have)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _sha256(path: Path, cancel: CancelToken) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK_BYTES):
            cancel.check()
            digest.update(chunk)
    return digest.hexdigest()
