import pytest

from app import wire
from app.cancel import CancelToken
from app.documents import Block, BlockKind
from app.errors import ErrorCode, StudyleafError
from app.notes import Note, Section
from workers.children.pool import TextPool
from workers.extraction.block_json import to_json
from workers.writing.plan import NotePlan, SectionPlan

TEXT = (
    "A glacier is a large mass of ice that moves slowly over land. "
    "Glaciers store most of the fresh water of the earth. "
    "The ice carries rocks and sand from the mountains to the valley. "
    "A moraine is a ridge of rocks that a glacier left behind."
)


@pytest.fixture
def pool():
    pool = TextPool(1)
    yield pool
    pool.close()


def page(number, text):
    blocks = [Block(BlockKind.HEADING, "Glaciers", level=1), Block(BlockKind.PARAGRAPH, text)]
    stored = to_json(blocks)
    return {"number": number, "label": None, "text": f"Glaciers\n\n{text}", "blocks": stored, "problem": None}


def plan_params():
    return {"options": {"length": "standard"}, "title": "Ice", "fileName": "ice.pdf", "outline": [], "language": "en"}


def test_a_document_goes_through_all_calls_of_a_child(pool):
    cancel = CancelToken()
    yielded = []
    result = pool.call("plan", plan_params(), [page(1, TEXT)], cancel=cancel, on_yield=yielded.append)
    plan = wire.decode(NotePlan, yielded[0]["plan"])
    sections = [value["section"] for value in yielded[1:]]
    assert result == {"sections": 1}
    assert len(sections) == len(plan.draft.sections) == 1
    count = len(wire.decode(SectionPlan, sections[0]).points)
    params = {"section": sections[0], "texts": [["Ice is warm."]] + [[]] * (count - 1), "language": "en"}
    finished = pool.call("finish_section", params, [], cancel=cancel)
    assert sum(finished["dropped"].values()) == 1
    params = {"title": "Ice", "language": "en", "options": {"length": "brief"}, "asides": [[]]}
    composed = pool.call("compose", params, [finished["section"]], cancel=cancel)
    note = wire.decode(Note, composed["note"])
    assert note.sections == (wire.decode(Section, finished["section"]),)
    assert note.summary
    proposed = pool.call("propose", params, [finished["section"]], cancel=cancel)
    read = {**params, "asked": proposed["asked"], "totals": [None] * len(proposed["readings"])}
    again = pool.call("compose", read, [finished["section"]], cancel=cancel)
    assert wire.decode(Note, again["note"]) == note


def test_claims_are_checked_against_a_text(pool):
    claims = [
        {"id": "a", "text": "Glaciers store most of the fresh water."},
        {"id": "b", "text": "Glaciers store oil."},
    ]
    rows = pool.call("check_claims", {"source": TEXT.replace(" ", "\n", 7)}, claims, cancel=CancelToken())
    assert [(row["id"], row["supported"]) for row in rows] == [("a", True), ("b", False)]
    assert rows[0]["quote"] in TEXT


def test_a_question_is_answered_from_the_pages(pool):
    question = {"question": "What is a moraine?", "language": "en"}
    found = pool.call("plan_answer", question, [page(1, TEXT)], cancel=CancelToken())
    assert found["found"]
    params = {**question, "passages": found["passages"], "text": "A moraine is a ridge of rocks."}
    section = pool.call("finish_answer", params, [], cancel=CancelToken())["section"]
    assert [point["text"] for point in section["points"]] == ["A moraine is a ridge of rocks."]


def test_a_document_without_text_is_refused_with_a_code(pool):
    with pytest.raises(StudyleafError) as caught:
        pool.call("plan", plan_params(), [page(1, "x")], cancel=CancelToken())
    assert caught.value.code is ErrorCode.TOO_LITTLE_TEXT
