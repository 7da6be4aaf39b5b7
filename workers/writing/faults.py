"""What speaks against a claim laid beside its source: words added, exchanged, moved, or lost with their meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import Final

from workers.writing.alignment import Alignment
from workers.writing.lexicon.base import Lexicon
from workers.writing.relations import Relation, relation
from workers.writing.roles import exchanges_roles
from workers.writing.tokens import Kind, Token

MAX_FAULTS_OF_A_KIND: Final = 2
SMALL_GAP_WORDS: Final = 2
WIDE_GAP_WORDS: Final = 5
MAX_TURN_TOKENS: Final = 3
"""A small word is compared with the source's small words where so few source tokens stand in its place."""


class Fault(Enum):
    """Ways in which a claim can leave its source."""

    NUMBER = "number"
    """A number or sign that the source does not have at this place."""
    NEGATION = "negation"
    """A “not” that the source does not have."""
    OPPOSITE = "opposite"
    """A word in the place of its opposite."""
    NAME = "name"
    """A name that the source does not have."""
    ORDER = "order"
    """Words of the source in another order: who did what to whom may be exchanged."""
    ROLES = "roles"
    """Active for passive with subject and object in their places: who did it and to whom is exchanged."""
    UNKNOWN_WORD = "unknown_word"
    MEANING_WORD = "meaning_word"
    """A small word that carries meaning (a modal, a quantifier, a direction) and is not the source's."""
    LOST_NEGATION = "lost_negation"
    LOST_CONDITION = "lost_condition"
    """The source says it only under a condition, or reports it as somebody's opinion."""
    LOST_HEDGE = "lost_hedge"
    """The source says “some”, “may”, “about”; the claim does not."""
    LOST_RESTRICTION = "lost_restriction"
    """A clause that says which ones are meant is missing."""
    LOST_HEAD = "lost_head"
    """The claim begins or ends in the middle of a phrase."""
    GAP = "gap"
    WIDE_GAP = "wide_gap"
    SPLICE = "splice"
    """The beginning of one statement is joined to the end of another."""
    SUBSTITUTION = "substitution"
    """A synonym."""
    NEAR_WORD = "near_word"
    """Perhaps a synonym."""


_REPLACED: Final = {Relation.SYNONYM: Fault.SUBSTITUTION, Relation.NEAR: Fault.NEAR_WORD}


def find_faults(alignment: Alignment, lexicon: Lexicon) -> list[Fault]:
    """All faults, each kind at most `MAX_FAULTS_OF_A_KIND` times: more say no more."""
    found = [*_added(alignment, lexicon), *_lost(alignment, lexicon)]
    if exchanges_roles(alignment, lexicon):
        found.append(Fault.ROLES)
    found += [_REPLACED[kind] for kind in alignment.relations.values() if kind in _REPLACED]
    return [fault for fault in Fault for _ in range(min(found.count(fault), MAX_FAULTS_OF_A_KIND))]


def _added(alignment: Alignment, lexicon: Lexicon) -> Iterator[Fault]:
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
        elif token.norm in lexicon.contraries and _turns(alignment, index, lexicon):
            yield Fault.OPPOSITE
        elif token.norm not in lexicon.function_words and token.norm not in joined and not _is_split(alignment, index):
            yield from _added_word(alignment, index, lexicon)


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


