"""Notes as a Word document, with headings that its outline knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import docx
from docx.shared import Inches, Pt, RGBColor

from app.export.saying import Saying
from app.export.wanted import Wanted
from app.export.words import checked_words, pages_words, receipt_words
from app.notes import Note, NotesExport, OpenKind, Origin
from app.pictures import MARK, picture_of

PIXELS_PER_INCH: Final = 110
"""A picture as wide as a column on the screen is as wide as one on paper."""
_LETTERS: Final = "ABCD"
_GREEN: Final = RGBColor(0x23, 0x70, 0x3F)
_MUTED: Final = RGBColor(0x59, 0x64, 0x5C)


def write(export: NotesExport, path: Path, wanted: Wanted) -> None:
    """Writes the file. Raises OSError."""
    document = docx.Document()
    note, say = export.note, wanted.say
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
            paragraph = document.add_paragraph(style="List Bullet")
            _add_words(paragraph, f"{point.text}{_own(point.origin)} ", wanted)
            _cited(paragraph, point.citations, say)
        for term in section.terms:
            paragraph = document.add_paragraph()
            paragraph.add_run(term.term).bold = True
            _add_words(paragraph, f": {term.definition}{_own(term.origin)} ", wanted)
            _cited(paragraph, term.citations, say)
    _open_ends(document, note, say)
    _practice(document, note, wanted)
    for words in filter(None, (checked_words(export, say), receipt_words(note.receipt, say) if note.receipt else "")):
        run = document.add_paragraph().add_run(words)
        run.font.size, run.font.color.rgb = Pt(9), _MUTED
    document.save(str(path))


def _add_words(paragraph: Any, words: str, wanted: Wanted) -> None:
    """Text with the pictures that the student has put into it."""
    at = 0
    for found in MARK.finditer(words):
        picture = picture_of(found)
        place = wanted.find_picture(picture.key)
        paragraph.add_run(words[at : found.start()] + ("" if place else picture.alt))
        if place:
            width, _ = picture.shown_size
            paragraph.add_run().add_picture(str(place), width=Inches(width / PIXELS_PER_INCH))
        at = found.end()
    paragraph.add_run(words[at:])


def _own(origin: Origin) -> str:
    return " ✎" if origin is Origin.EDITED else ""


def _open_ends(document: Any, note: Note, say: Saying) -> None:
    """What the document does not explain."""
    if note.open_ends:
        document.add_heading(say.not_explained, level=1)
    for end in note.open_ends:
        said = f"{end.text} " if end.kind is OpenKind.LEFT_OUT else f"{say.unexplained}: {end.text} "
        _cited(document.add_paragraph(said, style="List Bullet"), end.citations, say)


def _practice(document: Any, note: Note, wanted: Wanted) -> None:
    """Quiz and cards."""
    say = wanted.say
    if note.quiz:
        document.add_heading(say.quiz, level=1)
    for question in note.quiz:
        document.add_paragraph(question.question, style="List Number")
        for letter, choice in zip(_LETTERS, question.choices, strict=True):
            document.add_paragraph(f"{letter}. {choice}", style="List Continue")
        answer = f"{say.answer}: {_LETTERS[question.answer_index]}. {question.explanation} "
        _cited(document.add_paragraph(answer, style="List Continue"), question.citations, say)
    if note.flashcards:
        document.add_heading(say.flashcards, level=1)
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        for card in note.flashcards:
            front, back = table.add_row().cells
            _add_words(front.paragraphs[0], card.front, wanted)
            _add_words(back.paragraphs[0], f"{card.back} ", wanted)
            _cited(back.paragraphs[0], card.citations, say)


def _cited(paragraph: Any, citations: Any, say: Saying) -> None:
    run = paragraph.add_run(f"({pages_words(citations, say)})")
    run.font.size, run.font.color.rgb = Pt(9), _GREEN
