"""From pages to the plan of a note: sections, points, terms, and a draft that can be shown before any model has run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.documents import OutlineItem, Page
from app.errors import ErrorCode, StudyleafError
from app.notes import Citation, Origin, Point, Section, Term
from workers.writing.composing import compose
from workers.writing.lexicon import lexicon_for
from workers.writing.lexicon.base import Lexicon
from workers.writing.placing import place_blocks
from workers.writing.plan import DraftPoint, NoteOptions, NotePlan, SectionPlan
from workers.writing.prompts import few_shot_for
from workers.writing.rank import rank
from workers.writing.readable import word_count
from workers.writing.sections import Part, divide
from workers.writing.segment import Sentence, segment
from workers.writing.select import Chosen, budget_words, candidates_of, choose
from workers.writing.shorten import tidy
from workers.writing.terms import terms_of
from workers.writing.verify import verify

MAX_PROMPTS: Final = 96
"""Points that the model is asked about, the longest first: a book's notes must not take an hour."""
LONG_WORDS: Final = 18
"""The model is asked about points that are longer."""
MIN_POINTS: Final = 1


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a document apart from its pages."""

    title: str
    file_name: str
    outline: tuple[OutlineItem, ...] = ()
    language: str = ""


def draft(pages: Sequence[Page], source: Source, options: NoteOptions) -> tuple[list[SectionPlan], NotePlan]:
    """The section plans and the plan around them, whose `sections` are empty and whose draft is complete.

    Raises:
        StudyleafError: NO_READABLE_TEXT, TOO_LITTLE_TEXT, OCR_MISSING.
    """
    lexicon = lexicon_for(source.language)
    blocks = place_blocks(pages)
    sentences = segment(blocks, lexicon)
    if not sentences:
        raise StudyleafError(_why_nothing(pages), name=source.file_name)
    parts = divide(blocks, sentences, source.outline, source.title, lexicon)
    known: set[str] = set()
    terms = [terms_of(part.sentences, lexicon, known) for part in parts]
    chosen = _choose(parts, terms, pages, options, lexicon)
    if sum(map(len, chosen)) < MIN_POINTS:
        raise StudyleafError(_why_nothing(pages), name=source.file_name)
    plans = list(_plan_sections(parts, terms, chosen, lexicon))
    shown = [Section(plan.heading, plan.pages, tuple(p.point for p in plan.points), plan.terms) for plan in plans]
    note = compose(source.title, shown, lexicon.code, options)
    plan = NotePlan(source.title, source.language, few_shot_for(source.language), (), note)
    return plans, plan


def citations_of(sentence: Sentence) -> tuple[Citation, ...]:
    """A citation for each page, or column, on which a piece of the sentence stands."""
    return tuple(Citation(part.page, part.quote) for part in sentence.parts)


def _why_nothing(pages: Sequence[Page]) -> ErrorCode:
    if any(page.problem is ErrorCode.OCR_MISSING for page in pages):
        return ErrorCode.OCR_MISSING
    text = any(page.blocks for page in pages)
    return ErrorCode.TOO_LITTLE_TEXT if text else ErrorCode.NO_READABLE_TEXT


def _choose(
    parts: Sequence[Part],
    terms: Sequence[tuple[Term, ...]],
    pages: Sequence[Page],
    options: NoteOptions,
    lexicon: Lexicon,
) -> list[list[Chosen]]:
    defined = {term.citations for group in terms for term in group}
    candidates = candidates_of(parts, lexicon, leave=lambda sentence: citations_of(sentence) in defined)
    texts = [candidate.sentence.text for candidate in candidates]
    background = [sentence.text for part in parts for sentence in part.sentences]
    ranking = rank(texts, background, lexicon)
    total = sum(word_count(text, lexicon) for text in background)
    slides = any(sentence.bullet for part in parts for sentence in part.sentences)
    budget = budget_words(total, len(pages), options.length, slides=slides)
    return choose(candidates, ranking, parts, budget, lexicon)


def _plan_sections(
    parts: Sequence[Part], terms: Sequence[tuple[Term, ...]], chosen: Sequence[Sequence[Chosen]], lexicon: Lexicon
) -> Iterator[SectionPlan]:
    lengths = sorted(
        (word_count(each.text, lexicon) for group in chosen for each in group if _wants_model(each, lexicon)),
        reverse=True,
    )
    shortest = lengths[MAX_PROMPTS - 1] if len(lengths) >= MAX_PROMPTS else 0
    for part, group, defined in zip(parts, chosen, terms, strict=True):
        points = tuple(
            DraftPoint(
                _point(each, lexicon),
                prompt=_wants_model(each, lexicon) and word_count(each.text, lexicon) >= shortest,
            )
            for each in group
        )
        if points or defined:
            yield SectionPlan(part.heading, _pages(part), points, defined, part.level)


def _wants_model(chosen: Chosen, lexicon: Lexicon) -> bool:
    return bool(few_shot_for(lexicon.code)) and word_count(chosen.text, lexicon) > LONG_WORDS


def _point(chosen: Chosen, lexicon: Lexicon) -> Point:
    text = chosen.text
    if not verify(text, [chosen.sentence.text], lexicon.code).supported:
        text = chosen.sentence.text
    quoted = text == tidy(chosen.sentence.text, lexicon.code) or text == chosen.sentence.text
    return Point(text, Origin.QUOTED if quoted else Origin.REWRITTEN, citations_of(chosen.sentence))


def _pages(part: Part) -> tuple[int, ...]:
    return tuple(sorted({piece.page for sentence in part.sentences for piece in sentence.parts}))
