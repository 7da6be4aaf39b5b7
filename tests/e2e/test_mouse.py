"""The mouse, with a pointer that moves on the screen itself, and another program to drag from."""

from __future__ import annotations

from tests.e2e.conftest import Visit


def test_files_and_words_are_dragged_in_from_another_program(visit: Visit) -> None:
    done = visit("files_are_dragged_in")
    assert done == {"taken_back": "IgnoreAction", "dropped": "CopyAction", "is_covered": False}


def test_what_waits_is_dragged_into_another_order(visit: Visit) -> None:
    assert visit("the_line_is_reordered") == {"order": [2, 0, 1]}
