from dataclasses import replace

from app.export.markdown import render
from app.export.wanted import Wanted
from app.notes import (
    Citation,
    DocumentInfo,
    ModelInfo,
    Note,
    NotesExport,
    OpenEnd,
    OpenKind,
    Origin,
    Point,
    Receipt,
    Section,
    Timings,
)

CITED = (Citation(2, "Glaciers store most of the fresh water."),)


def section(heading, level):
    return Section(heading, (2,), (Point("Glaciers store | water.", Origin.REWRITTEN, CITED, "glaciers"),), (), level)


RECEIPT = Receipt(
    model="tiny",
    points=3,
    rewritten=2,
    by_model=1,
    quoted=1,
    asked=4,
    dropped={"no_shorter": 3},
    unasked=2,
    minutes=1.5,
)
NOTE = Note("Ice", "Ice is cold.", (section("1 Ice", 1), section("1.1 Glaciers", 2), section("2 Sea", 1)))


def rendered(note):
    return render(NotesExport(DocumentInfo("Ice", 3, "ab"), note, ModelInfo("tiny"), Timings()), Wanted())


def in_style(style):
    return rendered(replace(NOTE, receipt=replace(RECEIPT, style=style)))


def test_an_outline_is_numbered_by_its_levels():
    text = in_style("outline")
    assert [line for line in text.splitlines() if line.startswith("##")] == ["## 1 Ice", "### 1.1 Glaciers", "## 2 Sea"]


def test_cornell_notes_have_cues_beside_the_points_and_the_summary_at_the_end():
    text = in_style("cornell")
    assert "| glaciers | Glaciers store \\| water. (p. 2) |" in text
    assert text.index("## Summary") > text.index("## 2 Sea")


def test_the_receipt_is_one_line():
    [line] = [line for line in in_style("standard").splitlines() if line.startswith("Receipt:")]
    assert "3 points: 2 shortened, 1 of them by the model; 1 quoted; 4 texts" in line
    assert "dropped: no shorter 3" in line
    assert "2 not asked" in line
    assert line.endswith("Options: standard, standard, 1.5 min.")


def test_a_draft_has_no_receipt():
    text = rendered(NOTE)
    assert "Receipt" not in text
    assert text.index("Ice is cold.") < text.index("## 1 Ice")


def test_a_chapter_has_its_overview_and_open_ends_stand_behind_the_sections():
    chapter = Section("Water", (1, 2), (), (), 1, "Glaciers store water.")
    ends = (
        OpenEnd("KNN", OpenKind.TERM, CITED),
        OpenEnd("The sea is beyond the scope.", OpenKind.LEFT_OUT, CITED),
    )
    text = rendered(replace(NOTE, sections=(chapter, *NOTE.sections), open_ends=ends))
    assert "## Water\n\n*Glaciers store water.*" in text
    assert text.index("## 2 Sea") < text.index("## Not explained here")
    assert "- Used without an explanation: **KNN** (p. 2)\n- The sea is beyond the scope. (p. 2)" in text
