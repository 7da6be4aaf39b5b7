"""How two words stand to each other: the same, forms of one word, synonyms, opposites, or strangers."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import Final

from workers.extraction.words import words
from workers.writing.lexicon import lexicon_for
from workers.writing.tokens import Kind, Token

MIN_SHARED_CHARS: Final = 4
"""Forms of one word share at least so many letters at their beginning."""

_NEGATIVE_ENDINGS: Final = ("less", "free")


class Relation(IntEnum):
    """Ordered: the closer, the greater. From `SYNONYM` on one word may stand for the other."""

    OPPOSITE = 0
    STRANGER = 1
    SYNONYM = 2
    FORM = 3
    SAME = 4


WEIGHTS: Final = {Relation.SAME: 1.0, Relation.FORM: 0.95, Relation.SYNONYM: 0.85}
"""How much of a word is kept when another of this relation stands in its place."""


def relation(one: Token, other: Token, language: str) -> Relation:
    """The relation of two tokens."""
    if one.kind is not other.kind:
        return Relation.STRANGER
    if one.norm == other.norm:
        return Relation.SAME
    if one.kind is not Kind.WORD:
        return Relation.STRANGER
    return word_relation(one.norm, other.norm, language)


@lru_cache(maxsize=100_000)
def word_relation(one: str, other: str, language: str) -> Relation:
    """The relation of two words in normal form."""
    lexicon = lexicon_for(language)
    if one == other:
        return Relation.SAME
    if set(bases(one, language)) & set(bases(other, language)):
        return Relation.FORM
    if are_opposites(one, other, language):
        return Relation.OPPOSITE
    group, other_group = lexicon.critical.get(one), lexicon.critical.get(other)
    if group or other_group:
        if group == other_group:
            return Relation.FORM
    elif is_form(one, other, lexicon.suffixes):
        return Relation.FORM
    meanings = [
        frozenset[int]().union(*(lexicon.synonyms.get(base, frozenset()) for base in bases(word, language)))
        for word in (one, other)
    ]
    return Relation.SYNONYM if meanings[0] & meanings[1] else Relation.STRANGER


def are_opposites(one: str, other: str, language: str) -> bool:
    """Whether two words contradict each other: by a prefix (“possible”, “impossible”), an ending, or by the lexicon."""
    lexicon = lexicon_for(language)
    sides = [
        frozenset[int]().union(*(lexicon.antonyms.get(base, frozenset()) for base in bases(word, language)))
        for word in (one, other)
    ]
    if sides[0] & sides[1]:
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
    if language != "en" or len(word) < 4:
        return (word,)
    found = [word]
    for ending, instead in (
        ("ies", ("y",)),
        ("ied", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            root = word[: -len(ending)]
            found += [root + each for each in instead]
            if len(root) > 3 and root[-1] == root[-2]:
                found.append(root[:-1])
            break
    irregular = _IRREGULAR.get(word)
    return (*found, irregular) if irregular else tuple(found)


_IRREGULAR: Final = dict(
    pair.split(":")
    for pair in words(
        """
        became:become began:begin begun:begin better:good bought:buy broke:break broken:break built:build came:come
        children:child chose:choose chosen:choose data:datum drawn:draw drew:draw fallen:fall fell:fall
        forbade:forbid forbidden:forbid fought:fight found:find gave:give given:give gone:go got:get grew:grow
        grown:grow held:hold kept:keep knew:know known:know led:lead left:leave lost:lose made:make meant:mean
        met:meet overthrew:overthrow overthrown:overthrow people:person put:put ran:run risen:rise rose:rise
        said:say saw:see seen:see sent:send shown:show shrank:shrink sought:seek spent:spend spoke:speak
        spoken:speak stood:stand taken:take taught:teach thought:think told:tell took:take understood:understand
        withdrew:withdraw won:win written:write wrote:write
        """
    )
)
