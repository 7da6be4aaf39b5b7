"""What each language contributes: its small words, openings, definitions and synonyms, as data."""

from __future__ import annotations

from functools import cache

from workers.writing.lexicon.base import Lexicon
from workers.writing.lexicon.de import GERMAN
from workers.writing.lexicon.en import ENGLISH
from workers.writing.lexicon.es import SPANISH
from workers.writing.lexicon.fr import FRENCH
from workers.writing.lexicon.zh import CHINESE

_BY_CODE = {lexicon.code: lexicon for lexicon in (ENGLISH, GERMAN, FRENCH, SPANISH, CHINESE)}


@cache
def lexicon_for(language: str) -> Lexicon:
    """The lexicon of an ISO 639-1 code; for a language without one an empty lexicon, with which only the document's
    own words pass the checker."""
    return _BY_CODE.get(language) or Lexicon(code=language or "und")
