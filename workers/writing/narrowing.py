"""Words that say which ones are meant: without them a statement about some becomes one about all.

“Heavy nuclei decay” is not “nuclei decay”, “the largest stable nucleus” not “the largest nucleus”, “only on age and
weight” not “only on age”. What is said of “the house built by Smith” is said of the house, whoever built it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from workers.writing.clauses import verb_places
from workers.writing.faults import Fault
from workers.writing.lexicon.base import Lexicon
from workers.writing.tokens import Kind, Token

MAX_PHRASE_TOKENS: Final = 6
"""So far back the article of a noun is looked for."""
_OF: Final = frozenset({"of", "with", "without"})


def lost_narrowing(kept: Sequence[int], source: Sequence[Token], lexicon: Lexicon) -> Iterator[Fault]:
    """A fault for each place where the source speaks of fewer than the claim. `kept` ascend and are not empty."""
    if not lexicon.spaced:
        return
    verbs = verb_places(source, lexicon)
    if _loses_opening_adjective(kept[0], source, lexicon):
        yield Fault.LOST_RESTRICTION
    for one, other in pairwise(kept):
        gap = source[one + 1 : other]
        if (
            gap
            and gap[0].kind is not Kind.BREAK
            and (
                _picks_another(one, gap, other, source, lexicon)
                or (
                    _comes_before_verb(other, verbs)
                    and _narrows(gap[0], lexicon)
                    and speaks_of_all(source, one, verbs, lexicon)
                )
            )
        ):
            yield Fault.LOST_RESTRICTION
        elif _loses_act(one, gap, source, verbs, lexicon):
            yield Fault.SPLICE
    last = kept[-1]
    tail = source[last + 1] if last + 1 < len(source) else None
    if tail is not None and _describes(tail, lexicon) and speaks_of_all(source, last, verbs, lexicon):
        yield Fault.LOST_RESTRICTION
    if _is_less_than_all(kept, source, verbs, lexicon):
        yield Fault.LOST_RESTRICTION


def speaks_of_all(source: Sequence[Token], place: int, verbs: frozenset[int], lexicon: Lexicon) -> bool:
    """Whether the noun at a place stands without article or number, or with a word like “all”."""
    noun = source[place]
    if not _is_content(noun, lexicon) or place in verbs or noun.norm.endswith("ly"):
        return False
    if noun.is_name and not (place == 0 and noun.norm.endswith("s")):
        return False
    for before in range(place - 1, max(-1, place - MAX_PHRASE_TOKENS), -1):
        token = source[before]
        if token.norm in lexicon.universals:
            return True
        if token.kind is Kind.NUMBER or token.norm in lexicon.determiners or token.norm.endswith("'s"):
            return False
        if token.kind is Kind.BREAK or before in verbs or not _is_content(token, lexicon):
            break
    return True


def _comes_before_verb(other: int, verbs: frozenset[int]) -> bool:
    """Whether what ends before `other` belongs to the subject: a verb follows, or none has come yet."""
    return other in verbs or not any(place < other for place in verbs)


def _is_content(token: Token, lexicon: Lexicon) -> bool:
    if token.kind is not Kind.WORD or token.norm in lexicon.function_words | lexicon.place_and_time:
        return False
    return token.norm not in lexicon.critical and token.norm not in lexicon.negations


def _loses_opening_adjective(first: int, source: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the claim begins with a bare noun before which the source has a word that belongs to it."""
    if not first or not _is_content(source[first], lexicon) or source[first].is_name:
        return False
    before = source[first - 1]
    if not _is_content(before, lexicon) or before.norm.endswith("ly") or (first > 1 and before.is_name):
        return False
    return all(_is_content(token, lexicon) for token in source[:first])


def _picks_another(one: int, gap: Sequence[Token], other: int, source: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a word between “largest” or “all” and its noun is lost."""
    picks = source[one].norm in lexicon.universals or lexicon.superlatives.fullmatch(source[one].norm)
    return bool(picks) and all(_is_content(token, lexicon) for token in gap) and _is_content(source[other], lexicon)


def _describes(token: Token, lexicon: Lexicon) -> bool:
    return token.norm in lexicon.relatives or lexicon.participle.fullmatch(token.norm) is not None


def _narrows(token: Token, lexicon: Lexicon) -> bool:
    return _describes(token, lexicon) or token.norm in lexicon.place_and_time | _OF


def _loses_act(
    one: int, gap: Sequence[Token], source: Sequence[Token], verbs: frozenset[int], lexicon: Lexicon
) -> bool:
    """“It equals one half [and stems from the factor] in front”: what follows belongs to a lost second act."""
    if len(gap) < 3 or gap[0].norm not in lexicon.coordinators or gap[-1].kind is Kind.BREAK:
        return False
    following = source[one + 1 + len(gap)]
    if following.kind is Kind.BREAK or following.norm in lexicon.coordinators:
        return False
    if one + 2 in verbs and not lexicon.participle.fullmatch(gap[1].norm):
        return True
    acts = any(source[place].norm.endswith("s") for place in verbs if place <= one)
    small = lexicon.determiners | lexicon.place_and_time | {"from", "to"}
    return acts and _is_content(gap[1], lexicon) and gap[1].norm.endswith("s") and gap[2].norm in small


def _is_less_than_all(kept: Sequence[int], source: Sequence[Token], verbs: frozenset[int], lexicon: Lexicon) -> bool:
    """Whether of a list of which the source says that it is all there is, a member is lost."""
    have = set(kept)
    for place in kept:
        if source[place].norm in lexicon.exhaustive and not (place and source[place - 1].norm in lexicon.negations):
            joint = _joint_behind(place, source, verbs, lexicon)
            if joint is not None and joint not in have:
                return True
    return False


def _joint_behind(place: int, source: Sequence[Token], verbs: frozenset[int], lexicon: Lexicon) -> int | None:
    """The place of the “and” between the last two members of a list that begins behind `place`."""
    commas = 0
    for joint in range(place + 1, len(source) - 1):
        token = source[joint]
        if token.surface in ".;:!?()[]":
            return None
        commas += token.surface == ","
        if token.norm in lexicon.coordinators:
            # A single comma before it parts two clauses.
            parts = source[joint - 1].surface == "," and commas == 1
            acts = any(each in verbs for each in range(joint + 1, joint + 4))
            return None if parts or acts else joint
    return None
