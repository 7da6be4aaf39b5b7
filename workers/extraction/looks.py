"""What a single line looks like: a list item, a row of cells, a listing, a formula.

Pure. Everything here is a guess from the look of one line; `paragraphs.py` weighs it against the neighbours.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from workers.extraction.lines import Line
from workers.extraction.words import words

_BULLET: Final = re.compile(
    r"^[•◦‣▪▫●○■□◆◇►▸▶▹∙·–—✓✔➢➤❖⋄⁃❒❑□\x01-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff*-]\s+\S"
    r"|^[•◦‣▪●○■◆►▸▶➢➤❖—]\S"
)
_ENUMERATED: Final = re.compile(
    r"^(?:\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\((?:[ivxIVX]{1,5}|\d{1,3})\)|[ivx]{1,5}[.)]|\[\d{1,3}\])\s+\S"
)
_LETTERS: Final = re.compile(r"[^\W\d_]{3,}")
_DOT_LEADERS: Final = re.compile(r"(?:[.·]\s?){4,}\s*(?:\d{1,4}|[ivxl]{1,7})$|(?:[.·]\s?){12,}")
_OPERATORS: Final = words("arg min max lim sup inf log exp sin cos tan det dim ker mod gcd var cov std rank sgn diag")

_SYMBOL: Final = re.compile("[=<>+|~^¬±×÷Ͱ-Ͽ←-⋿⟀-⟯⦀-⫿]")
_IDEOGRAPH: Final = re.compile("[\u2e80-\ud7ff]")

MATH_SHARE: Final = 0.3
"""Of a line, in a font of mathematical signs, from which on it may be a formula without a sign that we know."""

_MIN_WORD_SHARE: Final = 0.45
"""Share of a line's characters that stand in words; formulas have less."""


class Look(Enum):
    """What a line alone looks like."""

    TEXT = "text"
    CELLS = "cells"
    LISTING = "listing"
    FORMULA = "formula"
    ENTRY = "entry"
    """A line of a table of contents."""


def look_of(line: Line) -> Look:
    """The look of a line."""
    text = line.text
    if (".." in text or ". ." in text or "·" in text) and _DOT_LEADERS.search(text):
        return Look.ENTRY
    if line.font.mono or (3 * text.count(" ") > len(text) and _is_spaced_out(text)):
        return Look.LISTING
    if is_formula(line):
        return Look.FORMULA
    if line.cells >= 2 and not _is_numbered_title(line) and not _is_description(line):
        return Look.CELLS
    return Look.TEXT


def has_bullet(text: str) -> bool:
    """Whether a text begins with a mark that only list items have."""
    return bool(_BULLET.match(text))


def is_enumerated(text: str) -> bool:
    """Whether a text begins like “2.”, “(a)” or “[7]”: a list item, if what came before it allows one."""
    return bool(_ENUMERATED.match(text))


def is_formula(line: Line) -> bool:
    """Whether a line is mathematics with hardly a word in it."""
    text = line.text
    symbols = len(_SYMBOL.findall(text))
    if not symbols and line.math_share <= MATH_SHARE:
        return False
    chars = len(text) - text.count(" ") - text.count("\t")
    letters = sum([len(word) for word in _LETTERS.findall(text) if word.lower() not in _OPERATORS])
    if not text.isascii():
        letters += len(_IDEOGRAPH.findall(text))
    if letters >= _MIN_WORD_SHARE * chars:
        return False
    return line.math_share > MATH_SHARE or symbols >= 2 or chars <= 12


def _is_description(line: Line) -> bool:
    """“fleqn    sets equations flush left”: a term and the text that begins beside it."""
    return line.cells == 2 and len(line.text.partition("\t")[2]) >= 30


def _is_spaced_out(text: str) -> bool:
    """“f o r  i = 1”: some listings are set on a grid, which reads as a space after every character."""
    tokens = text.split()
    single = sum(len(token) == 1 for token in tokens)
    return len(tokens) >= 4 and single >= 0.75 * len(tokens) and any(token.islower() for token in tokens)


def _is_numbered_title(line: Line) -> bool:
    """“3.1   Methods”: two cells, of which the first only counts."""
    first, _, rest = line.text.partition("\t")
    return line.cells == 2 and len(first) <= 10 and "\t" not in rest and bool(re.match(r"^[\dA-Z•–(]", first))
