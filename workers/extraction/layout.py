"""One page: lines in, blocks in reading order out. Pure; each step lies in its own file."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from app.documents import Block, BlockKind, Box
from workers.extraction import columns, rows
from workers.extraction.joining import Vocabulary, join_lines, join_rows
from workers.extraction.kinds import Judged, Style, judge, with_drawings, with_footnotes, without_byline
from workers.extraction.lines import Line, RawPage
from workers.extraction.looks import Look
from workers.extraction.paragraphs import Paragraph, paragraphs_of
from workers.extraction.references import ReferenceTracker

_STOPS: Final = '.!?:;…。！？：；)]”"'
_CONTINUES: Final = re.compile(r"^[a-zß-öø-ÿ(]")
_DECORATION: Final = re.compile(r"^[\W_]{1,2}$")
_TEXT: Final = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def page_blocks(
    page: RawPage,
    *,
    margin: AbstractSet[int],
    style: Style,
    words: Vocabulary,
    references: ReferenceTracker,
) -> tuple[Block, ...]:
    """The blocks of a page; `margin` are indexes of lines that are none of its text.

    A block that goes on in the next column is one block, and its box is that of its first part.
    """
    lines = [line for index, line in enumerate(page.lines) if index not in margin and not _is_decoration(line)]
    judged: list[Judged] = []
    for flow in columns.flows(lines):
        ordered = rows.in_reading_order(rows.whole_lines(flow))
        parts = paragraphs_of(ordered, body_size=style.body_size)
        found = [judge(part, _text_of(part, words), style) for part in parts]
        judged = _continued(judged, with_footnotes(found, style), words)
    if page.number == 1:
        judged = without_byline(judged, style)
    marked = references.mark(with_drawings([each for each in judged if each.text]))
    return tuple(_block(each, page) for each in marked)


def _text_of(paragraph: Paragraph, words: Vocabulary) -> str:
    if paragraph.look is Look.CELLS:
        return join_rows(paragraph.lines)
    if paragraph.look is not Look.TEXT:
        return join_rows(paragraph.lines, between=" ")
    return join_lines(paragraph.lines, words)


def _continued(before: list[Judged], flow: list[Judged], words: Vocabulary) -> list[Judged]:
    """Appends a flow; its first paragraph completes the sentence that the flow before it left open."""
    if not before or not flow or flow[0].kind is not BlockKind.PARAGRAPH:
        return before + flow
    open_end = next((index for index in range(len(before) - 1, -1, -1) if _is_text(before[index])), None)
    if open_end is None:
        return before + flow
    last, first = before[open_end], flow[0]
    hyphen = last.paragraph.lines[-1].hyphen
    same_size = abs(last.paragraph.size - first.paragraph.size) < 0.06 * first.paragraph.size
    if not same_size or not (hyphen or (last.text[-1] not in _STOPS and _CONTINUES.match(first.text))):
        return before + flow
    whole = Paragraph(last.paragraph.lines + first.paragraph.lines, last.paragraph.look)
    joined = replace(last, paragraph=whole, text=_text_of(whole, words))
    return [*before[:open_end], joined, *before[open_end + 1 :], *flow[1:]]


def _is_text(each: Judged) -> bool:
    return each.kind in _TEXT


def _block(each: Judged, page: RawPage) -> Block:
    if not page.placed:
        return Block(each.kind, each.text, None, each.level)
    lines = _first_part(each.paragraph.lines)
    first = lines[0]
    left, bottom, right, top = first.left, first.bottom, first.right, first.top
    for line in lines[1:]:
        left, right = min(left, line.left), max(right, line.right)
        bottom, top = min(bottom, line.bottom), max(top, line.top)
    left, bottom, right, top = page.frame.on_page(left, bottom, right, top)
    box = Box(round(left, 1), round(bottom, 1), round(right, 1), round(top, 1))
    return Block(each.kind, each.text, box, each.level)


def _first_part(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines up to where the block goes on in another column."""
    for index in range(1, len(lines)):
        if lines[index].baseline > lines[index - 1].baseline + 2 * lines[index].size:
            return lines[:index]
    return lines


def _is_decoration(line: Line) -> bool:
    """The corner of a frame, a rule made of letters: signs in a font of no letters."""
    return (
        len(line.text) <= 2
        and bool(_DECORATION.match(line.text))
        and line.font.name.startswith(("LCIRCLE", "LINE", "lcircle", "line"))
    )
