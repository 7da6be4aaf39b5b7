"""Lays a claim beside its source: which word stands for which, in order, and what is left over on either side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workers.writing.lexicon import lexicon_for
from workers.writing.relations import WEIGHTS, Relation, word_relation
from workers.writing.tokens import Kind, Token

ADJACENT_BONUS: Final = 0.15
"""Two words that follow each other in both texts are worth more: it decides which of two equal words is meant."""
FUNCTION_WORD_WEIGHT: Final = 0.25
BREAK_WEIGHT: Final = 0.02


@dataclass(frozen=True, slots=True)
class Alignment:
    """`pairs` maps indexes of claim tokens to indexes of source tokens, both ascending."""

    claim: Sequence[Token]
    source: Sequence[Token]
    pairs: dict[int, int]
    relations: dict[int, Relation]
    weight: float


def align(claim: Sequence[Token], source: Sequence[Token], language: str, function_words: frozenset[str]) -> Alignment:
    """The heaviest alignment in which no two pairs cross.

    A longest common subsequence with weighted matches and a bonus for neighbours, in time |claim| x |source|.
    """
    matches = _matches(claim, source, language, function_words)
    columns = len(source) + 1
    best = [[0.0] * columns for _ in range(len(claim) + 1)]
    joined = [[False] * columns for _ in range(len(claim) + 1)]
    for row, token in enumerate(claim, start=1):
        above, current, taken = best[row - 1], best[row], joined[row]
        scale = _scale(token, function_words)
        found = matches[row - 1]
        for column in range(1, columns):
            value = max(above[column], current[column - 1])
            kind = found.get(column - 1)
            if kind is not None:
                gain = above[column - 1] + scale * WEIGHTS[kind]
                if joined[row - 1][column - 1]:
                    gain += ADJACENT_BONUS * scale
                # Of two equal ones the later is taken: what follows it may stand right behind it.
                if gain >= value:
                    value = gain
                    taken[column] = True
            current[column] = value
    return _trace(claim, source, matches, best, joined)


def _scale(token: Token, function_words: frozenset[str]) -> float:
    if token.kind is Kind.BREAK:
        return BREAK_WEIGHT
    return FUNCTION_WORD_WEIGHT if token.norm in function_words else 1.0


def _matches(
    claim: Sequence[Token], source: Sequence[Token], language: str, function_words: frozenset[str]
) -> list[dict[int, Relation]]:
    """For each claim token the source tokens that it may stand for."""
    places: defaultdict[tuple[Kind, str], list[int]] = defaultdict(list)
    named: set[int] = set()
    for index, token in enumerate(source):
        places[token.kind, token.norm].append(index)
        if _stands_for_itself(source, index):
            named.add(index)
    synonyms = lexicon_for(language).synonyms
    open_words = [
        norm for kind, norm in places if kind is Kind.WORD and (norm not in function_words or norm in synonyms)
    ]
    known: dict[tuple[Kind, str], dict[int, Relation]] = {}
    for token in claim:
        key = (token.kind, token.norm)
        if key in known:
            continue
        row = known[key] = dict.fromkeys(places.get(key, ()), Relation.SAME)
        if token.kind is not Kind.WORD or (token.norm in function_words and token.norm not in synonyms):
            continue
        for norm in open_words:
            kind = word_relation(token.norm, norm, language)
            if Relation.SAME > kind >= Relation.NEAR:
                replaced = kind < Relation.FORM
                row.update((place, kind) for place in places[Kind.WORD, norm] if not (replaced and place in named))
    return [known[token.kind, token.norm] for token in claim]


def _stands_for_itself(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word is part of a name, for which no synonym can stand: “Communist Party”, not “Communist ideas”."""
    if not tokens[index].is_name or not index or tokens[index - 1].kind is Kind.BREAK:
        return False
    beside = [tokens[place] for place in (index - 1, index + 1) if 0 < place < len(tokens)]
    return any(token.is_name for token in beside)


def _trace(
    claim: Sequence[Token],
    source: Sequence[Token],
    matches: list[dict[int, Relation]],
    best: list[list[float]],
    joined: list[list[bool]],
) -> Alignment:
    pairs: dict[int, int] = {}
    relations: dict[int, Relation] = {}
    row, column = len(claim), len(source)
    while row and column:
        if joined[row][column]:
            pairs[row - 1] = column - 1
            relations[row - 1] = matches[row - 1][column - 1]
            row, column = row - 1, column - 1
        elif best[row - 1][column] >= best[row][column - 1]:
            row -= 1
        else:
            column -= 1
    return Alignment(
        claim,
        source,
        dict(sorted(pairs.items())),
        relations,
        best[len(claim)][len(source)],
    )
