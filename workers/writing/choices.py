"""Wrong choices: of the answer's kind, from the same document, and not right too as far as the checker sees."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.notes import CHOICES_PER_QUESTION, Citation, Point, QuizQuestion, Section
from workers.writing.cloze import BLANK, Cloze, Subjects, subjects_of
from workers.writing.lexicon.base import Lexicon
from workers.writing.phrases import phrases_of, same_word, subject_of
from workers.writing.rank import stems_of
from workers.writing.relations import Relation, word_relation
from workers.writing.tokens import stem
from workers.writing.verify import verify

LOOKED_AT: Final = 14
"""Possible wrong choices that are checked for one question."""
FAMILIES: Final = ("name", "subject", "subjects")
"""Shapes within which the finer shapes may stand beside each other where there are too few of one."""
WRONG: Final = CHOICES_PER_QUESTION - 1


@dataclass(frozen=True, slots=True)
class Bank:
    """All that the document offers as a choice: phrases by shape, and what each question is checked against."""

    by_shape: dict[str, list[str]]
    terms: list[str]
    key_phrases: list[str]
    """The terms, then the phrases that recur."""
    subjects: Subjects
    points: list[Point]
    stems: list[set[str]]


def bank_of(sections: Sequence[Section], lexicon: Lexicon) -> Bank:
    """Everything that can be a choice in a quiz about these sections."""
    points = [point for section in sections for point in section.points]
    subjects = subjects_of(sections, lexicon)
    by_shape: defaultdict[str, dict[str, str]] = defaultdict(dict)
    recurring: dict[str, str] = {}
    for point in points:
        for phrase in (*phrases_of(point.text, lexicon), *subject_of(point.text, lexicon)):
            usable = not any(word in lexicon.abbreviations or word in lexicon.bad_terms for word in phrase.key.split())
            if not usable:
                continue
            by_shape[phrase.shape].setdefault(phrase.key, phrase.text)
            for family in FAMILIES:
                if phrase.shape.startswith(family + ":"):
                    by_shape[family].setdefault(phrase.key, phrase.text)
            if subjects.frequency[phrase.key] > 1 and not phrase.shape.startswith("number"):
                recurring.setdefault(phrase.key, phrase.text)
    terms = [term.term for section in sections for term in section.terms]
    return Bank(
        {shape: list(found.values()) for shape, found in by_shape.items()},
        terms,
        list(dict.fromkeys([*terms, *recurring.values()])),
        subjects,
        points,
        [set(stems_of(point.text, lexicon)) for point in points],
    )


def wrong_fillings(cloze: Cloze, bank: Bank, lexicon: Lexicon) -> list[str]:
    """Phrases of the answer's shape with which no point of the document says the same."""
    pool = _others(bank.by_shape.get(cloze.answer.shape, []), cloze.answer.key)
    family = cloze.answer.shape.partition(":")[0]
    if len(pool) < 2 * WRONG and family in FAMILIES:
        pool += [each for each in _others(bank.by_shape.get(family, []), cloze.answer.key) if each not in pool]
    found: list[str] = []
    # What the document names but once is seldom mistaken for what it is about.
    often = bank.subjects.frequency
    pool = sorted(shuffled(pool, cloze.question), key=lambda each: often[each.lower()] < 2)
    for other in pool[:LOOKED_AT]:
        if not is_said(cloze.question.replace(BLANK, other), other, bank, lexicon):
            found.append(other)
        if len(found) == 2 * CHOICES_PER_QUESTION:
            break
    return found


def is_said(statement: str, filling: str, bank: Bank, lexicon: Lexicon) -> bool:
    """Whether a point carries a statement; only points with the filling and half of the rest can."""
    asked = set(stems_of(statement, lexicon))
    words = set(stems_of(filling, lexicon))
    return any(
        verify(statement, [point.text], lexicon.code).supported
        for point, stems in zip(bank.points, bank.stems, strict=True)
        if (words & stems or not words) and 2 * len(asked & stems) >= len(asked)
    )


def question_of(
    question: str,
    answer: str,
    others: Sequence[str],
    explanation: str,
    citations: tuple[Citation, ...],
    lexicon: Lexicon,
) -> QuizQuestion | None:
    """A question with the answer first and three of the others, or None where fewer fit."""
    quotes = " ".join(citation.quote for citation in citations)
    if answer.lower() in question.lower():
        return None
    wrong: list[str] = []
    for other in sorted(shuffled(others, question), key=lambda each: abs(len(each) - len(answer)) // 4):
        if len(wrong) == WRONG:
            break
        if _may_stand_beside(other, [answer, *wrong], quotes + question, lexicon):
            wrong.append(_in_the_case_of(other, answer))
    if len(wrong) < WRONG:
        return None
    return QuizQuestion(question, (answer, *wrong), 0, explanation, citations)


def shuffled(items: Sequence[str], seed: str) -> list[str]:
    """An order that is always the same for one question and has nothing to do with the document's."""
    return sorted(items, key=lambda item: _hash(seed + item))


def _others(pool: Sequence[str], key: str) -> list[str]:
    return [each for each in pool if each.lower() != key]


def _may_stand_beside(other: str, choices: Sequence[str], source: str, lexicon: Lexicon) -> bool:
    if other.lower() in source.lower() or any(_is_part(other, choice, lexicon) for choice in choices):
        return False
    return not any(
        Relation.NEAR <= word_relation(other.lower(), choice.lower(), lexicon.code) <= Relation.SYNONYM
        for choice in choices
    )


def _is_part(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether one choice would be taken for the other; “random testing” and “pairwise testing” are two things."""
    if " " not in one or " " not in other:
        return same_word(one, other, lexicon.code)
    stems = [{stem(word, lexicon.code) for word in text.lower().split()} for text in (one, other)]
    return stems[0] <= stems[1] or stems[1] <= stems[0]


def _in_the_case_of(other: str, answer: str) -> str:
    """A wrong choice must not be known by its capital alone."""
    if other[:1].islower() and answer[:1].isupper() and not answer.isupper():
        return other[0].upper() + other[1:]
    return other


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
