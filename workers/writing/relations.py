"""How two words stand to each other: the same, forms of one word, synonyms, opposites, or strangers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from workers.writing.lexicon import lexicon_for
from workers.writing.thesaurus import Entry, look_up
from workers.writing.tokens import Kind, Token

MIN_SHARED_CHARS: Final = 4
"""Forms of one word share at least so many letters at their beginning."""

_NEGATIVE_ENDINGS: Final = ("less", "free")


class Relation(IntEnum):
    """Ordered: the closer, the greater. From `NEAR` on one word may stand for the other."""

    OPPOSITE = 0
    STRANGER = 1
    NEAR = 2
    """Often synonyms, not always."""
    SYNONYM = 3
    """Synonyms, or the other word is more general by one step."""
    FORM = 4
    SAME = 5


WEIGHTS: Final = {Relation.SAME: 1.0, Relation.FORM: 0.95, Relation.SYNONYM: 0.85, Relation.NEAR: 0.7}
"""How much of a word is kept when another of this relation stands in its place."""


def relation(one: Token, other: Token, language: str) -> Relation:
    """The relation of a claim's token to a source's."""
    if one.kind is not other.kind:
        return Relation.STRANGER
    if one.norm == other.norm:
        return Relation.SAME
    if one.kind is not Kind.WORD:
        return Relation.STRANGER
    return word_relation(one.norm, other.norm, language)


@lru_cache(maxsize=100_000)
def word_relation(one: str, other: str, language: str) -> Relation:
    """The relation of a claim's word to a source's word, both in normal form: may `one` stand for `other`?"""
    if one == other:
        return Relation.SAME
    lexicon = lexicon_for(language)
    claim, source = _sense(one, language), _sense(other, language)
    if not claim.bases.isdisjoint(source.bases):
        return Relation.FORM
    if are_opposites(one, other, language):
        return Relation.OPPOSITE
    group, other_group = lexicon.critical.get(one), lexicon.critical.get(other)
    if group or other_group:
        if group == other_group:
            return Relation.FORM
    elif is_form(one, other, lexicon.suffixes) and _derives(claim, source):
        return Relation.FORM
    if not claim.meanings.isdisjoint(source.meanings) or not claim.bases.isdisjoint(source.strong):
        return Relation.SYNONYM
    return Relation.STRANGER if claim.bases.isdisjoint(source.near) else Relation.NEAR


def are_opposites(one: str, other: str, language: str) -> bool:
    """Whether two words contradict each other: by a prefix (“possible”, “impossible”), an ending, or by the lexicon."""
    lexicon = lexicon_for(language)
    sides = _sense(one, language), _sense(other, language)
    if not sides[0].contraries.isdisjoint(sides[1].contraries):
        return True
    if not sides[0].bases.isdisjoint(sides[1].opposite) or not sides[1].bases.isdisjoint(sides[0].opposite):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= MIN_SHARED_CHARS and long.endswith(short) and long[: -len(short)] in lexicon.opposite_prefixes:
        return True
    for ending in _NEGATIVE_ENDINGS if language == "en" else ():
        if one.endswith(ending) != other.endswith(ending):
            root = (one if one.endswith(ending) else other).removesuffix(ending)
            if len(root) >= 3 and (other if one.endswith(ending) else one).startswith(root):
                return True
    return False


@dataclass(frozen=True, slots=True)
class _Sense:
    """All that lexicon and dictionary say of a word and of what it may be a form of.

    A comparative stands for comparatives only: what is known of its adjective is kept as “big er”.
    """

    bases: frozenset[str]
    meanings: frozenset[int]
    contraries: frozenset[int]
    strong: frozenset[str]
    near: frozenset[str]
    opposite: frozenset[str]
    kin: frozenset[str]
    known: bool


@lru_cache(maxsize=30_000)
def _sense(word: str, language: str) -> _Sense:
    lexicon = lexicon_for(language)
    forms = bases(word, language)
    entries = [look_up(form, language) for form in forms]
    degree, plain = _degree(word, language)
    root = look_up(plain, language) if plain else Entry()

    def gather(own: Iterable[frozenset[str]], of_root: frozenset[str]) -> frozenset[str]:
        return (frozenset[str]().union(*own) - {plain}) | {f"{each} {degree}" for each in of_root}

    return _Sense(
        bases=frozenset((word, f"{plain} {degree}")) if plain else frozenset(forms),
        meanings=_numbers(lexicon.synonyms, forms),
        contraries=_numbers(lexicon.antonyms, forms),
        strong=gather((entry.strong for entry in entries), root.strong),
        near=gather((entry.near for entry in entries), root.near),
        opposite=gather((entry.opposite for entry in entries), root.opposite),
        kin=frozenset(forms).union(*(entry.kin for entry in entries)),
        known=root.known or any(entry.known for entry in entries),
    )


def _numbers(sets: Mapping[str, frozenset[int]], words: Iterable[str]) -> frozenset[int]:
    return frozenset[int]().union(*(sets.get(word, frozenset()) for word in words))


def _degree(word: str, language: str) -> tuple[str, str]:
    """“er” or “est” and the adjective in front of it; empty for what is no regular comparative."""
    ending = "er" if word.endswith("er") else "est" if word.endswith("est") else ""
    root = word.removesuffix(ending)
    if language != "en" or not ending or len(root) < 3:
        return "", ""
    entry = look_up(word, language)
    candidates = [root, root + "e"]
    if root[-1] == root[-2]:
        candidates.append(root[:-1])
    if root[-1] == "i":
        candidates.append(root[:-1] + "y")
    # “larger” may stand in the dictionary beside “large”; “letter” has nothing to do with “let”.
    found = [
        each
        for each in candidates
        if look_up(each, language).known and (not entry.known or each in entry.strong | entry.near)
    ]
    return (ending, found[-1]) if found else ("", "")


def _derives(one: _Sense, other: _Sense) -> bool:
    """Words that look alike are forms of one word unless the dictionary, which has both, knows nothing of it."""
    return not (one.known and other.known) or not one.kin.isdisjoint(other.kin)


def is_form(one: str, other: str, suffixes: frozenset[str]) -> bool:
    """Whether two words differ only by endings that forms of one word differ by."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    if shared < MIN_SHARED_CHARS and (
        shared < 3 or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) > shared
    ):
        return False
    return one[shared:] in suffixes and other[shared:] in suffixes and shared * 5 >= 2 * max(len(one), len(other))


@lru_cache(maxsize=50_000)
def bases(word: str, language: str) -> tuple[str, ...]:
    """A word and what it may be a form of, as a thesaurus lists it."""
    if language != "en" or len(word) < 3:
        return (word,)
    irregular = look_up(word, language).bases
    if irregular or len(word) < 4:
        return (word, *sorted(irregular))
    found = [word]
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            root = word[: -len(ending)]
            found += [root + each for each in instead]
            if len(root) > 3 and root[-1] == root[-2]:
                found.append(root[:-1])
            break
    return tuple(found)


_ENDINGS: Final = (
    ("ies", ("y", "ie")),
    ("ied", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
)
