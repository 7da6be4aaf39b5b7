"""Wrong choices: of the answer's kind, from the same document, and not right too as far as the checker sees."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from app.notes import CHOICES_PER_QUESTION, Citation, Point, QuizQuestion, Section
from workers.writing.cloze import BLANK, LABELS, Cloze, Subjects, subjects_of
from workers.writing.endings import Ending, pool_of
from workers.writing.lexicon.base import Lexicon
from workers.writing.phrases import Phrase, phrases_of, same_word, subject_of
from workers.writing.rank import stems_of
from workers.writing.relations import Relation, word_relation
from workers.writing.tokens import stem
from workers.writing.verify import verify

LOOKED_AT: Final = 14
"""Possible wrong choices that are checked for one question."""
FAMILIES: Final = ("name", "subject", "subjects")
"""Shapes within which the finer shapes may stand beside each other where there are too few of one."""
SAME_SHAPE: Final = 2.0
"""What a finer shape in common is worth: persons stand among persons, what programs name among that."""
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
    endings: dict[str, list[Ending]]
    """How the points end, by kind."""
    slots: dict[str, set[tuple[str, str]]]
    """In which surroundings each phrase stands."""
    near: dict[str, list[set[str]]]
    """The stems of the points in which each phrase stands."""
    used: Counter[str] = field(default_factory=Counter)
    """How often each wrong choice was used: one that returns is known to be wrong."""


def bank_of(sections: Sequence[Section], lexicon: Lexicon) -> Bank:
    """Everything that can be a choice in a quiz about these sections."""
    points = [point for section in sections for point in section.points]
    subjects = subjects_of(sections, lexicon)
    by_shape: defaultdict[str, dict[str, str]] = defaultdict(dict)
    recurring: dict[str, str] = {}
    near: defaultdict[str, list[set[str]]] = defaultdict(list)
    point_stems = [set(stems_of(point.text, lexicon)) for point in points]
    small = {word for point in points for word in point.text.split() if word.islower()}
    slots: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for point, stems in zip(points, point_stems, strict=True):
        for phrase in (*phrases_of(point.text, lexicon), *subject_of(point.text, lexicon)):
            bad = lexicon.abbreviations | lexicon.bad_terms | LABELS
            usable = not any(word in bad for word in phrase.key.split())
            if not usable:
                continue
            text = _inside(phrase, small)
            by_shape[phrase.shape].setdefault(phrase.key, text)
            slots[phrase.key].add(phrase.slot)
            near[phrase.key].append(stems)
            for family in FAMILIES:
                if phrase.shape.startswith(family + ":"):
                    by_shape[family].setdefault(phrase.key, text)
            if subjects.frequency[phrase.key] > 1 and not phrase.shape.startswith("number"):
                recurring.setdefault(phrase.key, text)
    terms = [term.term for section in sections for term in section.terms]
    return Bank(
        {shape: list(found.values()) for shape, found in by_shape.items()},
        terms,
        list(dict.fromkeys([*terms, *recurring.values()])),
        subjects,
        points,
        point_stems,
        pool_of(points, lexicon),
        dict(slots),
        dict(near),
    )


_WORD_ENDINGS: Final = ("ing", "ary", "al", "ic", "ous", "ive", "ed", "able", "ible", "less")


def _inside(phrase: Phrase, small: set[str]) -> str:
    """A phrase as it is written in the middle of a sentence; its capital stays where the document has no other."""
    first = phrase.text.split(" ", 1)[0]
    is_word = first.lower() in small or first.endswith(_WORD_ENDINGS)
    if phrase.start == 0 and first[:1].isupper() and first[1:].islower() and is_word:
        return phrase.text[0].lower() + phrase.text[1:]
    return phrase.text


def wrong_fillings(cloze: Cloze, bank: Bank, lexicon: Lexicon) -> list[str]:
    """Phrases of the answer's shape with which no point of the document says the same, the likeliest mistakes first."""
    found: list[str] = []
    for _, other in _mistakes(cloze, bank, lexicon)[:LOOKED_AT]:
        if not is_said(cloze.question.replace(BLANK, other), other, bank, lexicon):
            found.append(other)
        if len(found) == 2 * CHOICES_PER_QUESTION:
            break
    return found


