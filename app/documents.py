"""A document's text as data: pages of blocks, the outline, and what could not be read and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.errors import ErrorCode


class BlockKind(Enum):
    """What a block of a page is, as far as notes care."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    CODE = "code"
    """Formulas and listings: kept verbatim, never cut into sentences."""
    REFERENCE = "reference"
    """An entry of a bibliography, an index or a table of contents: never quoted."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in PDF points, origin at the page's lower left corner, y upwards."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that belongs together. `text` is clean: joined lines, no hyphenation, single spaces.

    `level` is 1 for the outermost heading, 0 for everything that is no heading.
    """

    kind: BlockKind
    text: str
    box: Box | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """One page in reading order, running heads and page numbers left out. `number` is 1-based, `label` is as printed.

    A page that could not be read has no blocks and a `problem`.
    """

    number: int
    blocks: tuple[Block, ...] = ()
    label: str | None = None
    problem: ErrorCode | None = None

    @property
    def text(self) -> str:
        """The page's text, a blank line between blocks. Every quote is cut from this."""
        return "\n\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """An entry of the document's own table of contents; `page` is 1-based, `level` starts at 1."""

    title: str
    page: int
    level: int


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """All that extraction found. `language` is an ISO 639-1 code, or empty where it could not be told."""

    title: str
    pages: tuple[Page, ...]
    outline: tuple[OutlineItem, ...] = ()
    language: str = ""
