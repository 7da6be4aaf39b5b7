"""Chooses the points of a note: the whole document touched, the weightiest first, nothing said twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from app.documents import BlockKind
from app.notes import Point
from workers.writing.leaning import ABOUT_PRICE, HOPELESS, USABLE, Flaw, flaws_of, is_about, price_of, without_opening
from workers.writing.lexicon import is_foreign
from workers.writing.lexicon.base import Lexicon
from workers.writing.lexicon.standing import standing_for
from workers.writing.rank import Ranking, length_factor, rank, stems_of
from workers.writing.readable import has_formula, has_words, is_fragment, is_statement, word_count
from workers.writing.sections import Part
from workers.writing.segment import Sentence
from workers.writing.shorten import may_shorten, tidy
from workers.writing.terms import define
from workers.writing.tokens import stem

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
"""Sentences whose form is judged for each that is chosen, the most central first."""
MANY_SENTENCES: Final = 2500
"""In a document with more of them not every one is looked at."""
LOOKED_AT_A_PAGE: Final = 12
FIRST: Final = 0.1
"""What it is worth to open a paragraph."""
TOO_ALIKE: Final = 0.62
"""Of the stems of the shorter of two sentences; from here on they say the same."""
TOO_ALIKE_IN_WORDING: Final = 0.66
"""Of all words of both, in their order: “3D plots need four columns” beside “2D plots need three columns”."""
THE_SAME: Final = 0.9
"""Of the stems: nothing new at all."""
NEAR_SHARE: Final = 0.3
_ANY_WORD: Final = re.compile(r"\w+")
FORMULA: Final = 0.3
"""What is lost on a reader who does not know what its letters stand for."""
CONDENSABLE: Final = 0.22
"""What it is worth that a sentence can be made shorter: it says the same to a reader in less time."""
WORDS_PER_POINT: Final = 16
WORDS_PER_BULLET: Final = 9
LAST_RESORT: Final = 0.65
"""Below the first level a section that has only sentences with more flaws than this is left out."""
WORTH_A_POINT: Final = 0.12
"""A sentence that is worth less is left out though there is room for it."""
WORTH_A_PAGE: Final = -0.1
"""The same for the first of its page: a page that says something is not passed over."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may become a point. `index` is its place among all candidates, `price` what its flaws cost."""

    index: int
    sentence: Sentence
    text: str
    part: int
    prior: float
    price: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence with the words in which it is shown."""

    sentence: Sentence
    text: str
    score: float


def candidates_of(
    parts: Sequence[Part],
    lexicon: Lexicon,
    title: str = "",
    *,
    leave: Callable[[Sentence], bool] = lambda _sentence: False,
) -> list[Candidate]:
    """All sentences that can stand alone, and fragments of parts in which hardly a sentence can; not those that `leave`
    names, because they are shown as terms."""
    found: list[Candidate] = []
    promising = _promising(parts, lexicon)
    for number, part in enumerate(parts):
        sentences = [
            each
            for each in part.sentences
            if (promising is None or id(each) in promising) and not is_foreign(each.text, lexicon.code)
        ]
        statements = [each for each in sentences if is_statement(each, lexicon) and not leave(each)]
        pages = {sentence.page for sentence in statements}
        spare = [s for s in sentences if (s.bullet or s.page not in pages) and is_fragment(s, lexicon)]
        chosen = {id(sentence) for sentence in (*statements, *spare)}
        for place, sentence in enumerate(part.sentences):
            if id(sentence) in chosen:
                text = tidy(sentence.text, lexicon.code)
                if sentence.complete and not has_words(without_opening(text, lexicon), lexicon):
                    continue
                price = price_of(text, lexicon.code, whole=sentence.complete)
                if is_about(text, title) and Flaw.FLAT_FORMULA not in flaws_of(text, lexicon.code):
                    price = max(0.0, price - ABOUT_PRICE)
                if price < HOPELESS:
                    prior = _prior(sentence, text, place / max(1, len(part.sentences)), lexicon)
                    found.append(Candidate(len(found), sentence, text, number, prior, price))
    return found


def _promising(parts: Sequence[Part], lexicon: Lexicon) -> set[int] | None:
    """Of a long book the most central sentences of each page, by `id`: judging the form of all takes too long.

    None where all are to be looked at.
    """
    sentences = [sentence for part in parts for sentence in part.sentences]
    if len(sentences) <= MANY_SENTENCES:
        return None
    texts = [sentence.text for sentence in sentences]
    centrality = rank(texts, texts, lexicon).centrality
    pages: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for sentence, central in zip(sentences, centrality, strict=True):
        pages[sentence.page].append((float(central) + FIRST * (sentence.place == 0), id(sentence)))
    return {number for page in pages.values() for _, number in sorted(page, reverse=True)[:LOOKED_AT_A_PAGE]}


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
    score = [_score(candidate, ranking, lexicon) for candidate in candidates]
    by_part: defaultdict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_part[candidate.part].append(candidate)
    total = sum(part.words for part in parts) or 1
    is_deck = any(sentence.bullet for part in parts for sentence in part.sentences)
    words_per_point = WORDS_PER_BULLET if is_deck else WORDS_PER_POINT
    taken = _Taken(ranking, lexicon.code)
    result: list[list[Chosen]] = []
    for number, part in enumerate(parts):
        wanted = max(1, round(budget * part.words / total / words_per_point))
        result.append(_choose_in(by_part[number], score, wanted, taken, lexicon, level=part.level))
    return result


def _choose_in(
    candidates: Sequence[Candidate],
    score: Sequence[float],
    wanted: int,
    taken: _Taken,
    lexicon: Lexicon,
    *,
    level: int,
) -> list[Chosen]:
    """Each page's best first, then the best of all, until `wanted` are chosen or none is worth it."""
    ordered = sorted(candidates, key=lambda candidate: -score[candidate.index])
    usable = [candidate for candidate in ordered if candidate.price < USABLE]
    pages: defaultdict[int, list[Candidate]] = defaultdict(list)
    for candidate in usable:
        pages[candidate.sentence.page].append(candidate)
    wanted = max(wanted, len(pages))
    chosen: dict[int, Chosen] = {}
    pools = [pool[: 2 * LOOKED_AT] for pool in pages.values()] + [usable[: LOOKED_AT * wanted]]
    for number, pool in enumerate(pools):
        of_page = number < len(pages)
        room = 1 if of_page else wanted - len(chosen)
        left = [candidate for candidate in pool if candidate.index not in chosen]
        while room > 0 and left:
            best, left = taken.best(left, score, lexicon, least=WORTH_A_PAGE if of_page else WORTH_A_POINT)
            if best is None:
                break
            chosen[best[0].index] = best[1]
            room -= 1
    if not chosen:
        # A section is not left out because it resembles another one, unless it says just the same.
        spare = [candidate for candidate in ordered if level == 1 or candidate.price < LAST_RESORT]
        for pool in (usable[:LOOKED_AT], spare[: 2 * LOOKED_AT]):
            best, _ = taken.best(pool, score, lexicon, too_alike=THE_SAME)
            if best:
                chosen[best[0].index] = best[1]
                break
    return [chosen[index] for index in sorted(chosen)]


