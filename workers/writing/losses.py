"""What a source has and a claim has not: conditions, hedges, restrictions, and words on which others lean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from workers.writing.alignment import Alignment
from workers.writing.clauses import is_left_open, is_surely_participle, lost_subjects
from workers.writing.faults import Fault
from workers.writing.lexicon.base import Lexicon
from workers.writing.narrowing import lost_narrowing
from workers.writing.tokens import Kind, Token

SMALL_GAP_WORDS: Final = 2
WIDE_GAP_WORDS: Final = 5
SHORT_CONDITION_WORDS: Final = 2
MAX_ENDING_CHARS: Final = 3


def lost_faults(alignment: Alignment, lexicon: Lexicon) -> Iterator[Fault]:
    """Every stretch of the source that the claim lacks although the rest leans on it."""
    kept = sorted(partner for partner in alignment.pairs.values() if alignment.source[partner].kind is not Kind.BREAK)
    if not kept:
        return
    partners = set(alignment.pairs.values())
    source = alignment.source
    yield from _lost_lead(source[: kept[0]], lexicon)
    yield from _lost_tail(source[kept[-1] + 1 :], lexicon)
    yield from (Fault.SPLICE for _ in lost_subjects(frozenset(kept), source, lexicon))
    yield from lost_narrowing(kept, source, lexicon)
    if is_left_open(kept[-1], source, lexicon):
        yield Fault.LOST_HEAD
    yield from _lost_half(source[: kept[-1] + 1], source[kept[-1] + 1 :], alignment.claim, lexicon)
    claim_at = {partner: index for index, partner in alignment.pairs.items()}
    for one, other in pairwise(kept):
        gap = [
            source[place]
            for place in range(one + 1, other)
            if place not in partners or source[place].kind is Kind.BREAK
        ]
        if any(token.kind is not Kind.BREAK for token in gap):
            between = alignment.claim[claim_at[one] + 1 : claim_at[other]]
            replaced = any(each.kind is not Kind.BREAK and each.norm not in lexicon.function_words for each in between)
            bracketed = gap[0].surface in "([（" and gap[-1].surface in ")]）"
            if (
                not bracketed
                and _crosses_sentence(gap)
                and not _has_break(alignment.claim[claim_at[one] : claim_at[other]])
            ):
                yield from (Fault.SPLICE, Fault.SPLICE)
            # “[in France] in 1979”: which “in” is kept is chance; of “of the size of all” the first one counts.
            shifted = gap[-1].norm == source[one].norm and source[one].norm not in _LINKS
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
            begins = begins or token.surface in ".;:!?。；：！？"
        elif begins and token.norm in lexicon.conditions:
            return True
        else:
            begins = False
    return False


_LINKS: Final = frozenset({"of", "from", "to", "into", "than", "de", "del", "du", "des", "von", "zu", "aus"})


def _lost_tail(tail: Sequence[Token], lexicon: Lexicon) -> Iterator[Fault]:
    words: list[Token] = []
    if len(tail) > 1 and lexicon.spaced and tail[0].surface == "." and _goes_on(tail[0], tail[1]):
        yield Fault.LOST_HEAD
    for token in tail:
        if token.kind is Kind.BREAK and token.surface in ".;；。!?":
            break
        if token.kind is not Kind.BREAK:
            words.append(token)
    if not words:
        return
    if (
        any(token.norm in lexicon.conditions for token in words[:2])
        or _limits(words, lexicon)
        or _ends_in_one(tail, lexicon)
    ):
        yield Fault.LOST_CONDITION
    attached = tail[0].kind is not Kind.BREAK
    if attached and words[0].norm in lexicon.negations:
        yield Fault.LOST_NEGATION
    elif attached and lexicon.spaced and _is_head(words[0], lexicon):
        yield Fault.LOST_HEAD


def _goes_on(stop: Token, following: Token) -> bool:
    """“The call of ci.Crisk”: whether the stop is part of a name, and more than an ending like “.jl” behind it."""
    return stop.end == following.start and following.kind is Kind.WORD and len(following.surface) > MAX_ENDING_CHARS


def _ends_in_one(tail: Sequence[Token], lexicon: Lexicon) -> bool:
    """“[in equation (7) when B is 1]”: whether a condition of the same clause comes further on."""
    for token in tail:
        if (
            token.surface in ",;:.!?，；。："
            or token.norm in lexicon.coordinators | lexicon.relatives | lexicon.subordinators
        ):
            return token.norm in lexicon.conditions
        if token.norm in lexicon.conditions:
            return True
    return False


def _limits(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """“As long as” and “so far as” open a condition."""
    opening = [token.norm for token in words[:3]]
    return len(opening) == 3 and opening[0] in _AS and opening[2] == "as" and "as" in lexicon.subordinators


_LIMITING: Final = frozenset({"exception", "only"})
_AS: Final = frozenset({"as", "so"})


def _is_head(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word right behind the claim's end may have been what its last words belong to."""
    if token.norm in lexicon.function_words or token.norm in lexicon.place_and_time or token.norm in lexicon.critical:
        return False
    return not token.norm.endswith("ly")


