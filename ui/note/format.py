"""A note as blocks of formatted text: what a section, a heading or an answer looks like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QFont, QPalette, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFormat

from app.notes import Citation, Note, OpenEnd, OpenKind, Origin, Point, Section, Term
from app.pictures import MARK as PICTURE_MARK
from ui import counts
from ui.note.inline import inline_runs
from ui.text import page_range_words, page_words
from ui.theme.fonts import text_scale
from ui.words import tr

CHIP: Final = int(QTextFormat.Property.UserProperty) + 1
"""On text: it is a citation's chip; the browser paints its rounded ground."""

MARK: Final = int(QTextFormat.Property.UserProperty) + 2
"""On a block: the value of the Origin whose mark stands before it."""

SECTION: Final = int(QTextFormat.Property.UserProperty) + 3
"""On a section's heading block: its index."""

PATH: Final = int(QTextFormat.Property.UserProperty) + 4
"""On the block of a statement: its path, SECTION/p|t/PLACE."""

BODY_PX: Final = 15
LINE_PERCENT: Final = 148
INDENT_PX: Final = 26
CITE_SCHEME: Final = "cite"
OPEN_PATH: Final = "open"
"""Begins the path of what the document leaves open: open/PLACE."""
SECTION_SCHEME: Final = "section"
"""Of the link that opens what can be done with a section."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One paragraph: its format and its runs of text."""

    format: QTextBlockFormat
    runs: tuple[tuple[str, QTextCharFormat], ...]


class NoteFormats:
    """All formats of a note for one palette and font."""

    def __init__(self, palette: QPalette, font: QFont) -> None:
        role = QPalette.ColorRole
        self._font = font
        self._scale = text_scale(font)
        text, muted = palette.color(role.Text), palette.color(role.PlaceholderText)
        self.accent = palette.color(role.Link)
        self.title = self.char(text, 27, weight=QFont.Weight.Bold)
        self.chapter = self.char(text, 22, weight=QFont.Weight.Bold)
        self.heading = self.char(text, 19, weight=QFont.Weight.DemiBold)
        self.body = self.char(text, BODY_PX)
        self.strong = self.char(text, BODY_PX, weight=QFont.Weight.DemiBold)
        self.lead = self.char(text, 16)
        self.muted = self.char(muted, 13)
        self.label = self.char(muted, 12, weight=QFont.Weight.DemiBold)

    def char(self, color: QColor, size_px: int, *, weight: QFont.Weight = QFont.Weight.Normal) -> QTextCharFormat:
        font = QFont(self._font)
        font.setPixelSize(round(size_px * self._scale))
        font.setWeight(weight)
        result = QTextCharFormat()
        result.setFont(font)
        result.setForeground(color)
        return result

    def link(self, href: str, *, size_px: int = 14) -> QTextCharFormat:
        """Text that can be clicked and reached with the keyboard."""
        result = self.char(self.accent, size_px, weight=QFont.Weight.Medium)
        result.setAnchor(True)
        result.setAnchorHref(href)
        return result

    def quiet_link(self, href: str) -> QTextCharFormat:
        """A link that does not call for attention."""
        result = self.link(href, size_px=16)
        result.setForeground(self.muted.foreground())
        return result

    def chip(self, href: str) -> QTextCharFormat:
        result = self.link(href, size_px=12)
        result.setProperty(CHIP, True)
        return result


def paragraph(
    *, above: float = 0, below: float = 0, indent: float = 0, mark: Origin | None = None, path: str = ""
) -> QTextBlockFormat:
    """A block format; distances in pixels."""
    result = QTextBlockFormat()
    result.setTopMargin(above)
    result.setBottomMargin(below)
    result.setLeftMargin(indent)
    result.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if mark:
        result.setProperty(MARK, mark.value)
    if path:
        result.setProperty(PATH, path)
    return result


def header_blocks(note: Note, facts: str, formats: NoteFormats) -> list[TextBlock]:
    """Title, the line of facts under it, and the summary."""
    blocks = [TextBlock(paragraph(above=4, below=2), ((note.title, formats.title),))]
    if facts:
        blocks.append(TextBlock(paragraph(below=10), ((facts, formats.muted),)))
    if note.summary:
        blocks.append(TextBlock(paragraph(above=4, below=6), ((note.summary, formats.lead),)))
    return blocks


def section_blocks(index: int, section: Section, formats: NoteFormats) -> list[TextBlock]:
    """Heading, points and terms of the section that stands at this index of its note; of a chapter its overview too."""
    is_chapter = section.overview is not None
    heading = paragraph(above=36 if is_chapter else 26, below=6)
    heading.setProperty(SECTION, index)
    heading.setHeadingLevel(2)
    runs = [(section.heading, formats.chapter if is_chapter else formats.heading)]
    if section.pages:
        runs.append((f"\u2002{page_range_words(section.pages)}", formats.muted))
    if section.pages and (section.points or section.terms):
        runs += [("\u2002", formats.muted), ("\u00a0⋯\u00a0", formats.quiet_link(f"{SECTION_SCHEME}:{index}"))]
    blocks = [TextBlock(heading, tuple(runs))]
    if section.overview:
        blocks.append(TextBlock(paragraph(below=6), ((section.overview, formats.lead),)))
    for place, point in enumerate(section.points):
        blocks.append(point_block(point, f"{index}/p/{place}", formats))
    if section.terms:
        blocks.append(TextBlock(paragraph(above=8, below=2, indent=INDENT_PX), ((tr("Terms"), formats.label),)))
    for place, term in enumerate(section.terms):
        blocks.append(_term_block(term, f"{index}/t/{place}", formats))
    return blocks


