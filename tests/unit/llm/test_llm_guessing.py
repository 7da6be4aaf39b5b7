"""Guesses follow a text through its source; how many of them are made depends on how many were right."""

from __future__ import annotations

import pytest

from workers.llm.guessing import Guesser


def test_a_text_is_guessed_to_go_on_as_its_source() -> None:
    guesser = Guesser([1, 2, 3, 4, 5])
    assert guesser.guess(3) == [1, 2, 3]
    guesser.follow(1)
    assert guesser.guess(9) == [2, 3, 4, 5]


def test_what_a_text_leaves_out_is_not_guessed_again() -> None:
    guesser = Guesser([1, 2, 3, 2, 9, 4])
    for token in (1, 9):
        guesser.follow(token)
    assert guesser.guess(2) == [4]


def test_another_word_leaves_the_place_in_the_source() -> None:
    guesser = Guesser([1, 2, 3])
    for token in (1, 77):
        guesser.follow(token)
    assert guesser.guess(1) == [2]


def test_a_text_may_go_back_to_an_earlier_place() -> None:
    guesser = Guesser([1, 2, 3])
    for token in (3, 1):
        guesser.follow(token)
    assert guesser.guess(2) == [2, 3]


def test_nothing_is_guessed_behind_the_end() -> None:
    guesser = Guesser([1])
    guesser.follow(1)
    assert guesser.guess(4) == []
    assert guesser.expected(4) == 0


@pytest.mark.parametrize(("right", "wrong"), [(20, 0), (0, 20)])
def test_what_was_right_is_expected_to_be_right(right: int, wrong: int) -> None:
    guesser = Guesser(range(100))
    before = guesser.expected(8)
    guesser.judge(right=right, wrong=wrong)
    assert (guesser.expected(8) > before) == (right > 0)
    assert 0 < guesser.expected(8) < 8


def test_a_text_that_repeats_itself_is_guessed_to_go_on_repeating() -> None:
    guesser = Guesser([1, 2, 3])
    for token in (50, 51, 52, 53, 50, 51):
        guesser.follow(token)
    assert guesser.guess(2) == [52, 53]


def test_the_source_goes_before_what_the_text_has_said() -> None:
    guesser = Guesser([1, 2, 3, 1, 2, 4])
    for token in (1, 2, 3, 1, 2):
        guesser.follow(token)
    assert guesser.guess(1) == [4]


def test_what_was_wrong_long_ago_is_forgotten() -> None:
    guesser = Guesser(range(100))
    guesser.judge(right=0, wrong=30)
    for _ in range(10):
        guesser.judge(right=8, wrong=0)
    assert guesser.expected(4) > 3
