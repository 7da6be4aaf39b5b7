"""Wrong choices: of the answer's kind, from the same document, and not right too as far as the checker sees."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.notes import CHOICES_PER_QUESTION, Point, Section
from workers.writing.chance import shuffled
from workers.writing.cloze import BLANK, LABELS, Subjects, subjects_of
from workers.writing.holes import Families, Hole, Kind, families_of
from workers.writing.lexicon.base import Lexicon
from workers.writing.numbers import near_numbers
from workers.writing.phrases import Phrase, phrases_of, same_word, subject_of
from workers.writing.rank import stems_of
from workers.writing.relations import Relation, word_relation
from workers.writing.tokens import stem
from workers.writing.verify import verify

WRONG: Final = CHOICES_PER_QUESTION - 1
LOOKED_AT: Final = 14
"""Possible wrong choices that are checked for one question."""
OFFERED: Final = 3
"""So many that passed are offered to the model, which takes the likeliest."""
KIN: Final[dict[str, tuple[str, ...]]] = {
    "subject": ("subject",),
    "subjects": ("subjects",),
    "name": ("name",),
    "noun:one": ("phrase:one",),
    "noun:many": ("phrase:many",),
    "phrase:one": ("noun:one",),
    "phrase:many": ("noun:many",),
}
"""Beside what a shape may stand where there are too few of it."""
ENOUGH: Final = 4
SAME_SHAPE: Final = 2.0
"""What a finer shape in common is worth: persons stand among persons, what programs name among that."""

NEAR_WORD: Final = 0.4
"""What each word is worth that stands near it elsewhere and near the answer here."""
WHOLE: Final = 100
_SHARE: Final = re.compile(r"\s?%")
PERSON: Final = "name:person"

_AUTHORS: Final = re.compile(
    r"\b([A-Z][\w’'-]+)(?:(?:,? (?:and|&|und|et|y) | et al\.?)([A-Z][\w’'-]+)?)?,? [(\[](?:1[6-9]|20)\d\d"
)
_LABEL: Final = re.compile(r"(?<![\w.-])([A-Z]{1,4})(\d{1,2})(?![\w-]|\.\d)")
_NUMBER: Final = re.compile(r"(?<![\w.,/-])\d{1,6}(?:[.,]\d{1,4})?(?![\w/-]|[.,]\d)")


class Said:
    """What a document says, to be asked whether it says something."""

    def __init__(self, texts: Sequence[str], lexicon: Lexicon) -> None:
        self._texts = [(text, set(stems_of(text, lexicon))) for text in texts]
        self._lexicon = lexicon

    def carries(self, statement: str, filling: str) -> bool:
        """Whether a sentence carries a statement; only those with the filling and half of the rest can."""
        asked = set(stems_of(statement, self._lexicon))
        words = set(stems_of(filling, self._lexicon))
        return any(
            verify(statement, [text], self._lexicon.code).supported
            for text, stems in self._texts
            if (words & stems or not words) and 2 * len(asked & stems) >= len(asked)
        )


@dataclass(frozen=True, slots=True)
class Bank:
    """All that the document offers as a choice: phrases by shape, and what each question is checked against."""

    by_shape: dict[str, list[str]]
    terms: list[str]
    key_phrases: list[str]
    """The terms, then the phrases that recur."""
    subjects: Subjects
    persons: frozenset[str]
    families: Families
    said: Said
    slots: dict[str, set[tuple[str, str]]]
    """In which surroundings each phrase stands."""
    near: dict[str, list[set[str]]]
    """The stems of the points in which each phrase stands."""


def bank_of(sections: Sequence[Section], points: Sequence[Point], lexicon: Lexicon) -> Bank:
    """Everything that can be a choice in a quiz about these sections, of which all `points` are asked about."""
    subjects = subjects_of(sections, lexicon)
    by_shape: defaultdict[str, dict[str, str]] = defaultdict(dict)
    recurring: dict[str, str] = {}
    near: defaultdict[str, list[set[str]]] = defaultdict(list)
    slots: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    point_stems = [set(stems_of(point.text, lexicon)) for point in points]
    persons = frozenset(name for point in points for each in point.citations for name in _persons(each.quote))
    small = {word for point in points for word in point.text.split() if word.islower()}
    for point, stems in zip(points, point_stems, strict=True):
        for phrase in _usable_phrases(point, lexicon):
            text = _inside(phrase, small)
            shape = PERSON if text in persons else phrase.shape
            slots[phrase.key].add(phrase.slot)
            near[phrase.key].append(stems)
            for each in (shape, shape.partition(":")[0]):
                by_shape[each].setdefault(phrase.key, text)
            if subjects.frequency[phrase.key] > 1 and not phrase.shape.startswith("number"):
                recurring.setdefault(phrase.key, text)
        for match in _LABEL.finditer(point.text):
            by_shape[f"label:{match.group(1)}"].setdefault(match.group(), match.group())
        for match in _NUMBER.finditer(point.text):
            by_shape["digits"].setdefault(match.group(), match.group())
    terms = [term.term for section in sections for term in section.terms]
    return Bank(
        {shape: list(found.values()) for shape, found in by_shape.items()},
        terms,
        list(dict.fromkeys([*terms, *recurring.values()])),
        subjects,
        persons,
        families_of([point.text for point in points], lexicon),
        Said([point.text for point in points], lexicon),
        dict(slots),
        dict(near),
    )


def fillings(hole: Hole, bank: Bank, lexicon: Lexicon) -> list[str]:
    """What could fill a hole by its form, and with which no statement of the document says the same."""
    quotes = " ".join(citation.quote for citation in hole.point.citations)
    found: list[str] = []
    for other in _candidates(hole, bank, lexicon)[:LOOKED_AT]:
        fits = agrees(hole.point.text[: hole.start], other, hole.answer)
        if not fits or not may_stand_beside(other, [hole.answer], f"{quotes} {hole.point.text}", hole.kind, lexicon):
            continue
        if not bank.said.carries(hole.statement.replace(BLANK, other), other):
            found.append(in_the_case_of(other, hole.answer) if hole.start == 0 else other)
        if len(found) == OFFERED:
            break
    return found


def _candidates(hole: Hole, bank: Bank, lexicon: Lexicon) -> list[str]:
    kind, _, name = hole.shape.partition(":")
    if hole.kind is Kind.NUMBER:
        near = near_numbers(hole.answer, bank.by_shape.get("digits", ()), hole.statement, lexicon)
        # No share of a whole that a text tells is more than all of it.
        is_share = _SHARE.match(hole.point.text, hole.end) is not None
        return [each for each in near if not (is_share and float(each.replace(",", ".")) >= WHOLE)]
    if hole.kind is Kind.DEGREE:
        return _degrees_near(hole.answer, lexicon.scales[int(name)].words, hole.statement)
    if hole.kind is Kind.MEMBER:
        return shuffled(bank.families.members[name], hole.statement)
    if kind == "label":
        return shuffled(bank.by_shape.get(hole.shape, ()), hole.statement)
    return _mistakes(hole, bank, lexicon)


def _degrees_near(answer: str, words: Sequence[str], seed: str) -> list[str]:
    """Those that are near on the scale first: “rarely” in the place of “often” makes nonsense more often."""
    if answer not in words:
        return shuffled(words, seed)
    own = words.index(answer)
    return sorted(shuffled(words, seed), key=lambda word: (abs(words.index(word) - own) + 1) // 2)


def _mistakes(hole: Hole, bank: Bank, lexicon: Lexicon) -> list[str]:
    """Phrases of the answer's shape, those that stand elsewhere as the answer does here first."""
    key = hole.answer.lower()
    same = bank.by_shape.get(PERSON if hole.answer in bank.persons else hole.shape, [])
    pool = [each for each in same if each.lower() != key]
    if len(pool) < ENOUGH:
        kin = KIN.get(hole.shape) or KIN.get(hole.shape.partition(":")[0], ())
        more = [each for shape in kin for each in bank.by_shape.get(shape, ())]
        pool += [each for each in more if each.lower() != key and each not in pool]
    asked, finer = set(stems_of(hole.statement, lexicon)), set(same)
    likely = {
        each: _likelihood(each, hole, asked, bank) + SAME_SHAPE * (each in finer)
        for each in shuffled(pool, hole.statement)
    }
    return sorted(likely, key=lambda each: -likely[each])


