"""What a claim has and its source has not, or has elsewhere: words added, exchanged or moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from workers.writing.alignment import Alignment
from workers.writing.faults import Fault
from workers.writing.lexicon.base import Lexicon
from workers.writing.relations import Relation, relation
from workers.writing.tokens import Kind, Token

MAX_TURN_TOKENS: Final = 3
"""A small word is compared with the source's small words where so few source tokens stand in its place."""


def added_faults(alignment: Alignment, lexicon: Lexicon) -> Iterator[Fault]:
    """Every word of the claim that its source does not have, or not at this place."""
    joined = _joined(alignment.source)
    for index, token in enumerate(alignment.claim):
        if index in alignment.pairs or token.kind is Kind.BREAK:
            continue
        if token.kind is not Kind.WORD:
            if not _may_move(alignment, index, lexicon):
                yield Fault.NUMBER
        elif token.norm in lexicon.negations:
            yield Fault.NEGATION
        elif token.norm in lexicon.critical:
            yield Fault.OPPOSITE if _opposes(alignment, index, lexicon) else Fault.MEANING_WORD
        elif token.norm in lexicon.function_words | lexicon.contraries.keys():
            yield from _added_small_word(alignment, index, lexicon)
        elif token.norm not in joined and not _is_split(alignment, index):
            yield from _added_word(alignment, index, lexicon)


def _added_small_word(alignment: Alignment, index: int, lexicon: Lexicon) -> Iterator[Fault]:
    """Small words may come and go, but for those that make a name, turn a statement, stand for a thing, or reason."""
    norm = alignment.claim[index].norm
    if norm in lexicon.function_words and _is_name_inside(alignment.claim, index):
        yield Fault.NAME
    elif norm in lexicon.stand_ins:
        if not _is_empty(alignment.claim, index, lexicon):
            yield Fault.PRONOUN
    elif norm in lexicon.contraries and _turns(alignment, index, lexicon):
        yield Fault.OPPOSITE
    elif norm in lexicon.reasons:
        yield Fault.MEANING_WORD


def _is_empty(claim: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether a pronoun stands for a clause that follows: “it is clear that”."""
    ahead = [token.norm for token in claim[index + 1 : index + 6]]
    is_verb = ahead[:1] and ahead[0] in lexicon.copulas | lexicon.critical.keys()
    return bool(is_verb) and not {"that", "to"}.isdisjoint(ahead)


def _added_word(alignment: Alignment, index: int, lexicon: Lexicon) -> Iterator[Fault]:
    token = alignment.claim[index]
    if _opposes(alignment, index, lexicon):
        yield Fault.OPPOSITE
    elif any(relation(token, other, lexicon.code) >= Relation.FORM for other in alignment.source):
        if not _may_move(alignment, index, lexicon):
            yield Fault.ORDER
    else:
        yield Fault.NAME if token.is_name and index else Fault.UNKNOWN_WORD


def _joined(source: Sequence[Token]) -> set[str]:
    """Neighbouring words of the source written as one: “Fokker-Planck” is “FokkerPlanck” where a line ended."""
    words = [token for token in source if token.kind is Kind.WORD]
    return {one.norm + other.norm for one, other in pairwise(words)}


def _is_split(alignment: Alignment, index: int) -> bool:
    """Whether the claim writes in two words what the source writes in one."""
    words = [(place, token.norm) for place, token in enumerate(alignment.claim) if token.kind is Kind.WORD]
    norms = {token.norm for token in alignment.source}
    return any(index in (one, other) and left + right in norms for (one, left), (other, right) in pairwise(words))


def _opposes(alignment: Alignment, index: int, lexicon: Lexicon) -> bool:
    """Whether the source has the word's opposite at its place."""
    begin, end = _place(alignment, index)
    token = alignment.claim[index]
    return any(relation(token, other, lexicon.code) is Relation.OPPOSITE for other in alignment.source[begin:end])


def _is_name_inside(claim: Sequence[Token], index: int) -> bool:
    """Whether a small word is written like a name in the middle of a phrase: “the New party”, “1 Same 1970”."""
    return claim[index].is_name and index > 0 and claim[index - 1].kind is not Kind.BREAK


def _turns(alignment: Alignment, index: int, lexicon: Lexicon) -> bool:
    """Whether a small word stands in the place of its contrary: “to” for “from”, “or” for “and”."""
    begin, end = _place(alignment, index)
    numbers = lexicon.contraries[alignment.claim[index].norm]
    return end - begin <= MAX_TURN_TOKENS and any(
        numbers & lexicon.contraries.get(token.norm, frozenset()) for token in alignment.source[begin:end]
    )


def _place(alignment: Alignment, index: int) -> tuple[int, int]:
    """The stretch of source between the partners of the nearest aligned neighbours of a claim token."""
    before = [partner for place, partner in alignment.pairs.items() if place < index]
    after = [partner for place, partner in alignment.pairs.items() if place > index]
    return (before[-1] + 1 if before else 0, after[0] if after else len(alignment.source))


def _may_move(alignment: Alignment, index: int, lexicon: Lexicon) -> bool:
    """Whether a word out of order changes nothing: a member of a list, or part of a phrase of place or time."""
    token = alignment.claim[index]
    places = [
        place for place, other in enumerate(alignment.source) if relation(token, other, lexicon.code) >= Relation.FORM
    ]
    return any(
        _is_list_move(alignment, index, place, lexicon) or _is_phrase_move(alignment, index, place, lexicon)
        for place in places
    )


def _is_list_move(alignment: Alignment, index: int, place: int, lexicon: Lexicon) -> bool:
    """“A and B” for “B and A”: between the word and its neighbour stands nothing but the conjunction, in both texts."""
    for other, partner in alignment.pairs.items():
        if alignment.claim[other].norm in lexicon.function_words or alignment.claim[other].kind is Kind.BREAK:
            continue
        between = [
            alignment.claim[min(index, other) + 1 : max(index, other)],
            alignment.source[min(place, partner) + 1 : max(place, partner)],
        ]
        if all(_is_conjunction(tokens, lexicon) for tokens in between):
            return True
    return False


def _is_conjunction(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    return any(token.norm in lexicon.coordinators for token in tokens) and all(
        token.kind is Kind.BREAK or token.norm in lexicon.coordinators for token in tokens
    )


def _is_phrase_move(alignment: Alignment, index: int, place: int, lexicon: Lexicon) -> bool:
    """“In 1994, …” for “… in 1994”: a whole phrase that opens with a preposition stands at the other end."""
    claim, source = alignment.claim, alignment.source
    begin = 0
    while index - begin > 0 and place - begin > 0 and claim[index - begin].norm not in lexicon.place_and_time:
        begin += 1
        if begin > 5 or claim[index - begin].norm != source[place - begin].norm:
            return False
    if claim[index - begin].norm not in lexicon.place_and_time:
        return False
    end = 0
    while (
        index + end + 1 < len(claim) and place + end + 1 < len(source) and claim[index + end + 1].kind is not Kind.BREAK
    ):
        if claim[index + end + 1].norm != source[place + end + 1].norm:
            break
        end += 1
    first, last = index - begin, index + end
    at_edge = first == 0 or last >= len(claim) - 2
    following = claim[last + 1] if last + 1 < len(claim) else None
    ends = following is None or following.kind is Kind.BREAK or following.norm in lexicon.determiners
    # Both names of an exchange sit in phrases, too; only what also leaves its verb may wander.
    return at_edge and ends and not any(claim[each].is_name for each in range(max(first, 1), last + 1))
