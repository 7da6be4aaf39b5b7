"""Questions and cards after the notes have changed: never about what does not stand there any more."""

from __future__ import annotations

import pytest

from app.asked import ask_anew
from app.edits import Edit, EditKind, apply_edits, edit_of
from app.emitter import JobEventEmitter
from app.export import html, markdown
from app.export.source import load_export
from app.export.wanted import Wanted
from app.notebook import Notebook
from app.notes import Citation, Flashcard, Note, Origin, Point, QuizQuestion, Section, Term
from app.settings import LOCAL_USER
from app.store import edits, notes, study
from app.study import Rating, Study
from tests.unit.ui.samples import add_document, add_note

ATP = (Citation(1, "Mitochondria make most of the ATP."),)
DNA = (Citation(2, "The nucleus holds the DNA."),)
POINT = Point("Mitochondria make ATP.", Origin.REWRITTEN, ATP)
TERM = Term("Nucleus", "It holds the DNA.", DNA)
QUESTION = QuizQuestion("What do mitochondria make?", ("DNA", "ATP", "RNA", "Fat"), 1, "Page 1 says so.", ATP)
ABOUT_DNA = QuizQuestion("What holds the DNA?", ("Nucleus", "Wall", "ATP", "Sap"), 0, "Page 2 says so.", DNA)
GAP = Flashcard("Mitochondria make ____.", "ATP", ATP)
DEFINED = Flashcard("Nucleus", "It holds the DNA.", DNA)
NOTE = Note(
    "Cells",
    "",
    (Section("Power", (1,), (POINT,)), Section("Plan", (2,), (), (TERM,))),
    (QUESTION, ABOUT_DNA),
    (GAP, DEFINED),
)


def after(*changes: Edit, former: tuple[Section, ...] = ()) -> Note:
    return ask_anew(apply_edits(NOTE, changes), NOTE, changes, former)


def test_without_a_change_all_is_asked() -> None:
    assert after() == NOTE
    assert after(edit_of(POINT, None)) == NOTE


def test_what_was_left_out_is_not_asked() -> None:
    changed = after(edit_of(POINT, ""))
    assert changed.quiz == (ABOUT_DNA,)
    assert changed.flashcards == (DEFINED,)


@pytest.mark.parametrize(("words", "asked"), [("They make *atp*, mostly.", True), ("They make energy.", False)])
def test_a_question_is_asked_while_the_student_s_words_hold_its_answer(words: str, *, asked: bool) -> None:
    changed = after(edit_of(POINT, words))
    assert (QUESTION in changed.quiz) is asked
    assert (GAP in changed.flashcards) is asked


def test_the_card_of_a_term_takes_the_student_s_definition_on() -> None:
    changed = after(edit_of(TERM, "Where the genes are."))
    assert changed.flashcards == (GAP, Flashcard("Nucleus", "Where the genes are.", DNA))
    assert changed.sections[1].terms[0].origin is Origin.EDITED


def test_questions_on_a_former_section_go_unless_the_statement_still_stands() -> None:
    former = Section("Power", (1,), (Point("Old.", Origin.QUOTED, (Citation(1, "A sentence that is gone."),)), POINT))
    gone = QuizQuestion("Old?", ("a", "b", "c", "d"), 0, "", (Citation(1, "A sentence that is gone."),))
    note = Note(NOTE.title, "", NOTE.sections, (gone, QUESTION), ())
    assert ask_anew(note, note, (), (former,)).quiz == (QUESTION,)


def test_a_question_about_words_that_no_section_has_stays() -> None:
    aside = QuizQuestion("Aside?", ("a", "b", "c", "d"), 0, "", (Citation(3, "Said aside."),))
    note = Note(NOTE.title, "", NOTE.sections, (aside,), ())
    assert ask_anew(note, note, (), NOTE.sections).quiz == (aside,)


def test_a_learnt_card_rests_while_its_statement_is_out_and_comes_back_with_its_history(
    emitter: JobEventEmitter,
) -> None:
    document = add_document("cells")
    note_id = complete(add_note(document, NOTE))
    desk, notebook = Study(lambda: 1_000_000.0), Notebook(emitter, user_id=LOCAL_USER)
    desk.take_in_notes()
    key = study.card_id(document.id, GAP.front)
    desk.answer(key, Rating.AGAIN)
    learnt = study.find_card(key)
    assert learnt is not None
    notebook.change(note_id, POINT, "")
    desk.take_in_notes()
    late = Study(lambda: 9_000_000.0)
    assert GAP.front not in [each.card.front for each in late.session()]
    assert study.deck_counts(9_000_000.0)[0].total == 1
    notebook.change(note_id, POINT, None)
    desk.take_in_notes()
    assert study.find_card(key) == learnt
    assert GAP.front in [each.card.front for each in late.session()]


def test_questions_of_a_section_that_was_written_anew_come_in_and_those_before_go(emitter: JobEventEmitter) -> None:
    note_id = complete(add_note(add_document("cells"), NOTE))
    again = Section("Power", (1,), (Point("Sugar burns.", Origin.QUOTED, (Citation(1, "Sugar burns in them."),)),))
    edits.keep_section(note_id, 0, NOTE.sections[0])
    notes.replace_section(note_id, 0, again)
    new = QuizQuestion("What burns?", ("Sugar", "b", "c", "d"), 0, "", again.points[0].citations)
    notes.add_practice(note_id, (new, ABOUT_DNA), (Flashcard("____ burns.", "Sugar", new.citations),))
    shown = edits.load_edited(note_id)
    assert [each.question for each in shown.quiz] == [ABOUT_DNA.question, new.question]
    assert [each.front for each in shown.flashcards] == [DEFINED.front, "____ burns."]
    notebook = Notebook(emitter, user_id=LOCAL_USER)
    notebook.bring_back(note_id, 0, notebook.section_versions(note_id, 0)[0].id)
    assert [each.question for each in edits.load_edited(note_id).quiz] == [QUESTION.question, ABOUT_DNA.question]


def test_an_edited_term_says_in_exports_whose_words_it_has(emitter: JobEventEmitter) -> None:
    note_id = complete(add_note(add_document("cells"), NOTE))
    Notebook(emitter, user_id=LOCAL_USER).change(note_id, TERM, "Where the **genes** are.")
    found = load_export(note_id)
    assert "- **Nucleus**: Where the **genes** are. ✎" in markdown.render(found, Wanted())
    assert 'genes</b> are. <span class="own">✎</span>' in html.render(found, Wanted()).replace("strong>", "b>")
    assert "1 statement is in the student’s own words" in markdown.render(found, Wanted())


def complete(note_id: str) -> str:
    notes.NoteRecord.update(complete=True).where(notes.NoteRecord.id == note_id).execute()
    return note_id


def test_an_edit_of_the_other_kind_is_weighed_too() -> None:
    assert after(Edit(EditKind.TERM, ATP[0], "")).flashcards == (DEFINED,)
