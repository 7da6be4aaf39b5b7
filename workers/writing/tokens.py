"""Words, numbers and signs of a text, in the form in which the checker compares them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from workers.writing.lexicon.base import Lexicon
from workers.writing.marks import RAISED

_TOKEN: Final = re.compile(
    r"(?P<number>(?<![\w.])[-−]?\d+(?:[.,’' ]\d{3})*(?:[.,]\d+)?(?![\w]*[^\W\d])(?!\d))"
    r"|(?P<han>[\u3040-\u30ff\u3400-\u9fff])"
    r"|(?P<word>\w+(?:['’]\w+)*)"
    r"|(?P<break>[,;:.!?()\[\]{}“”\"«»„‘—–…，。；：！？（）、《》「」/]|--+|[-‐])"
    r"|(?P<sign>[^\s\w])"
)
_NEGATED: Final = re.compile(r"n['’]t$")
_ENDING: Final = re.compile(r"['’](?:s|re|ve|ll|d|m)$")
_ELIDED: Final = re.compile(r"^(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu)['’](?=\w)", re.IGNORECASE)
_RAISED: Final = re.compile(f"[{RAISED}]+")
_DIGITS: Final = re.compile(r"\d")


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    SIGN = "sign"
    """A mathematical or other sign: never optional."""
    BREAK = "break"
    """Punctuation: bounds phrases, says nothing itself."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text. `norm` is what is compared; `start` and `end` are places in the text."""

    kind: Kind
    surface: str
    norm: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        """Whether it is written like a name: a capital or a digit in a word."""
        return self.kind is Kind.WORD and not self.surface.islower() and any(char.isupper() for char in self.surface)


def tokenize(text: str, lexicon: Lexicon) -> list[Token]:
    """The tokens of a text, in order. Contractions become two tokens, number words become numbers."""
    tokens: list[Token] = []
    shouted = text.isupper()
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        surface = match.group()
        if match.lastgroup == "number":
            tokens.append(Token(Kind.NUMBER, surface, number_value(surface), start, end))
        elif match.lastgroup == "break":
            tokens.append(Token(Kind.BREAK, surface, surface, start, end))
        elif match.lastgroup == "sign":
            tokens.append(Token(Kind.SIGN, surface, surface, start, end))
        elif not shouted and _is_label(surface, tokens, lexicon):
            tokens.append(Token(Kind.WORD, surface, surface, start, end))
        else:
            _add_word(tokens, surface, start, end, lexicon)
    return tokens


def _is_label(surface: str, before: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether capitals make a name of what else is a small word: “the US”, “World War I”, “vitamin A”."""
    if not surface.isupper() or surface.lower() not in lexicon.function_words:
        return False
    last = before[-1] if before else None
    if len(surface) > 1:
        return last is None or not last.surface.isupper() or len(last.surface) == 1
    if last is None or last.kind is Kind.BREAK or last.norm in lexicon.function_words:
        return False
    return surface != "I" or last.is_name


def number_value(surface: str) -> str:
    """One spelling for one value: “1,000”, “1000” and “1 000” agree, “0.5” and “0,5” do."""
    sign = "-" if surface[0] in "-−" else ""
    digits = surface.lstrip("-−").replace("’", "").replace("'", "").replace(" ", "")
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits)
    if grouped:
        digits = re.sub(r"[.,]", "", digits)
    else:
        whole, _, fraction = digits.replace(",", ".").rpartition(".")
        digits = f"{whole.replace('.', '')}.{fraction}".rstrip("0").rstrip(".") if whole else digits
    return sign + (digits.lstrip("0") or "0")


def normalize(word: str) -> str:
    """A word in lower case, without ligatures and typographic apostrophes; a power keeps its height: “10^12”."""
    word = _RAISED.sub(r"^\g<0>", word)
    return unicodedata.normalize("NFKC", word).lower().replace("’", "'")


def _add_word(tokens: list[Token], surface: str, start: int, end: int, lexicon: Lexicon) -> None:
    norm = normalize(surface)
    if _NEGATED.search(norm) or norm == "cannot":
        stem = {"can't": "can", "cannot": "can", "won't": "will", "shan't": "shall"}.get(norm, norm[:-3])
        tokens.append(Token(Kind.WORD, surface, stem, start, end))
        tokens.append(Token(Kind.WORD, surface, "not", start, end))
        return
    elided = _ELIDED.match(norm)
    if elided and lexicon.code == "fr":
        norm = norm[elided.end() :]
        surface, start = surface[elided.end() :], start + elided.end()
    norm = _ENDING.sub("", norm)
    value = lexicon.number_words.get(norm)
    if value is not None:
        tokens.append(Token(Kind.NUMBER, surface, str(value), start, end))
    elif _DIGITS.search(norm):
        tokens.append(Token(Kind.WORD, surface, norm, start, end))
    else:
        tokens.append(Token(Kind.WORD, surface, norm, start, end))


_PLURALS: Final = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("zes", "ze"), ("s", ""))
_ENDINGS: Final = ("ingly", "edly", "ings", "ing", "ied", "ed", "ly", "ally", "ment", "ments")


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """A rough stem: forms of one word mostly share it. Only for finding text, never for judging it."""
    if len(word) <= 3 or not word.isalpha():
        return word
    if language == "en":
        return _english_stem(word)
    for length in (4, 3, 2, 1):
        if len(word) - length >= 4 and word[-length:] in _FOREIGN_ENDINGS.get(language, ()):
            return word[:-length]
    return word


_FOREIGN_ENDINGS: Final = {
    "de": frozenset({"en", "er", "es", "em", "e", "n", "s", "ung", "ungen", "st", "t", "te", "ten"}),
    "fr": frozenset({"s", "es", "e", "ent", "er", "ement", "aux", "x", "ées", "ée", "és", "é", "ant"}),
    "es": frozenset({"s", "es", "os", "as", "o", "a", "ar", "er", "ir", "ado", "ada", "ando"}),
}


def _english_stem(word: str) -> str:
    if word.endswith(("ss", "us", "is")):
        return word
    for ending, instead in _PLURALS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)] + instead
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word
