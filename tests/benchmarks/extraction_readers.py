"""The text of a PDF's pages as the program and each of its peers give it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypdf
import pypdfium2

from app.cancel import CancelToken
from app.documents import BlockKind
from app.library import kind_of
from app.store.documents import StoredPage
from workers.children.pool import TextPool
from workers.extraction.client import ExtractionSummary, Extractor

CHILDREN: Final = 2
"""As many as the settings start on a laptop with two cores."""

PROSE: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})

Reader = Callable[[Path], list[str]]
"""Gives the text of each page."""


@dataclass(frozen=True)
class Extracted:
    """A document as the program reads it."""

    summary: ExtractionSummary
    pages: list[StoredPage]

    def blocks(self, kinds: frozenset[BlockKind]) -> Iterator[tuple[int, str]]:
        """(page, text) of the blocks of some kinds."""
        for page in self.pages:
            for block in json.loads(page.blocks):
                if BlockKind(block["kind"]) in kinds:
                    yield page.number, block["text"]

    def headings(self, deepest: int) -> Iterator[tuple[int, str]]:
        """(page, text) of the headings down to a level."""
        for page in self.pages:
            for block in json.loads(page.blocks):
                if block["kind"] == BlockKind.HEADING.value and block["level"] <= deepest:
                    yield page.number, block["text"]


@contextmanager
def our_extractor(children: int = CHILDREN) -> Iterator[Callable[[Path], Extracted]]:
    """Reads through the children, as a job does."""
    pool = TextPool(children)
    extractor = Extractor(pool)

    def read(path: Path) -> Extracted:
        pages: list[StoredPage] = []
        summary = extractor.extract(
            path, path.name, kind=kind_of(path.name), cancel=CancelToken(), on_page=pages.append
        )
        return Extracted(summary, pages)

    try:
        yield read
    finally:
        pool.close()


def pypdf_pages(path: Path) -> list[str]:
    """By pypdf's plain mode."""
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def pypdfium2_pages(path: Path) -> list[str]:
    """By PDFium's own text."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_range())
            text.close()
            page.close()
        return pages
    finally:
        document.close()


def pdftotext_pages(path: Path) -> list[str]:
    """By poppler's program, in its reading order."""
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace").split("\f")[:-1]


def peers() -> dict[str, Reader]:
    """Those that are installed here."""
    found: dict[str, Reader] = {"pypdf": pypdf_pages, "pypdfium2": pypdfium2_pages}
    if shutil.which("pdftotext"):
        found["pdftotext"] = pdftotext_pages
    return found
