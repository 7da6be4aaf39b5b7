"""Flashcards: a term for its definition, a statement for the word that completes it or for what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from app.notes import Flashcard, Point, Section
from workers.writing.cloze import LOW_WORTH, MIN_WORTH, Subjects, clozes_of, subjects_of
from workers.writing.endings import endings_of
from workers.writing.lexicon.base import Lexicon
from workers.writing.phrases import same_word
from workers.writing.readable import word_count

CARDS: Final = {"brief": 24, "standard": 80, "detailed": 160}
MIN_SUBJECT_WORDS: Final = 2
MOST_OF_A_BACK: Final = 2
"""Cards with one and the same answer: more only teach to give it."""


def cards_from(sections: Sequence[Section], lexicon: Lexicon, length: str) -> tuple[Flashcard, ...]:
    """The cards in the order of the document: all terms, and each point that can be asked for."""
    subjects = subjects_of(sections, lexicon)
    room = max(0, CARDS[length] - sum(len(section.terms) for section in sections))
    points = sum(len(section.points) for section in sections) or 1
    cards: list[Flashcard] = []
    fronts: set[str] = set()
    backs: Counter[str] = Counter()
    for section in sections:
        for term in section.terms:
            front = lexicon.quiz.what_is.format(term=term.term)
            if front not in fronts:
                fronts.add(front)
                cards.append(Flashcard(front, term.definition, term.citations))
        share = min(len(section.points), max(1, round(room * len(section.points) / points)))
        for point in section.points:
            card = _card(point, subjects, backs, lexicon) if share else None
            if card and card.front not in fronts:
                fronts.add(card.front)
                backs[card.back.lower()] += 1
                cards.append(card)
                share -= 1
    return tuple(cards)


def _card(point: Point, subjects: Subjects, backs: Counter[str], lexicon: Lexicon) -> Flashcard | None:
    """A telling word, what follows from a condition, what is said of a subject; nothing where only any word is left."""
    clozes = [
        cloze
        for cloze in clozes_of(point, subjects, lexicon, min_worth=MIN_WORTH)
        if backs[cloze.answer.key] < MOST_OF_A_BACK
    ]
    if clozes:
        return Flashcard(clozes[0].question, clozes[0].answer.text, point.citations)
    for ending in endings_of(point, lexicon):
        if same_word(ending.lead, ending.text, lexicon.code):
            continue
        if not ending.kind.startswith("predicate"):
            return Flashcard(ending.question, ending.text, point.citations)
        if word_count(ending.lead, lexicon) >= MIN_SUBJECT_WORDS:
            return Flashcard(lexicon.quiz.about.format(subject=ending.lead), point.text, point.citations)
    for cloze in clozes_of(point, subjects, lexicon, min_worth=LOW_WORTH):
        if not cloze.answer.shape.startswith("noun") and backs[cloze.answer.key] < MOST_OF_A_BACK:
            return Flashcard(cloze.question, cloze.answer.text, point.citations)
    return None
