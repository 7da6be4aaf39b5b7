from dataclasses import replace

import pytest

from app.documents import Block, BlockKind, Page
from app.notes import Citation, Flashcard, Note, Origin, Point, QuizQuestion, Section, Term
from workers.writing.auditing import Doubt, audit

TEXT = "A glacier is a large mass of ice. Glaciers store most of the fresh water of the earth."
PAGES = [Page(1, (Block(BlockKind.PARAGRAPH, TEXT),)), Page(2, (Block(BlockKind.PARAGRAPH, "Rivers carry sand."),))]
CITED = (Citation(1, "Glaciers store most of the fresh water of the earth."),)
DEFINED = (Citation(1, "A glacier is a large mass of ice."),)
NOTE = Note(
    "Ice",
    "Glaciers store most of the fresh water.",
    (
        Section(
            "Ice",
            (1,),
            (Point("Glaciers store most of the fresh water.", Origin.REWRITTEN, CITED),),
            (Term("glacier", "a large mass of ice", DEFINED),),
        ),
    ),
    (
        QuizQuestion(
            "What completes this statement? Glaciers store most of the ____ of the earth.",
            ("fresh water", "sand", "oil", "gold"),
            0,
            "Glaciers store most of the fresh water of the earth.",
            CITED,
        ),
        QuizQuestion(
            "Which term fits this description? A large mass of ice.",
            ("glacier", "river", "delta", "lake"),
            0,
            "glacier: a large mass of ice",
            DEFINED,
        ),
    ),
    (Flashcard("Glaciers store most of the ____.", "fresh water", CITED),),
)


def doubts(note):
    return [(finding.kind, finding.doubt) for finding in audit(note, PAGES, "en") if finding.doubt]


def test_a_note_whose_statements_hold_raises_no_doubt():
    findings = list(audit(NOTE, PAGES, "en"))
    assert [finding.doubt for finding in findings] == [None] * 6
    assert {finding.kind for finding in findings} == {"summary", "point", "term", "quiz", "card"}


def with_point(point):
    return replace(NOTE, summary="", sections=(replace(NOTE.sections[0], points=(point,)),))


@pytest.mark.parametrize(
    "citation", [Citation(2, CITED[0].quote), Citation(1, "Glaciers store oil."), Citation(9, TEXT)]
)
def test_a_quote_that_is_not_on_its_page_is_found_out(citation):
    note = with_point(Point("Glaciers store most of the fresh water.", Origin.REWRITTEN, (citation,)))
    assert doubts(note) == [("point", Doubt.QUOTE_MISSING)]


def test_a_statement_that_its_quote_does_not_carry_is_found_out():
    note = with_point(Point("Glaciers do not store most of the fresh water.", Origin.REWRITTEN, CITED))
    assert doubts(note) == [("point", Doubt.UNSUPPORTED)]


def test_the_student_s_own_words_are_told_and_no_fault():
    own = Point("For the exam!", Origin.EDITED, CITED)
    found = next(audit(with_point(own), PAGES, "en"))
    assert (found.text, found.doubt, found.is_own) == ("For the exam!", None, True)
    assert not any(each.is_own for each in audit(NOTE, PAGES, "en"))
    astray = replace(own, citations=(Citation(2, CITED[0].quote),))
    assert doubts(with_point(astray)) == [("point", Doubt.QUOTE_MISSING)]


def test_a_summary_may_still_say_what_stood_where_the_student_has_written():
    own = Point("For the exam!", Origin.EDITED, CITED)
    assert doubts(replace(with_point(own), summary=NOTE.summary)) == []
    assert doubts(replace(with_point(own), summary="Glaciers melt in spring.")) == [("summary", Doubt.UNSUPPORTED)]


def test_a_summary_may_say_only_what_a_point_says():
    assert doubts(replace(NOTE, summary="Glaciers melt in spring.")) == [("summary", Doubt.UNSUPPORTED)]


