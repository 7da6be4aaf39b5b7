from __future__ import annotations

import pytest

from app.models import Document, NoteRecord, PageRecord
from app.notes import Citation, Note, Origin, Point, Section, Term
from app.settings import LOCAL_USER
from app.store import notes
from app.store.search import CANDIDATES, MARK_BEGIN, MARK_END, Hit, HitKind, documents_about, search
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


def titles(words: str) -> list[str]:
    return [hit.title for hit in search(words) if hit.kind is HitKind.DOCUMENT]


@pytest.mark.parametrize(
    "words", ["a", "AN", "analy", "lysis", "übung", "ubung", "Ü", "線形", "形代", "7", "üb 7", "wise", "2023_an", "pdf"]
)
def test_a_title_or_file_name_is_found_by_any_part_of_it(words: str) -> None:
    document = add_document("Übung 7: Analysis 線形代数")
    Document.update(file_name="WiSe_2023_an.pdf").where(Document.id == document.id).execute()
    assert titles(words) == ["Übung 7: Analysis 線形代数"]


@pytest.mark.parametrize("words", ["qz", "analysis 8", "sisy", "形線"])
def test_letters_that_do_not_follow_each_other_in_a_title_find_nothing(words: str) -> None:
    add_document("Übung 7: Analysis 線形代数")
    assert titles(words) == []


@pytest.mark.parametrize("old", ["Heat", "heat and work", "Heat engines"])
def test_a_title_that_begins_with_the_words_is_found_at_any_age(old: str) -> None:
    add_document(old)
    for number in range(20):
        add_document(f"Notes on heat {number}")
    assert titles("heat")[:3] == [old, "Notes on heat 19", "Notes on heat 18"]


def test_the_title_itself_comes_before_newer_ones_that_begin_with_it() -> None:
    for number in range(30):
        add_document(f"Lecture {number}")
    assert titles("lecture 2")[:3] == ["Lecture 2", "Lecture 29", "Lecture 28"]
    assert titles("lecture")[:2] == ["Lecture 29", "Lecture 28"]


def test_a_title_is_found_as_it_is_called_now_until_it_is_gone() -> None:
    document = add_document("Rivers")
    Document.update(title="Lakes").execute()
    assert (titles("lak"), titles("riv")) == (["Lakes"], ["Lakes"]), "the file is still called so"
    Document.update(file_name="lakes.pdf").execute()
    assert titles("riv") == []
    Document.delete().where(Document.id == document.id).execute()
    assert titles("lak") == []


def test_what_lies_in_the_bin_does_not_hide_what_does_not() -> None:
    there = add_document("Old", pages=("Water flows.",))
    gone = add_document("New", pages=("Water falls.",) * (CANDIDATES + 1))
    Document.update(deleted_at=1.0).where(Document.id == gone.id).execute()
    assert [hit.document_id for hit in search("water")] == [there.id]


@pytest.mark.parametrize(
    "words", ["strass", "straße", "STRAß", "йогур", "ЙОГ", "λόγο", "λόγος", "energ", "énerg", "數學分"]
)
def test_beginnings_are_found_as_the_index_has_them(words: str) -> None:
    add_document("Words", pages=("Die Straße, Strasse. Йогурт. Λόγος λόγος. Énergie. 數學分析",))
    assert len(search(words)) == 1


@pytest.mark.parametrize("forms", [0, 100])
def test_the_only_hit_is_found_however_many_words_begin_so(forms: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.word_forms.FORMS", forms)
    add_document("Old", pages=("Computers eat vitamin D.",))
    add_document("New", pages=("Companions and compounds of vitamin C.", "Comets.") * CANDIDATES)
    for words in ("compute", "vitamin d", "compu vita", "vitamin compute"):
        assert [hit.title for hit in search(words)] == ["Old"], words
    assert {hit.title for hit in search("compo")} == {"New"}
    assert search("compx") == []


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
