"""Notes as data: what a student reads, each statement with the page that says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

CHOICES_PER_QUESTION: Final = 4


class Origin(Enum):
    """How the words of a point came about."""

    REWRITTEN = "rewritten"
    """Shortened or rephrased, and found by the checker to be supported by its citations."""
    QUOTED = "quoted"
    """The document's own words, cleaned."""
    EDITED = "edited"
    """The student's words, in the place of what was written; nobody has checked them."""


class Dropped(Enum):
    """Why a text of the model was not shown."""

    UNSUPPORTED = "unsupported"
    """The checker does not find it in the point's citations."""
    NO_SHORTER = "no_shorter"
    """It says nothing in fewer words."""
    NOT_WHOLE = "not_whole"
    """No whole, clean sentence."""
    LEANS = "leans"
    """It points at something that is not in it."""
    LOSES = "loses"
    """A “not” or the verb went missing."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that proves a statement: a 1-based page, and words that are found on it when white space is ignored."""

    page: int
    quote: str

    def __post_init__(self) -> None:
        if self.page < 1:
            raise ValueError(f"pages count from 1, not {self.page}")
        if not self.quote.strip():
            raise ValueError("a citation needs a quote")


@dataclass(frozen=True, slots=True)
class Point:
    """One statement of a section. `cue` is the words of it to be asked by, where the student wants them beside it."""

    text: str
    origin: Origin
    citations: tuple[Citation, ...]
    cue: str | None = None

    def __post_init__(self) -> None:
        _check_cited(self.text, self.citations)


@dataclass(frozen=True, slots=True)
class Term:
    """A key term with the definition that the document gives, or that the student has put in its place."""

    term: str
    definition: str
    citations: tuple[Citation, ...]
    origin: Origin = Origin.QUOTED

    def __post_init__(self) -> None:
        _check_cited(self.definition, self.citations)


@dataclass(frozen=True, slots=True)
class Section:
    """The points and terms of one part of the document; `pages` are the 1-based pages that it covers.

    `level` is 1 for the outermost sections of the document. A section with an `overview` opens a chapter of a book: the
    deeper ones that follow it belong to it, it may have no points of its own, and the overview is made of theirs.
    """

    heading: str
    pages: tuple[int, ...]
    points: tuple[Point, ...]
    terms: tuple[Term, ...] = ()
    level: int = 1
    overview: str | None = None


class OpenKind(Enum):
    """In what way something is left open."""

    TERM = "term"
    """The document uses this name often and says nowhere what it means."""
    LEFT_OUT = "left_out"
    """The document says itself, in these words, that something is not told in it."""


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """What the document does not explain: a name, cited where it is first used, or a sentence that says so."""

    text: str
    kind: OpenKind
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        _check_cited(self.text, self.citations)


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A question with exactly one right choice."""

    question: str
    choices: tuple[str, ...]
    answer_index: int
    explanation: str
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        if len(self.choices) != CHOICES_PER_QUESTION:
            raise ValueError(f"a question has {CHOICES_PER_QUESTION} choices, not {len(self.choices)}")
        if not 0 <= self.answer_index < CHOICES_PER_QUESTION:
            raise ValueError(f"answerIndex {self.answer_index} names no choice")
        _check_cited(self.question, self.citations)


@dataclass(frozen=True, slots=True)
class Flashcard:
    """Two sides to learn by heart."""

    front: str
    back: str
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        _check_cited(self.back, self.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """How a note came about. `length`, `style` and `minutes` are what the student asked for.

    Of `points`, `rewritten` are in other words than the document's, by rules or, `by_model`, by the model; the others
    are quoted. The model was `asked` for so many texts; `dropped` counts those not shown, by `Dropped`; `unasked`
    points were long enough to be asked about, but beyond the budget. `version` is that of the rules of writing.
    """

    model: str
    language: str = ""
    length: str = "standard"
    style: str = "standard"
    minutes: float | None = None
    points: int = 0
    rewritten: int = 0
    by_model: int = 0
    quoted: int = 0
    asked: int = 0
    unasked: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)
    version: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """Everything written about one document. A draft has no receipt yet."""

    title: str
    summary: str
    sections: tuple[Section, ...]
    quiz: tuple[QuizQuestion, ...] = ()
    flashcards: tuple[Flashcard, ...] = ()
    receipt: Receipt | None = None
    open_ends: tuple[OpenEnd, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What an export says about the document."""

    title: str
    pages: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What an export says about the model."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """How long the parts of a job took, in milliseconds, and how many tokens the model read and wrote."""

    extract_ms: int = 0
    draft_ms: int = 0
    write_ms: int = 0
    total_ms: int = 0
    prompt_tokens: int = 0
    generated_tokens: int = 0


@dataclass(frozen=True, slots=True)
class NotesExport:
    """The object that `studyleaf notes --json` writes."""

    document: DocumentInfo
    note: Note
    model: ModelInfo
    timings: Timings


def _check_cited(text: str, citations: tuple[Citation, ...]) -> None:
    if not text.strip():
        raise ValueError("a statement needs words")
    if not citations:
        raise ValueError(f"a statement without a page is not shown: {text[:60]!r}")