def _lost(alignment: Alignment, lexicon: Lexicon) -> Iterator[Fault]:
    kept = sorted(partner for partner in alignment.pairs.values() if alignment.source[partner].kind is not Kind.BREAK)
    if not kept:
        return
    partners = set(alignment.pairs.values())
    source = alignment.source
    yield from _lost_lead(source[: kept[0]], lexicon)
    yield from _lost_tail(source[kept[-1] + 1 :], lexicon)
    yield from _lost_half(source[: kept[-1] + 1], source[kept[-1] + 1 :], alignment.claim, lexicon)
    claim_at = {partner: index for index, partner in alignment.pairs.items()}
    for one, other in pairwise(kept):
        gap = [
            source[place]
            for place in range(one + 1, other)
            if place not in partners or source[place].kind is Kind.BREAK
        ]
        if any(token.kind is not Kind.BREAK for token in gap):
            replaced = any(
                alignment.claim[index].kind is not Kind.BREAK for index in range(claim_at[one] + 1, claim_at[other])
            )
            bracketed = gap[0].surface in "([（" and gap[-1].surface in ")]）"
            if (
                not bracketed
                and _crosses_sentence(gap)
                and not _has_break(alignment.claim[claim_at[one] : claim_at[other]])
            ):
                yield from (Fault.SPLICE, Fault.SPLICE)
            # “[in France] in 1979”: which “in” is kept is chance.
            shifted = gap[-1].norm == source[one].norm
            yield from _lost_between(gap, source[other], lexicon, replaced=replaced, shifted=shifted)


def _crosses_sentence(gap: Sequence[Token]) -> bool:
    return any(token.kind is Kind.BREAK and token.surface in ".;!?。；！？" for token in gap)


def _has_break(tokens: Sequence[Token]) -> bool:
    return any(token.kind is Kind.BREAK for token in tokens)


def _lost_lead(lead: Sequence[Token], lexicon: Lexicon) -> Iterator[Fault]:
    words = [token for token in lead if token.kind is not Kind.BREAK]
    if not words:
        return
    if _opens_with_condition(lead, lexicon) or any(token.norm in lexicon.attributions for token in words):
        yield Fault.LOST_CONDITION
    attached: list[Token] = []
    for token in reversed(lead):
        if token.kind is Kind.BREAK or token.norm in lexicon.relatives:
            break
        attached.append(token)
    yield from _lost_words(attached[:4], lexicon)
    if attached and attached[0].norm in lexicon.place_and_time | lexicon.passive_agent | _LINKS:
        yield Fault.LOST_HEAD
    elif any(token.norm not in lexicon.function_words for token in attached[:1]):
        yield Fault.GAP


