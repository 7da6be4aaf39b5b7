"""What is to be written, as data: the parent stores the draft from it and asks the model for the rest."""

from __future__ import annotations

from dataclasses import dataclass

from app.notes import Note, Point, Section, Term
from workers.llm.protocol import Message

LENGTHS = ("brief", "standard", "detailed")
STYLES = ("standard", "outline", "cornell")
"""Plain sections, numbered and indented sections, or a column of cues beside the points and the summary at the end."""


@dataclass(frozen=True, slots=True)
class NoteOptions:
    """What the student chose. `length` is one of `LENGTHS`, `style` one of `STYLES`."""

    length: str = "standard"
    style: str = "standard"

    def __post_init__(self) -> None:
        if self.style not in STYLES:
            raise ValueError(f"style is one of {', '.join(STYLES)}, not {self.style!r}")
        if self.length not in LENGTHS:
            raise ValueError(f"length is one of {', '.join(LENGTHS)}, not {self.length!r}")


@dataclass(frozen=True, slots=True)
class DraftPoint:
    """A point as it can be shown at once; with `prompt` a model may be worth asking for a shorter one."""

    point: Point
    prompt: bool = False


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section of the note before the model has seen it. `level` is 1 for the outermost.

    `asides` are what its source says that can be asked about, in order, that of which points were made among it. Of the
    section that opens a chapter, `overview` is that of the draft. `keys` are stems of the points that the whole
    document has most.
    """

    heading: str
    pages: tuple[int, ...]
    points: tuple[DraftPoint, ...]
    terms: tuple[Term, ...] = ()
    level: int = 1
    asides: tuple[Point, ...] = ()
    overview: str | None = None
    keys: tuple[str, ...] = ()

    def section(self, points: tuple[Point, ...]) -> Section:
        """The section of the note with these points."""
        return Section(self.heading, self.pages, points, self.terms, self.level, self.overview)


@dataclass(frozen=True, slots=True)
class NotePlan:
    """The whole note before the model has seen it. `draft` is complete and cited: it may be shown and exported.

    `few_shot` begins every rewriting prompt, identically, so that the engine reads it once.
    """

    title: str
    language: str
    few_shot: tuple[Message, ...]
    sections: tuple[SectionPlan, ...]
    draft: Note
