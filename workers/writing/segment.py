"""Pages to sentences: each knows its pages and the exact words that stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import sentencex

from app.documents import BlockKind
from workers.writing.accents import compose
from workers.writing.deck import cut_by_formulas, is_deck, split_bullets
from workers.writing.lexicon.base import Lexicon
from workers.writing.marks import RAISED
from workers.writing.placing import PlacedBlock
from workers.writing.relations import bases
from workers.writing.thesaurus import look_up

PROSE: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_SKIPPED: Final = frozenset({BlockKind.CAPTION, BlockKind.TABLE, BlockKind.FOOTNOTE})
"""Stand between two halves of a paragraph without ending it."""

MIN_QUOTE_CHARS: Final = 12
"""A shorter remnant of a sentence on the next page proves nothing."""

MIN_NAME_CHARS: Final = 5
_BOUNDARY: Final = re.compile(
    r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘„«(\[¿¡]*[^\W_a-zß-öø-ÿ])|[。！？]+[”’」』）]*\s*|[.!?]+[”\"]\s+(?=[A-Z])"
    # A name in quotation marks may begin small.
    r"|(?<=[a-zß-öø-ÿ]{4})[.!?]\s+(?=['‘“„][a-zß-öø-ÿ][\w-]*['’”“]\s)"
    # A footnote's number behind the stop.
    rf"|(?<=[a-zß-öø-ÿ]{{3}})\.(?:\d{{1,2}}|[{RAISED}]+)\s+(?=[A-Z])"
)
_SLIP: Final = re.compile(r"(?<=[^\W\d_]{5})\.\s+(?=(?P<next>[a-zß-öø-ÿ]+(?:[-.]?[a-z\d]+)*)\s)")
_ENDS: Final = re.compile(rf"[.!?。！？…][\"'”’»)\]）」』]*[{RAISED}]*$")
_LAST_WORD: Final = re.compile(r"([^\s(\[“\"]+)\.[\"'”’»)\]]*\s*$")
_INITIAL: Final = re.compile(r"^(?:[^\W\d_]\.)*[^\W\d_]$")
_LOWER_START: Final = re.compile(r"^[\"'“‘(\[]*[a-zß-öø-ÿ]")
_VARIABLE: Final = re.compile(r"[b-z]\s")
"""Begins a line of a slide though it is written small."""
_MARK: Final = re.compile(r"^[•◦‣▪▫●○■□◆◇►▸▶▹∙✓✔➢➤❖⋄⁃❒❑\ue000-\uf8ff]\s+(?=\S)")
"""Of a list: the font has a picture for it, which every reader takes for another character."""
_FORM: Final = re.compile(r"\b(?:the form|die Form|la forme|la forma)$")
_LIST_NUMBER: Final = re.compile(r"^\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$")


@dataclass(frozen=True, slots=True)
class Part:
    """The piece of a sentence on one page: `quote` is cut from the page's text."""

    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or, where `complete` is false, a fragment of a list or a slide.

    `block` counts the document's blocks, `place` the sentences of one block, both from 0; `of` is how many sentences
    the block has.
    """

    text: str
    parts: tuple[Part, ...]
    kind: BlockKind
    block: int
    place: int
    of: int
    complete: bool
    bullet: bool = False
    """Whether it is of a slide, where a line says what elsewhere a sentence says."""
    is_cut: bool = False
    """Whether it goes on in the formula or listing that follows: “an identity of the form”."""

    @property
    def is_cited(self) -> bool:
        """Whether its parts have all of its words: a few letters on another page make no part."""
        cited = sum(len("".join(compose(part.quote).split())) for part in self.parts)
        return cited >= len("".join(_MARK.sub("", self.text).split()))

    @property
    def page(self) -> int:
        """Where it begins."""
        return self.parts[0].page


def segment(blocks: Sequence[PlacedBlock], lexicon: Lexicon) -> list[Sentence]:
    """The sentences of all running text, in order; a paragraph that a page break cuts is read as one."""
    sentences: list[Sentence] = []
    slides = is_deck(blocks)
    cut = cut_by_formulas(blocks) if slides else frozenset()
    index = 0
    while index < len(blocks):
        placed = blocks[index]
        index += 1
        if placed.block.kind not in PROSE:
            continue
        run = [placed]
        while (following := _continuation(blocks, run[-1], index, slides=slides)) is not None:
            run.append(blocks[following])
            index = following + 1
        if not any(each.number in cut for each in run):
            found = _sentences_of(run, lexicon, slides=slides)
            if found and _leads_into_code(found[-1], blocks[index : index + 1]):
                found[-1] = replace(found[-1], is_cut=True)
            sentences += found
    return sentences


def _leads_into_code(last: Sentence, following: Sequence[PlacedBlock]) -> bool:
    # A bullet is a line of its own, and a formula below it an example.
    if last.complete or last.kind is not BlockKind.PARAGRAPH or (last.bullet and not _FORM.search(last.text)):
        return False
    return any(each.block.kind is BlockKind.CODE for each in following)


def split_sentences(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """(start, end) of each sentence of a paragraph; together they leave out only white space."""
    if lexicon.code not in _OWN:
        return _trim(text, _foreign(text, lexicon.code))
    spans: list[tuple[int, int]] = []
    start = 0
    for match in sorted((*_BOUNDARY.finditer(text), *_slips(text, lexicon)), key=lambda each: each.start()):
        if _is_abbreviation(text[start : match.end()], text[match.end() :], lexicon):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return _trim(text, spans)


def _slips(text: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """Stops in the midst of a sentence, set by mistake: “are sums. which are short” is read as two."""
    goes_on = lexicon.relatives | lexicon.coordinators | lexicon.adversatives
    return (
        match
        for match in _SLIP.finditer(text)
        if match["next"] in goes_on or _is_small_name(match["next"], text[match.end() :], lexicon)
    )


def _is_small_name(word: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a word is a program's name, written small where a sentence begins: “One is read. hmmalign aligns it.”"""
    if len(word) < MIN_NAME_CHARS or word in lexicon.abbreviations:
        return False
    if lexicon.code != "en" and word.isalpha():
        return False  # no dictionary tells that it is no word
    if any(look_up(each, "en").known for each in bases(word, "en")):
        return False
    return lexicon.verbs.match(after.removeprefix(word).lstrip()) is not None


