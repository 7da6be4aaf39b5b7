from dataclasses import replace

import pytest

from app.notes import Citation, Dropped, Origin, Point
from workers.writing.finishing import clean_generated, finish_section, improved
from workers.writing.plan import DraftPoint, SectionPlan

LONG = (
    "The cell wall of plants protects the cell from bursting under the pressure of the water that it takes in "
    "and gives the whole plant its shape during the growing season."
)


def plan():
    return SectionPlan("Cells", (1,), (DraftPoint(Point(LONG, Origin.QUOTED, (Citation(1, LONG),)), prompt=True),))


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Sure: The cell wall protects the cell.", "The cell wall protects the cell."),
        ("- The cell wall protects the cell. It also", "The cell wall protects the cell."),
        ("“The cell wall protects the cell.”\nMore text", "The cell wall protects the cell."),
        ("The cell wall protects", ""),
        ("   ", ""),
    ],
)
def test_a_models_text_is_reduced_to_its_first_whole_sentence(text, clean):
    assert clean_generated(text, "en") == clean


def test_a_true_shorter_text_takes_the_points_place():
    done = finish_section(
        plan(), [["The cell wall of plants protects the cell from bursting under the pressure of the water."]], "en"
    )
    assert (done.rewritten, done.rejected) == (1, 0)
    assert done.section.points[0].origin is Origin.REWRITTEN
    assert done.section.points[0].citations == plan().points[0].point.citations


@pytest.mark.parametrize(
    "text",
    [
        "The cell wall of plants does not protect the cell from bursting under the pressure.",
        "The membrane of animals protects the cell from bursting under the pressure.",
        "Cell walls were discovered by Robert Hooke in 1665.",
        LONG,
        "It protects the cell.",
    ],
)
def test_a_text_that_is_false_or_no_shorter_leaves_the_point_as_it_was(text):
    done = finish_section(plan(), [[text]], "en")
    assert (done.rewritten, done.rejected) == (0, 1)
    assert done.section.points[0] == plan().points[0].point


def test_without_texts_the_section_is_the_draft():
    done = finish_section(plan(), [()], "en")
    assert (done.rewritten, done.rejected) == (0, 0)
    assert done.section.points[0].text == LONG


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Cell walls were discovered by Robert Hooke in 1665.", Dropped.UNSUPPORTED),
        (LONG, Dropped.NO_SHORTER),
        ("The cell wall", Dropped.NOT_WHOLE),
        ("", Dropped.NOT_WHOLE),
        ("This protects the whole cell from bursting under the pressure.", Dropped.LEANS),
        ("The cell wall of plants that protects the cell from bursting.", Dropped.LOSES),
    ],
)
def test_the_receipt_says_why_a_text_was_dropped(text, reason):
    assert finish_section(plan(), [[text]], "en").dropped == {reason.value: 1}


def test_the_shortest_text_that_holds_is_taken():
    texts = [
        "The cell wall protects animals from bursting under the pressure of the water.",
        "The cell wall of plants protects the cell from bursting under the pressure of the water that it takes in.",
        "The cell wall of plants protects the cell from bursting under the pressure of the water.",
    ]
    done = finish_section(plan(), [texts], "en")
    assert [point.text for point in done.section.points] == [texts[2]]
    assert (done.rewritten, done.dropped) == (1, {})


def test_of_several_texts_of_which_none_holds_the_first_tells_why():
    done = finish_section(plan(), [["The cell wall protects", "The cell wall protects animals from the cold."]], "en")
    assert done.dropped == {Dropped.NOT_WHOLE.value: 1}


def test_a_text_that_tells_less_than_half_is_no_shortening():
    done = finish_section(plan(), [["The cell wall of plants protects the cell."]], "en")
    assert done.dropped == {Dropped.LOSES.value: 1}


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "Compared to other methods of building a house, brick walls need fewer workers in the first three weeks.",
            "Brick walls need fewer workers in the first three weeks.",
        ),
        (
            "For small samples, Huber suggested a different procedure that finds the bandwidth by itself.",
            "Huber suggested a different procedure that finds the bandwidth.",
        ),
    ],
)
def test_a_text_without_that_of_which_its_source_speaks_is_dropped(sentence, text):
    draft = DraftPoint(Point(sentence, Origin.QUOTED, (Citation(1, sentence),)), prompt=True)
    assert improved(draft, text, "en") is Dropped.LOSES


def test_a_text_that_loses_what_the_document_speaks_of_is_dropped_where_no_other_point_says_it():
    shorter = [["The cell wall of plants protects the cell from bursting under the pressure of the water."]]
    whole = replace(plan(), keys=("season",))
    assert finish_section(whole, shorter, "en").dropped == {Dropped.LOSES.value: 1}
    other = DraftPoint(Point("The dry season is short.", Origin.QUOTED, (Citation(1, "The dry season is short."),)))
    assert finish_section(replace(whole, points=(*whole.points, other)), shorter, "en").rewritten == 1
