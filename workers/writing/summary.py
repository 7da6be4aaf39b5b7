"""The summary: the few points that say most about the whole, in the document's order; of a book also one a chapter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from app.notes import Section
from workers.writing.leaning import ABOUT_PRICE, is_about, price_of
from workers.writing.lexicon.base import Lexicon
from workers.writing.rank import length_factor, rank, stems_of
from workers.writing.readable import ONE_LETTER_WORDS, has_formula, has_verb, word_count
from workers.writing.segment import ends_sentence

MAX_SHARE: Final = 0.3
"""Of the words of all points: a summary of a short note is short."""
TOO_ALIKE: Final = 0.5
TOO_OFTEN: Final = 3
"""Times that a summary says the same three words: it reads like a loop."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
OWN_NAME: Final = 0.2
"""What it is worth that a point begins with what the title names: it says what the document is about."""
MAX_PRICE: Final = 0.3
"""What the flaws of a point may cost that stands among others that have nothing to do with it."""
LEAD_SHARE: Final = 0.2
"""So much of a document introduces it: there its aim is told."""


@dataclass(frozen=True, slots=True)
class _Room:
    """How long a summary may be."""

    points: int
    least_words: int
    most_words: int


OF_DOCUMENT: Final = _Room(points=10, least_words=60, most_words=200)
OF_BOOK: Final = _Room(points=12, least_words=60, most_words=220)
"""A sentence for each chapter."""
OF_CHAPTER: Final = _Room(points=3, least_words=24, most_words=50)


_NUMBERED: Final = re.compile(
    r"\b(?:Definition|Theorem|Lemma|Proposition|Corollary|Remark|Example|Satz|Korollar|Bemerkung|Beispiel|Théorème|Remarque"
    r"|Exemple|Teorema|Ejemplo|Observación)\s\d"
)
_VARIABLE: Final = re.compile(r"(?<![\w’'-])[^\W\d_](?![\w’'.-])")


class _Leveled(Protocol):
    @property
    def level(self) -> int: ...


def summarize(sections: Sequence[Section], title: str, lexicon: Lexicon) -> str:
    """A few points of the note, which are checked already; of a book one of each chapter; empty if there is none."""
    chapters = [at for at, section in enumerate(sections) if section.overview is not None]
    outermost = min((sections[at].level for at in chapters), default=0)
    starts = [at for at, section in enumerate(sections) if section.level <= outermost] if chapters else []
    groups = [sum(start <= at for start in starts) for at in range(len(sections))]
    return _summary(sections, title, groups, OF_BOOK if chapters else OF_DOCUMENT, lexicon)


def with_overviews(sections: Sequence[Section], lexicon: Lexicon) -> list[Section]:
    """The sections with an overview of each chapter: a few points of it, which are checked already."""
    done: list[Section] = []
    for at, section in enumerate(sections):
        if section.overview is None:
            done.append(section)
            continue
        below = sections[at : end_of(sections, at)]
        overview = _summary(below, section.heading, [0] * len(below), OF_CHAPTER, lexicon)
        # A chapter in a chapter may have no more to say than that.
        told = {each.overview for each in done}
        done.append(replace(section, overview="" if overview in told else overview))
    return done


def end_of(sections: Sequence[_Leveled], at: int) -> int:
    """The index behind the last of the deeper sections that follow the one at `at`."""
    return next(
        (later for later in range(at + 1, len(sections)) if sections[later].level <= sections[at].level), len(sections)
    )


def _summary(sections: Sequence[Section], title: str, groups: Sequence[int], room: _Room, lexicon: Lexicon) -> str:
    """The best points that have room, those first that are the best of their group of sections."""
    places = [(number, index) for number, section in enumerate(sections) for index in range(len(section.points))]
    texts = [sections[number].points[index].text for number, index in places]
    if not texts:
        return ""
    ranking = rank(texts, texts, lexicon)
    title_stems = set(stems_of(title, lexicon))
    worth = [
        _worth(texts[each], each / len(texts), float(ranking.centrality[each]), lexicon)
        + 0.2 * len(title_stems & set(ranking.stems[each])) / max(1, len(title_stems))
        + OWN_NAME * bool(title_stems & set(ranking.stems[each][:2]))
        for each in range(len(texts))
    ]
    total = sum(word_count(text, lexicon) for text in texts)
    limit = min(room.most_words, max(room.least_words, int(MAX_SHARE * total)))
    chosen: list[int] = []
    words = 0
    able = [each for each in range(len(texts)) if _may_open(texts[each], title, lexicon)]
    if not able:  # a deck of bullets
        texts = [text if ends_sentence(text) or not has_verb(text, lexicon) else f"{text}." for text in texts]
        able = [each for each in range(len(texts)) if _may_open(texts[each], title, lexicon)]
    if room is not OF_DOCUMENT:
        able = [each for each in able if not _is_local(texts[each], title)] or able
    phrases: Counter[tuple[str, ...]] = Counter()
    for each in _in_turn(able, worth, [groups[number] for number, _ in places]):
        size = word_count(texts[each], lexicon)
        if chosen and words + size > limit:
            continue
        own = _phrases_of(texts[each])
        if chosen and any(phrases[phrase] + count >= TOO_OFTEN for phrase, count in own.items()):
            continue
        if any(_alike(ranking.stems[each], ranking.stems[other]) for other in chosen):
            continue
        chosen.append(each)
        phrases += own
        words += size
        if len(chosen) == room.points:
            break
    return (" " if lexicon.spaced else "").join(texts[each] for each in sorted(chosen))


def _phrases_of(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return Counter(zip(words, words[1:], words[2:], strict=False))


def _in_turn(able: Sequence[int], worth: Sequence[float], groups: Sequence[int]) -> Iterator[int]:
    """The best of each group, then the others; the weightier first."""
    ordered = sorted(able, key=lambda each: -worth[each])
    seen: set[int] = set()
    first: list[int] = []
    for each in ordered:
        if groups[each] not in seen:
            seen.add(groups[each])
            first.append(each)
    yield from first
    yield from (each for each in ordered if each not in set(first))


def _is_local(text: str, title: str) -> bool:
    """Whether a point belongs to its page: it has a variable in it, or names what goes by a number.

    A single letter that the title has too is a name.
    """
    letters = set(_VARIABLE.findall(text[:1].lower() + text[1:])) - set(_VARIABLE.findall(title)) - ONE_LETTER_WORDS
    return _NUMBERED.search(text) is not None or bool(letters)


def _may_open(text: str, title: str, lexicon: Lexicon) -> bool:
    """Whether a point can follow any other: whole, with nothing in it that others explain, and no formula."""
    price = price_of(text, lexicon.code) - ABOUT_PRICE * is_about(text, title)
    return ends_sentence(text) and price < MAX_PRICE and not has_formula(text)


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(set(one) & set(other)) > TOO_ALIKE * min(len(set(one)), len(set(other)))


def _worth(text: str, position: float, centrality: float, lexicon: Lexicon) -> float:
    """By what it says and where: `position` is 0 for the document's first point, below 1 for its last."""
    worth = centrality * length_factor(text, lexicon)
    worth += 0.45 * (position < LEAD_SHARE) + 0.1 * (position > 1 - LEAD_SHARE / 2)
    worth += 0.4 * bool(lexicon.aim.match(text)) + 0.12 * bool(lexicon.cue.search(text))
    return worth - 0.1 * bool(lexicon.context.search(text))
