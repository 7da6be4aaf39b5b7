"""What the text child serves for extraction."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from app.documents import OutlineItem
from app.wire import Json
from workers.extraction.reading import Wanted, read_pdf

READERS: Final = {
    "text": "workers.extraction.plaintext:read_text",
    "docx": "workers.extraction.word:read_word",
    "pptx": "workers.extraction.slides:read_slides",
    "epub": "workers.extraction.epub:read_epub",
}
"""Who reads the kinds beside PDF; imported when first used, for each brings a library of its own."""


def extract(params: Json, inputs: Iterator[Json]) -> Iterator[Json]:
    """Reads a file.

    `params`: "path"; "kind": one of `app.library.KINDS`; "password" or None; "first": the first page that is wanted;
    "skip": {page: ErrorCode value} of pages that must not be touched again. Of a PDF read in ranges also "last": the
    last page that is wanted, or "share": with how many others this child shares the document; "region": [name, level]
    of the reference list in which the range begins; "style" and "outline": what another range said. `inputs` are scans
    as they were yielded before, {"number", "text"}, which are not read from their pictures again.

    Yields {"head": {"pages", "title", "outline", "language"}} once, {"progress": page} before each page is read, and
    {"page": {"number", "label", "text", "blocks", "problem"}} for each page in order, later than its progress; a page
    and the progress that follows it may be one message. {"scan": {"number", "text"}}, with a progress, is a page that
    was just read from its picture, to be kept for the case that this call does not come to its end.
    "blocks" is JSON text, so that the parent can store it without opening it. Returns {"language", "title"}, and of a
    PDF "style" and the "region" in which it ends.

    Raises:
        StudyleafError: the file cannot be opened, and why; without its name, which the parent knows.
    """
    scans = {int(scan["number"]): str(scan["text"]) for scan in inputs}
    path = Path(params["path"])
    first = int(params.get("first") or 1)
    reader = READERS.get(params.get("kind", "pdf"))
    if reader:
        module, _, function = reader.partition(":")
        read: Callable[..., Iterator[Json]] = getattr(importlib.import_module(module), function)
        return read(path, first=first)
    wanted = Wanted(
        first=first,
        last=params.get("last"),
        share=int(params.get("share") or 1),
        skip={int(number): str(code) for number, code in (params.get("skip") or {}).items()},
        region=params.get("region"),
        style=params.get("style"),
        scans=scans,
        outline=_outline(params.get("outline")),
    )
    return read_pdf(path, wanted, password=params.get("password"))


def _outline(items: Json) -> tuple[OutlineItem, ...] | None:
    return None if items is None else tuple(OutlineItem(item["title"], item["page"], item["level"]) for item in items)
