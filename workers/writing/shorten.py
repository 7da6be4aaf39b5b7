"""Shorter words for the same statement: rules take out what a sentence can lose.

Nothing here decides what is true: every shortening goes through the checker before it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Final

from workers.writing.lexicon import lexicon_for
from workers.writing.lexicon.base import Lexicon
from workers.writing.readable import ONE_LETTER_WORDS, is_clean, points_elsewhere, strip_bullet, word_count
from workers.writing.tokens import tokenize
from workers.writing.verify import verify

GOOD_WORDS: Final = 14
"""A point of so many words is short enough; bolder cuts are made only above."""
MIN_WORDS: Final = 6

_CITATION: Final = re.compile(
    r"\s*\[(?:\d{1,3}|[A-Z][A-Za-z+]{1,8}\d{2,4}[a-z]?)(?:\s*[,;–-]\s*(?:\d{1,3}|[A-Z][A-Za-z+]{1,8}\d{2,4}))*\]"
)
_AUTHOR_YEAR: Final = re.compile(
    r"\s*[(\[](?:see |e\.g\.,? |cf\. |vgl\. |voir )?(?:[^()\[\]]{2,80}?,?\s(?:19"
    r"|20)\d{2}[a-z]?[;,]?\s?)+(?:,\s*(?:pp?\.|Section|Chapter|Ch\.)[^()]{1,20})?[)\]]"
)
_PARENTHESIS: Final = re.compile(r"(?<=\S)\s+\((?=[^()]*[^\W\d_]{2}|(?:19|20)\d\d[a-z]?\))[^()]*\)|（[^（）]*）")
"""Not “(6)”, which may name an equation."""
_DASHES: Final = re.compile(r"\s*(?:—|\s–\s|\s--+\s)\s*([^—–]{3,120}?)\s*(?:—|\s–\s|\s--+\s)\s*")
_RELATIVE: Final = re.compile(r",\s+(?:which|who|whose|where)\s[^,;:()]{6,100},(?=\s)")
_LABEL: Final = re.compile(r"([^–—:.。]{2,40}?)\s[–—]\s(?=\S)")
"""A catchword before the sentence that says it again: “Permutation – A permutation is …”."""
_SPACE: Final = re.compile(r"\s+")
_BEFORE_STOP: Final = re.compile(r"\s+([.,;:!?。，；](?:\s|$))")
_DOUBLE: Final = re.compile(r"[,;:]\s*([,;:.])(?=\s|$)")
_END: Final = re.compile(r"[.!?。！？][\"”’)]*$")


@lru_cache(maxsize=8192)
def tidy(text: str, language: str) -> str:
    """The document's own words without marks of lists and citations: says the same, word for word."""
    lexicon = lexicon_for(language)
    text = strip_bullet(text)
    text = _CITATION.sub("", text)
    text = _AUTHOR_YEAR.sub("", text)
    return _finish(text, lexicon)


@lru_cache(maxsize=8192)
def shorten(text: str, language: str) -> str:
    """The shortest wording of a sentence that the checker finds in it; the tidied sentence where there is none."""
    lexicon = lexicon_for(language)
    best = tidy(text, language)
    for _ in range(6):
        for candidate in _candidates(best, lexicon):
            if _is_better(candidate, best, lexicon) and verify(candidate, [text], language).supported:
                best = candidate
                break
        else:
            break
    return best


def _is_better(candidate: str, best: str, lexicon: Lexicon) -> bool:
    if candidate == best or word_count(candidate, lexicon) < MIN_WORDS or len(candidate) >= len(best):
        return False
    if not is_clean(candidate, lexicon) or _END.search(candidate) is None:
        return False
    if loses_negation(candidate, best, lexicon):
        return False
    words = candidate.rstrip('.!?。！？”"’)').split()
    if words[-1].lower() in lexicon.function_words | lexicon.place_and_time and not best.rstrip(".").endswith(
        words[-1]
    ):
        return False
    # A cut must not take away what “it” stands for.
    return points_elsewhere(best, lexicon) or not points_elsewhere(candidate, lexicon)