def ends_sentence(text: str) -> bool:
    """Whether a text ends like a sentence."""
    return bool(_ENDS.search(text.rstrip()))


_OWN: Final = frozenset({"en", "de", "fr", "es", "zh"})


def _foreign(text: str, language: str) -> list[tuple[int, int]]:
    spans = []
    start = 0
    for piece in sentencex.segment(language, text):
        spans.append((start, start + len(piece)))
        start += len(piece)
    return spans if start == len(text) else [(0, len(text))]


def _trim(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    trimmed = []
    for start, end in spans:
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = left + len(piece.strip())
        if right > left:
            trimmed.append((left, right))
    return trimmed


def _is_abbreviation(before: str, after: str, lexicon: Lexicon) -> bool:
    match = _LAST_WORD.search(before)
    if not match:
        return False
    word = match.group(1)
    if (word == "etc" or (len(word) == 1 and word.isupper() and len(before.split()) > 1)) and _opens(after, lexicon):
        return False  # “pipes, valves etc. The …”, “made of X. For …”
    if _LIST_NUMBER.match(word) and len(before.strip()) <= len(word) + 2:
        return True
    last = word.rpartition(".")[2].lower()
    if word.lower() in lexicon.abbreviations or (last in lexicon.abbreviations and len(last) > 1):
        return True
    if lexicon.code == "de" and word.isdecimal() and len(word) <= 2:
        return True
    return bool(_INITIAL.match(word)) and word[-1].isupper() and lexicon.spaced


def _opens(after: str, lexicon: Lexicon) -> bool:
    """Whether a text begins with a small word written like a sentence's first."""
    word = after.split(" ", 1)[0].rstrip(",")
    return word.istitle() and len(word) > 1 and word.lower() in lexicon.function_words | lexicon.place_and_time


def _continuation(blocks: Sequence[PlacedBlock], last: PlacedBlock, index: int, *, slides: bool) -> int | None:
    """The index of the block that goes on with the sentence at the end of `last`."""
    text = last.block.text
    if ends_sentence(text) or text.rstrip().endswith((":", "：")):
        return None
    while index < len(blocks) and blocks[index].block.kind in _SKIPPED:
        index += 1
    if index == len(blocks) or blocks[index].block.kind is not BlockKind.PARAGRAPH:
        return None
    following = blocks[index]
    new_page = following.page == last.page + 1
    if not new_page and following.page != last.page:
        return None
    if slides and _VARIABLE.match(following.block.text):
        return None
    if _LOWER_START.match(following.block.text):
        return index
    return index if new_page and _is_ideograph(text[-1]) and _is_ideograph(following.block.text[0]) else None


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _sentences_of(run: Sequence[PlacedBlock], lexicon: Lexicon, *, slides: bool) -> list[Sentence]:
    joint = "" if run[0].block.text and _is_ideograph(run[0].block.text[-1]) else " "
    text = joint.join(placed.block.text for placed in run)
    bounds: list[tuple[int, int, PlacedBlock]] = []
    start = 0
    for placed in run:
        bounds.append((start, start + len(placed.block.text), placed))
        start += len(placed.block.text) + len(joint)
    spans = split_sentences(text, lexicon)
    if slides:
        spans = split_bullets(text, spans, lexicon)
    sentences = []
    for place, (begin, end) in enumerate(spans):
        parts: list[Part] = []
        for left, right, placed in bounds:
            quote = _MARK.sub("", text[max(begin, left) : min(end, right)].strip())
            if len(quote) >= MIN_QUOTE_CHARS or (quote and len(run) == 1):
                parts.append(Part(placed.page, quote))
        piece = text[begin:end]
        if not parts:
            continue
        owner = next(placed for left, right, placed in bounds if begin < right)
        sentences.append(
            Sentence(
                text=compose(piece),
                parts=tuple(parts),
                kind=run[0].block.kind,
                block=owner.number,
                place=place,
                of=len(spans),
                complete=ends_sentence(piece),
                bullet=slides,
            )
        )
    return sentences
