"""Chooses the points of a note: the whole document touched, the weightiest first, nothing said twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.documents import BlockKind
from workers.writing.lexicon.base import Lexicon
from workers.writing.rank import Ranking, length_factor
from workers.writing.readable import is_fragment, is_statement, points_elsewhere, strip_bullet, word_count
from workers.writing.sections import Part
from workers.writing.segment import Sentence
from workers.writing.shorten import shorten
from workers.writing.terms import define

SHARES: Final = {"brief": 0.05, "standard": 0.13, "detailed": 0.17}
"""Words of the points to words of the document."""
HANDOUT_SHARE: Final = 2.2
"""Times as much of a document of up to three pages, or of a few words: what is short is dense."""
HANDOUT_WORDS: Final = 3000
"""From so many words on a document is not short any more."""
SLIDES_SHARE: Final = 1.8
"""Times as much of slides: they are notes already, and much of them are formulas and titles."""
FULL_SHARE_WORDS: Final = 25_000
BEYOND: Final = 0.5
"""Of a book's words beyond these the share grows only half as fast."""

LOOKED_AT: Final = 4
"""Sentences that are shortened for each that is chosen: shortening is the expensive step."""
TOO_ALIKE: Final = 0.62
"""Of the stems of the shorter of two sentences; from here on they say the same."""
THE_SAME: Final = 0.9
"""Of the stems: nothing new at all."""
WORDS_PER_POINT: Final = 16


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may become a point. `index` is its place among all candidates."""

    index: int
    sentence: Sentence
    part: int
    prior: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence with the words in which it is shown."""

    sentence: Sentence
    text: str
    score: float


def candidates_of(
    parts: Sequence[Part], lexicon: Lexicon, *, leave: Callable[[Sentence], bool] = lambda _sentence: False
) -> list[Candidate]:
    """All sentences that can stand alone, and fragments of parts in which hardly a sentence can.

    Those that `leave` names, because they are shown as terms, are taken only where a part has no others.
    """
    found: list[Candidate] = []
    for number, part in enumerate(parts):
        all_statements = [sentence for sentence in part.sentences if is_statement(sentence, lexicon)]
        statements = [sentence for sentence in all_statements if not leave(sentence)] or all_statements
        good = [sentence for sentence in statements if not points_elsewhere(strip_bullet(sentence.text), lexicon)]
        pages = {sentence.page for sentence in good}
        spare = [s for s in part.sentences if (s.bullet or s.page not in pages) and is_fragment(s, lexicon)]
        chosen = {id(sentence) for sentence in (*statements, *spare)}
        for sentence in part.sentences:
            if id(sentence) in chosen:
                prior = _prior(sentence, part, lexicon)
                found.append(Candidate(len(found), sentence, number, prior))
    return found


def budget_words(total_words: int, pages: int, length: str, *, slides: bool = False) -> int:
    """How many words all points of a note have together."""
    weighed = min(total_words, FULL_SHARE_WORDS) + BEYOND * max(0, total_words - FULL_SHARE_WORDS)
    shortness = 1.0 if pages <= 3 else max(0.0, 1 - total_words / HANDOUT_WORDS)
    share = SHARES[length] * (1 + (HANDOUT_SHARE - 1) * shortness)
    return max(60, int(weighed * share * (SLIDES_SHARE if slides else 1)))


def choose(
    candidates: Sequence[Candidate], ranking: Ranking, parts: Sequence[Part], budget: int, lexicon: Lexicon
) -> list[list[Chosen]]:
    """The points of each part, in the order of the document."""
    score = [_score(candidate, ranking) for candidate in candidates]
    by_part: defaultdict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_part[candidate.part].append(candidate)
    total = sum(part.words for part in parts) or 1
    taken = _Taken(ranking)
    result: list[list[Chosen]] = []
    for number, part in enumerate(parts):
        wanted = max(1, round(budget * part.words / total / WORDS_PER_POINT))
        result.append(_choose_in(by_part[number], score, wanted, taken, lexicon))
    return result


