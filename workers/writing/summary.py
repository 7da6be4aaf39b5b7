"""The summary: the few points that say most about the whole, in the document's order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.notes import Section
from workers.writing.leaning import ABOUT_PRICE, is_about, price_of
from workers.writing.lexicon.base import Lexicon
from workers.writing.rank import length_factor, rank, stems_of
from workers.writing.readable import word_count
from workers.writing.segment import ends_sentence

MAX_WORDS: Final = 200
MAX_SHARE: Final = 0.3
"""Of the words of all points: a summary of a short note is short."""
MIN_WORDS: Final = 60
MAX_POINTS: Final = 10
TOO_ALIKE: Final = 0.5
OWN_NAME: Final = 0.2
"""What it is worth that a point begins with what the title names: it says what the document is about."""
MAX_PRICE: Final = 0.3
"""What the flaws of a point may cost that stands among others that have nothing to do with it."""
LEAD_SHARE: Final = 0.2
"""So much of a document introduces it: there its aim is told."""


def summarize(sections: Sequence[Section], title: str, lexicon: Lexicon) -> str:
    """Up to `MAX_POINTS` points of the note, which are checked already; empty where there are none."""
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
    limit = min(MAX_WORDS, max(MIN_WORDS, int(MAX_SHARE * sum(word_count(text, lexicon) for text in texts))))
    chosen: list[int] = []
    words = 0
    for each in sorted(range(len(texts)), key=lambda each: -worth[each]):
        size = word_count(texts[each], lexicon)
        if (chosen and words + size > limit) or not _may_open(texts[each], title, lexicon):
            continue
        if any(_alike(ranking.stems[each], ranking.stems[other]) for other in chosen):
            continue
        chosen.append(each)
        words += size
        if len(chosen) == MAX_POINTS:
            break
    return (" " if lexicon.spaced else "").join(texts[each] for each in sorted(chosen))


def _may_open(text: str, title: str, lexicon: Lexicon) -> bool:
    """Whether a point can follow any other: whole, and with nothing in it that another sentence explains."""
    price = price_of(text, lexicon.code) - ABOUT_PRICE * is_about(text, title)
    return ends_sentence(text) and price < MAX_PRICE


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(set(one) & set(other)) > TOO_ALIKE * min(len(set(one)), len(set(other)))


def _worth(text: str, position: float, centrality: float, lexicon: Lexicon) -> float:
    """By what it says and where: `position` is 0 for the document's first point, below 1 for its last."""
    worth = centrality * length_factor(text, lexicon)
    worth += 0.45 * (position < LEAD_SHARE) + 0.1 * (position > 1 - LEAD_SHARE / 2)
    worth += 0.4 * bool(lexicon.aim.match(text)) + 0.12 * bool(lexicon.cue.search(text))
    return worth - 0.1 * bool(lexicon.context.search(text))