class _Taken:
    """What is chosen so far, in the whole document."""

    def __init__(self, ranking: Ranking, language: str) -> None:
        self._ranking = ranking
        self._language = language
        self._covered: Counter[str] = Counter()
        self._order: list[frozenset[str]] = []
        self._by_stem: defaultdict[str, list[int]] = defaultdict(list)
        self._known: dict[int, tuple[float, int]] = {}
        self._words: list[list[str]] = []

    def best(
        self,
        pool: list[Candidate],
        score: Sequence[float],
        lexicon: Lexicon,
        *,
        too_alike: float = TOO_ALIKE,
        least: float = -9.0,
    ) -> tuple[tuple[Candidate, Chosen] | None, list[Candidate]]:
        """Takes the candidate of greatest gain, if that is `least`; those too like a chosen one fall out."""
        fresh = [candidate for candidate in pool if self._likeness(candidate) < too_alike]
        gains = []
        for candidate in fresh:
            own = score[candidate.index] * length_factor(candidate.text, lexicon)
            gain = (own + self._news(candidate)) * (1 - 0.6 * self._likeness(candidate)) - candidate.price
            gains.append((gain, candidate))
        if not gains:
            return None, []
        gains.sort(key=lambda each: -each[0])
        gains[:LOOKED_AT] = [
            (gain + CONDENSABLE * may_shorten(candidate.text, lexicon.code), candidate)
            for gain, candidate in gains[:LOOKED_AT]
        ]
        gain, candidate = max(gains, key=lambda each: each[0])
        if gain < least:
            return None, []
        rest = [other for other in fresh if other is not candidate]
        if too_alike < THE_SAME and self._is_worded_alike(candidate):
            return self.best(rest, score, lexicon, too_alike=too_alike, least=least)
        self._take(candidate)
        return (candidate, Chosen(candidate.sentence, candidate.text, gain)), rest

    def _take(self, candidate: Candidate) -> None:
        stems = self._set_of(candidate)
        for each in stems:
            self._by_stem[each].append(len(self._order))
        self._order.append(stems)
        self._words.append(_wording(candidate.text, self._language))
        self._covered.update(stems)

    def _is_worded_alike(self, candidate: Candidate) -> bool:
        """Whether a chosen sentence has most of its words, small ones too, in the same order."""
        words, stems = _wording(candidate.text, self._language), self._set_of(candidate)
        near = Counter(chain.from_iterable(self._by_stem.get(each, ()) for each in stems))
        return any(
            _likeness_of(words, self._words[number]) >= TOO_ALIKE_IN_WORDING
            for number, shared in near.items()
            if shared >= NEAR_SHARE * min(len(stems), len(self._order[number]))
        )

    def _set_of(self, candidate: Candidate) -> frozenset[str]:
        return frozenset(self._ranking.stems[candidate.index])

    def _likeness(self, candidate: Candidate) -> float:
        """Share of its stems that the most similar chosen sentence has; only those since the last time are new."""
        stems = self._set_of(candidate)
        known, seen = self._known.get(candidate.index, (0.0, 0))
        if not stems:
            return 0.0
        if seen:
            shared = {number: len(stems & self._order[number]) for number in range(seen, len(self._order))}
        else:
            shared = Counter(chain.from_iterable(self._by_stem.get(each, ()) for each in stems))
        for number, count in shared.items():
            known = max(known, count / min(len(stems), len(self._order[number]) or 1))
        self._known[candidate.index] = (known, len(self._order))
        return known

    def _news(self, candidate: Candidate) -> float:
        """What of the document's subjects is not covered yet, 0 to about 0.3."""
        top = self._ranking.top_stems
        gain = sum(
            top[each] * 0.5 ** self._covered[each] for each in set(self._ranking.stems[candidate.index]) if each in top
        )
        return min(0.3, 0.06 * gain)