def test_a_question_is_checked_with_its_right_answer():
    wrong = replace(NOTE.quiz[0], answer_index=2)
    assert doubts(replace(NOTE, quiz=(wrong,))) == [("quiz", Doubt.UNSUPPORTED)]


def with_questions(*questions):
    return replace(NOTE, summary="", sections=(), quiz=questions, flashcards=())


def test_two_blanks_are_filled_in_their_order():
    question = "Which two complete this statement, in this order? ____ store most of the ____ of the earth."
    choices = ("Glaciers … fresh water", "Glaciers … oil", "Rivers … fresh water", "Rivers … oil")
    asked = QuizQuestion(question, choices, 0, CITED[0].quote, CITED)
    assert doubts(with_questions(asked)) == []
    assert doubts(with_questions(replace(asked, answer_index=3))) == [("quiz", Doubt.UNSUPPORTED)]


def test_subjects_in_order_are_held_to_their_names():
    order = "glacier → fresh water"
    asked = QuizQuestion("In which order?", (order, "b", "c", "d"), 0, order, (*DEFINED, *CITED))
    assert doubts(with_questions(asked)) == []
    lost = "glacier → oil"
    assert doubts(with_questions(replace(asked, choices=(lost, "b", "c", "d"), explanation=lost))) != []


def test_a_sentence_that_ends_on_the_next_page_holds():
    start, end = "Glaciers store most of the fresh water of the", "earth."
    pages = [Page(n, (Block(BlockKind.PARAGRAPH, text),)) for n, text in ((1, start), (2, end))]
    statement = "What completes this statement? Glaciers store most of the ____ of the earth."
    choices = ("fresh water", "sand", "oil", "gold")
    asked = QuizQuestion(statement, choices, 0, f"{start} {end}", (Citation(1, start),))
    assert [finding.doubt for finding in audit(with_questions(asked), pages, "en")] == [None]


def test_sentences_of_a_summary_are_those_of_its_points_wherever_stops_stand():
    points = tuple(
        Point(text, Origin.QUOTED, (Citation(1, text),))
        for text in ("A map is made of two sets, say X and Y. ", "Digraphs of maps are called diagrams.")
    )
    points = tuple(replace(point, text=point.text.strip()) for point in points)
    page = Page(1, (Block(BlockKind.PARAGRAPH, " ".join(point.text for point in points)),))
    chapter = Section("Maps", (1,), points, overview=" ".join(point.text for point in points))
    findings = list(audit(Note("Maps", chapter.overview or "", (chapter,)), [page], "en"))
    assert [(finding.kind, finding.doubt) for finding in findings] == [("summary", None)] * 4 + [("point", None)] * 2
    lying = replace(chapter, overview="A map is made of two sets, say X and Y. Diagrams are called sets.")
    found = list(audit(Note("Maps", "", (lying,)), [page], "en"))
    assert [finding.doubt for finding in found if finding.kind == "summary"] == [None, Doubt.UNSUPPORTED]


def test_a_shortened_clause_is_carried_by_the_sentence_of_which_it_is_one():
    said = "Lines common to both files are written just once; the differing parts are parted by directives of the tool."
    page = Page(1, (Block(BlockKind.PARAGRAPH, said),))
    point = Point("Lines common to both files are written once.", Origin.REWRITTEN, (Citation(1, said),))
    assert [finding.doubt for finding in audit(Note("", "", (Section("", (1,), (point,)),)), [page], "en")] == [None]


def test_a_question_with_two_gaps_is_held_to_a_sentence_for_each():
    one, two = "Glaciers store most of the fresh water of the earth.", "Rivers carry sand."
    question = QuizQuestion(
        "Which two fill the gaps? (1) Glaciers store most of the ____ of the earth. (2) Rivers carry ____.",
        ("fresh water … sand", "oil … sand", "fresh water … gold", "oil … gold"),
        0,
        f"{one} {two}",
        (Citation(1, one), Citation(2, two)),
    )
    assert doubts(Note("", "", (), (question,))) == []
    assert doubts(Note("", "", (), (replace(question, answer_index=3),))) == [("quiz", Doubt.UNSUPPORTED)]