def plausibility(cloze: Cloze, bank: Bank, lexicon: Lexicon) -> float:
    """How easily the likeliest wrong choices are taken for the answer, about 0 to 6, the weakest of them alone."""
    likely = _mistakes(cloze, bank, lexicon)
    return likely[WRONG - 1][0] if len(likely) >= WRONG else 0.0


def _mistakes(cloze: Cloze, bank: Bank, lexicon: Lexicon) -> list[tuple[float, str]]:
    """What could stand in the blank by its form, with how easily it is taken for the answer, the likeliest first."""
    same = bank.by_shape.get(cloze.answer.shape, [])
    pool = _others(same, cloze.answer.key)
    family = cloze.answer.shape.partition(":")[0]
    if len(pool) < 2 * WRONG and family in FAMILIES:
        pool += [each for each in _others(bank.by_shape.get(family, []), cloze.answer.key) if each not in pool]
    before = cloze.question[: cloze.question.index(BLANK)]
    asked = set(stems_of(cloze.question, lexicon))
    finer = set(same)
    found = [
        (_likelihood(each, cloze, asked, bank) + SAME_SHAPE * (each in finer), each)
        for each in shuffled(pool, cloze.question)
        if _agrees(before, each, cloze.answer.text)
    ]
    return sorted(found, key=lambda each: -each[0])


def _agrees(before: str, other: str, answer: str) -> bool:
    """Whether the article before the blank fits: behind “an” only what begins like the answer is no give-away."""
    if before.lower().endswith((" a ", " an ")) or before.lower() in ("a ", "an "):
        return (other[:1].lower() in "aeiou") == (answer[:1].lower() in "aeiou")
    return True


def _likelihood(other: str, cloze: Cloze, asked: set[str], bank: Bank) -> float:
    """How easily a phrase is taken for the answer: it stands elsewhere as the answer does here, and near its words."""
    key = other.lower()
    slots = bank.slots.get(key, set())
    left, right = cloze.answer.slot
    likelihood = 1.0 * any(slot[1] == right for slot in slots) + 0.5 * any(slot[0] == left for slot in slots)
    likelihood += 0.7 * (bank.subjects.frequency[key] > 1)  # what is named but once is seldom mistaken
    likelihood += 0.7 * (_kind(key) == _kind(cloze.answer.key))
    likelihood += 1.2 * (" " in key and key.split()[-1] == cloze.answer.key.split()[-1])  # “game tree”, “search tree”
    near = max((len(asked & stems) for stems in bank.near.get(key, ())), default=0)
    return likelihood + 0.25 * min(near, 3) - 0.8 * bank.used[key]


def _kind(phrase: str) -> str:
    """Of what sort a noun is, as far as its ending tells: an act, a property, somebody who acts, a thing."""
    for kind, endings in _KINDS.items():
        if phrase.rstrip("s").endswith(endings):
            return kind
    return "thing"


_KINDS: Final = {
    "act": ("tion", "sion", "ment", "ing", "ance", "ence", "ung", "ción", "age"),
    "property": ("ity", "ness", "ship", "heit", "keit", "té", "dad", "ism", "acy"),
    "actor": ("er", "or", "ist", "ant", "ian", "eur"),
}


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
    """A question with the answer first and three of the others, the first that fit; None where fewer do."""
    quotes = " ".join(citation.quote for citation in citations)
    if answer.lower() in question.lower():
        return None
    wrong: list[str] = []
    for other in others:
        if len(wrong) == WRONG:
            break
        if _may_stand_beside(other, [answer, *wrong], quotes + question, lexicon):
            wrong.append(_in_the_case_of(other, answer, question))
    if len(wrong) < WRONG:
        return None
    return QuizQuestion(question, (answer, *wrong), 0, explanation, citations)


def by_length(others: Sequence[str], answer: str, seed: str) -> list[str]:
    """In an order that has nothing to do with the document's, those about as long as the answer first."""
    return sorted(shuffled(others, seed), key=lambda each: abs(len(each) - len(answer)) // 4)


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


def _in_the_case_of(other: str, answer: str, question: str) -> str:
    """A wrong choice must not be known by its case where the right one opens its sentence."""
    opens = BLANK not in question or question.partition(BLANK)[0].rstrip().endswith(("?", "？", ":"))
    if opens and answer[:1].isupper() and not answer.isupper() and other[:1].islower() and other.isascii():
        return other[0].upper() + other[1:] if not any(char.isupper() for char in other) else other
    return other


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
