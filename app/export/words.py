"""What every export says of itself: how it was written, and what was checked."""

from __future__ import annotations

from collections.abc import Iterable

from app.notes import Citation, NotesExport, Origin, Receipt


def checked_words(export: NotesExport) -> str:
    """What a reader may rely on: one or two sentences."""
    sections = export.note.sections
    origins = [point.origin for section in sections for point in section.points]
    origins += [term.origin for section in sections for term in section.terms]
    own = origins.count(Origin.EDITED)
    said = f"Written on this computer with {export.model.name}; every statement was checked against the page it names."
    if not own:
        return said
    verb, was = ("statement is", "was") if own == 1 else ("statements are", "were")
    return f"{said} {own} {verb} in the student’s own words and {was} not checked."


def receipt_words(receipt: Receipt) -> str:
    """How the note came about, in one line."""
    parts = [
        f"{receipt.points} points: {receipt.rewritten} shortened, {receipt.by_model} of them by the model",
        f"{receipt.quoted} quoted",
        f"{receipt.asked} texts asked of the model",
    ]
    dropped = ", ".join(f"{reason.replace('_', ' ')} {count}" for reason, count in receipt.dropped.items())
    parts += [f"dropped: {dropped}"] if dropped else []
    parts += [f"{receipt.unasked} not asked for lack of time"] if receipt.unasked else []
    minutes = f", {receipt.minutes:g} min" if receipt.minutes is not None else ""
    return f"Receipt: {'; '.join(parts)}. Options: {receipt.length}, {receipt.style}{minutes}."


def pages_words(citations: Iterable[Citation]) -> str:
    """The pages of a statement: "p. 3, 5"."""
    pages = sorted({citation.page for citation in citations})
    return f"p. {', '.join(map(str, pages))}"


def file_stem(title: str) -> str:
    """A file name for a title, without suffix: what no system allows in names is left out."""
    kept = "".join(char if char.isalnum() or char in " -_,()" else " " for char in title)
    return " ".join(kept.split())[:80] or "Notes"
