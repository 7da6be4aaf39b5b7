"""What a dictionary knows of words: which may stand for which, which are opposites, which derive from one another.

English only, from WordNet (`build_spec/make_words.py` makes the file and says what its lists mean); for other languages
every word is unknown.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from resources import path_of

_FILES: Final = {"en": "lexicon/en_words.txt.gz"}
_LISTS: Final = 5
_NONE: Final = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Entry:
    """A word's lists, each of words in their base form. `known` is whether the dictionary has the word at all."""

    known: bool = False
    strong: frozenset[str] = _NONE
    """May stand for it: synonyms, and what is more general by one step."""
    near: frozenset[str] = _NONE
    """Often mean the same, but not as surely."""
    opposite: frozenset[str] = _NONE
    kin: frozenset[str] = _NONE
    """Derived from it, or from what it is derived from."""
    bases: frozenset[str] = _NONE
    """What an irregular form is a form of."""


_UNKNOWN: Final = Entry()


@lru_cache(maxsize=30_000)
def look_up(word: str, language: str) -> Entry:
    """The entry of a word in lower case."""
    lines = _lines(language)
    place = bisect_left(lines, word)
    found, *lists = lines[place].split("\t") if place < len(lines) else [""]
    if found != word:
        return _UNKNOWN
    lists += [""] * (_LISTS - len(lists))
    return Entry(True, *(frozenset(each.split()) for each in lists))


@cache
def _lines(language: str) -> list[str]:
    """The file's lines, sorted by word: 30,000 lines, 25 ms, at the first word that is looked up."""
    name = _FILES.get(language)
    return gzip.decompress(path_of(name).read_bytes()).decode("ascii").splitlines() if name else []
