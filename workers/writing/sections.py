"""Cuts a document into the sections of its notes: by its outline, else by its headings, else by its length.

Small neighbours of one chapter are put together, long stretches without a heading are cut, and nothing is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from app.documents import BlockKind, OutlineItem
from workers.writing.accents import compose
from workers.writing.lexicon import is_boring
from workers.writing.lexicon.base import Lexicon
from workers.writing.lexicon.standing import standing_for
from workers.writing.placing import PlacedBlock
from workers.writing.segment import Sentence

MIN_SECTIONS: Final = 4
"""Fewer headings than so many say too little about where a document turns to something else."""
MAX_SECTIONS: Final = 90
LONG_SECTION_WORDS: Final = 1600
"""A stretch without a heading is cut at the first page that begins beyond so many words."""
SMALL_SECTION_WORDS: Final = 60
BOOK_WORDS: Final = 10_000
"""From here on a document has chapters, which keep their headings and get an overview each."""
CHAPTER_WORDS: Final = 800
"""A shorter one is read as quickly as an overview of it."""
MIN_CHAPTER_SECTIONS: Final = 2
MAX_OUTLINE_LEVEL: Final = 4
MAX_HEADING_CHARS: Final = 80
HEADING_JOINT: Final = " · "

EXERCISES_SHARE: Final = 0.5
BORING_SHARE: Final = 0.5
APPENDIX_SHARE: Final = 0.25
"""Of a document's words; what is longer belongs to the matter."""

_APPENDIX: Final = re.compile(r"(?:Appendi|Anhang|Annexe|Anexo|Apéndice|附录|[A-H](?:\.\d+)*\.?\s)")
_SIGNATURE: Final = re.compile(r"(?:—|–|―|--)\s?(?:attributed to |after )?[A-ZÀ-Þ][\w.’'-]+")
_SQUEEZED: Final = re.compile(r"[\W_]+")
_NUMBER: Final = re.compile(r"^(?:§\s*)?(?:\d{1,3}|[A-Z])(?:\.\d{1,3})*\.?\s+")


@dataclass(slots=True)
class Part:
    """A section in the making: its heading and the sentences under it, in order."""

    heading: str
    level: int
    first_block: int
    page: int
    sentences: list[Sentence] = field(default_factory=list)
    is_chapter: bool = False
    """Whether it opens a chapter of a book: the deeper ones that follow belong to it, and it may have no sentences."""

    @property
    def words(self) -> int:
        return sum(len(sentence.text) for sentence in self.sentences) // 6


@dataclass(frozen=True, slots=True)
class _Start:
    block: int
    page: int
    heading: str
    level: int


def divide(
    blocks: Sequence[PlacedBlock],
    sentences: Sequence[Sentence],
    outline: Sequence[OutlineItem],
    title: str,
    lexicon: Lexicon,
) -> list[Part]:
    """The sections, in order; each sentence is in at most one, those under headings like “References” in none."""
    sentences = _without_mottoes(blocks, sentences)
    starts = _from_outline(blocks, outline)
    if len(starts) < MIN_SECTIONS:
        headings = _from_headings(blocks, title)
        starts = headings if len(headings) > len(starts) else starts
    parts = _fill(starts, sentences, title)
    parts = _without_appendix(parts)
    parts = _without_boring(parts)
    parts = _without_exercises(parts, lexicon)
    parts = [piece for part in parts for piece in _cut_long(part)]
    return _merge_small(parts)


