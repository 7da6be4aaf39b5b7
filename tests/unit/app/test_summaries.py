from __future__ import annotations

from app.notes import Citation, Note, Origin, Point, Section
from app.summaries import still_said


def note(*texts: str) -> Note:
    points = tuple(Point(text, Origin.QUOTED, (Citation(1, text),)) for text in texts)
    return Note("T", "", (Section("H", (1,), points),))


def test_a_summary_goes_on_saying_what_points_say() -> None:
    assert still_said("Cells divide. They grow.", note("They grow.", "Cells divide.")) == "Cells divide. They grow."


def test_what_no_point_says_any_more_is_left_out() -> None:
    assert still_said("Cells divide. They rest. They grow.", note("Cells divide.", "They grow.")) == (
        "Cells divide. They grow."
    )
    assert still_said("They rest", note("Cells divide.")) == ""


def test_a_point_of_several_sentences_is_taken_whole() -> None:
    assert still_said("It is big. It is old.", note("It is big.", "It is big. It is old.")) == "It is big. It is old."


def test_sentences_without_spaces_between_them_are_told_apart() -> None:
    assert still_said("細胞は分裂する。眠る。育つ。", note("細胞は分裂する。", "育つ。")) == "細胞は分裂する。育つ。"


def test_a_point_without_a_stop_keeps_the_one_that_the_summary_gave_it() -> None:
    summary = "Cells divide often. Water is wet. Salt dissolves."
    assert still_said(summary, note("Cells divide often", "Water is wet", "Salt dissolves.")) == summary


def test_a_point_that_begins_a_sentence_is_not_that_sentence() -> None:
    assert still_said("Cells divide often. Water is wet.", note("Cells", "Water is wet.")) == "Water is wet."
