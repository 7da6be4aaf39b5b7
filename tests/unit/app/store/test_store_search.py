from __future__ import annotations

import pytest

from app.models import Document, NoteRecord, PageRecord
from app.notes import Citation, Note, Origin, Point, Section, Term
from app.settings import LOCAL_USER
from app.store import notes
from app.store.search import MARK_BEGIN, MARK_END, Hit, HitKind, documents_about, search
from tests.unit.ui.samples import add_document

pytestmark = pytest.mark.usefixtures("library")

CITED = (Citation(1, "x"),)


def add_cells() -> str:
    document = add_document("Cell biology", pages=("Mitosis divides cells.", "Énergie flows in leaves."))
    section = Section(
        "Growth", (1,), (Point("Roots grow downwards.", Origin.QUOTED, CITED),), (Term("Xylem", "Tubes.", CITED),)
    )
    notes.create_note(user_id=LOCAL_USER, document_id=document.id, note=Note("Cells", "", (section,)), model="m")
    return document.id


def kinds(words: str) -> list[HitKind]:
    return [hit.kind for hit in search(words)]


def test_titles_pages_and_notes_are_found_by_beginnings_of_words() -> None:
    document_id = add_cells()
    assert kinds("bio") == [HitKind.DOCUMENT]
    (page,) = search("mito")
    assert page == Hit(
        HitKind.PAGE, document_id, "", "Cell biology", f"{MARK_BEGIN}Mitosis{MARK_END} divides cells.", 1
    )
    (note,) = search("xyl")
    assert (note.kind, note.title, note.place) == (HitKind.NOTE, "Cells", 0)
    assert f"{MARK_BEGIN}Xylem{MARK_END}" in note.text


@pytest.mark.parametrize("words", ["roots grow", "GROW  roots", "energie", "énergie"])
def test_order_case_and_accents_do_not_matter(words: str) -> None:
    add_cells()
    assert len(search(words)) == 1


@pytest.mark.parametrize("words", ["", "  ", '"', "*", "zebra", "NEAR(", "100%", "_"])
def test_signs_and_unknown_words_find_nothing(words: str) -> None:
    add_cells()
    assert search(words) == []


def test_the_words_as_typed_and_often_come_first() -> None:
    add_document("Rivers", pages=("Deep water.", "Water, water: deep water everywhere.", "Deep are lakes of water."))
    assert [hit.place for hit in search("deep water")] == [2, 1, 3]


def test_a_long_text_is_cut_around_the_first_match() -> None:
    add_document("Rivers", pages=(f"{'far ' * 30}“Delta” {'near ' * 30}",))
    (hit,) = search("delta")
    assert hit.text == f"…far far far far {MARK_BEGIN}“Delta”{MARK_END} {'near ' * 9}".rstrip() + "…"


def test_what_is_deleted_or_written_anew_is_found_no_more() -> None:
    document_id = add_cells()
    note_id = NoteRecord.get().id
    notes.replace_section(note_id, 0, Section("Growth", (1,), (Point("Stems bend.", Origin.QUOTED, CITED),)))
    assert search("roots") == []
    assert kinds("stems") == [HitKind.NOTE]
    Document.update(deleted_at=1.0).where(Document.id == document_id).execute()
    assert search("mitosis") == []
    PageRecord.delete().execute()
    Document.update(deleted_at=None).execute()
    assert search("mitosis") == []


def test_a_question_goes_to_the_documents_with_its_rarest_words() -> None:
    for name in ("one", "two", "three"):
        add_document(name, pages=("The plant grows.",))
    cells = add_document("Cells", pages=("The mitosis of a plant divides cells.",))
    gone = add_document("Gone", pages=("Mitosis, too.",))
    Document.update(deleted_at=1.0).where(Document.id == gone.id).execute()
    found = documents_about("What does the mitosis of a plant do?", limit=2)
    assert found[0] == (cells.id, "Cells.pdf", "Cells")
    assert len(found) == 2
    assert documents_about("Who won the war?", limit=3)[0][0] != gone.id
    assert documents_about("Zebras?", limit=3) == []
