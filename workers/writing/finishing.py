"""What the model wrote for a section: cleaned, checked against its own source, and dropped where it does not hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.notes import Dropped, Origin, Point, Section
from workers.writing.leaning import USABLE, price_of
from workers.writing.lexicon import lexicon_for
from workers.writing.plan import DraftPoint, SectionPlan
from workers.writing.rank import stems_of
from workers.writing.readable import is_clean, word_count
from workers.writing.segment import ends_sentence, split_sentences
from workers.writing.shorten import loses_negation, loses_verb
from workers.writing.verify import verify

MIN_WORDS: Final = 5
MIN_KEPT: Final = 0.5
"""Of the words that carry a sentence. With fewer, “the study was carried out by Long” is true, but what it found is
lost."""

_PREFIX: Final = re.compile(
    r"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+|(?:sure|okay|certainly|here (?:is|are)[^:\n]{0,60}|answer"
    r"|short(?:ened)?(?: version)?|summary|rewritten[^:\n]{0,30})\s*[:!,]\s*)+",
    re.IGNORECASE,
)
_LIMITING: Final = re.compile(r"(?:For|To|Compared|Given|Under|With|Without|Among|Unlike|Within)\s(?P<what>[^,]+),")
"""“For Bartlett kernels, …”, “Compared to others, …”: of what the rest is said."""
_QUOTES: Final = "\"“”'‘’«»„ "


@dataclass(frozen=True, slots=True)
class FinishedSection:
    """A section with what the model may contribute: how many texts are in it, and why the others are not."""

    section: Section
    rewritten: int
    dropped: Mapping[str, int]

    @property
    def rejected(self) -> int:
        """How many texts are not shown."""
        return sum(self.dropped.values())


def finish_section(plan: SectionPlan, texts: Sequence[Sequence[str]], language: str) -> FinishedSection:
    """Puts the best of the model's texts for each point, if the checker finds it in the point's citations, in the
    point's place."""
    points: list[Point] = []
    dropped: Counter[str] = Counter()
    rewritten = 0
    lexicon = lexicon_for(language)
    keys = set(plan.keys)
    holders = Counter(key for draft in plan.points for key in keys & set(stems_of(draft.point.text, lexicon)))
    for index, draft in enumerate(plan.points):
        said = keys & set(stems_of(draft.point.text, lexicon))
        alone = frozenset(key for key in said if holders[key] == 1)
        better = best_of(draft, texts[index] if index < len(texts) else (), language, keep=alone)
        if isinstance(better, Point):
            rewritten += 1
            points.append(better)
            holders.subtract(said - set(stems_of(better.text, lexicon)))
            continue
        if better is not None:
            dropped[better.value] += 1
        points.append(draft.point)
    return FinishedSection(plan.section(tuple(points)), rewritten, dict(dropped))


def best_of(
    draft: DraftPoint, texts: Sequence[str], language: str, *, keep: frozenset[str] = frozenset()
) -> Point | Dropped | None:
    """The shortest of the texts that may stand for a point; what is wrong with the first where none may, None where
    there is none. `keep` are stems that no text may lose."""
    found = [improved(draft, text, language, keep=keep) for text in texts]
    good = [each for each in found if isinstance(each, Point)]
    if good:
        lexicon = lexicon_for(language)
        return min(good, key=lambda point: word_count(point.text, lexicon))
    return found[0] if found else None


def improved(draft: DraftPoint, text: str, language: str, *, keep: frozenset[str] = frozenset()) -> Point | Dropped:
    """The point in the model's words, if they are true, whole and shorter, and have what is to be kept; else what is
    wrong with them."""
    lexicon = lexicon_for(language)
    words = clean_generated(text, language)
    if not words or word_count(words, lexicon) < MIN_WORDS or not is_clean(words, lexicon):
        return Dropped.NOT_WHOLE
    if word_count(words, lexicon) >= word_count(draft.point.text, lexicon):
        return Dropped.NO_SHORTER
    if loses_negation(words, draft.point.text, lexicon) or loses_verb(words, draft.point.text, lexicon):
        return Dropped.LOSES
    if price_of(words, language) >= max(USABLE, price_of(draft.point.text, language)):
        return Dropped.LEANS
    sources = [draft.point.text, " ".join(citation.quote for citation in draft.point.citations)]
    if not any(verify(words, [source], language).supported for source in sources):
        return Dropped.UNSUPPORTED
    said = set(stems_of(draft.point.text, lexicon))
    kept = set(stems_of(words, lexicon))
    opening = _LIMITING.match(draft.point.text) if lexicon.code == "en" else None
    if not keep <= kept:
        return Dropped.LOSES
    if len(said & kept) < MIN_KEPT * len(said) or (opening and not kept & set(stems_of(opening["what"], lexicon))):
        return Dropped.LOSES
    return Point(words, Origin.REWRITTEN, draft.point.citations)


def clean_generated(text: str, language: str) -> str:
    """The first whole sentence of a model's text without what models put around it; empty if there is none."""
    lexicon = lexicon_for(language)
    line = next((line for line in text.strip().splitlines() if line.strip()), "")
    line = _PREFIX.sub("", line).strip(_QUOTES)
    spans = split_sentences(line, lexicon)
    if not spans:
        return ""
    first = line[spans[0][0] : spans[0][1]].strip(_QUOTES)
    if not ends_sentence(first):
        return ""
    return first[0].upper() + first[1:] if lexicon.spaced and first.split(" ", 1)[0].islower() else first
