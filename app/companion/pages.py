"""The page's own files: read once when the server starts, so that no request ever names a path on the disk."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import Final

from app.companion.http import Request, Response
from resources import path_of

TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
AT_ROOT: Final = {"index.html": "/", "sw.js": "/sw.js", "manifest.webmanifest": "/manifest.webmanifest"}
"""Files that must lie at the top of the address; all others are below /assets/."""


class Pages:
    """Answers requests for the page."""

    def __init__(self) -> None:
        self._files: dict[str, Response] = {}
        for path in sorted(path_of("companion").iterdir()):
            if path.suffix in TYPES:
                body = path.read_bytes()
                tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
                headers = {"ETag": tag, "Cache-Control": "no-cache"}
                address = AT_ROOT.get(path.name, f"/assets/{path.name}")
                self._files[address] = Response(content_type=TYPES[path.suffix], body=body, headers=headers)

    def find(self, request: Request) -> Response | None:
        """The file at this address; None where there is none."""
        found = self._files.get(request.path)
        if found and request.headers.get("if-none-match") == found.headers["ETag"]:
            return Response(status=HTTPStatus.NOT_MODIFIED, content_type=found.content_type, headers=found.headers)
        return found

    def total_bytes(self) -> int:
        """What a browser loads at most."""
        return sum(len(each.body) for each in self._files.values())
