"""Summary, quiz and cards from finished sections: nothing here says what no section says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.notes import Note, Section
from workers.writing.cards import cards_from
from workers.writing.cues import cued
from workers.writing.lexicon import lexicon_for
from workers.writing.plan import NoteOptions
from workers.writing.quiz import quiz_from
from workers.writing.summary import summarize


def compose(title: str, sections: Sequence[Section], language: str, options: NoteOptions) -> Note:
    """The whole note around its sections."""
    lexicon = lexicon_for(language)
    note = Note(
        title=title,
        summary=summarize(sections, title, lexicon),
        sections=tuple(sections),
        quiz=quiz_from(sections, lexicon, options.length),
        flashcards=cards_from(sections, lexicon, options.length),
    )
    return replace(note, sections=cued(sections, lexicon)) if options.style == "cornell" else note