def unlike(groups: Sequence[Sequence[Point]], language: str) -> list[tuple[Point, ...]]:
    """The points of each group without those that are worded like an earlier one: a row of figures shows the same."""
    seen: list[list[str]] = []
    kept: list[tuple[Point, ...]] = []
    for group in groups:
        fresh: list[Point] = []
        for point in group:
            words = _wording(point.text, language)
            if all(_likeness_of(words, each) < TOO_ALIKE_IN_WORDING for each in seen):
                seen.append(words)
                fresh.append(point)
        kept.append(tuple(fresh))
    return kept


def _wording(text: str, language: str) -> list[str]:
    return [stem(word, language) for word in _ANY_WORD.findall(text.lower())]


def _likeness_of(one: Sequence[str], other: Sequence[str]) -> float:
    """The longest common subsequence, as a share of both: 1 for the same words in the same order."""
    lengths = [0] * (len(other) + 1)
    for word in one:
        before = 0
        for index, each in enumerate(other, start=1):
            above = lengths[index]
            lengths[index] = before + 1 if word == each else max(above, lengths[index - 1])
            before = above
    return 2 * lengths[-1] / ((len(one) + len(other)) or 1)


def _score(candidate: Candidate, ranking: Ranking, lexicon: Lexicon) -> float:
    return 0.55 * float(ranking.centrality[candidate.index]) + candidate.prior - _vagueness(candidate, ranking, lexicon)


def _vagueness(candidate: Candidate, ranking: Ranking, lexicon: Lexicon) -> float:
    """“The scheme is also applicable”: a subject that the document hardly speaks of was named in another sentence."""
    match = standing_for(lexicon.code).vague.match(candidate.text)
    if not match:
        return 0.0
    return 0.0 if any(each in ranking.top_stems for each in stems_of(match["noun"], lexicon)) else 0.25


def _prior(sentence: Sentence, text: str, position: float, lexicon: Lexicon) -> float:
    """What a sentence is worth by its place and its form, about -0.3 to 0.8; `position` is 0 where its part begins."""
    prior = FIRST if sentence.place == 0 else 0.0
    prior += 0.08 * (1 - position)
    prior += 0.1 * bool(lexicon.cue.search(text))
    prior += 0.25 * (define(text, lexicon) is not None)
    prior += 0.05 * any(char.isdigit() for char in text)
    prior += 0.08 * bool(standing_for(lexicon.code).open_end.search(text))
    if lexicon.aim.match(text):
        prior += 0.25
    if not sentence.complete:
        prior -= 0.15
    if lexicon.context.search(text):
        prior -= 0.1
    if text.rstrip().endswith((":", "：")):
        prior -= 0.2
    if has_formula(text):
        prior -= FORMULA
    if sentence.kind is BlockKind.LIST_ITEM and word_count(text, lexicon) < 8:
        prior -= 0.05
    return prior
