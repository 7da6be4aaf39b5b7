"""From pages to the plan of a note: sections, points, terms, and a draft that can be shown before any model has run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from app.documents import OutlineItem, Page
from app.errors import ErrorCode, StudyleafError
from app.notes import Citation, Note, OpenEnd, OpenKind, Origin, Point, Section, Term
from workers.writing.cloze import stands_alone
from workers.writing.figures import figures_of
from workers.writing.holes import measured_in
from workers.writing.lexicon import lexicon_for
from workers.writing.lexicon.base import Lexicon
from workers.writing.open_ends import open_ends_of
from workers.writing.parting import part
from workers.writing.placing import place_blocks
from workers.writing.plan import DraftPoint, NoteOptions, NotePlan, SectionPlan
from workers.writing.prompts import few_shot_for
from workers.writing.rank import rank, stems_of
from workers.writing.readable import is_statement, word_count
from workers.writing.sections import Part, divide
from workers.writing.segment import Sentence, segment
from workers.writing.select import Candidate, Chosen, budget_words, candidates_of, choose, unlike
from workers.writing.shorten import shorten, tidy
from workers.writing.summary import end_of, summarize, with_overviews
from workers.writing.terms import terms_of

LONG_WORDS: Final = 14
"""Some models are asked about points that are longer."""
MIN_POINTS: Final = 1
MAX_ASIDES: Final = 12
"""Of one section."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a document apart from its pages."""

    title: str
    file_name: str
    outline: tuple[OutlineItem, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What was chosen for each section, in the document's own words: enough for a draft."""

    sections: tuple[Section, ...]
    """Those of the draft."""
    chosen: tuple[tuple[Chosen, ...], ...]
    figures: tuple[tuple[Point, ...], ...]
    asides: tuple[tuple[Point, ...], ...]
    key_stems: frozenset[str]
    """What the document speaks of again and again."""
    plan: NotePlan
    """Its draft is complete and cited; its `sections` are empty."""


def draft(pages: Sequence[Page], source: Source, options: NoteOptions) -> tuple[list[SectionPlan], NotePlan]:
    """The section plans and the plan around them, whose `sections` are empty and whose draft is complete.

    Raises:
        StudyleafError: NO_READABLE_TEXT, TOO_LITTLE_TEXT, OCR_MISSING.
    """
    sketched = sketch(pages, source, options)
    return list(plan_sections(sketched)), sketched.plan


def sketch(pages: Sequence[Page], source: Source, options: NoteOptions) -> Sketch:
    """Chooses what is said. Sections are as many as `plan_sections` yields; it may part a point in two.

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
    chosen, asides, key_stems = _choose(parts, terms, pages, source, options)
    if sum(map(len, chosen)) < MIN_POINTS:
        raise StudyleafError(_why_nothing(pages), name=source.file_name)
    shown_figures = figures_of(blocks, parts, lexicon) if options.length != "brief" else [()] * len(parts)
    figures = unlike(shown_figures, lexicon.code)
    quotable = [sentence for part in parts for sentence in part.sentences]
    ends = open_ends_of(blocks, quotable, lexicon, pages=len(pages)) if options.length != "brief" else ()
    chosen, ends = _told_once(chosen, ends)
    filled = _filled(parts, [bool(chosen[index] or terms[index]) for index in range(len(parts))])
    pages_of = [_pages(parts, index) for index in range(len(parts))]
    shown = [
        Section(
            parts[i].heading,
            pages_of[i],
            (*(_quoted(each) for each in chosen[i]), *figures[i]),
            terms[i],
            parts[i].level,
            "" if parts[i].is_chapter else None,
        )
        for i in filled
    ]
    shown = with_overviews(shown, lexicon)
    note = Note(source.title, summarize(shown, source.title, lexicon), tuple(shown), open_ends=ends)
    plan = NotePlan(source.title, source.language, few_shot_for(source.language), (), note)
    return Sketch(
        sections=tuple(shown),
        chosen=tuple(tuple(chosen[i]) for i in filled),
        figures=tuple(figures[i] for i in filled),
        asides=tuple(asides[i] for i in filled),
        key_stems=key_stems,
        plan=plan,
    )


def plan_sections(sketched: Sketch) -> Iterator[SectionPlan]:
    """The sections with their points shortened as far as the checker allows; the long ones are marked for the model."""
    lexicon = lexicon_for(sketched.plan.language)
    rows = zip(sketched.sections, sketched.chosen, sketched.figures, sketched.asides, strict=True)
    for of, chosen, figures, asides in rows:
        points = tuple(point for each in chosen for point in _drafted(each, lexicon))
        points += tuple(DraftPoint(figure) for figure in figures)
        said = {each for draft in points for each in stems_of(draft.point.text, lexicon)}
        keys = tuple(sorted(said & sketched.key_stems))
        yield SectionPlan(of.heading, of.pages, points, of.terms, of.level, asides, of.overview, keys)


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
    source: Source,
    options: NoteOptions,
) -> tuple[list[list[Chosen]], list[tuple[Point, ...]], frozenset[str]]:
    """What each part says in the note, what else can be asked about it, and the stems that the document says most."""
    lexicon = lexicon_for(source.language)
    defined = {term.citations for group in terms for term in group}
    meanings = {frozenset(stems_of(f"{term.term} {term.definition}", lexicon)) for group in terms for term in group}

    def is_shown(sentence: Sentence) -> bool:
        return citations_of(sentence) in defined or frozenset(stems_of(sentence.text, lexicon)) in meanings

    candidates = candidates_of(parts, lexicon, source.title, leave=is_shown)
    candidates = candidates or candidates_of(parts, lexicon, source.title)
    texts = [candidate.sentence.text for candidate in candidates]
    background = [sentence.text for part in parts for sentence in part.sentences]
    ranking = rank(texts, background, lexicon)
    total = sum(word_count(text, lexicon) for text in background)
    slides = any(sentence.bullet for part in parts for sentence in part.sentences)
    budget = budget_words(total, len(pages), options.length, slides=slides)
    chosen = choose(candidates, ranking, parts, budget, lexicon)
    taken = {id(each.sentence) for group in chosen for each in group}
    of_part = [[each for each in candidates if each.part == part] for part in range(len(parts))]
    asides = [_statements(part, each, taken, lexicon) for part, each in zip(parts, of_part, strict=True)]
    return chosen, asides, ranking.key_stems


def _statements(
    part: Part, candidates: Sequence[Candidate], taken: AbstractSet[int], lexicon: Lexicon
) -> tuple[Point, ...]:
    """Those that are `taken`, by the `id` of their sentences, those that stand alone best, and those with numbers."""
    alone = [
        each
        for each in candidates
        if id(each.sentence) not in taken
        and (each.sentence.complete or each.sentence.bullet)
        and stands_alone(each.text, lexicon)
    ]
    best = sorted(alone, key=lambda each: each.price - each.prior)[:MAX_ASIDES]
    shown = {id(each.sentence): each.text for each in candidates if id(each.sentence) in taken}
    shown |= {id(each.sentence): each.text for each in best}
    found: list[Point] = []
    measured = 0
    for sentence in part.sentences:
        if id(sentence) in shown:
            found.append(Point(shown[id(sentence)], Origin.QUOTED, citations_of(sentence)))
        elif (
            measured < MAX_ASIDES and any(char.isdigit() for char in sentence.text) and is_statement(sentence, lexicon)
        ):
            point = Point(tidy(sentence.text, lexicon.code), Origin.QUOTED, citations_of(sentence))
            if measured_in(point, lexicon):
                found.append(point)
                measured += 1
    return tuple(found)


def _drafted(chosen: Chosen, lexicon: Lexicon) -> Iterator[DraftPoint]:
    source = chosen.sentence.text
    pieces = part(chosen.text, source, lexicon.code)
    texts = [shorten(source, lexicon.code)] if len(pieces) == 1 else [shorten(each, lexicon.code) for each in pieces]
    for text in texts:
        origin = Origin.QUOTED if text == chosen.text else Origin.REWRITTEN
        point = Point(text, origin, citations_of(chosen.sentence))
        wanted = bool(few_shot_for(lexicon.code)) and word_count(text, lexicon) > LONG_WORDS
        yield DraftPoint(point, prompt=wanted)


def _quoted(chosen: Chosen) -> Point:
    return Point(chosen.text, Origin.QUOTED, citations_of(chosen.sentence))


def _told_once(
    chosen: Sequence[list[Chosen]], ends: Sequence[OpenEnd]
) -> tuple[list[list[Chosen]], tuple[OpenEnd, ...]]:
    """What stands among the open ends is no point as well, unless its section has no other."""
    left_out = {end.citations for end in ends if end.kind is OpenKind.LEFT_OUT}
    kept = [[each for each in group if citations_of(each.sentence) not in left_out] or list(group) for group in chosen]
    told = {citations_of(each.sentence) for group in kept for each in group}
    return kept, tuple(end for end in ends if end.kind is OpenKind.TERM or end.citations not in told)


def _filled(parts: Sequence[Part], says: Sequence[bool]) -> list[int]:
    """The indexes of the parts that say something, and of those that open a chapter in which another does."""
    return [
        at for at, part in enumerate(parts) if says[at] or (part.is_chapter and any(says[at + 1 : end_of(parts, at)]))
    ]


def _pages(parts: Sequence[Part], at: int) -> tuple[int, ...]:
    """The pages of a part, and those of its whole chapter where it opens one."""
    end = end_of(parts, at) if parts[at].is_chapter else at + 1
    return tuple(
        sorted({piece.page for part in parts[at:end] for sentence in part.sentences for piece in sentence.parts})
    )
