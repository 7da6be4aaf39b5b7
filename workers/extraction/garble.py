"""Whether a page's text is text: a measured test against fonts without letters and the guesses of bad scanners.

Pure. Calibrated on the corpus: pages of prose, listings, tables and formulas in five languages pass, substitution by a
font without a letter table and the text layer of handwritten scans do not.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Final

from workers.extraction.words import words

MAX_UNREADABLE_SHARE: Final = 0.25
"""Private-use, replacement, control and unassigned characters among all that are no spaces."""

MIN_LETTERS: Final = 100
"""Fewer letters in Latin script say nothing."""

SAMPLE_CHARS: Final = 1000
"""So much of a page is enough to count pairs in."""

MIN_COMMON_PAIRS: Final = 0.38
"""Share of frequent letter pairs; the corpus has 0.5 to 0.85, text with exchanged letters 0.15 and at most 0.37."""

MAX_RUNS: Final = 20_000
"""So many are remembered."""

MAX_GLYPH_NAME_SHARE: Final = 0.3
"""Of a text's characters: “/g56/g29/g19” is what is left of a font without letters."""

MIN_WORDS_IN_A_ROW: Final = 5
"""A scanned page with words has such a stretch; guesses at handwriting reached three in the corpus."""

_PLAIN_WORD: Final = re.compile(
    r"^[(„“\"'¿¡]?(?:[^\W\d_](?=[^aeiouyäöüàâéèêëîïôûáíóú]*[aeiouyäöüàâéèêëîïôûáíóú])?[a-zß-ÿœ’'-]{2,}"
    r"|a|à|y|of|to|in|is|it|as|at|an|on|or|we|be|by|if|de|la|le|el|en|es|un|et|du|au|se|zu|im|am|da)[.,;:!?)”“\"']*$",
)
_GLYPH_NAME: Final = re.compile(r"/(?:g|c|a|G|C|cid|glyph|uni|index)\d{1,5}\b|\b(?:cid|glyph|uni|index):?\d{1,5}\b")
_LATIN_RUN: Final = re.compile("[a-zß-öø-ɏ]+")
_NAME_PARTS: Final = ("/", "cid", "glyph", "uni", "index")
MAX_NAME_CHARS: Final = 11
"""“/glyph12345”: a text has no more characters in such names than this for each of their parts."""
_SUSPICIOUS: Final = re.compile("[^\\s -~¡-ͷ\u0400-\u0500\u2010-\u2bff\u3000-\u9fff]")
_UNREADABLE: Final = frozenset({"Co", "Cn", "Cc", "Cs"})

_COMMON_PAIRS: Final = words(
    """en te es de er on in an ti re nt ar at st le th it he ta al se la nd un ne is or ri ch io me et ma to co di ra
    el ie ue pa em as si be ei li ng qu ic ve ge ro ex ab il pr nc tr ut ct om os ac va ur ce ni fo ca ll ns no rs
    so do ia us ir sc lo ec po ou da pe ed ha na rt ts bi bl su am oi ci ot fi iv"""
)
"""The hundred most frequent pairs of English, German, French and Spanish text, equally weighted."""


def unreadable_share(text: str) -> float:
    """Share of the characters, 0..1, that stand for no letter, digit or sign anybody knows."""
    suspicious: list[str] = _SUSPICIOUS.findall(text)
    if not suspicious:
        return 0.0
    unreadable = sum([char == "\ufffd" or unicodedata.category(char) in _UNREADABLE for char in suspicious])
    return unreadable / len("".join(text.split()))  # suspicious characters are no spaces


def common_pair_share(text: str) -> float | None:
    """Share of the pairs of neighbouring Latin letters that languages use often; None when there are too few.

    A pair with an accented letter counts as common, whatever it is.
    """
    runs = _LATIN_RUN.findall(text.lower())
    total = sum(map(len, runs)) - len(runs)
    return sum(map(_PAIRS.__getitem__, runs)) / total if total >= MIN_LETTERS else None


class _CommonPairs(dict[str, int]):
    """How many pairs of neighbours are common in a run of lower-case Latin letters; words come back on every page."""

    def __missing__(self, run: str) -> int:
        if len(self) >= MAX_RUNS:
            self.clear()
        self[run] = sum([one + other in _COMMON_PAIRS or one > "z" or other > "z" for one, other in pairwise(run)])
        return self[run]


_PAIRS: Final = _CommonPairs()


def is_garbled(text: str) -> bool:
    """Whether a page's text, as extracted, is no text in any language."""
    if not text.strip():
        return False
    if unreadable_share(text) > MAX_UNREADABLE_SHARE:
        return True
    if _is_glyph_names(text):
        return True
    share = common_pair_share(text[:SAMPLE_CHARS])
    if share is None:
        return False
    return share < MIN_COMMON_PAIRS and _latin_share(text[:SAMPLE_CHARS]) > 0.8


def _is_glyph_names(text: str) -> bool:
    most = MAX_GLYPH_NAME_SHARE * len(text)
    if MAX_NAME_CHARS * sum([text.count(part) for part in _NAME_PARTS]) <= most:
        return False
    return sum(len(match.group()) for match in _GLYPH_NAME.finditer(text)) > most


def is_scan_noise(text: str) -> bool:
    """Whether the text layer of a scanned page holds no stretch of words, as over handwriting.

    Only for pages that a picture covers: a title or a drawing's labels look the same.
    """
    run = 0
    for token in text.split():
        run = run + 1 if _PLAIN_WORD.match(token) else 0
        if run >= MIN_WORDS_IN_A_ROW:
            return False
    return not any("\u2e80" < char < "\ue000" for char in text)


def _latin_share(text: str) -> float:
    letters = sum(char.isalpha() for char in text)
    return sum(_is_latin(char) for char in text.lower()) / letters if letters else 0.0


def _is_latin(char: str) -> bool:
    """Whether a lower-case character is a letter of the Latin script."""
    return "a" <= char <= "z" or ("ß" <= char <= "ɏ" and char != "÷")
