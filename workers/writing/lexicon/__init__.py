"""What each language contributes: its small words, openings, definitions and synonyms, as data."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from workers.writing.lexicon.base import Lexicon
from workers.writing.lexicon.de import GERMAN
from workers.writing.lexicon.en import ENGLISH
from workers.writing.lexicon.es import SPANISH
from workers.writing.lexicon.fr import FRENCH
from workers.writing.lexicon.zh import CHINESE

MIN_FOREIGN_WORDS: Final = 3
FOREIGN_LEAD: Final = 2
"""Times as many small words of the other language: many belong to two."""

_BY_CODE = {lexicon.code: lexicon for lexicon in (ENGLISH, GERMAN, FRENCH, SPANISH, CHINESE)}


def is_boring(heading: str) -> bool:
    """Whether a heading, in any of the languages, is of a part without anything to learn: a licence in a foreign one is
    no better than one in the document's own."""
    bare = "".join(each for each in unicodedata.normalize("NFD", heading) if not unicodedata.combining(each))
    return any(lexicon.boring_headings.match(each) for lexicon in _BY_CODE.values() for each in (heading, bare))


def is_foreign(text: str, language: str) -> bool:
    """Whether a sentence is written in another language than its document: a licence, an abstract, a quoted title.

    Only told where the small words of the other language are many and those of its own few.
    """
    words = text.lower().split()
    own = lexicon_for(language)
    if not own.spaced or not own.function_words:
        return False
    ours = sum(word in own.function_words for word in words)
    others = [each for each in _BY_CODE.values() if each.spaced and each.code != language]
    most = max(sum(word in each.function_words for word in words) for each in others)
    return most >= MIN_FOREIGN_WORDS and most > FOREIGN_LEAD * ours


@cache
def lexicon_for(language: str) -> Lexicon:
    """The lexicon of an ISO 639-1 code; for a language without one an empty lexicon, with which only the document's
    own words pass the checker."""
    return _BY_CODE.get(language) or Lexicon(code=language or "und")
