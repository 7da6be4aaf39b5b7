"""Many claims against one source: the source is indexed once, each claim meets only the sentences that may carry it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from workers.writing.lexicon import lexicon_for
from workers.writing.tokens import Kind, stem, tokenize
from workers.writing.verify import Verdict, verify

CANDIDATES: Final = 5
"""So many of the sentences that share most with a claim are looked at, each with its neighbours."""


class SentenceIndex:
    """Finds sentences by the weight of the stems that they share with a text."""

    def __init__(self, sentences: Sequence[str], language: str) -> None:
        self.sentences = sentences
        self._language = language
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for index, sentence in enumerate(sentences):
            for key in set(self.keys(sentence)):
                self._places[key].append(index)

    def keys(self, text: str) -> list[str]:
        """The stems of a text's content words and its numbers, in order."""
        lexicon = lexicon_for(self._language)
        return [
            stem(token.norm, self._language)
            for token in tokenize(text, lexicon)
            if token.kind in (Kind.WORD, Kind.NUMBER) and token.norm not in lexicon.function_words
        ]

    def weight(self, key: str) -> float:
        """How telling a stem is: the rarer, the more. 0 for one that occurs nowhere."""
        places = self._places.get(key)
        return math.log(1 + len(self.sentences) / len(places)) if places else 0.0

    def nearest(self, text: str, limit: int) -> list[tuple[float, int]]:
        """(shared weight, index) of the sentences that share most with the text, best first."""
        shared: Counter[int] = Counter()
        for key in set(self.keys(text)):
            weight = self.weight(key)
            for index in self._places.get(key, ()):
                shared[index] += weight  # type: ignore[assignment] # a Counter may count in fractions
        return [(weight, index) for index, weight in shared.most_common(limit)]


class ClaimChecker:
    """Checks claims against one source text."""

    def __init__(self, sentences: Sequence[str], language: str) -> None:
        self._index = SentenceIndex(sentences, language)
        self._language = language

    def check(self, claim: str) -> tuple[Verdict, str]:
        """The verdict and the words of the source that speak for or against the claim, empty where there are none."""
        nearest = self._index.nearest(claim, CANDIDATES)
        if not nearest:
            return Verdict(0.0), ""
        near = {index + step for _, index in nearest for step in (-1, 0, 1)}
        indexes = sorted(index for index in near if 0 <= index < len(self._index.sentences))
        verdict = self._check_runs(claim, indexes)
        sources = verdict.sources or (nearest[0][1],)
        return verdict, " … ".join(self._index.sentences[index] for index in sorted(set(sources)))

    def _check_runs(self, claim: str, indexes: list[int]) -> Verdict:
        """`verify` takes neighbours for neighbours: a gap between two sentences is marked by an empty one."""
        sources: list[str] = []
        places: list[int] = []
        for index in indexes:
            if places and places[-1] != index - 1:
                sources.append("")
                places.append(-1)
            sources.append(self._index.sentences[index])
            places.append(index)
        verdict = verify(claim, sources, self._language)
        return Verdict(
            verdict.score, tuple(places[each] for each in verdict.sources if places[each] >= 0), verdict.faults
        )
