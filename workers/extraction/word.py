"""Word documents (.docx) as pages of blocks, through python-docx. Runs in the text child only."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, Final

import docx
from docx.table import Table

from app.documents import Block, BlockKind
from app.wire import Json
from workers.extraction.flowing import messages_of, pages_of
from workers.extraction.joining import clean
from workers.extraction.packages import guarded, opened

MAX_BASE_STYLES: Final = 10
"""A style that is based on itself has no end."""

_HEADING: Final = re.compile(r"heading (\d)")
_KINDS: Final = (
    (re.compile(r"toc|table of|index|bibliography"), BlockKind.REFERENCE),
    (re.compile(r"caption"), BlockKind.CAPTION),
    (re.compile(r"footnote|endnote"), BlockKind.FOOTNOTE),
    (re.compile(r".*(?:code|preformatted|verbatim|listing)|macro"), BlockKind.CODE),
    (re.compile(r"list"), BlockKind.LIST_ITEM),
)


def read_word(path: Path, *, first: int) -> Generator[Json, None, Json]:
    """Yields the same messages as `reading.read_pdf`; a page is a stretch of text, for Word sets pages anew each time.

    Raises:
        StudyleafError: PDF_DAMAGED, PDF_TOO_COMPLEX, PDF_ENCRYPTION_UNSUPPORTED.
    """
    with opened(path):
        document = guarded(lambda: docx.Document(str(path)))
    blocks = guarded(lambda: list(_blocks(document)))
    title = guarded(lambda: str(document.core_properties.title or ""))
    return messages_of(pages_of(blocks), title=title, first=first)


def _blocks(document: Any) -> Iterator[Block]:
    kinds: dict[str | None, tuple[BlockKind, int]] = {}
    for item in document.iter_inner_content():
        block = _table(item) if isinstance(item, Table) else _paragraph(item, kinds)
        if block.text:
            yield block


def _paragraph(paragraph: Any, kinds: dict[str | None, tuple[BlockKind, int]]) -> Block:
    """`kinds` remembers what each style means: python-docx searches the whole style sheet for every paragraph."""
    element = paragraph._p  # noqa: SLF001 - the only way to the style's id and to numbering
    known = kinds.get(element.style)
    if known is None:
        known = kinds[element.style] = _kind_of(paragraph.style)
    kind, level = known
    if kind is BlockKind.CODE:
        return Block(kind, paragraph.text.strip("\n"))
    if kind is BlockKind.PARAGRAPH and element.pPr is not None and element.pPr.numPr is not None:
        kind = BlockKind.LIST_ITEM
    return Block(kind, clean(paragraph.text), level=level)


def _kind_of(style: Any) -> tuple[BlockKind, int]:
    """What a paragraph is by its style, or by the styles that this one is based on; and its level."""
    for _ in range(MAX_BASE_STYLES):
        if style is None:
            break
        name = str(style.name or "").lower()
        heading = _HEADING.match(name)
        if heading:
            return BlockKind.HEADING, int(heading.group(1))
        if name == "title":
            return BlockKind.HEADING, 1
        for pattern, kind in _KINDS:
            if pattern.match(name):
                return kind, 0
        style = style.base_style
    return BlockKind.PARAGRAPH, 0


def _table(table: Any) -> Block:
    return Block(BlockKind.TABLE, "\n".join(_cells(row) for row in table.rows).strip())


def _cells(row: Any) -> str:
    """A row's cells; one that is merged over several columns stands once."""
    texts, covered = [], 0
    for cell in row.cells:
        if covered:
            covered -= 1
            continue
        covered = cell.grid_span - 1
        texts.append(clean(cell.text))
    return "\t".join(texts).rstrip()