def _lost_half(
    kept: Sequence[Token], tail: Sequence[Token], claim: Sequence[Token], lexicon: Lexicon
) -> Iterator[Fault]:
    """The claim stops where its main clause would begin, or between “not only” and “but also”."""
    lost = set(_unkept(claim, lexicon))
    if any(token.norm in lost for token in tail):
        yield Fault.LOST_HEAD
    if tail and tail[0].surface in ",，" and tail[0].surface:
        clause: list[Token] = []
        for token in reversed(kept):
            if token.kind is Kind.BREAK and token.surface in ",，;；:：":
                break
            clause.append(token)
        if (
            clause
            and clause[-1].norm in lexicon.subordinators
            and not _has_said(kept[: len(kept) - len(clause)], lexicon)
        ):
            yield Fault.LOST_HEAD


def _unkept(claim: Sequence[Token], lexicon: Lexicon) -> Iterator[str]:
    """The second halves that the claim promises and does not have behind the first: the “and” of “both”."""
    norms = [token.norm for token in claim]
    pairs = [f"{one} {other}" for one, other in pairwise(norms)]
    for promise, second in lexicon.correlatives.items():
        heard = pairs if " " in promise else norms
        if promise in heard and second not in norms[heard.index(promise) :]:
            yield second


def _has_said(before: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether what stands before a subordinate clause is a main clause: “it holds, as we saw”."""
    words = [token for token in before if token.kind is not Kind.BREAK]
    if not words or words[-1].norm in lexicon.relatives:
        return False
    return bool(lexicon.verbs.search(" ".join(token.surface for token in words)))


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
        limits = words[0].norm in lexicon.conditions or any(token.norm in lexicon.attributions for token in words[:2])
        if gap[0].surface in "([（":
            # “(if any)” can go, “(if it is zero)”, “(except small ones)” and “(usually)” cannot.
            limits = limits and len(words) > SHORT_CONDITION_WORDS
            limits = limits or lexicon.critical.get(words[0].norm) in lexicon.hedges | _LIMITING
        if limits:
            yield Fault.LOST_CONDITION
        return
    yield from _lost_words(words, lexicon)
    if any(token.norm in lexicon.conditions or token.norm in lexicon.attributions for token in words):
        yield Fault.LOST_CONDITION
    content = [token for token in words if token.norm not in lexicon.function_words]
    if content and not replaced:
        yield from _lost_meaning(gap[:-1] if shifted else gap, following, lexicon)
        if _loses_predicate(gap, words, following, lexicon):
            yield Fault.SPLICE
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
    closes = lexicon.verb_last and gap[0].kind is not Kind.BREAK and gap[-1].kind is Kind.BREAK
    if closes and words[-1].surface.islower() and words[-1].norm not in lexicon.function_words:
        yield Fault.LOST_HEAD


def _lost_stretch(words: Sequence[Token], content: int, lexicon: Lexicon) -> Iterator[Fault]:
    """How much is lost at one place, and whether a new statement began in it."""
    joints = lexicon.coordinators | lexicon.adversatives
    inner = any(token.norm in joints for token in words[1:-1])
    acts = lexicon.spaced and lexicon.verbs.fullmatch(words[0].surface) and words[0].norm not in lexicon.copulas
    if acts and not _is_reduced(words, lexicon):
        yield Fault.SPLICE  # “the first implements A and the second implements B”: whose predicate is left?
    if content > WIDE_GAP_WORDS or (inner and content >= SMALL_GAP_WORDS):
        yield Fault.SPLICE
    elif content > SMALL_GAP_WORDS:
        yield Fault.WIDE_GAP
    else:
        yield Fault.GAP


def _loses_predicate(gap: Sequence[Token], words: Sequence[Token], following: Token, lexicon: Lexicon) -> bool:
    """Whether a subject lost its predicate and is now coupled to the next one's: “[fits curves] and beta draws lines”.

    The verb need not be known: it stands right behind what is kept, its object behind it, a new subject after that.
    """
    first, rest = words[0], words[1:]
    couples = following.norm in lexicon.coordinators | lexicon.adversatives or gap[-1].kind is Kind.BREAK
    if not (couples and rest and lexicon.spaced) or gap[0].kind is Kind.BREAK or not _is_head(first, lexicon):
        return False
    if _is_reduced(words, lexicon):
        return False  # “a house built by Smith and …” names the house
    if lexicon.participle.fullmatch(first.norm) and not _is_head(rest[0], lexicon):
        return rest[0].norm in lexicon.determiners
    verb = lexicon.verbs.match(" ".join(token.surface for token in words))
    if verb is not None and verb.end() == len(first.surface):
        return first.norm not in lexicon.copulas
    inflected = lexicon.code == "en" and first.norm.endswith("s") and not first.norm.endswith("ss")
    return rest[0].norm in lexicon.determiners or (inflected and not first.is_name)


def _is_reduced(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a lost stretch begins with a participle that belongs to the noun before it, and is no verb."""
    if not lexicon.participle.fullmatch(words[0].norm):
        return False
    return is_surely_participle(words[0].norm) or (len(words) > 1 and words[1].norm in lexicon.passive_agent)


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
