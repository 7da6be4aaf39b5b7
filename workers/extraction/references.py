"""Bibliographies, indexes and tables of contents: marked, so that no note quotes them.

Pure. They begin at a heading that names them and end at the next heading of the same rank, or where their look ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import Final

from app.documents import BlockKind
from workers.extraction.kinds import Judged
from workers.extraction.words import words

_BIBLIOGRAPHY: Final = words(
    "references bibliography literaturecited workscited literature literatur literaturverzeichnis quellenverzeichnis "
    "bibliographie références referencias bibliografía bibliografia riferimenti referências 参考文献 furtherreading "
    "referencesandnotes citedliterature selectedbibliography"
)
_INDEX: Final = words(
    "index subjectindex authorindex stichwortverzeichnis sachverzeichnis register índicealfabético 索引 conceptindex "
    "functionandvariableindex functionindex variableindex generalindex indexofterms"
)
_CONTENTS: Final = words(
    "contents tableofcontents inhalt inhaltsverzeichnis tabledesmatières sommaire índice índicegeneral contenido 目录 "
    "目錄 listoffigures listoftables abbildungsverzeichnis tabellenverzeichnis briefcontents shortcontents"
)
_HEADING_NUMBER: Final = re.compile(
    r"^(?:chapter|appendix|kapitel|anhang)?\s*(?:\d+(?:\.\d+)*|[a-z])?[.:\s]+\s*", re.IGNORECASE
)
_NOT_LETTERS: Final = re.compile(r"[\W\d_]+")
_PAGE_AT_END: Final = re.compile(r"(?:\s|[.…,])(?:\d{1,4}|[ivxl]{1,6})(?:[-–,\s]+\d{1,4})*$")
_LAST_OF_PAGE: Final = frozenset("ivxl\n")
_CITED: Final = re.compile(r"^(?:\[[^\]\s]{1,12}\]|\(?\d{1,3}[.)\]])\s|\b(?:19|20)\d\d[a-z]?\b")

_NO_ENTRIES: Final = (BlockKind.CAPTION, BlockKind.CODE)

LONG_CHARS: Final = 300
"""A paragraph of running text; no entry of an index or of a table of contents is so long."""


class Region(Enum):
    """In which part of a document a page begins."""

    TEXT = "text"
    BIBLIOGRAPHY = "bibliography"
    INDEX = "index"
    CONTENTS = "contents"


class ReferenceTracker:
    """Marks the entries, page by page, in order: a bibliography goes on over pages that do not say so."""

    def __init__(self) -> None:
        self._region = Region.TEXT
        self._level = 0

    @property
    def state(self) -> tuple[str, int]:
        """In which region the next page begins, and the level of the heading that opened it."""
        return self._region.value, self._level if self._region is not Region.TEXT else 0

    def enter(self, region: str, level: int) -> None:
        """Goes on where another tracker was."""
        self._region, self._level = Region(region), level

    def mark(self, blocks: Sequence[Judged]) -> list[Judged]:
        """The page's blocks, entries as `BlockKind.REFERENCE`."""
        marked = [self._mark(block) for block in blocks]
        return marked if self._region is not Region.TEXT else _mark_lists(marked)

    def _mark(self, block: Judged) -> Judged:
        if block.kind is BlockKind.HEADING:
            named = region_named(block.text)
            if named is not Region.TEXT:
                self._region, self._level = named, block.level
                return block
            if self._region is not Region.TEXT and not self._is_entry_heading(block):
                self._region = Region.TEXT
        if self._region is Region.TEXT:
            return block
        if self._ends_here(block):
            self._region = Region.TEXT
            return block
        if block.kind in _NO_ENTRIES and self._region is Region.BIBLIOGRAPHY:
            return block
        return replace(block, kind=BlockKind.REFERENCE, level=0)

    def _is_entry_heading(self, block: Judged) -> bool:
        """The letter above a part of an index, a bold chapter in a table of contents."""
        letters = _NOT_LETTERS.sub("", block.text)
        if self._region is Region.CONTENTS:
            return _ends_in_page(block.text)
        return len(letters) <= 2 or (self._region is Region.INDEX and block.level > self._level + 1)

    def _ends_here(self, block: Judged) -> bool:
        if self._region is Region.CONTENTS or self._region is Region.INDEX:
            return len(block.text) > LONG_CHARS and not _ends_in_page(block.text) and not _is_listlike(block.text)
        return False


def region_named(heading: str) -> Region:
    """Which region a heading opens; `Region.TEXT` for any other heading."""
    for text in (heading, _HEADING_NUMBER.sub("", heading, count=1)):
        name = _NOT_LETTERS.sub("", text).lower()
        if name in _BIBLIOGRAPHY:
            return Region.BIBLIOGRAPHY
        if name in _INDEX:
            return Region.INDEX
        if name in _CONTENTS:
            return Region.CONTENTS
    return Region.TEXT


def _ends_in_page(text: str) -> bool:
    """Whether a text ends in the number of a page."""
    last = text[-1:]
    return (last.isdecimal() or last in _LAST_OF_PAGE) and bool(_PAGE_AT_END.search(text))


def _is_listlike(text: str) -> bool:
    """Many numbers among few words: entries of an index that ran together."""
    tokens = text.split()
    return sum(any(char.isdigit() for char in token) for token in tokens) > 0.2 * len(tokens)


def _mark_lists(blocks: list[Judged]) -> list[Judged]:
    """Marks a page that is a list of contents without saying so: nearly all of its lines end in a page number."""
    short = [block for block in blocks if block.kind is not BlockKind.CODE and block.kind is not BlockKind.TABLE]
    lines = [line.text for block in short for line in block.paragraph.lines]
    if len(lines) < 12 or sum([_ends_in_page(line) for line in lines]) < 0.6 * len(lines):
        return blocks
    return [
        replace(block, kind=BlockKind.REFERENCE, level=0)
        if block.kind not in _NO_ENTRIES and _ends_in_page(block.text)
        else block
        for block in blocks
    ]
