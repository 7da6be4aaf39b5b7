"""What every export says of itself: how it was written, and what was checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.export.saying import Saying
from app.notes import Citation, NotesExport, OpenEnd, OpenKind, Origin, Receipt


def checked_words(export: NotesExport, say: Saying) -> str:
    """What a reader may rely on: one or two sentences."""
    sections = export.note.sections
    origins = [point.origin for section in sections for point in section.points]
    origins += [term.origin for section in sections for term in section.terms]
    own = origins.count(Origin.EDITED)
    said = say.checked.format(model=export.model.name)
    return f"{said} {(say.own_one if own == 1 else say.own_many).format(count=own)}" if own else said


def receipt_words(receipt: Receipt, say: Saying) -> str:
    """How the note came about, in one line."""
    parts = [
        say.written.format(points=receipt.points, rewritten=receipt.rewritten, by_model=receipt.by_model),
        say.quoted.format(count=receipt.quoted),
        say.asked.format(count=receipt.asked),
    ]
    dropped = ", ".join(f"{say.reasons.get(reason, reason)} {count}" for reason, count in receipt.dropped.items())
    parts += [say.dropped.format(reasons=dropped)] if dropped else []
    parts += [say.unasked.format(count=receipt.unasked)] if receipt.unasked else []
    options = [say.options.get(option, option) for option in (receipt.length, receipt.style)]
    options += [say.minutes.format(minutes=f"{receipt.minutes:g}")] if receipt.minutes is not None else []
    return say.receipt.format(parts="; ".join(parts), options=", ".join(options))


def pages_words(citations: Iterable[Citation], say: Saying) -> str:
    """The pages of a statement: "p. 3, 5"."""
    pages = sorted({citation.page for citation in citations})
    return say.pages.format(pages=", ".join(map(str, pages)))


@dataclass(frozen=True, slots=True)
class Markup:
    """How a format writes a text as it is, a text that stands out, and the pages of a statement."""

    plain: Callable[[str], str]
    strong: Callable[[str], str]
    cite: Callable[[Iterable[Citation]], str]


def open_lines(ends: Sequence[OpenEnd], say: Saying, markup: Markup) -> Iterator[str]:
    """What the document leaves open: a line of names that it does not explain, then one for each thing left out."""
    names = [f"{markup.strong(end.text)} {markup.cite(end.citations)}" for end in ends if end.kind is OpenKind.TERM]
    if names:
        yield f"{say.unexplained}: {', '.join(names)}"
    for end in ends:
        if end.kind is OpenKind.LEFT_OUT:
            yield f"{markup.plain(end.text)} {markup.cite(end.citations)}"


def file_stem(title: str) -> str:
    """A file name for a title, without suffix: what no system allows in names is left out."""
    kept = "".join(char if char.isalnum() or char in " -_,()" else " " for char in title)
    return " ".join(kept.split())[:80] or "Notes"
