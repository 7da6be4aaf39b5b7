from __future__ import annotations

from dataclasses import replace

import pytest

from app.edits import Edit, EditKind, apply_edits, edit_of
from app.emitter import JobEventEmitter
from app.events import LibraryChanged
from app.export.source import load_export
from app.notebook import Notebook
from app.notes import Citation, Note, Origin, Point, Section, Term
from app.settings import LOCAL_USER
from app.store import edits, notes
from tests.support import Recorder
from tests.unit.ui.samples import add_document

CITED = (Citation(3, "Cells divide by mitosis."),)
POINT = Point("Cells divide.", Origin.REWRITTEN, CITED)
TERM = Term("Mitosis", "A way to divide.", CITED)


def make_note(*points: Point, terms: tuple[Term, ...] = ()) -> Note:
    return Note("Cells", "", (Section("First", (1, 2), ()), Section("Division", (3, 4), points, terms)))


def only_point(note: Note) -> Point:
    (point,) = note.sections[1].points
    return point


def test_an_edit_takes_the_place_of_its_statement_and_keeps_its_page() -> None:
    point = only_point(apply_edits(make_note(POINT), [edit_of(POINT, "They split.")]))
    assert (point.text, point.origin, point.citations) == ("They split.", Origin.EDITED, CITED)


def test_a_term_and_a_point_with_the_same_page_are_edited_apart() -> None:
    changed = apply_edits(make_note(POINT, terms=(TERM,)), [edit_of(TERM, "Division of a cell.")])
    assert only_point(changed) == POINT
    assert changed.sections[1].terms[0].definition == "Division of a cell."


def test_an_empty_edit_leaves_the_statement_out_and_none_lets_it_stand() -> None:
    assert apply_edits(make_note(POINT), [edit_of(POINT, "")]).sections[1].points == ()
    assert apply_edits(make_note(POINT), [edit_of(POINT, None)]) == make_note(POINT)


def test_an_edit_finds_its_sentence_in_a_new_writing_that_cuts_it_otherwise() -> None:
    again = Point("Mitosis divides cells.", Origin.REWRITTEN, (Citation(3, "Most  cells divide by mitosis. "),))
    edit = Edit(EditKind.POINT, Citation(3, "cells divide by mitosis."), "They split.")
    assert only_point(apply_edits(make_note(again), [edit])).text == "They split."


@pytest.mark.parametrize("page", [3, 9])
def test_an_edit_whose_sentence_is_gone_joins_the_section_of_its_page(page: int) -> None:
    edit = Edit(EditKind.POINT, Citation(page, "A sentence that nobody chose this time."), "Mine.")
    points = apply_edits(make_note(POINT), [edit]).sections[1].points
    assert [point.text for point in points] == ["Cells divide.", "Mine."]


def test_a_short_quote_is_not_taken_for_the_long_one_that_holds_it() -> None:
    edit = Edit(EditKind.POINT, Citation(3, "Cells"), "Mine.")
    assert POINT in apply_edits(make_note(POINT), [edit]).sections[1].points


def test_a_change_is_stored_told_exported_and_survives_new_notes(emitter: JobEventEmitter, published: Recorder) -> None:
    document = add_document("cells")
    first = notes.create_note(user_id=LOCAL_USER, document_id=document.id, note=make_note(POINT), model="m")
    notebook = Notebook(emitter, user_id=LOCAL_USER)
    notebook.change(first, POINT, " They split. ")
    second = notes.create_note(user_id=LOCAL_USER, document_id=document.id, note=make_note(POINT), model="m")
    for note_id in (first, second):
        assert only_point(edits.load_edited(note_id)).text == "They split."
    section = edits.load_edited_section(second, 1)
    assert section is not None
    assert section.points[0].origin is Origin.EDITED
    assert load_export(first).note.sections[1].points[0].text == "They split."
    told = published.events[-1]
    assert isinstance(told, LibraryChanged)
    assert told.note_ids == (first,)