def point_block(point: Point, path: str, formats: NoteFormats) -> TextBlock:
    """A statement with its chips; `path` names it in the links of the chips."""
    written = point.origin is not Origin.EDITED
    words = [(point.text, formats.body)] if written else inline_runs(point.text, formats.body)
    runs = [*words, *_chips(point.citations, path, formats)]
    block = paragraph(below=7, indent=INDENT_PX, mark=point.origin, path=path)
    return TextBlock(_with_room_for_pictures(block, point.text), tuple(runs))


def _with_room_for_pictures(block: QTextBlockFormat, words: str) -> QTextBlockFormat:
    if PICTURE_MARK.search(words):  # room between lines is a share of their height, and here of the picture's
        block.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
    return block


def tail_blocks(note: Note, formats: NoteFormats) -> list[TextBlock]:
    """What stands under the last section: what the document leaves open, the way to quiz and cards, and the legend."""
    runs: list[tuple[str, QTextCharFormat]] = []
    if note.quiz:
        words = counts.questions(len(note.quiz))
        runs.append((tr("Test yourself: {words}").format(words=words), formats.link("show:quiz")))
    if note.flashcards:
        words = counts.cards(len(note.flashcards))
        runs += [
            ("   ·   " if runs else "", formats.muted),
            (tr("Learn by heart: {words}").format(words=words), formats.link("show:cards")),
        ]
    legend = tr(
        "●\u2002rewritten and checked against its page      ❞\u2002the document’s own words      ✎\u2002your words"
    )
    blocks = list(_open_blocks(note.open_ends, formats))
    if runs:
        blocks.append(TextBlock(paragraph(above=28, below=8), tuple(runs)))
    return [*blocks, TextBlock(paragraph(above=10, below=30), ((legend, formats.muted),))]


def _open_blocks(ends: tuple[OpenEnd, ...], formats: NoteFormats) -> Iterator[TextBlock]:
    """Names that are used and not explained on one line, then a line for each thing that the document leaves out."""
    if not ends:
        return
    yield TextBlock(paragraph(above=30, below=6), ((tr("Not explained here"), formats.heading),))
    names: list[tuple[str, QTextCharFormat]] = []
    for place, end in enumerate(ends):
        if end.kind is OpenKind.TERM:
            names += [("   " if names else "", formats.body), (end.text, formats.strong)]
            names += _chips(end.citations[:1], f"{OPEN_PATH}/{place}", formats)
    if names:
        label = (tr("Used without an explanation:") + "\u2002", formats.muted)
        yield TextBlock(paragraph(below=7, indent=INDENT_PX), (label, *names))
    for place, end in enumerate(ends):
        if end.kind is OpenKind.LEFT_OUT:
            runs = [(end.text, formats.body), *_chips(end.citations, f"{OPEN_PATH}/{place}", formats)]
            yield TextBlock(paragraph(below=7, indent=INDENT_PX, mark=Origin.QUOTED), tuple(runs))


def write(cursor: QTextCursor, blocks: list[TextBlock]) -> None:
    """Writes blocks at the cursor, which stands in an empty block that becomes the first of them."""
    for number, block in enumerate(blocks):
        if number:
            cursor.insertBlock(block.format, QTextCharFormat())
        else:
            cursor.setBlockFormat(block.format)
        for text, char_format in block.runs:
            cursor.insertText(text, char_format)


def citation_href(path: str, number: int) -> str:
    """The link of a statement's citation: `path` names the statement as `SECTION/p|t/PLACE`."""
    return f"{CITE_SCHEME}:{path}/{number}"


def statement_of(path: str, sections: tuple[Section, ...] | list[Section]) -> Point | Term | None:
    """The statement that a path names; None for one of an older text."""
    parts = path.split("/")
    if len(parts) != 3:
        return None
    try:
        section = sections[int(parts[0])]
        return (section.points if parts[1] == "p" else section.terms)[int(parts[2])]
    except (IndexError, ValueError):
        return None


def words_of(statement: Point | Term) -> str:
    """What a statement says."""
    return statement.text if isinstance(statement, Point) else statement.definition


def citation_of(
    href: str, sections: tuple[Section, ...] | list[Section], open_ends: tuple[OpenEnd, ...] = ()
) -> Citation | None:
    """The citation that a chip's link names; None for another link or one of an older text."""
    scheme, _, path = href.partition(":")
    path, _, number = path.rpartition("/")
    kind, _, place = path.partition("/")
    if kind == OPEN_PATH:
        statement: Point | Term | OpenEnd | None = (
            dict(enumerate(open_ends)).get(int(place)) if place.isdecimal() else None
        )
    else:
        statement = statement_of(path, sections)
    if scheme != CITE_SCHEME or statement is None:
        return None
    try:
        return statement.citations[int(number)]
    except (IndexError, ValueError):
        return None


def _term_block(term: Term, path: str, formats: NoteFormats) -> TextBlock:
    written = term.origin is not Origin.EDITED
    words = [(term.definition, formats.body)] if written else inline_runs(term.definition, formats.body)
    runs = [(term.term, formats.strong), (" — ", formats.body), *words]
    runs += _chips(term.citations, path, formats)
    mark = None if written else term.origin
    block = paragraph(below=5, indent=INDENT_PX, mark=mark, path=path)
    return TextBlock(_with_room_for_pictures(block, term.definition), tuple(runs))


def _chips(citations: tuple[Citation, ...], path: str, formats: NoteFormats) -> Iterator[tuple[str, QTextCharFormat]]:
    for number, citation in enumerate(citations):
        # Outside the link, so that two chips stay apart; the hard spaces inside give the chip its round ends.
        yield (" " if number == 0 else "\u2009 "), formats.body
        yield f"\u00a0{page_words(citation.page)}\u00a0", formats.chip(citation_href(path, number))
