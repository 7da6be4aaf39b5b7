from dataclasses import replace

from app.notes import Citation, Origin, Point, Section
from workers.writing.lexicon import lexicon_for
from workers.writing.summary import end_of, summarize, with_overviews

EN = lexicon_for("en")


def points(*texts):
    return tuple(Point(text, Origin.QUOTED, (Citation(1, text),)) for text in texts)


def section(heading, *texts, level=2):
    return Section(heading, (1,), points(*texts), (), level)


def chapter(heading):
    return Section(heading, (1,), (), (), 1, "")


BOOK = [
    chapter("Ice"),
    section(
        "Glaciers", "Glaciers store most of the fresh water of the earth.", "A glacier moves under its own weight."
    ),
    section("Icebergs", "Icebergs break off from glaciers that reach the sea."),
    chapter("Sand"),
    section("Dunes", "Dunes wander with the wind across the desert.", "Steep dunes slide down on their lee side."),
    section("Glass", "Glass is made of molten sand and some soda."),
]


def test_each_chapter_has_an_overview_of_its_own_points():
    done = with_overviews(BOOK, EN)
    for at, own in ((0, BOOK[1:3]), (3, BOOK[4:])):
        told = [f"{sentence}." for sentence in done[at].overview.rstrip(".").split(". ")]
        assert set(told) <= {point.text for each in own for point in each.points}
        assert told
    assert [each.overview for each in done[1:3]] == [None, None]


def test_the_summary_of_a_book_has_a_sentence_of_each_chapter():
    dull = section("More ice", *(f"Glaciers and ice cover the valley number {n} in the north." for n in range(30)))
    summary = summarize([*BOOK[:3], dull, *BOOK[3:]], "Glaciers and ice", EN)
    assert any(point.text in summary for each in BOOK[4:] for point in each.points)


def test_what_belongs_to_a_chapter_ends_with_the_next_of_its_level():
    assert [end_of(BOOK, at) for at in range(6)] == [3, 2, 3, 6, 5, 6]
    assert end_of([replace(each, level=1) for each in BOOK], 2) == 3


def test_a_chapter_without_a_point_that_can_open_has_an_empty_overview():
    [done, _] = with_overviews([chapter("Ice"), section("Ice", "It is cold there because of this.")], EN)
    assert done.overview == ""


def test_an_overview_prefers_what_needs_no_variable_and_no_number_of_its_page():
    below = section(
        "Maps",
        "The variable n of the map counts the sets of the map.",
        "By Lemma 20 every map of the sets has a limit in the sets.",
        "Every map of the sets takes each point to one other point.",
    )
    [done, _] = with_overviews([chapter("Maps"), below], EN)
    assert done.overview.startswith("Every map")


def test_a_summary_does_not_say_the_same_words_over_and_over():
    said = [
        f"The old mill {what}."
        for what in (
            "grinds oats and barley for bakers in town",
            "saws planks of oak that shipwrights buy",
            "beats linen rags to pulp for paper",
            "presses oil out of walnuts and poppy seeds",
        )
    ]
    assert summarize([section("Mills", *said)], "Works", EN).count("The old mill") == 2


def test_no_formula_opens_a_document():
    said = ("The angle α is given by the height of the tower.", "Towers are measured from the shadow in the evening.")
    assert summarize([section("Towers", *said)], "Heights", EN) == said[1]
