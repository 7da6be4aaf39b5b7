"""Cues of Cornell notes: a few words of each point by which a student asks for the rest of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.notes import Point, Section
from workers.writing.cloze import Subjects, clozes_of, subjects_of
from workers.writing.endings import endings_of
from workers.writing.lexicon.base import Lexicon
from workers.writing.phrases import phrases_of


def cued(sections: Sequence[Section], lexicon: Lexicon) -> tuple[Section, ...]:
    """The sections with a cue for each point that has words for one; every cue stands in its point."""
    subjects = subjects_of(sections, lexicon)
    return tuple(
        replace(section, points=tuple(replace(point, cue=_cue(point, subjects, lexicon)) for point in section.points))
        for section in sections
    )


def _cue(point: Point, subjects: Subjects, lexicon: Lexicon) -> str | None:
    """What the point is about: its subject, else its most telling phrase."""
    for ending in endings_of(point, lexicon):
        if ending.kind.startswith("predicate"):
            article = lexicon.articles.match(ending.lead)
            return ending.lead[article.end() if article else 0 :]
    clozes = clozes_of(point, subjects, lexicon, min_worth=0.0)
    if clozes:
        return clozes[0].answer.text
    phrases = [phrase.text for phrase in phrases_of(point.text, lexicon) if not phrase.shape.startswith("number")]
    return max(phrases, key=len, default=None)
