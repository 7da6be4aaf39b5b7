"""Checks a note again, from outside: every quote on its page, every statement in what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain
from typing import Final

from app.documents import Page
from app.notes import Citation, Note, OpenEnd, OpenKind, Origin, Point, QuizQuestion
from workers.writing.accents import compose
from workers.writing.asked import AND, ARROW
from workers.writing.cloze import BLANK
from workers.writing.lexicon import lexicon_for
from workers.writing.lexicon.leaving_out import leaving_out_for
from workers.writing.open_ends import Explained
from workers.writing.parting import clauses_of, is_clause_of
from workers.writing.segment import split_sentences
from workers.writing.verify import verify

MIN_SAID: Final = 40
"""Letters of a claim that is looked for on the whole page; fewer may stand there in another sense."""


_TWO: Final = re.compile(r"\(1\) .* \(2\) .*", re.DOTALL)


class Doubt(Enum):
    """What is wrong with a statement."""

    QUOTE_MISSING = "quote_missing"
    """The page that it names does not say what it quotes."""
    UNSUPPORTED = "unsupported"
    """What it quotes does not carry it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement of a note and what was found. `kind` is “point”, “term”, “summary”, “open”, “quiz” or “card”.

    `is_own` marks the student's own words: whether the page carries them is not asked.
    """

    kind: str
    text: str
    pages: tuple[int, ...]
    doubt: Doubt | None = None
    is_own: bool = False


def audit(note: Note, pages: Sequence[Page], language: str) -> Iterator[Finding]:
    """A finding for each statement, in the note's order; where all is well its `doubt` is None."""
    said = {page.number: _squeeze(page.text) for page in pages}
    yield from _summary(note, language)
    for section in note.sections:
        for point in section.points:
            yield _point(point, said, language)
        for term in section.terms:
            shown = f"{term.term}: {term.definition}"
            yield _finding("term", shown, (term.definition,), term.citations, said, language, cut=True)
    rules = leaving_out_for(language)
    explained = Explained([page.text for page in pages], rules) if rules and note.open_ends else None
    for end in note.open_ends:
        yield _open_end(end, said, language, explained)
    for question in note.quiz:
        shown = f"{question.question} {question.choices[question.answer_index]}"
        claims = tuple(_claims_of(question))
        cut = BLANK not in question.question
        yield _finding("quiz", shown, claims, question.citations, said, language, cut=cut)
    for card in note.flashcards:
        claim = card.front.replace(BLANK, card.back) if BLANK in card.front else card.back
        cut = BLANK not in card.front
        yield _finding("card", f"{card.front} {card.back}", (claim,), card.citations, said, language, cut=cut)


def _point(point: Point, said: Mapping[int, str], language: str) -> Finding:
    """Of an edited point only the place is ours: the sentence of the document in whose stead it stands."""
    is_own = point.origin is Origin.EDITED
    found = _finding("point", point.text, () if is_own else (point.text,), point.citations, said, language)
    return replace(found, is_own=is_own)


def _open_end(end: OpenEnd, said: Mapping[int, str], language: str, explained: Explained | None) -> Finding:
    """A name has to stand in its quote and to be explained nowhere."""
    if end.kind is OpenKind.LEFT_OUT:
        return _finding("open", end.text, (end.text,), end.citations, said, language)
    found = _finding("open", end.text, (), end.citations, said, language)
    stands = any(_squeeze(end.text) in _squeeze(citation.quote) for citation in end.citations)
    if found.doubt is None and (not stands or (explained is not None and explained.has(end.text))):
        return replace(found, doubt=Doubt.UNSUPPORTED)
    return found


def _claims_of(question: QuizQuestion) -> Iterator[str]:
    """What a question states with its right answer; one that puts statements in order, or asks which comes next, is
    held to all that its explanation puts in order."""
    answer = question.choices[question.answer_index]
    if ARROW in question.explanation and BLANK not in question.question:
        ordered = question.explanation.split(ARROW)
        yield from (each.partition(": ")[2] if each[:4].isdecimal() else each for each in ordered)
        yield from () if _is_ordered_so(answer, ordered) else (answer,)
        return
    if question.question.count(BLANK) > 1 and (two := _TWO.search(question.question)):
        # Two statements, each of which stands in a sentence of its own.
        yield from (each.strip() for each in _filled(two.group(), answer).removeprefix("(1) ").split(" (2) "))
        return
    if BLANK in question.question:
        yield _filled(_statement_of(question.question), answer)
    elif len({citation.quote for citation in question.citations}) == 1 and answer not in question.explanation[:60]:
        yield answer
    definition = question.explanation.partition(": ")[2]
    yield definition if definition and BLANK not in question.question else question.explanation


