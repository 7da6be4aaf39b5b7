"""What each paragraph is: heading, list item, table, caption, footnote, listing or plain text.

Pure. A heading's level comes from the outline where one names it, then from its number, then from its size.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.documents import BlockKind
from workers.extraction.looks import Look, has_bullet, is_enumerated
from workers.extraction.paragraphs import Paragraph

LARGER: Final = 1.12
"""From this ratio to the body's size on, a short text is a heading whatever its weight."""
SMALLER: Final = 0.93
"""Up to this ratio, text at the foot of a page is a footnote."""
SMALLEST_HEADING: Final = 0.82
"""Sans-serif headings are often set a little smaller than the text; bold and numbered, they are headings still."""
MAX_HEADING_CHARS: Final = 180
MAX_HEADING_LINES: Final = 4
MAX_LABEL_CHARS: Final = 28
MIN_LABELS: Final = 4

_CAPTION: Final = re.compile(
    r"^(?:(?:Fig(?:ure|\.)?|FIG(?:URE|\.)?|Table|TABLE|Listing|Algorithm|Scheme|Chart|Box|Plate|Exhibit"
    r"|Abb(?:ildung|\.)|Tab(?:elle|\.)|Tableau|Figur[ae]?|Tabla|Cuadro|Gráfic[ao]|Algorithme|Algoritmo|源代码|代码|清单|算法)\s*"
    r"(?:\d+|[A-Z]\.?\d+|[IVX]+)(?:[.\-]\d+)*[a-z]?\s*(?:[.:|–—-]|\t|$|\s[A-ZÀ-Þ])|[图表圖]\s*\d+(?:\.\d+)?\s*[:：.\s])"
)
_NUMBER: Final = re.compile(r"^(?:§\s*)?((?:\d{1,3}|[A-Z])(?:\.\d{1,3}){0,4})\.?\s+[^\W_a-z\d]")
_DEEP_NUMBER: Final = re.compile(r"^(?:§\s*)?((?:\d{1,3}|[A-Z])(?:\.\d{1,3}){1,4})\.?\s+[^\W_\d]")
"""“2.3.1. times.sty”: with a dot inside it, what follows need not begin with a capital."""
_CHAPTER: Final = re.compile(
    r"^(?:(?:chapter|kapitel|chapitre|capítulo|part|teil|partie|parte|appendix|anhang|annexe|apéndice|lecture|unit|lesson)"
    r"\s+(?:\d{1,3}|[IVXLC]{1,7}|[A-Z])\b|第\s*[\d一二三四五六七八九十百]+\s*[章部编讲])",
    re.IGNORECASE,
)
_TITLE_NUMBER: Final = re.compile(r"^(?:§\s*)?(?:\d{1,3}|[A-Z])(?:\.\d{1,3})*\.?\s+")
_FOOTNOTE_MARK: Final = re.compile(r"^(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z])\)?\s?[^\s\d.]")
_PROSE_ENDS: Final = frozenset(",;。，；：")
_WORD_AND_STOP: Final = re.compile(r"[^\W\d_]{3}[.]")
MANY_WORDS: Final = 8
"""Before a colon: fewer are a label."""

_VERBATIM: Final = (Look.LISTING, Look.FORMULA)
_NOTES: Final = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_LABELS: Final = (BlockKind.PARAGRAPH, BlockKind.CODE, BlockKind.TABLE, BlockKind.FOOTNOTE)
_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Style:
    """What is known of the document when a page is judged.

    `titles` maps an outline's squeezed titles on this page (see `squeeze`) to their levels.
    """

    body_size: float
    body_bold: bool = False
    titles: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Judged:
    """A paragraph with its clean text and what it is. Nobody changes one."""

    paragraph: Paragraph
    text: str
    kind: BlockKind
    level: int = 0


def squeeze(title: str) -> str:
    """A title without case, spaces and punctuation, so that outline and page agree."""
    return "".join(filter(str.isalnum, title)).lower()


def without_number(title: str) -> str:
    """A heading without the number in front of it."""
    return _TITLE_NUMBER.sub("", title, count=1)


def judge(paragraph: Paragraph, text: str, style: Style) -> Judged:
    """Judges one paragraph by itself."""
    if paragraph.look is Look.ENTRY:
        return Judged(paragraph, text, BlockKind.REFERENCE)
    if _CAPTION.match(text):
        return Judged(paragraph, text, BlockKind.CAPTION)
    level = heading_level(paragraph, text, style)
    if level:
        return Judged(paragraph, text, BlockKind.HEADING, level)
    if paragraph.look in _VERBATIM:
        return Judged(paragraph, text, BlockKind.CODE)
    if paragraph.look is Look.CELLS:
        return Judged(paragraph, text, BlockKind.TABLE)
    if has_bullet(text) or is_enumerated(text):
        return Judged(paragraph, text, BlockKind.LIST_ITEM)
    return Judged(paragraph, text, BlockKind.PARAGRAPH)


