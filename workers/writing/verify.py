"""The checker: whether a claim says nothing but what its source sentences say.

A claim is laid beside a source sentence word by word. Every word of the claim must be found there, in the same order,
as the same word, a form of it or a synonym; what the source has and the claim lacks must be something that a sentence
can lose. Each violation has a price, and the score is their product with the share of the claim that is found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from workers.writing.additions import added_faults
from workers.writing.alignment import Alignment, align
from workers.writing.faults import Fault
from workers.writing.fronting import Moved, moved_readings
from workers.writing.lexicon import lexicon_for
from workers.writing.lexicon.base import Lexicon
from workers.writing.losses import lost_faults
from workers.writing.marks import without_marks
from workers.writing.relations import Relation
from workers.writing.roles import exchanges_roles
from workers.writing.tokens import Kind, Token, tokenize
from workers.writing.voice import active_readings

SUPPORTED: Final = 0.5
"""From this score on a claim may be shown."""

PRICES: Final = {
    Fault.NUMBER: 0.08,
    Fault.NEGATION: 0.1,
    Fault.OPPOSITE: 0.12,
    Fault.NAME: 0.2,
    Fault.ORDER: 0.3,
    Fault.ROLES: 0.2,
    Fault.UNKNOWN_WORD: 0.4,
    Fault.PRONOUN: 0.4,
    Fault.MEANING_WORD: 0.3,
    Fault.LOST_CONDITION: 0.4,
    Fault.LOST_HEDGE: 0.45,
    Fault.LOST_NEGATION: 0.12,
    Fault.LOST_RESTRICTION: 0.45,
    Fault.LOST_HEAD: 0.45,
    Fault.GAP: 0.85,
    Fault.WIDE_GAP: 0.6,
    Fault.SPLICE: 0.45,
    Fault.SUBSTITUTION: 0.95,
    Fault.NEAR_WORD: 0.65,
}
"""What each fault leaves of the score, each time it occurs."""

TURNED: Final = 0.9
"""What a claim keeps of its score that had to be put into the active, or its clauses into another order."""
MAX_FAULTS_OF_A_KIND: Final = 2
MIN_CLAUSE_TOKENS: Final = 4
BEGINNING_CHARS: Final = 4
MIN_FAMILIAR_SHARE: Final = 0.25
"""A source that has fewer of the claim's words, judged by their beginnings, is not laid beside it: synonyms alone carry
no claim."""


_REPLACED: Final = {Relation.SYNONYM: Fault.SUBSTITUTION, Relation.NEAR: Fault.NEAR_WORD}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` is 0..1. `sources` are the indexes of the sentences that carry the claim, `faults` what is against it."""

    score: float
    sources: tuple[int, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def supported(self) -> bool:
        return self.score >= SUPPORTED


def verify(claim: str, sources: Sequence[str], language: str) -> Verdict:
    """Checks a claim against a few source sentences, of which neighbours stand together in the document.

    The whole claim is tried against each sentence, each two neighbours, and, clause by clause, against different ones.
    """
    lexicon = lexicon_for(language)
    tokens = _tokens(claim, lexicon)
    if not any(_is_content(token, lexicon) for token in tokens):
        return Verdict(0.0)
    best = Verdict(0.0)
    for index, source in enumerate(sources):
        best = _better(best, judge(tokens, _tokens(source, lexicon), lexicon, (index,)))
    if best.supported:
        return best
    clauses = split_clauses(tokens, lexicon)
    if len(clauses) > 1:
        best = _better(best, _by_clauses(clauses, sources, lexicon))
    if best.supported:
        return best
    for (index, source), (_, following) in pairwise(enumerate(sources)):
        both = _tokens(f"{source} {following}", lexicon)
        best = _better(best, judge(tokens, both, lexicon, (index, index + 1)))
    return best if best.supported else _better(best, _by_turning(tokens, sources, lexicon))


def judge(claim: Sequence[Token], source: Sequence[Token], lexicon: Lexicon, indexes: tuple[int, ...]) -> Verdict:
    """The verdict on one claim against one stretch of source."""
    if [token.norm for token in claim] == [token.norm for token in source]:
        return Verdict(1.0, indexes)
    familiar = _familiar_share(claim, source, lexicon)
    if familiar < MIN_FAMILIAR_SHARE:
        return Verdict(familiar * 0.3, indexes, (Fault.UNKNOWN_WORD,))
    alignment = align(claim, source, lexicon.code, lexicon.function_words)
    found = coverage(alignment, lexicon)
    if found < 0.4:
        return Verdict(found * 0.3, indexes, (Fault.UNKNOWN_WORD,))
    faults = find_faults(alignment, lexicon)
    score = found
    for fault in faults:
        score *= PRICES[fault]
    return Verdict(score, indexes, tuple(faults))


def find_faults(alignment: Alignment, lexicon: Lexicon) -> list[Fault]:
    """All faults, each kind at most `MAX_FAULTS_OF_A_KIND` times: more say no more."""
    found = [*added_faults(alignment, lexicon), *lost_faults(alignment, lexicon)]
    if exchanges_roles(alignment, lexicon):
        found.append(Fault.ROLES)
    found += [_REPLACED[kind] for kind in alignment.relations.values() if kind in _REPLACED]
    return [fault for fault in Fault for _ in range(min(found.count(fault), MAX_FAULTS_OF_A_KIND))]


def _familiar_share(claim: Sequence[Token], source: Sequence[Token], lexicon: Lexicon) -> float:
    """Share of the claim's content words that begin like some word of the source: a glance before the long look."""
    begins = {token.norm[:BEGINNING_CHARS] for token in source}
    content = [token.norm[:BEGINNING_CHARS] in begins for token in claim if _is_content(token, lexicon)]
    return sum(content) / len(content) if content else 0.0


def coverage(alignment: Alignment, lexicon: Lexicon) -> float:
    """Share of the claim's content words that are found in order, 0..1."""
    total = kept = 0
    for index, token in enumerate(alignment.claim):
        if _is_content(token, lexicon):
            total += 1
            kept += index in alignment.pairs
    return kept / total if total else 0.0


def split_clauses(tokens: Sequence[Token], lexicon: Lexicon) -> list[list[Token]]:
    """Cuts a claim where one statement ends and the next begins: at semicolons and at a comma with a conjunction."""
    clauses: list[list[Token]] = [[]]
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        ends = token.kind is Kind.BREAK and (
            token.surface in ";；.!?"
            or (token.surface in ",，" and following is not None and following.norm in lexicon.coordinators)
        )
        clauses[-1].append(token)
        if ends:
            clauses.append([])
    merged: list[list[Token]] = []
    for clause in clauses:
        size = sum(_is_content(token, lexicon) for token in clause)
        if merged and (
            size < MIN_CLAUSE_TOKENS or sum(_is_content(t, lexicon) for t in merged[-1]) < MIN_CLAUSE_TOKENS
        ):
            merged[-1] = merged[-1] + clause
        elif clause:
            merged.append(clause)
    return merged


def _by_clauses(clauses: list[list[Token]], sources: Sequence[str], lexicon: Lexicon) -> Verdict:
    """Every clause must be carried by a sentence; what one sentence says of two things is not torn apart.

    Runs of clauses that rest on one sentence are judged together, so that nothing is exchanged between them.
    """
    tokenized = [_tokens(source, lexicon) for source in sources]
    best: list[Verdict] = [Verdict(1.0)] + [Verdict(0.0)] * len(clauses)
    for end in range(1, len(clauses) + 1):
        for start in range(end):
            if start == 0 and end == len(clauses):
                continue
            claim = [token for clause in clauses[start:end] for token in clause]
            for index, source in enumerate(tokenized):
                if best[start].sources[-1:] == (index,) or best[start].score == 0:
                    continue
                verdict = judge(claim, source, lexicon, (index,))
                score = min(best[start].score, verdict.score)
                if score > best[end].score:
                    faults = best[start].faults + verdict.faults
                    best[end] = Verdict(score, (*best[start].sources, index), faults)
    return best[-1]


def _by_turning(tokens: Sequence[Token], sources: Sequence[str], lexicon: Lexicon) -> Verdict:
    """Claim and source may say the same in the active and in the passive, or with a clause at the other end."""
    best = Verdict(0.0)
    moved = moved_readings(tokens, lexicon)
    readings = active_readings(tokens, lexicon)
    said = {token.norm for token in tokens if _is_content(token, lexicon)}
    for index, source in enumerate(sources):
        source_tokens = _tokens(source, lexicon)
        shared = said & {token.norm for token in source_tokens}
        if len(shared) * 2 < len(said):
            continue
        for reading in readings:
            best = _better(best, judge(reading, source_tokens, lexicon, (index,)))
        for each in moved:
            best = _better(best, _judge_moved(each, source_tokens, lexicon, index))
        for reading in active_readings(source_tokens, lexicon):
            best = _better(best, judge(tokens, reading, lexicon, (index,)))
            for each in moved:
                best = _better(best, _judge_moved(each, reading, lexicon, index))
    return Verdict(best.score * TURNED, best.sources, best.faults)


def _judge_moved(moved: Moved, source: Sequence[Token], lexicon: Lexicon, index: int) -> Verdict:
    pairs = align(moved.tokens, source, lexicon.code, lexicon.function_words).pairs
    return judge(moved.tokens, source, lexicon, (index,)) if moved.fits(source, pairs) else Verdict(0.0)


def _better(one: Verdict, other: Verdict) -> Verdict:
    return other if other.score > one.score else one


def _is_content(token: Token, lexicon: Lexicon) -> bool:
    return token.kind is not Kind.BREAK and token.norm not in lexicon.function_words


@lru_cache(maxsize=4096)
def _tokens_cached(text: str, code: str) -> tuple[Token, ...]:
    """Tokens of a text in which long-winded phrases are replaced by their short equals, so that both compare equal.

    Marks of footnotes are no words."""
    lexicon = lexicon_for(code)
    text = without_marks(text)
    for pattern, short in (*lexicon.rewordings, *lexicon.same):
        text = pattern.sub(short, text)
    return tuple(tokenize(text, lexicon))


def _tokens(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    return _tokens_cached(text, lexicon.code)
