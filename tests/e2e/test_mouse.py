"""The mouse, with a pointer that moves on the screen itself, and another program to drag from."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Visit


def test_files_and_words_are_dragged_in_from_another_program(visit: Visit) -> None:
    done = visit("files_are_dragged_in")
    assert done == {"taken_back": "IgnoreAction", "dropped": "CopyAction", "is_covered": False}


def test_what_waits_is_dragged_into_another_order(visit: Visit) -> None:
    assert visit("the_line_is_reordered") == {"order": [2, 0, 1]}


def test_a_new_student_comes_from_a_drop_to_a_deck_of_cards(visit: Visit, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    done = visit("a_new_student_walks", STUDYLEAF_TEST_FILES=str(files))
    assert done["answered"] > 0
    assert done["reviewed"] > 0
    assert done["exported"] >= done["reviewed"]
