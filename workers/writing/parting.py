"""A long sentence of two statements, parted in two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from workers.extraction.words import words
from workers.writing.leaning import price_of
from workers.writing.lexicon import lexicon_for
from workers.writing.lexicon.base import Lexicon
from workers.writing.phrases import SURE_VERBS
from workers.writing.readable import is_clean, word_count
from workers.writing.shorten import END, NOT_ONLY, neat
from workers.writing.tokens import tokenize
from workers.writing.verify import verify

LONG_WORDS: Final = 20
"""A sentence of so many words may say two things."""
MIN_PART_WORDS: Final = 7
MAX_SUBJECT_CHARS: Final = 60
"""Before its verb; a half without one is no sentence."""
MAX_PART_PRICE: Final = 0.3
"""What the flaws of half a sentence may cost."""
_JOINT: Final = re.compile(r";\s+|,\s+(?:and|but|while|whereas|und|aber|et|mais|y|pero)\s+(?=\w+\s)")
"""Where one statement ends and another may begin."""
_CLAUSE_BEFORE: Final = re.compile(r"[.;!?。；]$|,\s*(?:and|but|while|whereas|und|aber|et|mais|y|pero)$")
_CLAUSE_AFTER: Final = re.compile(r"\s*(?:[.;!?。；]|,\s*(?:and|but|while|whereas|und|aber|et|mais|y|pero)\s)")
_HALVES: Final = words(
    "if when either neither not both because since although while unless rather only then so there otherwise also that"
    " dass daß que se si"
)
"""Open a statement that is only half of one."""
_SOMETIMES: Final = re.compile(
    r"(?:Sometimes|Often|Usually|Mostly|Typically|Occasionally|Normally"
    r"|In (?:most|some|many|certain|rare) (?:cases|situations)"
    r"|Manchmal|Oft|Meist|Meistens|Parfois|Souvent|A veces|A menudo)\b"
)
_OF_THE_OTHER: Final = re.compile(
    r"\b(?:this|these|those|they|them)\b|\b(?:of|in|on|for|from|to|by|with|at|under) that [a-z]+", re.IGNORECASE
)
"""What is meant is likely in the other half: “and the rest of that line is ignored”."""
_NO_SUBJECTS: Final = words("to of than as like with by from zu um von als mit à de pour par avec para con por")
"""“But to the mortality of others”, “to run it, and to stop it”: no statement without a main clause behind a comma."""
_CLAUSES: Final = re.compile(r"[,;:]")


def part(text: str, source: str, language: str) -> list[str]:
    """A long sentence of two statements as two, where each stands alone and the checker finds it in the source."""
    lexicon = lexicon_for(language)
    if word_count(text, lexicon) < LONG_WORDS or not lexicon.spaced:
        return [text]
    for match in _JOINT.finditer(text):
        first = neat(text[: match.start()], lexicon)
        if ": " in first or NOT_ONLY.search(first) or _SOMETIMES.match(first):
            break  # what is joined belongs to what stands behind the colon, “not only” or “sometimes” as well
        if _is_conditional(first, lexicon):
            continue  # “it fails, for example if it rains, but the sun comes out later”
        pieces = [first + ("" if END.search(first) else "."), neat(text[match.end() :], lexicon)]
        if all(_stands(piece, source, lexicon) for piece in pieces):
            return pieces
    return [text]


def _is_conditional(first: str, lexicon: Lexicon) -> bool:
    """Whether the last clause of a text is subordinate: what is joined to it may be so too."""
    clause = _CLAUSES.split(first)[-1]
    return any(token.norm in lexicon.conditions | lexicon.subordinators for token in tokenize(clause, lexicon))


def _stands(piece: str, source: str, lexicon: Lexicon) -> bool:
    verb = lexicon.verbs.search(piece)
    if (
        word_count(piece, lexicon) < MIN_PART_WORDS
        or not is_clean(piece, lexicon)
        or not verb
        or verb.start() > MAX_SUBJECT_CHARS
    ):
        return False
    first = piece.split(" ", 1)[0].lower()
    if price_of(piece, lexicon.code) >= MAX_PART_PRICE or first in _HALVES or lexicon.verbs.fullmatch(first):
        return False
    if lexicon.code == "en" and (not _acts(piece, lexicon) or _OF_THE_OTHER.search(piece)):
        return False
    if (first in _NO_SUBJECTS or piece.startswith("In order to ")) and "," not in piece:
        return False
    return verify(piece, [source], lexicon.code).supported or is_clause_of(piece, source, lexicon)


def _acts(piece: str, lexicon: Lexicon) -> bool:
    """Whether half a sentence has a verb of its own.

    “Produced by some programs” and “ability to find it” have none; “bar plots in the diagonal” has two nouns.
    """
    for match in lexicon.verbs.finditer(piece):
        before = piece[: match.start()].split()
        if match.group().endswith("ed") or before[-1:] == ["to"]:
            continue
        bare = len(before) == 1 and before[0].lower() not in lexicon.function_words and not before[0].endswith("s")
        if bare and match.group().lower() not in SURE_VERBS:
            continue
        return True
    return False


def is_clause_of(piece: str, source: str, lexicon: Lexicon) -> bool:
    """Whether a piece is a whole clause of its source, word for word, and nothing before it limits what it says.

    A condition, a report (“Smith believes that …”) and a “not” before it would.
    """
    words = END.sub("", piece)
    place = source.lower().find(words.lower())
    if place < 0 or not words:
        return False
    before, after = source[:place].rstrip(), source[place + len(words) :]
    if before and not _CLAUSE_BEFORE.search(before):
        return False
    if after.strip() and not _CLAUSE_AFTER.match(after):
        return False
    limits = lexicon.conditions | lexicon.subordinators | lexicon.attributions | lexicon.negations
    return not any(token.norm in limits for token in tokenize(before, lexicon))


def clauses_of(source: str, lexicon: Lexicon) -> Iterator[str]:
    """The whole clauses of a sentence of several."""
    pieces = _JOINT.split(source)
    if len(pieces) > 1:
        yield from (piece for piece in pieces if is_clause_of(piece, source, lexicon))
