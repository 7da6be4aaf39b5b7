"""What the student changed in notes, kept apart from what was written: it comes through every new writing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from app.notes import Citation, Note, Origin, Point, Section, Term


class EditKind(Enum):
    """What kind of statement an edit changes."""

    POINT = "p"
    TERM = "t"


@dataclass(frozen=True, slots=True)
class Edit:
    """The student's words in the place of a statement, which is named by its kind and its first citation.

    `text` is None where the statement is to stand as it was written, and empty where it is to be left out.
    """

    kind: EditKind
    citation: Citation
    text: str | None


def edit_of(statement: Point | Term, text: str | None) -> Edit:
    """The edit that puts a text in the place of this statement."""
    kind = EditKind.POINT if isinstance(statement, Point) else EditKind.TERM
    return Edit(kind, statement.citations[0], text)


def apply_edits(note: Note, edits: Sequence[Edit]) -> Note:
    """The note with all edits; one whose statement is not in this writing joins the section that covers its page."""
    left = [edit for edit in edits if edit.text is not None]
    if not left:
        return note
    sections = []
    for section in note.sections:
        done, left = _apply(section, left)
        sections.append(done)
    for edit in left:
        if edit.text and edit.kind is EditKind.POINT and sections:
            place = _place_of(sections, edit.citation.page)
            point = Point(edit.text, Origin.EDITED, (edit.citation,))
            sections[place] = replace(sections[place], points=(*sections[place].points, point))
    return replace(note, sections=tuple(sections))


def apply_to_section(section: Section, edits: Sequence[Edit]) -> Section:
    """One section with those edits whose statements are in it."""
    return _apply(section, [edit for edit in edits if edit.text is not None])[0]


def _apply(section: Section, edits: Sequence[Edit]) -> tuple[Section, list[Edit]]:
    """The section, and the edits that found nothing in it."""
    used: list[Edit] = []
    points: list[Point] = []
    for point in section.points:
        edit = _find(EditKind.POINT, point.citations, edits)
        if edit is None:
            points.append(point)
            continue
        # Two sentences of one edit may have been written as two points: the student's words stand once.
        if edit.text and edit not in used:
            points.append(replace(point, text=edit.text, origin=Origin.EDITED))
        used.append(edit)
    terms: list[Term] = []
    for term in section.terms:
        edit = _find(EditKind.TERM, term.citations, edits)
        if edit is None:
            terms.append(term)
            continue
        if edit.text:
            terms.append(replace(term, definition=edit.text, origin=Origin.EDITED))
        used.append(edit)
    if not used:
        return section, list(edits)
    return replace(section, points=tuple(points), terms=tuple(terms)), [edit for edit in edits if edit not in used]


def edit_about(edit: Edit, kind: EditKind, citations: Iterable[Citation]) -> bool:
    """Whether an edit is of the statement of this kind that has these citations."""
    return edit.kind is kind and any(same_place(edit.citation, citation) for citation in citations)


def same_place(one: Citation, other: Citation) -> bool:
    """Whether two citations are of the same place of a page."""
    return one.page == other.page and _same(one.quote, other.quote)


def _find(kind: EditKind, citations: Iterable[Citation], edits: Iterable[Edit]) -> Edit | None:
    return next(
        (edit for citation in citations for edit in edits if edit_about(edit, kind, (citation,))),
        None,
    )


def _same(one: str, other: str) -> bool:
    """Whether two quotes are of the same place: a new writing may cut a sentence a little longer or shorter."""
    short, long = sorted(("".join(one.split()), "".join(other.split())), key=len)
    return short in long and 2 * len(short) >= len(long)


def _place_of(sections: Sequence[Section], page: int) -> int:
    """The last section that covers the page, or the last that begins before it."""
    covering = [index for index, section in enumerate(sections) if page in section.pages]
    before = [index for index, section in enumerate(sections) if section.pages and min(section.pages) <= page]
    return (covering or before or [0])[-1]