def loses_negation(shorter: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a “not” is lost with what was cut; a reader of the shorter text would miss the limit that it sets."""
    for pattern in (lexicon.opening, lexicon.framing):
        match = pattern.match(text)
        text = text[match.end() :] if match else text  # “sin embargo”, “it is not hard to see that”
    counts = [sum(token.norm in lexicon.negations for token in tokenize(each, lexicon)) for each in (shorter, text)]
    return counts[0] < counts[1]


def _candidates(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Shorter sentences, the safest first; each by one rule."""
    yield _finish(lexicon.opening.sub("", text, count=1) if lexicon.opening.match(text) else text, lexicon)
    yield from _without_frame(text, lexicon)
    for pattern, short in lexicon.rewordings:
        if pattern.search(text):
            yield _finish(pattern.sub(partial(_like, short), text), lexicon)
    yield from _without_fillers(text, lexicon)
    for match in _PARENTHESIS.finditer(text):
        yield _finish(text[: match.start()] + text[match.end() :], lexicon)
    for match in _DASHES.finditer(text):
        yield _finish(text[: match.start()] + " " + text[match.end() :], lexicon)
    for pattern in (_RELATIVE, lexicon.examples):
        for match in pattern.finditer(text):
            # What was set off ends where the verb of the main clause comes; else it was a list that goes on.
            if lexicon.verbs.match(text[match.end() :].lstrip()):
                yield _finish(text[: match.start()] + text[match.end() :], lexicon)
    if word_count(text, lexicon) > GOOD_WORDS:
        yield from _trailing(text, lexicon)


def _without_frame(text: str, lexicon: Lexicon) -> Iterator[str]:
    label = _LABEL.match(text)
    if label and label.group(1).lower() in text[label.end() :].lower():
        yield _finish(text[label.end() :], lexicon)
    framed = lexicon.framing.match(text)
    if framed:
        yield _finish(text[framed.end() :], lexicon)


def _without_fillers(text: str, lexicon: Lexicon) -> Iterator[str]:
    for match in lexicon.fillers.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if before.endswith(", ") and after.startswith(","):
            yield _finish(before[:-2] + after[1:], lexicon)
        elif (before.endswith(" ") and before[-2:-1].isalnum() and after[:1] == " ") or not lexicon.spaced:
            yield _finish(before + after, lexicon)


def _trailing(text: str, lexicon: Lexicon) -> Iterator[str]:
    end = _END.search(text)
    stop = end.group()[:1] if end else ""
    body = text[: end.start()] if end else text
    for pattern in lexicon.trailing:
        match = pattern.search(body)
        rest = body[: match.start()] if match else ""
        # “Consider Figure 3” is worth nothing without what follows it.
        points = match is not None and match.group().lstrip()[:1] in ":：" and lexicon.pointing.search(rest)
        if word_count(rest, lexicon) >= MIN_WORDS and not points:
            yield _finish(rest + stop, lexicon)


def _like(short: str, match: re.Match[str]) -> str:
    return short[0].upper() + short[1:] if match.group()[:1].isupper() else short


def _finish(text: str, lexicon: Lexicon) -> str:
    text = _BEFORE_STOP.sub(r"\1", _SPACE.sub(" ", text)).strip(" ,;:")
    text = _DOUBLE.sub(r"\1", text)
    if not text:
        return text
    return text[0].upper() + text[1:] if lexicon.spaced and not _is_written_small(text) else text


def _is_written_small(text: str) -> bool:
    """“eBook”, “e-mail”, “x-axis”, “sandwich.R”: a first word that does not begin with a capital for a reason."""
    word = text.split(" ", 1)[0]
    if len(word) == 1 and word not in ONE_LETTER_WORDS:
        return True  # a variable
    return any(char.isupper() or char.isdigit() or char in "._(" for char in word.rstrip(".,;:")) and word[:1].islower()
