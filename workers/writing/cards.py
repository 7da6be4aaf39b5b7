"""Flashcards: a term for its definition, a statement for the word that completes it or for what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.notes import Flashcard, Point, Section
from workers.writing.cloze import LOW_WORTH, MIN_WORTH, Subjects, clozes_of, stands_alone, subjects_of
from workers.writing.lexicon.base import Lexicon
from workers.writing.phrases import same_word
from workers.writing.readable import word_count

CARDS: Final = {"brief": 24, "standard": 80, "detailed": 160}
MIN_SUBJECT_WORDS, MAX_SUBJECT_WORDS = 2, 6


def cards_from(sections: Sequence[Section], lexicon: Lexicon, length: str) -> tuple[Flashcard, ...]:
    """The cards in the order of the document: all terms, and each point that can be asked for."""
    subjects = subjects_of(sections, lexicon)
    room = max(0, CARDS[length] - sum(len(section.terms) for section in sections))
    points = sum(len(section.points) for section in sections) or 1
    cards: list[Flashcard] = []
    fronts: set[str] = set()
    for section in sections:
        for term in section.terms:
            front = lexicon.quiz.what_is.format(term=term.term)
            if front not in fronts:
                fronts.add(front)
                cards.append(Flashcard(front, term.definition, term.citations))
        share = min(len(section.points), max(1, round(room * len(section.points) / points)))
        for point in section.points:
            card = _card(point, subjects, lexicon) if share else None
            if card and card.front not in fronts:
                fronts.add(card.front)
                cards.append(card)
                share -= 1
    return tuple(cards)


def _card(point: Point, subjects: Subjects, lexicon: Lexicon) -> Flashcard | None:
    for min_worth in (MIN_WORTH, LOW_WORTH):
        clozes = clozes_of(point, subjects, lexicon, min_worth=min_worth)
        if clozes:
            return Flashcard(clozes[0].question, clozes[0].answer.text, point.citations)
        about = _about(point, lexicon)
        if about:
            return about
    return None


def _about(point: Point, lexicon: Lexicon) -> Flashcard | None:
    """What is said of a statement's subject, where the subject alone tells what is meant."""
    text = point.text
    verb = lexicon.verbs.search(text)
    if not lexicon.spaced or verb is None or not stands_alone(text, lexicon):
        return None
    subject = text[: verb.start()].strip()
    words = subject.lower().split()
    if any(word in lexicon.critical or word in lexicon.bad_terms for word in words):
        return None
    content = [word for word in words if word not in lexicon.function_words]
    if (
        not content
        or len(words) < MIN_SUBJECT_WORDS
        or word_count(subject, lexicon) > MAX_SUBJECT_WORDS
        or not subject.replace("-", "").replace(" ", "").replace("’", "").isalnum()
    ):
        return None
    opens = words[0]
    if (
        opens in lexicon.place_and_time | lexicon.subordinators | lexicon.conditions
        or words[-1] in lexicon.function_words
    ):
        return None
    said = text[verb.end() :]
    if same_word(" ".join(content), said, lexicon.code) and word_count(said, lexicon) < MAX_SUBJECT_WORDS:
        return None
    return Flashcard(lexicon.quiz.about.format(subject=subject), text, point.citations)
