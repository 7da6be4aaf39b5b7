from app.documents import Block, BlockKind, Page
from app.notes import Citation, Origin, Point
from workers.writing import select
from workers.writing.drafting import Source, plan_sections, sketch
from workers.writing.lexicon import lexicon_for
from workers.writing.placing import place_blocks
from workers.writing.plan import NoteOptions
from workers.writing.sections import divide
from workers.writing.segment import segment

GOOD = [
    "The root of a tree absorbs water and minerals from the ground.",
    "The leaf of a tree turns light into sugar during the day.",
    "The bark of a tree protects the wood against insects and fire.",
    "The seed of a tree contains the food of the young plant.",
]
POOR = [
    "Hey, trees are really not so bad after all.",
    "We will now turn to the leaves of the tree.",
    "Describe the growth of a tree in three sentences.",
    "The resulting tree is shown below.",
    "There can be more than one such tree.",
]


def texts(pages):
    options = NoteOptions(length="detailed")
    drafted = sketch(pages, Source("Trees", "trees.pdf", language="en"), options).plan.draft
    return [point.text for section in drafted.sections for point in section.points]


def page(number, *sentences):
    return Page(number, tuple(Block(BlockKind.PARAGRAPH, sentence) for sentence in sentences))


def test_what_stands_alone_is_chosen_and_what_does_not_is_left_out():
    chosen = texts([page(1, *GOOD, *POOR)])
    assert chosen
    assert set(chosen) <= set(GOOD)


def test_a_page_with_nothing_but_talk_is_passed_over():
    assert set(texts([page(1, *GOOD), page(2, *POOR[:3])])) <= set(GOOD)


def test_the_draft_has_the_documents_own_words():
    pages = [page(1, "However, " + GOOD[0].lower(), *GOOD[1:])]
    sketched = sketch(pages, Source("Trees", "trees.pdf", language="en"), NoteOptions())
    points = [point for section in sketched.plan.draft.sections for point in section.points]
    assert all(point.text in pages[0].text for point in points)
    assert sketched.plan.draft.quiz == ()


def test_of_a_long_book_each_page_is_looked_at_but_not_every_sentence(monkeypatch):
    monkeypatch.setattr(select, "MANY_SENTENCES", 10)
    monkeypatch.setattr(select, "LOOKED_AT_A_PAGE", 2)
    blocks = place_blocks([page(number, *GOOD) for number in (1, 2, 3)])
    english = lexicon_for("en")
    parts = divide(blocks, segment(blocks, english), (), "Trees", english)
    pages = [candidate.sentence.page for candidate in select.candidates_of(parts, english)]
    assert pages == [1, 1, 2, 2, 3, 3]


def test_what_is_worded_like_a_chosen_sentence_is_not_told_as_well():
    twice = "Our first plan for the mill breaks down when we come to the end of the river, as there is no water left."
    again = "Our other scheme for the mill breaks down when we get to the end of the track, as there is no road left."
    chosen = texts([page(1, twice, *GOOD[:2], again, *GOOD[2:])])
    assert len({twice, again} & set(chosen)) == 1


def test_what_a_term_says_is_no_point_as_well():
    drafted = sketch(
        [page(1, "A sapling is a young tree with a trunk as thin as a finger.", *GOOD)],
        Source("Trees", "trees.pdf", language="en"),
        NoteOptions(length="detailed"),
    ).plan.draft
    assert [term.term for section in drafted.sections for term in section.terms] == ["sapling"]
    assert not any("sapling" in point.text for section in drafted.sections for point in section.points)


def test_the_plan_knows_what_the_document_speaks_of():
    pages = [page(1, *GOOD)]
    planned = list(plan_sections(sketch(pages, Source("Trees", "trees.pdf", language="en"), NoteOptions())))
    assert all("tree" in section.keys for section in planned)


def test_of_a_row_of_figures_that_are_worded_alike_one_is_told():
    captions = [
        "Figure 1: Growth of an oak in wet years.",
        "Figure 2: Growth of an elm in wet years.",
        "Figure 3: Roots.",
    ]
    points = [Point(text, Origin.QUOTED, (Citation(1, text),)) for text in captions]
    assert select.unlike([points[:1], points[1:]], "en") == [(points[0],), (points[2],)]