def _without_mottoes(blocks: Sequence[PlacedBlock], sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """Leaves out what somebody else said, above a chapter: a paragraph under which a dash and a name stand."""
    signed = {
        before.number
        for before, after in pairwise(blocks)
        if _SIGNATURE.match(after.block.text) and len(after.block.text) <= MAX_HEADING_CHARS
    }
    signatures = {number + 1 for number in signed}
    return [sentence for sentence in sentences if sentence.block not in signed | signatures] if signed else sentences


def _without_boring(parts: Sequence[Part]) -> list[Part]:
    """Leaves out lists of contents, references and thanks, unless most of the document stands under such a heading: the
    headings behind it were not found then."""
    words = sum(part.words for part in parts)
    return [part for part in parts if not is_boring(part.heading) or part.words > BORING_SHARE * words]


def _without_exercises(parts: Sequence[Part], lexicon: Lexicon) -> list[Part]:
    """Leaves out parts that ask instead of telling, unless the document is made of them."""
    pattern = standing_for(lexicon.code).exercises
    asking = [bool(pattern.match(part.heading)) for part in parts]
    words = sum(part.words for part in parts)
    if sum(part.words for part, asks in zip(parts, asking, strict=True) if asks) > EXERCISES_SHARE * words:
        return list(parts)
    return [part for part, asks in zip(parts, asking, strict=True) if not asks]


def _from_outline(blocks: Sequence[PlacedBlock], outline: Sequence[OutlineItem]) -> list[_Start]:
    """Where each entry begins: at its heading on its page where that is found, else at the page's first block."""
    on_page: defaultdict[int, list[PlacedBlock]] = defaultdict(list)
    for placed in blocks:
        on_page[placed.page].append(placed)
    first_of_page = {page: placed[0].number for page, placed in on_page.items()}
    starts: list[_Start] = []
    for item in outline:
        if item.level > MAX_OUTLINE_LEVEL or not item.title.strip():
            continue
        block = _find_heading(on_page.get(item.page, []), item.title)
        if block is None:
            later = [page for page in first_of_page if page >= item.page]
            if not later:
                continue
            block = first_of_page[min(later)]
        starts.append(_Start(block, item.page, item.title.strip(), item.level))
    return sorted(starts, key=lambda start: (start.block, start.level))


def _find_heading(placed: Sequence[PlacedBlock], title: str) -> int | None:
    wanted = {_squeeze(title), _squeeze(_NUMBER.sub("", title))}
    for each in placed:
        if each.block.kind is BlockKind.HEADING or len(each.block.text) <= len(title) + 12:
            text = each.block.text
            if {_squeeze(text), _squeeze(_NUMBER.sub("", text))} & wanted:
                return each.number
    return None


def _squeeze(text: str) -> str:
    return _SQUEEZED.sub("", text).lower()


def _from_headings(blocks: Sequence[PlacedBlock], title: str) -> list[_Start]:
    """The headings, but for the title, for running heads that return, and for ranks below the third."""
    headings = [placed for placed in blocks if placed.block.kind is BlockKind.HEADING]
    levels = sorted({placed.block.level for placed in headings})
    rank = {level: number + 1 for number, level in enumerate(levels)}
    starts: list[_Start] = []
    for placed in headings:
        text = placed.block.text.strip()
        if _NUMBER.match(text):
            text = text.removesuffix(".")  # “2. Warming up.”
        if (
            _squeeze(text) == _squeeze(title)
            or rank[placed.block.level] > MAX_OUTLINE_LEVEL
            or not _names_something(text)
        ):
            continue
        if starts and _squeeze(starts[-1].heading) == _squeeze(text):
            continue  # slides repeat their title
        starts.append(_Start(placed.number, placed.page, text, rank[placed.block.level]))
    return starts


def _names_something(heading: str) -> bool:
    letters = sum(char.isalpha() for char in heading)
    return (
        "://" not in heading
        and not heading.endswith(("!", ";", ",", "."))
        and letters >= 2
        and letters >= 0.5 * len(heading.replace(" ", ""))
        and len(heading) <= 120
        and "\ufffd" not in heading
    )


def _fill(starts: Sequence[_Start], sentences: Sequence[Sentence], title: str) -> list[Part]:
    parts = [Part(title, 1, -1, 1)]
    parts += [Part(compose(start.heading), start.level, start.block, start.page) for start in starts]
    current = 0
    for sentence in sentences:
        while current + 1 < len(parts) and parts[current + 1].first_block <= sentence.block:
            current += 1
        parts[current].sentences.append(sentence)
    return parts


def _without_appendix(parts: Sequence[Part]) -> list[Part]:
    """Leaves out short appendices behind the references: listings and details that nobody learns."""
    last = max((at for at, part in enumerate(parts) if is_boring(part.heading)), default=None)
    total = sum(part.words for part in parts)
    if last is None or sum(part.words for part in parts[last:]) > APPENDIX_SHARE * total:
        return list(parts)
    return [part for at, part in enumerate(parts) if at <= last or not _APPENDIX.match(part.heading)]


def _cut_long(part: Part) -> list[Part]:
    """Pieces of a part that is too long to be one section; they keep its heading."""
    if part.words <= 1.5 * LONG_SECTION_WORDS:
        return [part]
    pieces = [Part(part.heading, part.level, part.first_block, part.page)]
    for sentence in part.sentences:
        last = pieces[-1]
        if last.words > LONG_SECTION_WORDS and sentence.page != last.sentences[-1].page and sentence.place == 0:
            pieces.append(Part(part.heading, part.level + 1, sentence.block, sentence.page))
        pieces[-1].sentences.append(sentence)
    return pieces


@dataclass(slots=True)
class _Node:
    """A section with those of deeper rank that follow it."""

    part: Part
    children: list[_Node] = field(default_factory=list)

    @property
    def words(self) -> int:
        return self.part.words + sum(child.words for child in self.children)

    def all_sentences(self) -> list[Sentence]:
        return [*self.part.sentences, *(sentence for child in self.children for sentence in child.all_sentences())]


def _merge_small(parts: Sequence[Part]) -> list[Part]:
    """Joins what is small: a chapter that is short as a whole, or neighbours in one chapter."""
    total = sum(part.words for part in parts)
    small = max(SMALL_SECTION_WORDS, total // MAX_SECTIONS) if total > 10 * SMALL_SECTION_WORDS else total // 10
    chapter = CHAPTER_WORDS if total >= BOOK_WORDS else None
    root = _Node(Part("", 0, -1, 1))
    path = [root]
    for part in parts:
        while path[-1].part.level >= part.level:
            path.pop()
        node = _Node(part)
        path[-1].children.append(node)
        path.append(node)
    return [part for part in _collapse(root, small, chapter) if part.sentences or part.is_chapter]


def _collapse(node: _Node, small: int, chapter: int | None) -> list[Part]:
    """The sections of a node; of so many words as `chapter` says it may open with one of its own name."""
    part, words = node.part, node.words
    if part.level and (not node.children or words < 2 * small):
        part.sentences = node.all_sentences()
        return [part]
    below: list[Part] = []
    for child in node.children:
        for each in _collapse(child, small, chapter):
            last = below[-1] if below else None
            if (
                last
                and not (last.is_chapter or each.is_chapter)
                and (last.words < small or each.words < small)
                and last.words < 3 * small
                and last.level == each.level
            ):
                last.sentences += each.sentences
                # What stands before the first heading goes by that heading, not by the document's title.
                last.heading = each.heading if last.first_block < 0 else _both(last.heading, each.heading)
            elif each.sentences or each.is_chapter:
                below.append(each)
    told = [each for each in below if each.sentences]
    # What consists of one chapter only says what that says.
    is_one = bool(below) and below[0].is_chapter and all(each.level > below[0].level for each in below[1:])
    part.is_chapter = bool(
        part.level and chapter and words >= chapter and len(told) >= MIN_CHAPTER_SECTIONS and not is_one
    )
    if part.level and part.words >= small:
        return [part, *below]
    if told:
        # A few words between a chapter's heading and its first section belong to that section.
        told[0].sentences = part.sentences + told[0].sentences
        part.sentences = []
        return [part, *below] if part.is_chapter else below
    return [part]


def _both(one: str, other: str) -> str:
    """A heading for two sections; of more than two, or of long ones, the first gives its name."""
    if _squeeze(one) == _squeeze(other) or len(one) + len(other) > MAX_HEADING_CHARS or HEADING_JOINT in one:
        return one
    return one + HEADING_JOINT + other