def _choose_in(
    candidates: Sequence[Candidate], score: Sequence[float], wanted: int, taken: _Taken, lexicon: Lexicon
) -> list[Chosen]:
    """Each page's best first, then the best of all, until `wanted` are chosen."""
    ordered = sorted(candidates, key=lambda candidate: -score[candidate.index])
    pages: defaultdict[int, list[Candidate]] = defaultdict(list)
    for candidate in ordered:
        pages[candidate.sentence.page].append(candidate)
    wanted = max(wanted, len(pages))
    chosen: dict[int, Chosen] = {}
    pools = [pool[: 2 * LOOKED_AT] for pool in pages.values()] + [ordered[: LOOKED_AT * wanted]]
    for number, pool in enumerate(pools):
        room = 1 if number < len(pages) else wanted - len(chosen)
        left = [candidate for candidate in pool if candidate.index not in chosen]
        while room > 0 and left:
            best, left = taken.best(left, score, lexicon)
            if best is None:
                break
            chosen[best[0].index] = best[1]
            room -= 1
    if not chosen:
        # A section is not left out because it resembles another one, unless it says just the same.
        best, _ = taken.best(ordered[:LOOKED_AT], score, lexicon, too_alike=THE_SAME)
        if best:
            chosen[best[0].index] = best[1]
    return [chosen[index] for index in sorted(chosen)]


class _Taken:
    """What is chosen so far, in the whole document."""

    def __init__(self, ranking: Ranking) -> None:
        self._ranking = ranking
        self._covered: Counter[str] = Counter()
        self._by_stem: defaultdict[str, set[int]] = defaultdict(set)
        self._sizes: dict[int, int] = {}

    def best(
        self, pool: list[Candidate], score: Sequence[float], lexicon: Lexicon, *, too_alike: float = TOO_ALIKE
    ) -> tuple[tuple[Candidate, Chosen] | None, list[Candidate]]:
        """Takes the candidate of greatest gain out of the pool; those too like a chosen one fall out."""
        fresh = [candidate for candidate in pool if self._likeness(candidate) < too_alike]
        gains = []
        for candidate in fresh:
            text = shorten(candidate.sentence.text, lexicon.code)
            gain = score[candidate.index] * length_factor(text, lexicon) + self._news(candidate)
            gains.append((gain * (1 - 0.6 * self._likeness(candidate)), candidate, text))
        if not gains:
            return None, []
        gain, candidate, text = max(gains, key=lambda each: each[0])
        self._take(candidate)
        rest = [other for other in fresh if other is not candidate]
        return (candidate, Chosen(candidate.sentence, text, gain)), rest

    def _take(self, candidate: Candidate) -> None:
        stems = set(self._ranking.stems[candidate.index])
        self._sizes[candidate.index] = len(stems)
        self._covered.update(stems)
        for each in stems:
            self._by_stem[each].add(candidate.index)

    def _likeness(self, candidate: Candidate) -> float:
        stems = set(self._ranking.stems[candidate.index])
        shared: Counter[int] = Counter()
        for each in stems:
            shared.update(self._by_stem.get(each, ()))
        if not stems or not shared:
            return 0.0
        return max(count / min(len(stems), self._sizes[index]) for index, count in shared.most_common(3))

    def _news(self, candidate: Candidate) -> float:
        """What of the document's subjects is not covered yet, 0 to about 0.3."""
        top = self._ranking.top_stems
        gain = sum(
            top[each] * 0.5 ** self._covered[each] for each in set(self._ranking.stems[candidate.index]) if each in top
        )
        return min(0.3, 0.06 * gain)


def _score(candidate: Candidate, ranking: Ranking) -> float:
    return 0.55 * float(ranking.centrality[candidate.index]) + candidate.prior


def _prior(sentence: Sentence, part: Part, lexicon: Lexicon) -> float:
    """What a sentence is worth by its place and its form, about -0.5 to 0.7."""
    text = strip_bullet(sentence.text)
    prior = 0.12 if sentence.place == 0 else 0.0
    position = part.sentences.index(sentence) / max(1, len(part.sentences))
    prior += 0.08 * (1 - position)
    prior += 0.1 * bool(lexicon.cue.search(text))
    prior += 0.22 * (define(text, lexicon) is not None)
    prior += 0.05 * any(char.isdigit() for char in text)
    if points_elsewhere(text, lexicon):
        prior -= 0.6
    if lexicon.aim.match(text):
        prior += 0.25
    elif lexicon.pointing.search(text):
        prior -= 0.25
    if not sentence.complete:
        prior -= 0.15
    if lexicon.context.search(text):
        prior -= 0.15
    if sentence.kind is BlockKind.LIST_ITEM and word_count(text, lexicon) < 8:
        prior -= 0.05
    return prior
