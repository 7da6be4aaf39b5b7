from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject

from ui.parts.slices import SLICE_S, Slices, Step

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def owner(app: QObject) -> Iterator[QObject]:
    del app
    made = QObject()
    yield made
    made.deleteLater()


def count_up_to(limit: int, taken: list[int], pause_s: float = 0.0) -> Iterator[Step]:
    def step(number: int) -> None:
        time.sleep(pause_s)
        taken.append(number)

    for number in range(limit):
        yield partial(step, number)


def test_the_first_steps_are_taken_at_once_and_the_others_between_events(owner: QObject, wait: Wait) -> None:
    taken: list[int] = []
    slices = Slices(count_up_to(5, taken, pause_s=0.01), owner)
    slices.begin()
    assert taken == [0]
    wait(lambda: slices.is_done)
    assert taken == [0, 1, 2, 3, 4]


def test_all_that_is_left_is_made_for_who_cannot_wait(owner: QObject) -> None:
    taken: list[int] = []
    slices = Slices(count_up_to(5, taken, pause_s=0.01), owner)
    slices.begin()
    slices.finish()
    slices.finish()
    slices.begin()
    assert taken == [0, 1, 2, 3, 4]


def steps_of_which_one_fails(taken: list[str]) -> Iterator[Step]:
    def fail() -> None:
        message = "no such thing"
        raise LookupError(message)

    yield lambda: taken.append("first")
    yield fail
    yield lambda: taken.append("last")


def test_a_step_that_fails_is_left_out_and_told_of(owner: QObject, wait: Wait) -> None:
    taken: list[str] = []
    slices = Slices(steps_of_which_one_fails(taken), owner)
    with pytest.raises(LookupError):
        slices.begin()
    assert taken == ["first"]
    wait(lambda: slices.is_done)
    assert taken == ["first", "last"]


def test_who_wanted_all_hears_of_the_failure_and_gets_the_rest_by_asking_again(owner: QObject) -> None:
    taken: list[str] = []
    slices = Slices(steps_of_which_one_fails(taken), owner)
    with pytest.raises(LookupError):
        slices.finish()
    slices.finish()
    assert taken == ["first", "last"]
    assert slices.is_done


def test_a_step_that_asks_for_all_ends_before_the_others_begin(owner: QObject) -> None:
    taken: list[str] = []

    def hurry() -> None:
        slices.finish()
        slices.begin()
        time.sleep(2 * SLICE_S)
        taken.append("first")

    slices = Slices(iter([hurry, lambda: taken.append("second"), lambda: taken.append("third")]), owner)
    slices.begin()
    assert taken == ["first", "second", "third"]
    assert slices.is_done
