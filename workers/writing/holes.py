"""What can be taken out of a statement to be asked for: numbers, names, kinds of a thing, degrees, other nouns.

A hole is worth asking for when the words around it do not choose what fills it. That holds for what a document might as
well have said otherwise: how many, who, which kind of several, how often.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from app.notes import Point
from workers.extraction.words import words as word_set
from workers.writing.cloze import (
    BLANK,
    LABELS,
    MAX_STATEMENT_WORDS,
    MIN_STATEMENT_WORDS,
    Subjects,
    clozes_of,
    stands_alone,
)
from workers.writing.leaning import price_of
from workers.writing.lexicon.base import Lexicon
from workers.writing.numbers import FIRST_WORD, LAST_WORD
from workers.writing.phrases import is_modifier
from workers.writing.readable import word_count
from workers.writing.tokens import Kind as TokenKind
from workers.writing.tokens import Token, stem, tokenize

MIN_FAMILY: Final = 4
"""So many kinds of one thing make a family."""

ECHO_CHARS: Final = 5
"""Words with so many letters in common at their beginning are taken to be of one family."""

_LONG: Final = re.compile(r"[^\W\d_]{5,}")
_LABEL: Final = re.compile(r"(?<![\w.-])([A-Z]{1,4})(\d{1,2})(?![\w-]|\.\d)")
_FLAT_POWER: Final = re.compile(r"10\d?[1-9]")
"""“1012” may be ten to the twelfth that lost its height."""
_AND: Final = re.compile(r"\b(?:and|or|und|oder|et|ou|y|o)\b")
MIN_LISTED: Final = 2
USUAL_COUNT: Final = 2
"""Who has not read how many there are says two: it is not asked for."""
_ROUND: Final = word_set("10 90 95 99 100 1000 0.05 0.95 0.5 0.01 0.1 1.96 2.5 97.5")
_ENCLOSED: Final = frozenset({"()", '""', "“”", "‘’", "''", "„“", "«»"})
_GOES_ON: Final = re.compile(r"[.,]\d")
_PIECE_BEFORE: Final = tuple("-–/.[^_=),;:»”’\"'")
_PIECE_AFTER: Final = tuple("-–/]^_=’'")
_DIGITS_BEFORE: Final = re.compile(r"\d\)?\s$")
_DIGITS_AFTER: Final = re.compile(r"\)?\s\d")
_CITED_YEAR: Final = re.compile(r"[(\[][^()\[\]]*$")
_NAME_BEFORE: Final = re.compile(r"(?<![.!?:] )(?<!^)\b[A-Z][\w’'-]+\s$")
"""“System 1989”, “Windows 95”: behind a capital a number is a piece of a name, where nouns have none."""
MEASURED_DIGITS: Final = 2
MAX_LEANING: Final = 2.0
"""What the flaws of a statement may cost that is asked for a number."""
_DIGIT: Final = re.compile(r"\d")
"""Beside another number one written as a word can often be computed."""
YEAR_DIGITS: Final = 4
_UNIT: Final = word_set("pp p vol no fig eq ch sec")
_NAMED_NUMBER: Final = re.compile(
    r"\b(?:(?:fi|ﬁ)?gure|table|section|chapter|equation|theorem|definition|problem|exercise|page|part|lemma|appendix|version"
    r"|kapitel|abschnitt|abbildung|tabelle|seite|figura|tabla|página|chapitre|tableau|item|point|line|axiom|field|column"
    r"|alternative|corollary|proposition|example|skeleton|exemple|beispiel|listing|remark|step|bemerkung|satz|korollar"
    r"|aufgabe|schritt|formel|gleichung|zeile|campo|columna|ejemplo|nota|ecuación|remarque|étape|champ|équation|definición"
    r"|théorème|teorema|fußnote|auflage|pp?|fig|eq|ch|sec|no|vol|isbn|iso)(?:s|en)?\.?\s*\(?$",
    re.IGNORECASE,
)


_BEFORE_GERUND: Final = frozenset({"a", "an", "the", "of", "or", "and", "as"})


class Kind(Enum):
    """What is asked for."""

    NUMBER = "number"
    NAME = "name"
    MEMBER = "member"
    """Which of several kinds of a thing: “counting” measure among measures."""
    DEGREE = "degree"
    """How often, how surely, how many."""
    NOUN = "noun"
    TERM = "term"
    DEFINITION = "definition"
    PAIR = "pair"
    """Two things of one statement at once."""
    ORDER = "order"
    COURSE = "course"
    """In which order the document makes three statements."""
    FOLLOWING = "following"
    """Which of several statements it makes next."""


@dataclass(frozen=True, slots=True)
class Hole:
    """What stands from `start` to `end` in a point's text. `shape` says beside what it may stand as a choice."""

    kind: Kind
    point: Point
    start: int
    end: int
    shape: str
    worth: float = 0.0

    @property
    def answer(self) -> str:
        return self.point.text[self.start : self.end]

    @property
    def statement(self) -> str:
        """The point with a blank."""
        return self.point.text[: self.start] + BLANK + self.point.text[self.end :]


