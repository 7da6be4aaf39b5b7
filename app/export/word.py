"""Notes as a Word document, with headings that its outline knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import docx
from docx.shared import Pt, RGBColor

from app.export.words import checked_words, pages_words, receipt_words
from app.notes import Note, NotesExport, OpenKind, Origin

_LETTERS: Final = "ABCD"
_GREEN: Final = RGBColor(0x23, 0x70, 0x3F)
_MUTED: Final = RGBColor(0x59, 0x64, 0x5C)


def write(export: NotesExport, path: Path) -> None:
    """Writes the file. Raises OSError."""
    document = docx.Document()
    note = export.note
    document.core_properties.title = note.title
    document.core_properties.author = "Studyleaf"
    document.add_heading(note.title, level=0)
    if note.summary:
        document.add_paragraph(note.summary)
    for section in note.sections:
        document.add_heading(section.heading, level=min(3, section.level))
        if section.overview:
            document.add_paragraph().add_run(section.overview).italic = True
        for point in section.points:
            _cited(document.add_paragraph(f"{point.text}{_own(point.origin)} ", style="List Bullet"), point.citations)
        for term in section.terms:
            paragraph = document.add_paragraph()
            paragraph.add_run(term.term).bold = True
            paragraph.add_run(f": {term.definition}{_own(term.origin)} ")
            _cited(paragraph, term.citations)
    _open_ends(document, note)
    _practice(document, note)
    for words in filter(None, (checked_words(export), receipt_words(note.receipt) if note.receipt else "")):
        run = document.add_paragraph().add_run(words)
        run.font.size, run.font.color.rgb = Pt(9), _MUTED
    document.save(str(path))


def _own(origin: Origin) -> str:
    return " ✎" if origin is Origin.EDITED else ""


def _open_ends(document: Any, note: Note) -> None:
    """What the document does not explain."""
    if note.open_ends:
        document.add_heading("Not explained here", level=1)
    for end in note.open_ends:
        said = f"{end.text} " if end.kind is OpenKind.LEFT_OUT else f"{end.text}: used without an explanation "
        _cited(document.add_paragraph(said, style="List Bullet"), end.citations)


def _practice(document: Any, note: Note) -> None:
    """Quiz and cards."""
    if note.quiz:
        document.add_heading("Quiz", level=1)
    for question in note.quiz:
        document.add_paragraph(question.question, style="List Number")
        for letter, choice in zip(_LETTERS, question.choices, strict=True):
            document.add_paragraph(f"{letter}. {choice}", style="List Continue")
        answer = f"Answer: {_LETTERS[question.answer_index]}. {question.explanation} "
        _cited(document.add_paragraph(answer, style="List Continue"), question.citations)
    if note.flashcards:
        document.add_heading("Flashcards", level=1)
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        for card in note.flashcards:
            front, back = table.add_row().cells
            front.text = card.front
            back.text = f"{card.back} "
            _cited(back.paragraphs[0], card.citations)


def _cited(paragraph: Any, citations: Any) -> None:
    run = paragraph.add_run(f"({pages_words(citations)})")
    run.font.size, run.font.color.rgb = Pt(9), _GREEN
