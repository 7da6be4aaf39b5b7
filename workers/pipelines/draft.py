"""A note while it is written, and how what is new in it is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from app import wire
from app.events import NoteDelta
from app.notes import Section
from app.store import notes
from workers.llm.protocol import ScoreRequest
from workers.pipelines.context import JobContext
from workers.writing.plan import NoteOptions, NotePlan


@dataclass(slots=True)
class Draft:
    """Its plan, its sections so far, what it cost, and what became of the model's texts."""

    note_id: str
    document_id: str
    plan: NotePlan
    sections: list[Section]
    prompt_tokens: int = 0
    generated_tokens: int = 0
    extract_ms: int = 0
    draft_ms: int = 0
    keys: dict[int, str] = field(default_factory=dict)
    by_model: int = 0
    unasked: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    totals: dict[ScoreRequest, float | None] = field(default_factory=dict)
    """How likely the model finds what could be asked, as far as it has read it; None where there was no room."""

    @property
    def points(self) -> int:
        """How many there are now."""
        return sum(len(section.points) for section in self.sections)


def options_of(context: JobContext) -> NoteOptions:
    """What the student chose, as far as it concerns the writing."""
    return NoteOptions(length=context.options.length, style=context.options.style)


def composing_params(context: JobContext, draft: Draft) -> wire.Json:
    """The parameters of the calls `propose` and `compose`."""
    return {
        "title": draft.plan.title,
        "language": draft.plan.language,
        "options": wire.encode(options_of(context)),
        "asides": [[wire.encode(point) for point in section.asides] for section in draft.plan.sections],
    }


def put(context: JobContext, draft: Draft, index: int, section: Section) -> None:
    """Puts a better section in the place of what was there."""
    draft.sections[index] = section
    notes.replace_section(draft.note_id, index, section)
    tell(context, draft, index)


def tell(context: JobContext, draft: Draft, section: int, *, point: int | None = None, text: str | None = None) -> None:
    """Tells whoever reads the note what is new in it."""
    delta = NoteDelta(
        job_id=context.job.id,
        user_id=context.job.user_id,
        note_id=draft.note_id,
        section=section,
        point=point,
        text=text,
    )
    context.emitter.note_delta(delta)