def test_versions_come_newest_first_and_the_written_words_come_back(emitter: JobEventEmitter) -> None:
    document = add_document("cells")
    note_id = notes.create_note(user_id=LOCAL_USER, document_id=document.id, note=make_note(POINT), model="m")
    notebook = Notebook(emitter, user_id=LOCAL_USER)
    for text in ("One.", "Two.", None):
        notebook.change(note_id, POINT, text)
    assert [version.text for version in notebook.versions(note_id, POINT)] == [None, "Two.", "One."]
    assert only_point(edits.load_edited(note_id)) == POINT


def test_a_section_comes_back_and_what_stood_there_is_kept(emitter: JobEventEmitter) -> None:
    document = add_document("cells")
    note_id = notes.create_note(user_id=LOCAL_USER, document_id=document.id, note=make_note(POINT), model="m")
    notebook = Notebook(emitter, user_id=LOCAL_USER)
    old = make_note(POINT).sections[1]
    edits.keep_section(note_id, 1, old)
    notes.replace_section(note_id, 1, Section("Division", (3,), ()))
    (version,) = notebook.section_versions(note_id, 1)
    notebook.bring_back(note_id, 1, version.id)
    assert notes.load_section(note_id, 1) == old
    assert [each.section.points for each in notebook.section_versions(note_id, 1)] == [(), (POINT,)]


def test_the_summary_comes_back_with_its_section(emitter: JobEventEmitter) -> None:
    document = add_document("cells")
    note_id = notes.create_note(user_id=LOCAL_USER, document_id=document.id, note=make_note(POINT), model="m")
    notes.renew_summary(note_id, POINT.text, [], headings=())
    notebook = Notebook(emitter, user_id=LOCAL_USER)
    old = make_note(POINT).sections[1]
    edits.keep_section(note_id, 1, old)
    notes.replace_section(note_id, 1, Section("Division", (3,), ()))
    notes.renew_summary(note_id, "", [], headings=())
    (version,) = notebook.section_versions(note_id, 1)
    notebook.bring_back(note_id, 1, version.id)
    assert notes.load_note(note_id).summary == POINT.text


def test_versions_of_a_section_stay_with_it_where_another_comes_in_before(emitter: JobEventEmitter) -> None:
    document = add_document("cells")
    note_id = notes.create_note(user_id=LOCAL_USER, document_id=document.id, note=make_note(POINT), model="m")
    last = len(notes.load_note(note_id).sections) - 1
    edits.keep_section(note_id, last, Section("Before", (3,), ()))
    assert notes.insert_section(note_id, Section("New", (1,), ())) <= last
    assert not edits.section_versions(note_id, last)
    assert [each.section.heading for each in edits.section_versions(note_id, last + 1)] == ["Before"]


def chapters() -> Note:
    told = {"Cells": "Cells divide often and go on for hours.", "Water": "It is wet.", "Salt": "Salt dissolves."}
    return Note(
        "Book",
        "",
        tuple(
            Section(heading, (page,), (replace(POINT, text=text),), overview=text)
            for page, (heading, text) in enumerate(told.items(), 2)
        ),
    )


def overviews(note_id: str) -> dict[str, str | None]:
    return {each.heading: each.overview for each in notes.load_note(note_id).sections}


def test_a_chapter_keeps_its_overview_where_a_section_came_in_since(emitter: JobEventEmitter) -> None:
    document = add_document("cells")
    note_id = notes.create_note(user_id=LOCAL_USER, document_id=document.id, note=chapters(), model="m")
    before = overviews(note_id)
    edits.keep_section(note_id, 2, chapters().sections[2])
    notes.insert_section(note_id, Section("New", (1,), ()))
    notebook = Notebook(emitter, user_id=LOCAL_USER)
    (version,) = notebook.section_versions(note_id, 3)
    notebook.bring_back(note_id, 3, version.id)
    assert overviews(note_id) == {"New": None, **before}


def test_overviews_of_other_sections_are_not_put_in() -> None:
    document = add_document("cells")
    note_id = notes.create_note(user_id=LOCAL_USER, document_id=document.id, note=chapters(), model="m")
    before = overviews(note_id)
    seen = notes.load_note(note_id).sections
    notes.insert_section(note_id, Section("New", (1,), (), overview="New things."))
    notes.renew_summary(note_id, "", [each.overview for each in seen], headings=[each.heading for each in seen])
    assert overviews(note_id) == {"New": "New things.", **before}
