"""Flashcards and quiz as an Anki deck; the same card keeps its identity, so that a later import updates it."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import genanki

from app.export.saying import Saying
from app.export.wanted import Wanted
from app.export.words import checked_words, pages_words
from app.notes import Citation, NotesExport, QuizQuestion
from app.pictures import MARK, picture_of

_LETTERS: Final = "ABCD"

_STYLE: Final = """
.card { font: 20px/1.5 system-ui, sans-serif; text-align: center; color: #1d2420; background: #fff; max-width: 36rem;
  margin: 2rem auto; }
.source { font-size: 13px; color: #59645c; margin-top: 1.5rem; } ol { text-align: left; }
.nightMode .card { color: #e6ebe7; background: #1b201d; }
"""

_ANSWER: Final = '{{FrontSide}}<hr id="answer">{{Back}}<div class="source">{{Source}}</div>'


def write(export: NotesExport, path: Path, wanted: Wanted) -> None:
    """Writes an `.apkg`. Raises OSError."""
    key = export.document.sha256 or export.note.title
    deck = genanki.Deck(_number(f"deck {key}"), f"Studyleaf::{export.document.title or export.note.title}")
    deck.description = checked_words(export, wanted.say)
    model = genanki.Model(
        _number("studyleaf card 1"),
        "Studyleaf",
        fields=[{"name": "Front"}, {"name": "Back"}, {"name": "Source"}],
        templates=[{"name": "Card", "qfmt": "{{Front}}", "afmt": _ANSWER}],
        css=_STYLE,
    )
    media: dict[str, Path] = {}
    for front, back, citations, tag in _cards(export):
        deck.add_note(
            genanki.Note(
                model=model,
                fields=[
                    _shown(front, media, wanted),
                    _shown(back, media, wanted),
                    _source(citations, export.document.title, wanted.say),
                ],
                tags=["studyleaf", tag],
                guid=genanki.guid_for(key, front),
            )
        )
    # Anki knows a picture by the name of its file, which with us is that of its content.
    genanki.Package(deck, media_files=[str(place) for place in media.values()]).write_to_file(str(path))


def _shown(words: str, media: dict[str, Path], wanted: Wanted) -> str:
    """The side of a card with its pictures, whose files are added to `media`."""

    def image(found: re.Match[str]) -> str:
        picture = picture_of(found)
        place = wanted.find_picture(picture.key)
        if place is None:
            return picture.alt
        media[picture.key] = place
        return f'<img src="{place.name}">'

    return MARK.sub(image, words)


def _cards(export: NotesExport) -> Iterable[tuple[str, str, tuple[Citation, ...], str]]:
    for card in export.note.flashcards:
        yield html.escape(card.front), html.escape(card.back), card.citations, "card"
    for question in export.note.quiz:
        yield _asked(question), _answered(question), question.citations, "quiz"


def _asked(question: QuizQuestion) -> str:
    choices = "".join(f"<li>{html.escape(choice)}</li>" for choice in question.choices)
    return f'{html.escape(question.question)}<ol type="A">{choices}</ol>'


def _answered(question: QuizQuestion) -> str:
    answer = f"{_LETTERS[question.answer_index]}. {question.choices[question.answer_index]}"
    return f"<b>{html.escape(answer)}</b><br>{html.escape(question.explanation)}"


def _source(citations: Iterable[Citation], title: str, say: Saying) -> str:
    return "<br>".join(
        html.escape(f"{title}, {pages_words((citation,), say)}: “{citation.quote}”", quote=False)
        for citation in citations
    )


def _number(text: str) -> int:
    """A number of the size that Anki wants for an id, the same for the same text."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) & 0x7FFFFFFF | 1 << 30
