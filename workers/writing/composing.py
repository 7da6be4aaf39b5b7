"""Summary, quiz and cards from finished sections: nothing here says what no section says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.notes import Note, Point, QuizQuestion, Section
from workers.writing.asked import Asked
from workers.writing.blind import preferences
from workers.writing.cards import cards_from
from workers.writing.cues import cued
from workers.writing.lexicon import lexicon_for
from workers.writing.plan import NoteOptions
from workers.writing.proposing import propose, wanted_questions
from workers.writing.quiz import Quizzed, choose
from workers.writing.summary import summarize, with_overviews


@dataclass(frozen=True, slots=True)
class Material:
    """What a note is composed of. `asides` are those of the plan’s sections."""

    title: str
    sections: tuple[Section, ...]
    asides: tuple[tuple[Point, ...], ...]
    language: str
    options: NoteOptions


def questions_of(material: Material) -> list[Asked]:
    """All questions that could be asked."""
    return propose(material.sections, material.asides, lexicon_for(material.language), material.options.length)


def compose(
    material: Material, asked: list[Asked] | None = None, totals: Sequence[float | None] | None = None
) -> tuple[Note, list[Asked]]:
    """The whole note around its sections, and all questions that could be asked, out of which its quiz is chosen.

    `asked` are those questions if they are known, and `totals` what `choose_quiz` takes.
    """
    lexicon = lexicon_for(material.language)
    sections = tuple(with_overviews(material.sections, lexicon))
    asked = questions_of(material) if asked is None else asked
    note = Note(
        title=material.title,
        summary=summarize(sections, material.title, lexicon),
        sections=sections,
        quiz=choose_quiz(material, asked, totals),
        flashcards=cards_from(material.sections, lexicon, material.options.length),
    )
    if material.options.style == "cornell":
        note = replace(note, sections=cued(sections, lexicon))
    return note, asked


def choose_quiz(
    material: Material, asked: Sequence[Asked], totals: Sequence[float | None] | None
) -> tuple[QuizQuestion, ...]:
    """The best of the questions; `totals` are the model's scores of `blind.readings`, if it has read them."""
    lexicon = lexicon_for(material.language)
    preferred = None if totals is None else preferences(asked, totals)
    wanted = wanted_questions(material.sections, material.options.length)
    return choose(asked, preferred, Quizzed(material.sections, material.asides, wanted, lexicon))