def with_footnotes(flow: Sequence[Judged], style: Style) -> list[Judged]:
    """Marks the small type at the end of a flow that has body type above it."""
    judged = list(flow)
    end = len(judged)
    while end and _is_small(judged[end - 1], style):
        end -= 1
    above = any(not _is_small(each, style) and each.kind is not BlockKind.HEADING for each in judged[:end])
    if not above:
        return judged
    for index in range(end, len(judged)):
        each = judged[index]
        small = each.paragraph.size <= SMALLER * style.body_size
        if each.kind in _NOTES and small and _FOOTNOTE_MARK.match(each.text):
            for rest in range(index, len(judged)):
                if judged[rest].kind in _NOTES:
                    judged[rest] = Judged(judged[rest].paragraph, judged[rest].text, BlockKind.FOOTNOTE)
            break
    return judged


def with_drawings(page: Sequence[Judged]) -> list[Judged]:
    """Takes the labels inside a drawing for a table: many tiny texts beside a caption."""
    judged = list(page)
    if not any(each.kind is BlockKind.CAPTION for each in judged):
        return judged
    start = 0
    while start < len(judged):
        end = start
        while end < len(judged) and _is_label(judged[end]):
            end += 1
        beside = any(0 <= index < len(judged) and judged[index].kind is BlockKind.CAPTION for index in (start - 1, end))
        if beside and end - start >= MIN_LABELS:
            judged[start:end] = [Judged(each.paragraph, each.text, BlockKind.TABLE) for each in judged[start:end]]
        start = end + 1
    return judged


def _is_label(each: Judged) -> bool:
    return (
        each.kind in _LABELS
        and len(each.text) <= MAX_LABEL_CHARS * len(each.paragraph.lines)
        and not ends_like_prose(each.text)
    )


def without_byline(page: Sequence[Judged], style: Style) -> list[Judged]:
    """Takes authors and their institutes on a title page for text: large, below the title, above the first section."""
    judged = list(page)
    headings = [index for index, each in enumerate(judged) if each.kind is BlockKind.HEADING]
    if not headings:
        return judged
    title = max(headings[:3], key=lambda index: judged[index].paragraph.size)
    for index in headings:
        each = judged[index]
        smaller = each.paragraph.size < 0.85 * judged[title].paragraph.size
        if index <= title or squeeze(each.text) in style.titles:
            continue
        if not smaller or each.paragraph.bold or _NUMBER.match(each.text) or _CHAPTER.match(each.text):
            break
        judged[index] = Judged(each.paragraph, each.text, BlockKind.PARAGRAPH)
    return judged


def heading_level(paragraph: Paragraph, text: str, style: Style) -> int:
    """The level of a heading, from 1; 0 for what is none."""
    if not 1 < len(text) <= MAX_HEADING_CHARS or len(paragraph.lines) > MAX_HEADING_LINES or not _LETTER.search(text):
        return 0
    ratio = paragraph.size / style.body_size
    deep = _DEEP_NUMBER.match(text)
    number = deep or _NUMBER.match(text)
    smallest = SMALLEST_HEADING if deep else SMALLER
    stands_out = ratio >= LARGER or (paragraph.bold and not style.body_bold and ratio > smallest)
    if not (stands_out or number or len(paragraph.lines) <= 2):
        return 0
    titles = style.titles
    known = titles.get(squeeze(text)) if titles else None
    if paragraph.look in _VERBATIM and known is None:
        return 0
    known = known or (titles.get(squeeze(without_number(text))) if titles else None)
    if known:
        return known
    if not stands_out or has_bullet(text) or _reads_like_prose(text, number=bool(number), ratio=ratio):
        return 0
    if _CHAPTER.match(text):
        return 1
    if number:
        return number.group(1).count(".") + 1
    return 1 if ratio >= 1.45 else 2 if ratio >= LARGER else 3


def _reads_like_prose(text: str, *, number: bool, ratio: float) -> bool:
    if number or ratio >= 1.45:
        return len(text) > 120 and ends_like_prose(text)
    first = _LETTER.search(text)
    lower = first is not None and first.group().islower() and text[0].islower()
    return lower or ends_like_prose(text) or len(_LETTER.findall(text)) < 3


def ends_like_prose(text: str) -> bool:
    """Whether a text ends as a sentence or a part of one does, and no heading or label."""
    text = text.removesuffix("\n")
    if text[-1:] in _PROSE_ENDS:
        return True
    if text.endswith("."):
        return bool(_WORD_AND_STOP.fullmatch(text[-4:]))
    return text.endswith(":") and len(text.split()) >= MANY_WORDS and not text[-2].isspace()


def _is_small(each: Judged, style: Style) -> bool:
    return each.paragraph.size <= SMALLER * style.body_size
