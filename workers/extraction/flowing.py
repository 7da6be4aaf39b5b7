"""Documents without fixed pages, as the messages of an extraction: blocks in numbered pages, headings as outline."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from itertools import islice
from typing import Final

from app.documents import Block, BlockKind
from app.wire import Json
from workers.extraction import block_json
from workers.extraction.language import language_of
from workers.extraction.reading import SAMPLE_CHARS
from workers.extraction.titles import choose_title

PAGE_CHARS: Final = 3000
"""A page ends at the first block that would make it longer."""

MAX_OUTLINE_ITEMS: Final = 3000


def pages_of(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks in pages of about `PAGE_CHARS` characters; never an empty list of pages."""
    pages: list[list[Block]] = [[]]
    length = 0
    for block in blocks:
        if pages[-1] and length + len(block.text) > PAGE_CHARS:
            pages.append([])
            length = 0
        pages[-1].append(block)
        length += len(block.text)
    return pages


def messages_of(pages: Sequence[Sequence[Block]], *, title: str, first: int) -> Generator[Json, None, Json]:
    """Yields and returns the same messages as `reading.read_pdf`; `title` is the metadata's, or empty."""
    opening = next((page for page in pages if page), ())
    name = choose_title(title, opening)
    yield {"head": {"pages": len(pages), "title": name, "outline": _outline(pages), "language": ""}}
    for number, page in enumerate(pages, start=1):
        if number < first:
            continue
        yield {"progress": number}
        yield {
            "page": {
                "number": number,
                "label": None,
                "text": "\n\n".join(block.text for block in page),
                "blocks": block_json.to_json(page),
                "problem": None,
            }
        }
    sample = "\n".join(block.text for page in pages[: SAMPLE_CHARS // 100] for block in page)[:SAMPLE_CHARS]
    return {"language": language_of(sample), "title": name}


def _outline(pages: Sequence[Sequence[Block]]) -> list[Json]:
    headings = (
        {"title": block.text, "page": number, "level": block.level}
        for number, page in enumerate(pages, start=1)
        for block in page
        if block.kind is BlockKind.HEADING
    )
    return list(islice(headings, MAX_OUTLINE_ITEMS))