def _is_ordered_so(answer: str, ordered: Sequence[str]) -> bool:
    """Whether an answer names what stands in order, each by its beginning or without its date, or the last of it."""
    named = answer.split(ARROW)
    if len(named) > len(ordered):
        return False
    return all(one.removesuffix(" …") in whole for one, whole in zip(named, ordered[-len(named) :], strict=True))


def _filled(statement: str, answer: str) -> str:
    """The statement with its answer in the blank, or with one of two answers in each of two."""
    answers = answer.split(AND) if statement.count(BLANK) > 1 else [answer]
    for each in answers:
        statement = statement.replace(BLANK, each, 1)
    return statement


def _statement_of(question: str) -> str:
    """What stands behind “What completes this statement?”."""
    for stop in ("? ", "？"):
        if stop in question.partition(BLANK)[0]:
            return question.partition(stop)[2]
    return question


def _finding(
    kind: str,
    text: str,
    claims: Sequence[str],
    citations: Sequence[Citation],
    said: Mapping[int, str],
    language: str,
    *,
    cut: bool = False,
) -> Finding:
    pages = tuple(sorted({citation.page for citation in citations}))
    if any(_squeeze(citation.quote) not in said.get(citation.page, "") for citation in citations):
        return Finding(kind, text, pages, Doubt.QUOTE_MISSING)
    quotes = [compose(citation.quote) for citation in citations]
    sources = [*quotes, " ".join(quotes)] if len(quotes) > 1 else quotes
    carried = all(_is_said(claim, pages, said) or _is_carried(claim, sources, language, cut=cut) for claim in claims)
    return Finding(kind, text, pages, None if carried else Doubt.UNSUPPORTED)


def _is_said(claim: str, pages: Sequence[int], said: Mapping[int, str]) -> bool:
    """Whether a whole sentence stands word for word where it is cited, be it that it ends on the page after: a few
    letters over there are no quote of their own."""
    return len(claim) > MIN_SAID and any(
        _squeeze(claim) in said.get(page, "") + said.get(page + 1, "") for page in pages
    )


def _is_carried(claim: str, sources: Sequence[str], language: str, *, cut: bool = False) -> bool:
    """`cut` claims, as definitions are, were cut out of a sentence; others are whole clauses or pass the checker."""
    lexicon = lexicon_for(language)
    bare = _squeeze(claim).rstrip(".。")
    if any((cut and bare in _squeeze(source)) or bare == _squeeze(source).rstrip(".。") for source in sources):
        return True
    if any(verify(claim, [source], language).supported for source in sources):
        return True
    if any(is_clause_of(claim, source, lexicon) for source in sources):
        return True
    return any(verify(claim, [each], language).supported for source in sources for each in clauses_of(source, lexicon))


def _summary(note: Note, language: str) -> Iterator[Finding]:
    """The summary and those of chapters may say only what a point says; where it was edited, what it cites as well."""
    points = [point for section in note.sections for point in section.points]
    overviews = [section.overview for section in note.sections if section.overview]
    for told in (note.summary, *overviews):
        for sentence in _sentences_of(told, points, language):
            same = (each for each in points if _squeeze(each.text).rstrip(".") == _squeeze(sentence).rstrip("."))
            carries = (each for each in points if _is_carried(sentence, _said_by(each), language))
            point = next(chain(same, carries), None)
            pages = tuple(sorted({citation.page for citation in point.citations})) if point else ()
            yield Finding("summary", sentence, pages, None if point else Doubt.UNSUPPORTED)


def _sentences_of(summary: str, points: Sequence[Point], language: str) -> Iterator[str]:
    """The sentences of a summary, by the points of which it is made: no rule parts “in X and Y. Then …” as surely."""
    known = sorted({point.text for point in points}, key=len, reverse=True)
    while summary:
        sentence = next((text for text in known if summary.startswith(text)), "")
        if not sentence:
            _, end = split_sentences(summary, lexicon_for(language))[0]
            sentence = summary[:end]
        yield sentence
        summary = summary[len(sentence) :].lstrip(". ")


def _said_by(point: Point) -> list[str]:
    """The summary was composed before the student wrote her own words in a point's place."""
    cited = [citation.quote for citation in point.citations] if point.origin is Origin.EDITED else []
    return [point.text, *cited]


def _squeeze(text: str) -> str:
    return "".join(text.split())
