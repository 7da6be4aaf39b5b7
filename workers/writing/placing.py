"""Blocks with their place in the document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.documents import Block, Page


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block with its page and its number in the document."""

    number: int
    page: int
    block: Block


def place_blocks(pages: Iterable[Page]) -> list[PlacedBlock]:
    """All blocks in reading order, numbered."""
    return [
        PlacedBlock(number, page, block)
        for number, (page, block) in enumerate((page.number, block) for page in pages for block in page.blocks)
    ]
