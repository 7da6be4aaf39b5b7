"""What the model wrote for a section: cleaned, checked against its own source, and dropped where it does not hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.notes import Origin, Point, Section
from workers.writing.lexicon import lexicon_for
from workers.writing.plan import DraftPoint, SectionPlan
from workers.writing.readable import is_clean, points_elsewhere, word_count
from workers.writing.segment import ends_sentence, split_sentences
from workers.writing.shorten import loses_negation
from workers.writing.verify import verify

MIN_WORDS: Final = 5

_PREFIX: Final = re.compile(
    r"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+|(?:sure|okay|certainly|here (?:is|are)[^:\n]{0,60}|answer"
    r"|short(?:ened)?(?: version)?|summary|rewritten[^:\n]{0,30})\s*[:!,]\s*)+",
    re.IGNORECASE,
)
_QUOTES: Final = "\"“”'‘’«»„ "


@dataclass(frozen=True, slots=True)
class FinishedSection:
    """A section with what the model may contribute; `rejected` texts did not pass."""

    section: Section
    rewritten: int
    rejected: int


def finish_section(plan: SectionPlan, texts: Sequence[str | None], language: str) -> FinishedSection:
    """Puts each model text that the checker finds in the point's citations in the point's place."""
    points: list[Point] = []
    rewritten = rejected = 0
    for index, draft in enumerate(plan.points):
        text = texts[index] if index < len(texts) else None
        better = improved(draft, text, language) if text else None
        rewritten += better is not None
        rejected += bool(text) and better is None
        points.append(better or draft.point)
    return FinishedSection(Section(plan.heading, plan.pages, tuple(points), plan.terms), rewritten, rejected)


def improved(draft: DraftPoint, text: str, language: str) -> Point | None:
    """The point in the model's words, if they are true, whole and shorter."""
    lexicon = lexicon_for(language)
    words = clean_generated(text, language)
    if not words or not MIN_WORDS <= word_count(words, lexicon) < word_count(draft.point.text, lexicon):
        return None
    if not is_clean(words, lexicon) or points_elsewhere(words, lexicon):
        return None
    if loses_negation(words, draft.point.text, lexicon):
        return None
    sources = [draft.point.text, " ".join(citation.quote for citation in draft.point.citations)]
    if not any(verify(words, [source], language).supported for source in sources):
        return None
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
