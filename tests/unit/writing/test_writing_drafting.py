import pytest

from app import wire
from app.documents import Block, BlockKind, Page
from app.errors import ErrorCode, StudyleafError
from app.notes import Citation, Note, Origin, Point
from workers.llm.protocol import Role
from workers.writing.drafting import Source, draft
from workers.writing.plan import DraftPoint, NoteOptions, NotePlan, SectionPlan
from workers.writing.prompts import LANGUAGES, answer_messages, few_shot_for, rewrite_requests
from workers.writing.select import budget_words
from workers.writing.verify import verify
from workers.writing.ways import Way

SUBJECTS = ["river", "glacier", "desert", "volcano", "forest", "island", "canyon", "delta"]
VERBS = ["shapes", "erodes", "covers", "feeds", "divides", "cools", "shelters", "builds"]
THINGS = ["valleys of the north", "cliffs along the coast", "fields near the town", "rocks under the ice"]


def page(number):
    lines = [
        f"The {SUBJECTS[(number + i) % 8]} {VERBS[(3 * i + number) % 8]} the {THINGS[(i + number) % 4]}"
        f" for {10 + 7 * i + number} years."
        for i in range(12)
    ]
    blocks = [Block(BlockKind.HEADING, f"Landscape {SUBJECTS[number % 8]}", level=1)]
    blocks += [Block(BlockKind.PARAGRAPH, " ".join(lines[i : i + 4])) for i in range(0, 12, 4)]
    return Page(number, tuple(blocks))


PAGES = [page(number) for number in range(1, 7)]
SOURCE = Source("Landscapes", "landscapes.pdf", language="en")


def test_every_point_is_cited_by_words_of_its_page_and_passes_the_checker():
    sections, plan = draft(PAGES, SOURCE, NoteOptions())
    points = [point for section in plan.draft.sections for point in section.points]
    assert points
    for point in points:
        for citation in point.citations:
            assert citation.quote in PAGES[citation.page - 1].text
        assert verify(point.text, [citation.quote for citation in point.citations], "en").supported
    assert [section.heading for section in sections] == [section.heading for section in plan.draft.sections]


def test_every_page_is_touched():
    _, plan = draft(PAGES, SOURCE, NoteOptions())
    said = [part for section in plan.draft.sections for part in (*section.points, *section.terms)]
    assert {citation.page for part in said for citation in part.citations} == {page.number for page in PAGES}


def test_nothing_is_said_twice():
    twice = [*PAGES, *(Page(page.number + 6, page.blocks) for page in PAGES)]
    _, plan = draft(twice, SOURCE, NoteOptions(length="detailed"))
    texts = [point.text for section in plan.draft.sections for point in section.points]
    assert len(texts) == len(set(texts))


def test_plans_survive_the_wire():
    sections, plan = draft(PAGES, SOURCE, NoteOptions())
    assert [wire.decode(SectionPlan, wire.encode(section)) for section in sections] == sections
    assert wire.decode(NotePlan, wire.encode(plan)) == plan


def test_longer_notes_have_more_words():
    words = [budget_words(20_000, 40, length) for length in ("brief", "standard", "detailed")]
    assert words == sorted(set(words))


def test_an_unknown_length_is_refused():
    with pytest.raises(ValueError, match="length"):
        NoteOptions(length="huge")


@pytest.mark.parametrize(
    ("pages", "code"),
    [
        ([], ErrorCode.NO_READABLE_TEXT),
        ([Page(1, problem=ErrorCode.NO_READABLE_TEXT)], ErrorCode.NO_READABLE_TEXT),
        (
            [Page(1, problem=ErrorCode.OCR_MISSING), Page(2, (Block(BlockKind.PARAGRAPH, "Page two"),))],
            ErrorCode.OCR_MISSING,
        ),
        ([Page(1, (Block(BlockKind.TABLE, "1 2 3"),))], ErrorCode.TOO_LITTLE_TEXT),
        ([Page(1, (Block(BlockKind.PARAGRAPH, "Page one"),))], ErrorCode.TOO_LITTLE_TEXT),
    ],
)
def test_a_document_without_sentences_is_refused_with_the_reason(pages, code):
    with pytest.raises(StudyleafError) as caught:
        draft(pages, SOURCE, NoteOptions())
    assert caught.value.code is code


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_examples_that_end_with_an_answer(language):
    for messages in (few_shot_for(language), answer_messages("?", ["."], language)[:-1]):
        assert messages[0].role is Role.SYSTEM
        assert [message.role for message in messages[1:]] == [Role.USER, Role.ASSISTANT] * (len(messages) // 2)


def test_all_requests_begin_with_the_same_examples():
    sections, plan = draft(PAGES, SOURCE, NoteOptions())
    marked = [
        SectionPlan(s.heading, s.pages, tuple(type(p)(p.point, prompt=True) for p in s.points), s.terms)
        for s in sections
    ]
    ways = (Way.FREE, Way.HELD)
    requests = [request for section in marked for _, _, request in rewrite_requests(plan, section, ways)]
    assert requests
    assert {request.messages[:-1] for request in requests} == {plan.few_shot}


def test_a_sentence_of_which_a_few_words_cannot_be_cited_is_no_point():
    first = Block(BlockKind.PARAGRAPH, "The river shapes the valley of the north for many years. Numbers we")
    second = Block(
        BlockKind.PARAGRAPH,
        "have decided to include in the tables are highlighted and bold. The glacier cools the fields for 20 years.",
    )
    sections, _ = draft([Page(1, (first,)), Page(2, (second,))], SOURCE, NoteOptions(length="detailed"))
    texts = [point.point.text for section in sections for point in section.points]
    assert any("glacier" in text for text in texts)
    assert not any("highlighted" in text for text in texts)


def test_a_model_for_one_way_is_asked_about_long_points_alone():
    point = Point(" ".join(["word"] * 16) + ".", Origin.QUOTED, (Citation(1, "word"),))
    section = SectionPlan("Words", (1,), (DraftPoint(point, prompt=True),))
    plan = NotePlan("Words", "en", few_shot_for("en"), (), Note("Words", "", ()))
    assert not list(rewrite_requests(plan, section, (Way.FREE,)))
    asked = list(rewrite_requests(plan, section, (Way.HELD, Way.FREE)))
    assert [(index, way) for index, way, _ in asked] == [(0, Way.HELD), (0, Way.FREE)]
    assert [request.constraint is None for _, _, request in asked] == [False, True]
