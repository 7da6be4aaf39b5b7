"""Blocks with their place in the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.documents import Block, BlockKind, Page

MIN_HEAD_LETTERS: Final = 4
_MAY_BE_HEADS: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block with its page and its number in the document."""

    number: int
    page: int
    block: Block


def place_blocks(pages: Iterable[Page]) -> list[PlacedBlock]:
    """All blocks in reading order, numbered; heads that repeat a section's heading at a page's edge are left out."""
    read = list(pages)
    headings = {_letters(block.text) for page in read for block in page.blocks if block.kind is BlockKind.HEADING}
    kept = ((page.number, block) for page in read for block in page.blocks if not _is_head(block, page, headings))
    return [PlacedBlock(number, page, block) for number, (page, block) in enumerate(kept)]


def _is_head(block: Block, page: Page, headings: set[str]) -> bool:
    """Whether a line above or below all others of its page says what a heading says.

    A short section has its name at the edge of one page only, so that nothing repeats from page to page.
    """
    if block.kind not in _MAY_BE_HEADS or block.box is None:
        return False
    letters = _letters(block.text)
    return len(letters) >= MIN_HEAD_LETTERS and letters in headings and _is_at_edge(block, page.blocks)


def _is_at_edge(block: Block, blocks: Sequence[Block]) -> bool:
    boxes = [each.box for each in blocks if each.box is not None and each is not block]
    box = block.box
    if box is None or not boxes:
        return False
    return all(box.bottom >= each.top for each in boxes) or all(box.top <= each.bottom for each in boxes)


def _letters(text: str) -> str:
    """What two ways to set a heading share: no numbers, stops, spaces or capitals."""
    return "".join(char for char in text.casefold() if char.isalpha())
