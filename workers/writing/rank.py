"""How much a sentence says about its document: what much else in it is about, weighed with where and how it is said."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workers.writing.lexicon import lexicon_for
from workers.writing.lexicon.base import Lexicon
from workers.writing.readable import word_count
from workers.writing.tokens import stem

DAMPING: Final = 0.15
ROUNDS: Final = 12
TOP_STEMS: Final = 60
KEY_STEMS: Final = 120

_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\d+(?:[.,]\d+)*|[^\W\d_\u3040-\u9fff]+\d*")

Floats = NDArray[np.float64]


def stems_of(text: str, lexicon: Lexicon) -> list[str]:
    """The stems of the content words, in order; in Chinese pairs of neighbouring ideographs."""
    return list(_stems(text, lexicon.code))


@lru_cache(maxsize=65_536)
def _stems(text: str, language: str) -> tuple[str, ...]:
    # Only finds text, never judges it: the checker's tokens would cost ten times as much.
    lexicon = lexicon_for(language)
    words = _WORD.findall(unicodedata.normalize("NFKC", text).lower())
    if not lexicon.spaced:
        pairs = [one + other for one, other in pairwise(words)]
        return tuple(p for p in pairs if p[0] not in lexicon.function_words and p[-1] not in lexicon.function_words)
    return tuple(
        stem(word, language)
        for word in words
        if word not in lexicon.function_words and (len(word) > 2 or word.isdecimal())
    )


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scores are comparable within a document; `top_stems` are what it is about, most frequent first."""

    centrality: Floats
    stems: tuple[tuple[str, ...], ...]
    top_stems: dict[str, float]
    key_stems: frozenset[str]
    """What it says more than once, of that the most frequent."""


def rank(texts: Sequence[str], background: Sequence[str], lexicon: Lexicon) -> Ranking:
    """Ranks candidate texts by continuous LexRank (Erkan and Radev 2004) over tf-idf vectors.

    The similarity matrix is never built: a walk's step is two products with the sparse matrix of vectors, so that the
    time grows with the number of words. `background` is all text of the document; frequencies are taken from it.
    """
    stems = tuple(tuple(stems_of(text, lexicon)) for text in texts)
    frequency: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for text in background:
        found = stems_of(text, lexicon)
        frequency.update(found)
        documents.update(set(found))
    common = [
        (each, count) for each, count in frequency.most_common(4 * TOP_STEMS) if len(each) > 2 or not lexicon.spaced
    ]
    common = [(each, count) for each, count in common if documents[each] > 1 and not each.isdecimal()][:TOP_STEMS]
    most = common[0][1] if common else 1
    top = {each: (count / most) ** 0.5 for each, count in common}
    keys = frozenset(each for each, count in frequency.most_common(KEY_STEMS) if count > 1)
    return Ranking(_centrality(stems, documents, max(1, len(background))), stems, top, keys)


def _centrality(stems: Sequence[Sequence[str]], documents: Counter[str], size: int) -> Floats:
    count = len(stems)
    if not count:
        return np.zeros(0)
    ids: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, sentence in enumerate(stems):
        for each, times in Counter(sentence).items():
            rows.append(row)
            columns.append(ids.setdefault(each, len(ids)))
            values.append(times * float(np.log(1 + size / (1 + documents[each]))))
    row_ids, column_ids, weights = np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64), np.array(values)
    norms = np.sqrt(np.bincount(row_ids, weights**2, minlength=count))
    norms[norms == 0] = 1.0
    weights = weights / norms[row_ids]

    def similarities_times(vector: Floats) -> Floats:
        by_stem = np.bincount(column_ids, weights * vector[row_ids], minlength=len(ids))
        return np.bincount(row_ids, weights * by_stem[column_ids], minlength=count).astype(np.float64)

    degree = similarities_times(np.ones(count))
    degree[degree == 0] = 1.0
    score = np.full(count, 1.0 / count)
    for _ in range(ROUNDS):
        score = DAMPING / count + (1 - DAMPING) * similarities_times(score / degree)
    top = float(score.max())
    return score / top if top else score


def length_factor(text: str, lexicon: Lexicon) -> float:
    """1 for what is read at a glance, less for what is long or hardly says anything."""
    words = word_count(text, lexicon)
    if words < 8:
        return 0.4 + 0.07 * words
    return 1.0 if words <= 20 else max(0.35, 1.0 - 0.028 * (words - 20))
