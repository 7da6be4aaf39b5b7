"""Text files as pages of blocks: for notes from pasted text, plain text and Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.documents import Block, BlockKind
from app.errors import ErrorCode, StudyleafError
from app.wire import Json
from workers.extraction.flowing import messages_of, pages_of
from workers.extraction.joining import clean

MAX_CONTROL_SHARE: Final = 0.01
"""A text has line breaks and tabs; a binary file has everything."""

LISTING_INDENT: Final = 4
"""Columns; Markdown’s rule for code, and what manuals set their examples in by."""
FULL_LINES: Final = 0.9
FULL_SHARE: Final = 0.8
"""Nine lines in ten are no longer than the width, and a line of so much of it is full."""
MIN_WIDTH: Final = 50
"""Where lines are shorter, or each is a paragraph, nothing can be told from where they end."""

_MARKDOWN_HEADING: Final = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE: Final = re.compile(r"^(=+|-{3,})\s*$")
_NUMBERED_HEADING: Final = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[^\W\d_].{0,80}[^.;,:]$")
_LIST_ITEM: Final = re.compile(r"^(?:[-*+•–]|\d{1,3}[.)]|\([a-z0-9]\))\s+\S")
_FENCE: Final = re.compile(r"^(```|~~~)")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def read_text(path: Path, *, first: int) -> Generator[Json, None, Json]:
    """Yields the same messages as `reading.read_pdf`.

    Raises:
        StudyleafError: NOT_A_TEXT: the file holds something else.
    """
    text = decode_text(path.read_bytes())
    blocks = blocks_of(text)
    return messages_of(pages_of(blocks), title="", first=first)


def decode_text(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or, failing these, Latin-1.

    Raises:
        StudyleafError: NOT_A_TEXT.
    """
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "latin-1")):
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if len(_CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
                break
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise StudyleafError(ErrorCode.NOT_A_TEXT)


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text: blank lines part paragraphs, list items and headings stand alone, fences are code, and so
    are lines that are set in and do not fill the width."""
    blocks: list[Block] = []
    groups = list(_groups(text))
    page = _Page.of(groups)
    for group in groups:
        if page.is_listing(group):
            blocks.append(Block(BlockKind.CODE, "\n".join(group)))
        else:
            blocks.extend(_block_or_blocks(group))
    return [block for block in blocks if block.text]


@dataclass(frozen=True, slots=True)
class _Page:
    """How a text is set: the columns in which most of its lines begin, and how long full lines are."""

    margin: int
    width: int

    @staticmethod
    def of(groups: Sequence[Sequence[str]]) -> _Page:
        # A paragraph's first line may be set in by itself.
        lines = [line for group in groups for line in group[1:]]
        indents = Counter(_indent(line) for line in lines)
        lengths = sorted(len(line) for line in lines)
        width = lengths[int(FULL_LINES * len(lengths))] if lengths else 0
        return _Page(indents.most_common(1)[0][0] if indents else 0, width)

    def is_listing(self, group: Sequence[str]) -> bool:
        """Whether a run of lines is an example: all set in, and broken where prose would go on."""
        if self.width < MIN_WIDTH or min(map(_indent, group)) < self.margin + LISTING_INDENT:
            return False
        if _LIST_ITEM.match(group[0].lstrip()):
            return False
        full = sum(len(line) > FULL_SHARE * self.width for line in group[:-1])
        return full <= (len(group) - 1) / 2


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _groups(text: str) -> Iterator[list[str]]:
    """Runs of lines without a blank one between them; a fenced listing is one run, fences included."""
    group: list[str] = []
    fenced = False
    for line in text.split("\n"):
        if _FENCE.match(line):
            if not fenced and group:
                yield group
                group = []
            fenced = not fenced
            group.append(line)
            if not fenced:
                yield group
                group = []
        elif fenced or line.strip():
            group.append(line.rstrip())
        elif group:
            yield group
            group = []
    if group:
        yield group


def _block_or_blocks(group: list[str]) -> Iterator[Block]:
    if _FENCE.match(group[0]):
        body = [line for line in group[1:] if not _FENCE.match(line)]
        yield Block(BlockKind.CODE, "\n".join(body))
        return
    if len(group) == 2 and _UNDERLINE.match(group[1]):
        yield Block(BlockKind.HEADING, clean(group[0]), level=1 if group[1].startswith("=") else 2)
        return
    lines: list[str] = []
    for line in group:
        level = _heading_level(line, alone=len(group) == 1)
        if level or _LIST_ITEM.match(line.lstrip()):
            yield from _paragraph(lines)
            lines = []
        if level:
            yield Block(BlockKind.HEADING, clean(_heading_text(line)), level=level)
        else:
            lines.append(line)
    yield from _paragraph(lines)


def _paragraph(lines: list[str]) -> Iterator[Block]:
    if lines:
        kind = BlockKind.LIST_ITEM if _LIST_ITEM.match(lines[0].lstrip()) else BlockKind.PARAGRAPH
        yield Block(kind, clean(" ".join(lines)))


def _heading_level(line: str, *, alone: bool) -> int:
    marked = _MARKDOWN_HEADING.match(line)
    if marked:
        return len(marked.group(1))
    numbered = _NUMBERED_HEADING.match(line) if alone else None
    return numbered.group(1).count(".") + 1 if numbered else 0


def _heading_text(line: str) -> str:
    marked = _MARKDOWN_HEADING.match(line)
    return marked.group(2) if marked else line