def _likelihood(other: str, hole: Hole, asked: set[str], bank: Bank) -> float:
    """How easily a phrase is taken for the answer: it stands elsewhere as the answer does here, and near its words."""
    key, answer = other.lower(), hole.answer.lower()
    slots, own = bank.slots.get(key, set()), bank.slots.get(answer, set())
    likelihood = 1.0 * any(slot[1] == mine[1] for slot in slots for mine in own)
    likelihood += 0.5 * any(slot[0] == mine[0] for slot in slots for mine in own)
    likelihood += 0.7 * (bank.subjects.frequency[key] > 1)  # what is named but once is seldom mistaken
    likelihood += 0.7 * (_sort(key) == _sort(answer))
    likelihood += 1.2 * (" " in key and key.split()[-1] == answer.split()[-1])  # “game tree”, “search tree”
    near = max((len(asked & stems) for stems in bank.near.get(key, ())), default=0)
    return likelihood + NEAR_WORD * min(near, 3)


def _sort(phrase: str) -> str:
    """Of what sort a noun is, as far as its ending tells: an act, a property, somebody who acts, a thing."""
    for sort, endings in _SORTS.items():
        if phrase.rstrip("s").endswith(endings):
            return sort
    return "thing"


_SORTS: Final = {
    "act": ("tion", "sion", "ment", "ing", "ance", "ence", "ung", "ción", "age"),
    "property": ("ity", "ness", "ship", "heit", "keit", "té", "dad", "ism", "acy"),
    "actor": ("er", "or", "ist", "ant", "ian", "eur"),
}


