"""Which pages of a document its note speaks of."""

from __future__ import annotations

from collections import Counter

from app.notes import Note, Point, Section, Term

Statement = Point | Term


def statements_of(section: Section) -> list[Statement]:
    """Points and terms of a section."""
    return [*section.points, *section.terms]


def coverage_of(note: Note, pages: int) -> tuple[int, ...]:
    """For each page, in order, how many statements of the note cite it."""
    counts = Counter(
        page
        for section in note.sections
        for statement in statements_of(section)
        for page in {citation.page for citation in statement.citations}
    )
    return tuple(counts[page] for page in range(1, pages + 1))


def cited_on(note: Note, page: int) -> list[tuple[str, str]]:
    """(path, quote) of every citation of a page (1-based), in the note's order."""
    return [
        (f"{index}/{kind}/{place}", citation.quote)
        for index, section in enumerate(note.sections)
        for kind, statements in (("p", list[Statement](section.points)), ("t", list[Statement](section.terms)))
        for place, statement in enumerate(statements)
        for citation in statement.citations
        if citation.page == page
    ]
