"""What a model can do for notes: found out on sentences of ours, with the checker that guards the notes.

A way of asking is worth its time where its texts pass and are shorter; a further one where it adds to that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from app.notes import Citation, Origin, Point
from resources import read_text
from workers.llm.protocol import GenerationRequest
from workers.writing.finishing import best_of
from workers.writing.lexicon import lexicon_for
from workers.writing.plan import DraftPoint
from workers.writing.prompts import few_shot_for, shortening
from workers.writing.readable import word_count
from workers.writing.shorten import shorten
from workers.writing.ways import Way

LANGUAGE: Final = "en"
MIN_SAVED: Final = 0.02
"""Of all words the first way must save so many: a model that saves less guesses."""
MIN_ADDED: Final = 0.005
"""And another one add so many: a model that writes the same in all ways need be asked only once."""


@dataclass(frozen=True, slots=True)
class WayTried:
    """How a way did: so many texts of `tried` passed the checks, and `saved` is the share of all words that they and
    those of the ways before it save."""

    way: Way
    passed: int
    tried: int
    saved: float


@dataclass(frozen=True, slots=True)
class Trial:
    """What a model is asked for in notes: `ways`, of those `tried`; none where it saves nothing truly."""

    ways: tuple[Way, ...]
    tried: tuple[WayTried, ...]


def trial_requests(way: Way) -> list[GenerationRequest]:
    """One for each sentence."""
    return [shortening(few_shot_for(LANGUAGE), draft.point.text, way) for draft in _drafts()]


def weigh(texts: Mapping[Way, Sequence[str]]) -> Trial:
    """Chooses ways, the best one first, then what adds most. `texts` are those for `trial_requests` of each way."""
    chosen: list[Way] = []
    tried: list[WayTried] = []
    left = list(texts)
    while left:
        best = max(left, key=lambda way: _saved([texts[each] for each in (*chosen, way)]))
        left.remove(best)
        before = _saved([texts[each] for each in chosen])
        saved = _saved([texts[each] for each in (*chosen, best)])
        tried.append(WayTried(best, _passed(texts[best]), len(texts[best]), saved))
        if saved - before < (MIN_ADDED if chosen else MIN_SAVED):
            tried += [WayTried(each, _passed(texts[each]), len(texts[each]), saved) for each in left]
            break
        chosen.append(best)
    return Trial(tuple(chosen), tuple(tried))


def _passed(texts: Sequence[str]) -> int:
    drafts = zip(_drafts(), texts, strict=True)
    return sum(isinstance(best_of(draft, [text], LANGUAGE), Point) for draft, text in drafts)


def _saved(rows: Sequence[Sequence[str]]) -> float:
    """The share of words that the best texts save, of each sentence one; 0 for no rows."""
    lexicon = lexicon_for(LANGUAGE)
    total = saved = 0
    for number, draft in enumerate(_drafts()):
        words = word_count(draft.point.text, lexicon)
        total += words
        best = best_of(draft, [row[number] for row in rows], LANGUAGE)
        if isinstance(best, Point):
            saved += words - word_count(best.text, lexicon)
    return saved / total


@cache
def _drafts() -> tuple[DraftPoint, ...]:
    """The sentences as notes have them before the model is asked: the rules have shortened what they can."""
    sentences = read_text(f"prompts/trial.{LANGUAGE}.txt").splitlines()
    return tuple(
        DraftPoint(Point(shorten(sentence, LANGUAGE), Origin.REWRITTEN, (Citation(1, sentence),)), prompt=True)
        for sentence in sentences
    )