def _persons(quote: str) -> Iterator[str]:
    """Those who are cited with a year."""
    for match in _AUTHORS.finditer(quote):
        yield from (name for name in match.groups() if name)


def _usable_phrases(point: Point, lexicon: Lexicon) -> Iterator[Phrase]:
    bad = lexicon.abbreviations | lexicon.bad_terms | LABELS
    for phrase in (*phrases_of(point.text, lexicon), *subject_of(point.text, lexicon)):
        if not any(word in bad for word in phrase.key.split()):
            yield phrase


_WORD_ENDINGS: Final = ("ing", "ary", "al", "ic", "ous", "ive", "ed", "able", "ible", "less")


def _inside(phrase: Phrase, small: set[str]) -> str:
    """A phrase as it is written in the middle of a sentence; its capital stays where the document has no other."""
    first = phrase.text.split(" ", 1)[0]
    is_word = first.lower() in small or first.endswith(_WORD_ENDINGS)
    if phrase.start == 0 and first[:1].isupper() and first[1:].islower() and is_word:
        return phrase.text[0].lower() + phrase.text[1:]
    return phrase.text


def agrees(before: str, other: str, answer: str) -> bool:
    """Whether the article before the blank fits: behind “an” only what begins like the answer is no give-away."""
    if before.lower().endswith((" a ", " an ")) or before.lower() in ("a ", "an "):
        return (other[:1].lower() in "aeiou") == (answer[:1].lower() in "aeiou")
    return True


def may_stand_beside(other: str, choices: Sequence[str], source: str, kind: Kind, lexicon: Lexicon) -> bool:
    """Whether a wrong choice is none of the others in different words, and does not stand in the source."""
    if re.search(rf"(?<!\w){re.escape(other)}(?!\w)", source, re.IGNORECASE):
        return False
    if kind in (Kind.NUMBER, Kind.DEGREE, Kind.ORDER) or not any(char.islower() for char in other):
        return other not in choices
    if any(_is_part(other, choice, lexicon) for choice in choices):
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


def in_the_case_of(other: str, answer: str) -> str:
    """A wrong choice must not be known by its case where the right one opens its sentence."""
    if answer[:1].isupper() and not (answer.isupper() and len(answer) > 1) and other[:1].islower():
        return other[0].upper() + other[1:] if not any(char.isupper() for char in other) else other
    return other