@dataclass(frozen=True, slots=True)
class Families:
    """The kinds of each thing that a document tells apart: “counting”, “base”, “Lebesgue” of “measure”."""

    members: Mapping[str, Sequence[str]]
    """By the stem of the thing; only things with `MIN_FAMILY` kinds or more."""


def families_of(texts: Sequence[str], lexicon: Lexicon) -> Families:
    """What the texts tell apart by a word in front of a noun."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for text in texts:
        for modifier, head in _compounds(text, lexicon):
            kinds = found[stem(head.norm, lexicon.code)]
            if modifier.surface.islower() or modifier.start:
                small = modifier.surface.islower()
                kinds[modifier.norm] = modifier.surface if small else kinds.get(modifier.norm, modifier.surface)
    return Families({head: list(kinds.values()) for head, kinds in found.items() if len(kinds) >= MIN_FAMILY})


def holes_of(point: Point, subjects: Subjects, families: Families, lexicon: Lexicon) -> list[Hole]:
    """All that can be asked for in a statement that stands alone; what another part of it gives away is left out."""
    if not stands_alone(point.text, lexicon):
        return []
    found = [
        *_numbers(point, lexicon),
        *_labels(point),
        *_members(point, families, lexicon),
        *_degrees(point, lexicon),
    ]
    taken = [(hole.start, hole.end) for hole in found]
    for cloze in clozes_of(point, subjects, lexicon, min_worth=0.3):
        phrase = cloze.answer
        if phrase.shape.startswith("number") or any(s < phrase.end and phrase.start < e for s, e in taken):
            continue
        kind = Kind.NAME if phrase.shape.startswith(("name", "latin")) else Kind.NOUN
        found.append(Hole(kind, point, phrase.start, phrase.end, phrase.shape, cloze.worth))
    quotes = " ".join(citation.quote for citation in point.citations)
    return [hole for hole in found if _is_hidden(hole, quotes)]


def measured_in(point: Point, lexicon: Lexicon) -> list[Hole]:
    """The numbers of a statement, which may lean on others, that are none of the few that anything may come in: they
    are found again on the page."""
    text = point.text
    if not MIN_STATEMENT_WORDS <= word_count(text, lexicon) <= MAX_STATEMENT_WORDS or lexicon.pointing.search(text):
        return []
    if price_of(text, lexicon.code) > MAX_LEANING:
        return []
    quotes = " ".join(citation.quote for citation in point.citations)
    holes = [hole for hole in _numbers(point, lexicon) if _is_hidden(hole, quotes)]
    return [hole for hole in holes if sum(map(str.isdigit, hole.answer.lstrip("0.,"))) >= MEASURED_DIGITS]


def _is_hidden(hole: Hole, quotes: str) -> bool:
    word = re.compile(rf"(?<!\w){re.escape(hole.answer)}(?!\w)", re.IGNORECASE)
    if not word.search(quotes) or len(word.findall(hole.point.text)) != 1:
        return False
    return hole.kind not in (Kind.NOUN, Kind.MEMBER) or not echoes(hole.answer, hole.statement)


def echoes(answer: str, rest: str) -> bool:
    """Whether a word of the rest begins as a word of the answer does: “segmentation” near “segments”."""
    begins = [{word[:ECHO_CHARS] for word in _LONG.findall(text.lower())} for text in (answer, rest)]
    return not begins[0].isdisjoint(begins[1])


def _numbers(point: Point, lexicon: Lexicon) -> Iterator[Hole]:
    """Numbers that count, measure or date something; not those that number a figure or are a piece of a name."""
    text = point.text
    tokens = tokenize(text, lexicon)
    for index, token in enumerate(tokens):
        if tokens[max(0, index - 1)].norm in _UNIT or _is_piece(text, token) or _is_of_a_name(text, token, lexicon):
            continue
        # What is guessed in any text.
        if token.surface in _ROUND or _is_counted_up(text[token.end :]) or _FLAT_POWER.fullmatch(token.surface):
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        value = lexicon.number_words.get(token.surface.lower(), 0) if token.surface.isalpha() else 0
        is_word = FIRST_WORD <= value <= LAST_WORD
        if is_word and following is not None and following.kind is TokenKind.WORD and not _DIGIT.search(text):
            if value != USUAL_COUNT:
                yield Hole(Kind.NUMBER, point, token.start, token.end, "word", 1.4)
        elif (
            token.kind is TokenKind.NUMBER
            and token.surface[0].isdigit()
            and token.surface.strip("0.,") not in ("", "1")
        ):
            yield Hole(Kind.NUMBER, point, token.start, token.end, "digits", 0.9 if len(token.surface) == 1 else 1.6)


def _is_piece(text: str, token: Token) -> bool:
    """Whether it is a piece of something longer, “1.6.4”, “(02 22) 56”, a footnote's mark, an equation's number."""
    before, after = text[: token.start], text[token.end :]
    if before[-1:].isalnum() or after[:1].isalnum() or before[-1:] + after[:1] in _ENCLOSED:
        return True
    if before[-1:] in _PIECE_BEFORE or after[:1] in _PIECE_AFTER:
        return True
    return any((_GOES_ON.match(after), _DIGITS_BEFORE.search(before), _DIGITS_AFTER.match(after)))


def _is_of_a_name(text: str, token: Token, lexicon: Lexicon) -> bool:
    """Whether it numbers a figure or another part, is the year of a publication or a piece of a name."""
    before = text[: token.start]
    if _NAMED_NUMBER.search(before) or (len(token.surface) == YEAR_DIGITS and _CITED_YEAR.search(before)):
        return True
    return not lexicon.verb_last and _NAME_BEFORE.search(before) is not None


def _is_counted_up(after: str) -> bool:
    """Whether what a number counts is listed behind it: “three packages, A, B and C”."""
    return ":" in after or after.count(",") + len(_AND.findall(after)) >= MIN_LISTED


def _labels(point: Point) -> Iterator[Hole]:
    """“HC3”, “F9”: what a document tells apart by number."""
    for match in _LABEL.finditer(point.text):
        yield Hole(Kind.NAME, point, match.start(), match.end(), f"label:{match.group(1)}", 1.3)


def _members(point: Point, families: Families, lexicon: Lexicon) -> Iterator[Hole]:
    for modifier, head in _compounds(point.text, lexicon):
        key = stem(head.norm, lexicon.code)
        if key in families.members:
            worth = 1.0 + 0.05 * min(8, len(families.members[key]))
            yield Hole(Kind.MEMBER, point, modifier.start, modifier.end, f"member:{key}", worth)


def _degrees(point: Point, lexicon: Lexicon) -> Iterator[Hole]:
    for number, scale in enumerate(lexicon.scales):
        for match in scale.pattern.finditer(point.text, 1):
            if match["word"] != scale.usual:
                yield Hole(Kind.DEGREE, point, match.start("word"), match.end("word"), f"degree:{number}", 0.8)


def _compounds(text: str, lexicon: Lexicon) -> Iterator[tuple[Token, Token]]:
    """Each noun with the one word before it that says of what kind it is; only where words stand in this order."""
    if lexicon.code != "en":
        return
    tokens = tokenize(text, lexicon)
    for index in range(len(tokens) - 1):
        modifier, head = tokens[index], tokens[index + 1]
        following = tokens[index + 2] if index + 2 < len(tokens) else None
        if text[modifier.end : head.start] != " " or head.norm in LABELS or head.norm in lexicon.bad_terms:
            continue
        if text[max(0, modifier.start - 1) : modifier.start] in ("-", "/", "."):
            continue
        if modifier.norm.endswith("ing") and index and tokens[index - 1].norm not in _BEFORE_GERUND:
            continue  # “by recognizing measure”
        if is_modifier(text, modifier, head, following, lexicon):
            yield modifier, head