def _opens_with_condition(lead: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a condition begins a sentence of the lead: of the sentence itself, or of one before it."""
    begins = True
    for token in lead:
        if token.kind is Kind.BREAK:
            begins = begins or token.surface in ".;!?。；！？"
        elif begins and token.norm in lexicon.conditions:
            return True
        else:
            begins = False
    return False


_LINKS: Final = frozenset({"of", "from", "to", "into", "than", "de", "del", "du", "des", "von", "zu", "aus"})


def _lost_tail(tail: Sequence[Token], lexicon: Lexicon) -> Iterator[Fault]:
    words: list[Token] = []
    for token in tail:
        if token.kind is Kind.BREAK and token.surface in ".;；。!?":
            break
        if token.kind is not Kind.BREAK:
            words.append(token)
    if not words:
        return
    if any(token.norm in lexicon.conditions for token in words[:2]):
        yield Fault.LOST_CONDITION
    attached = tail[0].kind is not Kind.BREAK
    if attached and words[0].norm in lexicon.negations:
        yield Fault.LOST_NEGATION
    elif attached and lexicon.spaced and _is_head(words[0], lexicon):
        yield Fault.LOST_HEAD


def _is_head(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word right behind the claim's end may have been what its last words belong to."""
    if token.norm in lexicon.function_words or token.norm in lexicon.place_and_time or token.norm in lexicon.critical:
        return False
    return not token.norm.endswith("ly")


def _lost_half(
    kept: Sequence[Token], tail: Sequence[Token], claim: Sequence[Token], lexicon: Lexicon
) -> Iterator[Fault]:
    """The claim stops where its main clause would begin, or between “not only” and “but also”."""
    said = {token.norm for token in claim} | {f"{one.norm} {other.norm}" for one, other in pairwise(claim)}
    promised = {lexicon.correlatives[each] for each in said if each in lexicon.correlatives}
    if any(token.norm in promised - said for token in tail):
        yield Fault.LOST_HEAD
    if tail and tail[0].surface in ",，" and tail[0].surface:
        clause: list[Token] = []
        for token in reversed(kept):
            if token.kind is Kind.BREAK and token.surface in ",，;；:：":
                break
            clause.append(token)
        if clause and clause[-1].norm in lexicon.subordinators:
            yield Fault.LOST_HEAD


def _is_set_off(gap: Sequence[Token], words: Sequence[Token], following: Token, lexicon: Lexicon) -> bool:
    """Whether punctuation on both sides takes a gap out of the sentence: brackets, dashes, commas around an aside."""
    if gap[0].kind is not Kind.BREAK or gap[-1].kind is not Kind.BREAK:
        return False
    if gap[0].surface not in ",，":
        return True
    first = words[0].norm
    if first in lexicon.relatives:
        return bool(lexicon.verbs.fullmatch(following.surface))
    if first in lexicon.examples_openers | lexicon.place_and_time or not lexicon.spaced:
        return True
    return sum(token.norm not in lexicon.function_words for token in words) <= SMALL_GAP_WORDS


def _lost_between(
    gap: Sequence[Token], following: Token, lexicon: Lexicon, *, replaced: bool, shifted: bool
) -> Iterator[Fault]:
    words = [token for token in gap if token.kind is not Kind.BREAK]
    if _is_set_off(gap, words, following, lexicon):
        if words[0].norm in lexicon.conditions and gap[0].surface not in "([（":
            yield Fault.LOST_CONDITION
        return
    yield from _lost_words(words, lexicon)
    if any(token.norm in lexicon.conditions or token.norm in lexicon.attributions for token in words):
        yield Fault.LOST_CONDITION
    content = [token for token in words if token.norm not in lexicon.function_words]
    if content and not replaced:
        yield from _lost_meaning(gap[:-1] if shifted else gap, following, lexicon)
        yield from _lost_stretch(words, len(content), lexicon)


def _lost_meaning(gap: Sequence[Token], following: Token, lexicon: Lexicon) -> Iterator[Fault]:
    """A gap that said which one is meant, or that holds the word to which what follows belongs."""
    words = [token for token in gap if token.kind is not Kind.BREAK]
    if not words:
        return
    if words[0].norm in lexicon.relatives and gap[0].kind is not Kind.BREAK:
        yield Fault.LOST_RESTRICTION
    bare = [token for token in words if token.norm not in lexicon.determiners]
    if bare and _belongs_to_lost(words, bare[-1], lexicon):
        yield Fault.LOST_HEAD
    if words[0].norm in lexicon.restrictors and lexicon.verbs.fullmatch(following.surface):
        yield Fault.LOST_RESTRICTION


def _lost_stretch(words: Sequence[Token], content: int, lexicon: Lexicon) -> Iterator[Fault]:
    """How much is lost at one place, and whether a new statement began in it."""
    joints = lexicon.coordinators | lexicon.adversatives
    inner = any(token.norm in joints for token in words[1:-1])
    if content > WIDE_GAP_WORDS or (inner and content >= SMALL_GAP_WORDS):
        yield Fault.SPLICE
    elif content > SMALL_GAP_WORDS:
        yield Fault.WIDE_GAP
    else:
        yield Fault.GAP


def _belongs_to_lost(words: Sequence[Token], last: Token, lexicon: Lexicon) -> bool:
    """Whether what follows a gap belongs to a word in it: behind a preposition, or “that” of a lost noun."""
    if last.norm in _LINKS | lexicon.place_and_time | lexicon.passive_agent:
        return True
    # “Japan became a power that occupied Korea” is about Japan after all.
    return words[-1].norm in lexicon.relatives and words[0].norm not in lexicon.copulas


def _lost_words(words: Sequence[Token], lexicon: Lexicon) -> Iterator[Fault]:
    for token in words:
        if token.norm in lexicon.negations:
            yield Fault.LOST_NEGATION
        elif lexicon.critical.get(token.norm) in lexicon.hedges | {"only"}:
            yield Fault.LOST_HEDGE
