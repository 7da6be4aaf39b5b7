"""Fetches a link that a student dropped: http(s) only, size and type checked, stopped within a second."""

from __future__ import annotations

import http.client
import io
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import BinaryIO, Final, cast

from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from app.web import is_web_address, opener, quoted

TIMEOUT_S: Final = 20
"""Of silence from the server."""

CHUNK_BYTES: Final = 1 << 16

POLL_S: Final = 0.1
"""How often the waiting thread looks at cancel and progress."""

# Servers send PDFs under these names; a web page (text/html) is what a login wall looks like.
ACCEPTED_TYPES: Final = ("application/pdf", "application/octet-stream", "application/x-pdf", "binary/octet-stream")

OnBytes = Callable[[int, int | None], None]
"""Called with the bytes so far and the whole size where the server says it, on the calling thread."""


def fetch(link: str, *, name: str, max_bytes: int, cancel: CancelToken, on_bytes: OnBytes) -> BinaryIO:
    """The content behind a link, in memory.

    Raises:
        StudyleafError: LINK_UNSUPPORTED, DOWNLOAD_FAILED, NOT_A_PDF, FILE_TOO_LARGE.
        JobCancelled and the like; the connection is left to a thread that ends with its time-out.
    """
    if not is_web_address(link):
        raise StudyleafError(ErrorCode.LINK_UNSUPPORTED)
    download = _Download(link, name, max_bytes)
    download.start()
    told = -1
    try:
        while download.is_alive():
            cancel.check()
            if download.received != told:
                told = download.received
                on_bytes(told, download.expected)
            download.join(POLL_S)
    finally:
        download.unwanted = True
    if download.error:
        raise download.error
    download.content.seek(0)
    return download.content


class _Download(threading.Thread):
    """Reads the link; nobody waits for it after a cancel."""

    def __init__(self, link: str, name: str, max_bytes: int) -> None:
        super().__init__(name="download", daemon=True)
        self._link = link
        self._name = name
        self._max_bytes = max_bytes
        self.unwanted = False
        self.received = 0
        self.expected: int | None = None
        self.content = io.BytesIO()
        self.error: StudyleafError | None = None

    def run(self) -> None:
        try:
            self._read()
        except StudyleafError as error:
            self.error = error
        except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
            if isinstance(error, urllib.error.HTTPError):
                error.close()  # it is also the answer, with an open connection
            self.error = StudyleafError(ErrorCode.DOWNLOAD_FAILED)
            self.error.__cause__ = error

    def _read(self) -> None:
        headers = {"User-Agent": "Studyleaf", "Accept": "application/pdf"}
        request = urllib.request.Request(quoted(self._link), headers=headers)  # noqa: S310 - the scheme was checked
        with opener().open(request, timeout=TIMEOUT_S) as answer:
            kind = answer.headers.get_content_type()
            if kind not in ACCEPTED_TYPES:
                raise StudyleafError(ErrorCode.NOT_A_PDF, name=self._name)
            length = answer.headers.get("Content-Length", "")
            self.expected = int(length) if length.isdigit() else None
            while not self.unwanted and (chunk := cast(bytes, answer.read(CHUNK_BYTES))):
                self.received += len(chunk)
                if self.received > self._max_bytes or (self.expected or 0) > self._max_bytes:
                    raise StudyleafError(ErrorCode.FILE_TOO_LARGE, name=self._name, limit_mb=self._max_bytes >> 20)
                self.content.write(chunk)
        if self.expected is not None and self.received < self.expected:
            raise ConnectionError(f"{self.received} of {self.expected} bytes")
