"""Notes as Markdown: every statement with the page that says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from app.notes import Citation, NotesExport, QuizQuestion, Section

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|])")
_LETTERS: Final = "ABCD"


def render(export: NotesExport) -> str:
    """The whole note, ending with a newline."""
    lines = [f"# {_plain(export.note.title)}", ""]
    if export.note.summary:
        lines += [_plain(export.note.summary), ""]
    for section in export.note.sections:
        lines += _section(section)
    lines += _quiz(export.note.quiz)
    if export.note.flashcards:
        lines += ["## Flashcards", ""]
        for card in export.note.flashcards:
            lines += [f"- **{_plain(card.front)}**  ", f"  {_plain(card.back)} {_pages(card.citations)}"]
        lines.append("")
    checked = (
        f"Written on this computer with {export.model.name}; every statement was checked against the page it names."
    )
    return "\n".join([*lines, "---", "", checked, ""])


def _section(section: Section) -> Iterator[str]:
    yield f"## {_plain(section.heading)}"
    yield ""
    for point in section.points:
        yield f"- {_plain(point.text)} {_pages(point.citations)}"
    if section.terms:
        yield ""
        for term in section.terms:
            yield f"- **{_plain(term.term)}**: {_plain(term.definition)} {_pages(term.citations)}"
    yield ""


def _quiz(questions: Iterable[QuizQuestion]) -> Iterator[str]:
    for number, question in enumerate(questions, 1):
        if number == 1:
            yield "## Quiz"
            yield ""
        yield f"{number}. {_plain(question.question)}"
        for letter, choice in zip(_LETTERS, question.choices, strict=True):
            yield f"   - {letter}. {_plain(choice)}"
        answer = _LETTERS[question.answer_index]
        yield f"   - Answer: {answer}. {_plain(question.explanation)} {_pages(question.citations)}"
        yield ""


def _pages(citations: Iterable[Citation]) -> str:
    pages = sorted({citation.page for citation in citations})
    return f"(p. {', '.join(map(str, pages))})"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
