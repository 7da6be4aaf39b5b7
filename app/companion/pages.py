"""The page's own files: read once when the server starts, so that no request ever names a path on the disk."""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from string import Template
from typing import Final

from app.companion.http import Request, Response
from app.language import code_of
from resources import path_of, read_text

TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
AT_ROOT: Final = {"index.html": "/", "sw.js": "/sw.js", "manifest.webmanifest": "/manifest.webmanifest"}
"""Files that must lie at the top of the address; all others are below /assets/."""
ESCAPES: Final[Mapping[str, Callable[[str], str]]] = {
    ".html": html.escape,
    ".webmanifest": lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
}
"""Files that name words of the table, as `${key}`, and how a word is written there."""
TABLE: Final = "/assets/table.js"
"""The words of one language, as a module: so they are there before the first of them is shown."""


class Pages:
    """Answers requests for the page, in one language: a code, a locale's name, or `system`."""

    def __init__(self, language: str) -> None:
        code = code_of(language, languages())
        words = words_of(code)
        self._files: dict[str, Response] = {}
        for path in sorted(path_of("companion").iterdir()):
            if path.suffix in TYPES:
                body = path.read_bytes()
                if escape := ESCAPES.get(path.suffix):
                    filled = {key: escape(text) for key, text in (words | {"lang": code}).items()}
                    body = Template(body.decode()).substitute(filled).encode()
                self._add(AT_ROOT.get(path.name, f"/assets/{path.name}"), TYPES[path.suffix], body)
        self._add(TABLE, TYPES[".js"], f"export const WORDS = {json.dumps(words, ensure_ascii=False)};\n".encode())

    def find(self, request: Request) -> Response | None:
        """The file at this address; None where there is none."""
        found = self._files.get(request.path)
        if found and request.headers.get("if-none-match") == found.headers["ETag"]:
            return Response(status=HTTPStatus.NOT_MODIFIED, content_type=found.content_type, headers=found.headers)
        return found

    def _add(self, address: str, content_type: str, body: bytes) -> None:
        headers = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"', "Cache-Control": "no-cache"}
        self._files[address] = Response(content_type=content_type, body=body, headers=headers)

    def total_bytes(self) -> int:
        """What a browser loads at most."""
        return sum(len(each.body) for each in self._files.values())


def languages() -> list[str]:
    """The codes of the languages that the page has words of."""
    return sorted(path.stem.removeprefix("words-") for path in path_of("companion").glob("words-*.json"))


def words_of(code: str) -> dict[str, str]:
    """All that the page says in a language, by key; what stands in braces is filled in by the page."""
    words: dict[str, str] = json.loads(read_text(f"companion/words-{code}.json"))
    return words
