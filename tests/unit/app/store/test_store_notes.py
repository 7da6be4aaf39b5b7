"""Notes are written section by section and read whole; finished ones are found again by their key."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.errors import ErrorCode, StudyleafError
from app.models import NoteRecord
from app.notes import Citation, Flashcard, Note, Origin, Point, QuizQuestion, Section, Term, Timings
from app.store import documents, notes

pytestmark = pytest.mark.usefixtures("library")

CITED = (Citation(3, "cells divide"),)


def section(name: str) -> Section:
    points = (Point(f"{name} divide.", Origin.REWRITTEN, CITED),)
    return Section(name, (3, 4), points, (Term("cell", "a small room", CITED),))


DRAFT = Note("Cells", "", (section("One"), section("Two")))
FULL = Note(
    "Cells and more",
    "All about cells.",
    (section("First"), section("Second"), section("Third")),
    (QuizQuestion("Which?", ("a", "b", "c", "d"), 2, "It says so.", CITED),),
    (Flashcard("front", "back", CITED),),
)


def a_note(note: Note = DRAFT, **options: str) -> str:
    return notes.create_note(user_id="local", document_id=None, note=note, model="m", **options)


def finished(key: str | None = "key") -> str:
    note_id = a_note()
    notes.complete_note(note_id, FULL, timings=Timings(total_ms=9), cache_key=key)
    return note_id


def test_a_draft_is_there_to_be_read_at_once() -> None:
    note_id = a_note()
    assert notes.load_note(note_id) == DRAFT
    assert not notes.find_note(note_id).complete


def test_a_better_section_takes_the_place_of_the_drafts() -> None:
    note_id = a_note()
    notes.replace_section(note_id, 1, section("Better"))
    assert notes.load_note(note_id).sections == (section("One"), section("Better"))
    assert notes.load_section(note_id, 1) == section("Better")
    assert notes.load_section(note_id, 7) is None


def test_a_section_that_the_note_does_not_have_changes_nothing() -> None:
    note_id = a_note()
    notes.replace_section(note_id, 7, section("Lost"))
    assert notes.load_note(note_id) == DRAFT


def test_a_finished_note_comes_back_as_it_was_written() -> None:
    note_id = finished()
    assert notes.load_note(note_id) == FULL
    assert notes.find_note(note_id).complete
    assert notes.timings_of(note_id) == Timings(total_ms=9)


def test_a_restarted_draft_replaces_all_that_an_earlier_attempt_left() -> None:
    note_id = finished()
    notes.restart_draft(note_id, DRAFT)
    assert notes.load_note(note_id) == DRAFT
    assert not notes.find_note(note_id).complete


def test_a_copy_of_a_cached_note_is_a_note_of_its_own() -> None:
    source = finished()
    copy = notes.copy_cached("key", user_id="other")
    assert copy
    assert copy.id != source
    assert notes.load_note(copy.id) == FULL
    notes.replace_section(copy.id, 0, section("Changed"))
    assert notes.load_note(source) == FULL
    assert [each.id for each in notes.list_notes("other")] == [copy.id]


def test_the_newest_of_several_cached_notes_is_copied() -> None:
    old, new = finished(), finished()
    NoteRecord.update(updated_at=1.0).where(NoteRecord.id == old).execute()
    notes.complete_note(new, replace(FULL, title="Newest"), timings=Timings(), cache_key="key")
    copy = notes.copy_cached("key", user_id="local")
    assert copy
    assert copy.title == "Newest"


def test_an_unfinished_or_unkeyed_note_is_not_copied() -> None:
    note_id = finished("key")
    notes.restart_draft(note_id, DRAFT)
    finished(None)
    assert notes.copy_cached("key", user_id="local") is None
    assert notes.copy_cached("other key", user_id="local") is None


def test_checkpoints_are_found_by_their_key_and_may_be_written_again() -> None:
    assert notes.find_checkpoint("k") is None
    notes.save_checkpoint("k", '{"a": 1}', document_id=None)
    notes.save_checkpoint("k", '{"a": 2}', document_id=None)
    assert notes.find_checkpoint("k") == '{"a": 2}'


def test_answers_are_not_among_the_notes() -> None:
    note_id, answer = a_note(), a_note(kind=notes.ANSWER)
    assert [each.id for each in notes.list_notes("local")] == [note_id]
    assert notes.find_note(answer).title == "Cells"


def test_a_note_that_is_not_there_is_told() -> None:
    for ask in (notes.load_note, notes.find_note, notes.timings_of):
        with pytest.raises(StudyleafError) as caught:
            ask("nobody")
        assert caught.value.code is ErrorCode.NOTE_NOT_FOUND


def test_a_document_takes_its_notes_along() -> None:
    document = documents.add_document(sha256="a", kind="pdf", file_name="a", size_bytes=1)
    note_id = notes.create_note(user_id="local", document_id=document.id, note=DRAFT, model="m")
    documents.Document.delete_by_id(document.id)
    with pytest.raises(StudyleafError):
        notes.find_note(note_id)


@pytest.mark.parametrize(
    ("build", "reason"),
    [
        (lambda: Citation(0, "x"), "pages count from 1"),
        (lambda: Citation(1, "  "), "needs a quote"),
        (lambda: Point("Cells divide.", Origin.QUOTED, ()), "without a page"),
        (lambda: Point(" ", Origin.QUOTED, CITED), "needs words"),
        (lambda: Term("cell", "a room", ()), "without a page"),
        (lambda: Flashcard("f", "b", ()), "without a page"),
        (lambda: QuizQuestion("q", ("a", "b", "c"), 0, "e", CITED), "4 choices"),
        (lambda: QuizQuestion("q", ("a", "b", "c", "d"), 4, "e", CITED), "names no choice"),
        (lambda: QuizQuestion("q", ("a", "b", "c", "d"), 0, "e", ()), "without a page"),
    ],
)
def test_a_statement_without_its_proof_cannot_even_be_built(build: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        build()  # type: ignore[operator]
