"""Flashcards: a term for its definition, a statement for the word that completes it or for what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from app.notes import Flashcard, Point, Section, Term
from workers.writing.cloze import LOW_WORTH, MIN_WORTH, Subjects, clozes_of, subjects_of
from workers.writing.endings import endings_of
from workers.writing.holes import Families, Kind, families_of, holes_of
from workers.writing.lexicon.base import Lexicon
from workers.writing.phrases import same_word
from workers.writing.rank import stems_of
from workers.writing.readable import word_count

CARDS: Final = {"brief": 24, "standard": 80, "detailed": 160}
UNTOLD: Final = (Kind.NUMBER, Kind.NAME, Kind.MEMBER)
MIN_SUBJECT_WORDS: Final = 2
MIN_NEW_STEMS: Final = 2
"""So many words of a definition are not in its term, or there is nothing to learn."""
MOST_OF_A_BACK: Final = 2
"""Cards with one and the same answer: more only teach to give it."""


def cards_from(sections: Sequence[Section], lexicon: Lexicon, length: str) -> tuple[Flashcard, ...]:
    """The cards in the order of the document: all terms, and each point that can be asked for."""
    subjects = subjects_of(sections, lexicon)
    families = families_of([point.text for section in sections for point in section.points], lexicon)
    room = max(0, CARDS[length] - sum(len(section.terms) for section in sections))
    points = sum(len(section.points) for section in sections) or 1
    cards: list[Flashcard] = []
    fronts: set[str] = set()
    backs: Counter[str] = Counter()
    for section in sections:
        for term in section.terms:
            front = lexicon.quiz.what_is.format(term=term.term)
            if front not in fronts and not _restates(term, lexicon):
                fronts.add(front)
                cards.append(Flashcard(front, term.definition, term.citations))
        share = min(len(section.points), max(1, round(room * len(section.points) / points)))
        for point in section.points:
            card = _card(point, subjects, families, backs, lexicon) if share else None
            if card and card.front not in fronts:
                fronts.add(card.front)
                backs[card.back.lower()] += 1
                cards.append(card)
                share -= 1
    return tuple(cards)


def _restates(term: Term, lexicon: Lexicon) -> bool:
    """Whether a definition says hardly more than its term does: “base measure: the measure that is the base”."""
    new = set(stems_of(term.definition, lexicon)) - set(stems_of(term.term, lexicon))
    return len(new) < MIN_NEW_STEMS


def _card(
    point: Point, subjects: Subjects, families: Families, backs: Counter[str], lexicon: Lexicon
) -> Flashcard | None:
    """What nobody tells unread first: a number, a name, a kind of a thing; then what is said of a subject or follows
    from a condition; then a telling noun. Nothing where only any word is left."""
    holes = [hole for hole in holes_of(point, subjects, families, lexicon) if hole.kind in UNTOLD]
    for hole in sorted(holes, key=lambda each: UNTOLD.index(each.kind)):
        if backs[hole.answer.lower()] < MOST_OF_A_BACK:
            return Flashcard(hole.statement, hole.answer, point.citations)
    return _ending_card(point, lexicon) or _noun_card(point, subjects, backs, lexicon)


def _ending_card(point: Point, lexicon: Lexicon) -> Flashcard | None:
    for ending in endings_of(point, lexicon):
        if same_word(ending.lead, ending.text, lexicon.code):
            continue
        if not ending.kind.startswith("predicate"):
            return Flashcard(ending.question, ending.text, point.citations)
        subject = lexicon.articles.sub("", ending.lead, count=1).strip()
        if word_count(subject, lexicon) >= MIN_SUBJECT_WORDS and not _is_ours(ending.lead):
            return Flashcard(lexicon.quiz.about.format(subject=ending.lead), point.text, point.citations)
    return None


def _noun_card(point: Point, subjects: Subjects, backs: Counter[str], lexicon: Lexicon) -> Flashcard | None:
    for cloze in clozes_of(point, subjects, lexicon, min_worth=LOW_WORTH):
        telling = cloze.worth >= MIN_WORTH or not cloze.answer.shape.startswith("noun")
        if telling and backs[cloze.answer.key] < MOST_OF_A_BACK:
            return Flashcard(cloze.question, cloze.answer.text, point.citations)
    return None


def _is_ours(subject: str) -> bool:
    """“Our algorithm” names nothing outside of its page."""
    return subject.lower().startswith(("our ", "unser ", "unsere ", "notre ", "nos ", "nuestro ", "nuestra "))
