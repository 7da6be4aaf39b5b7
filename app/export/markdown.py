"""Notes as Markdown: every statement with the page that says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.export.saying import Saying
from app.export.wanted import Wanted
from app.export.words import Markup, checked_words, open_lines, pages_words, receipt_words
from app.notes import Citation, NotesExport, Origin, Point, QuizQuestion, Section, Term
from app.pictures import MARK

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|])")
_NUMBER: Final = re.compile(r"^(?:\d+|[A-Z])(?:\.\d+)*\.?\s+(?=\S)")
_LETTERS: Final = "ABCD"


def render(export: NotesExport, wanted: Wanted) -> str:
    """The whole note in the style that its receipt names, ending with a newline."""
    note, say = export.note, wanted.say
    style = note.receipt.style if note.receipt else "standard"
    lines = [f"# {_plain(note.title)}", ""]
    summary = [_plain(note.summary), ""] if note.summary else []
    if style == "cornell":
        for section in note.sections:
            lines += _cornell(section, say)
        lines += [f"## {say.summary}", "", *summary] if summary else []
    else:
        lines += summary
        numbers = _numbers(note.sections) if style == "outline" else [""] * len(note.sections)
        for section, number in zip(note.sections, numbers, strict=True):
            lines += _section(section, number, say)
    if note.open_ends:
        markup = Markup(_plain, lambda text: f"**{_plain(text)}**", lambda cited: _pages(cited, say))
        lines += [f"## {say.not_explained}", "", *(f"- {line}" for line in open_lines(note.open_ends, say, markup)), ""]
    lines += _quiz(note.quiz, say)
    if note.flashcards:
        lines += [f"## {say.flashcards}", ""]
        for card in note.flashcards:
            lines += [f"- **{_plain(card.front)}**  ", f"  {_plain(card.back)} {_pages(card.citations, say)}"]
        lines.append("")
    receipt = [_plain(receipt_words(note.receipt, say)), ""] if note.receipt else []
    return "\n".join([*lines, "---", "", checked_words(export, say), "", *receipt])


def _numbers(sections: Sequence[Section]) -> Iterator[str]:
    """“1”, “1.1”, “2”: a number for each section by its level."""
    counts: list[int] = []
    for section in sections:
        level = min(section.level, len(counts) + 1)
        counts = [*counts[: level - 1], (counts[level - 1] if level <= len(counts) else 0) + 1]
        yield ".".join(map(str, counts)) + " "


def _section(section: Section, number: str, say: Saying) -> Iterator[str]:
    heading = _plain(section.heading)
    # An outline has its own numbers; those of the document would stand beside them.
    depth = "#" * (1 + max(1, number.count(".") + 1)) if number else "##"
    yield f"{depth} {number}{_NUMBER.sub('', heading) or heading}" if number else f"## {heading}"
    yield ""
    yield from _overview(section)
    for point in section.points:
        yield f"- {_said(point)} {_pages(point.citations, say)}"
    yield from _terms(section, say)


def _cornell(section: Section, say: Saying) -> Iterator[str]:
    yield f"## {_plain(section.heading)}"
    yield ""
    yield from _overview(section)
    if section.points:
        yield f"| {say.cue} | {say.note} |"
        yield "| --- | --- |"
        for point in section.points:
            yield f"| {_plain(point.cue or '')} | {_said(point)} {_pages(point.citations, say)} |"
    yield from _terms(section, say)


def _overview(section: Section) -> Iterator[str]:
    if section.overview:
        yield f"*{_plain(section.overview)}*"
        yield ""


def _terms(section: Section, say: Saying) -> Iterator[str]:
    if section.terms:
        yield ""
        for term in section.terms:
            yield f"- **{_plain(term.term)}**: {_said(term)} {_pages(term.citations, say)}"
    yield ""


def _quiz(questions: Iterable[QuizQuestion], say: Saying) -> Iterator[str]:
    for number, question in enumerate(questions, 1):
        if number == 1:
            yield f"## {say.quiz}"
            yield ""
        yield f"{number}. {_plain(question.question)}"
        for letter, choice in zip(_LETTERS, question.choices, strict=True):
            yield f"   - {letter}. {_plain(choice)}"
        answer = _LETTERS[question.answer_index]
        yield f"   - {say.answer}: {answer}. {_plain(question.explanation)} {_pages(question.citations, say)}"
        yield ""


def _said(statement: Point | Term) -> str:
    """A student's own words are Markdown already."""
    text = statement.text if isinstance(statement, Point) else statement.definition
    return " ".join(text.split()) + " ✎" if statement.origin is Origin.EDITED else _plain(text)


def _pages(citations: Iterable[Citation], say: Saying) -> str:
    return f"({pages_words(citations, say)})"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line; a picture in it stays one."""
    line, at, parts = " ".join(text.split()), 0, []
    for found in MARK.finditer(line):
        parts += [_SPECIAL.sub(r"\\\1", line[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*parts, _SPECIAL.sub(r"\\\1", line[at:])])
