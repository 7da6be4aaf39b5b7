from app.documents import Block, BlockKind, Page
from app.notes import Origin
from workers.writing.answer import finish_answer, plan_answer

TEXTS = (
    "The mitochondrion produces most of the chemical energy of the cell. Its membrane has two layers.",
    "The nucleus stores the genetic material of the cell. Ribosomes build proteins from amino acids.",
)
PAGES = [Page(number, (Block(BlockKind.PARAGRAPH, text),)) for number, text in enumerate(TEXTS, start=1)]
QUESTION = "What does the nucleus store?"


def test_the_passage_that_speaks_of_the_question_comes_first():
    plan = plan_answer(QUESTION, PAGES, "en")
    assert plan.passages[0].citations[0].page == 2
    assert QUESTION in plan.messages[-1].content


def test_what_the_document_does_not_speak_of_is_not_found():
    plan = plan_answer("Who won the football championship in 1998?", PAGES, "en")
    assert plan.passages == ()
    assert finish_answer("Who won?", plan.passages, "Brazil won.", "en").points == ()


def test_a_true_answer_is_shown_with_its_citation():
    plan = plan_answer(QUESTION, PAGES, "en")
    section = finish_answer(QUESTION, plan.passages, "The nucleus stores the genetic material.", "en")
    assert [point.text for point in section.points] == ["The nucleus stores the genetic material."]
    assert section.points[0].origin is Origin.REWRITTEN
    assert section.points[0].citations[0].quote in TEXTS[1]


def test_a_false_answer_is_replaced_by_the_documents_own_words():
    plan = plan_answer(QUESTION, PAGES, "en")
    section = finish_answer(QUESTION, plan.passages, "The nucleus stores the chemical energy.", "en")
    assert [point.text for point in section.points] == ["The nucleus stores the genetic material of the cell."]
    assert section.points[0].origin is Origin.QUOTED
