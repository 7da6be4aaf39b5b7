from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject

from ui.parts.slices import Slices

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def owner(app: QObject) -> Iterator[QObject]:
    del app
    made = QObject()
    yield made
    made.deleteLater()


def count_up_to(limit: int, taken: list[int], pause_s: float = 0.0) -> Iterator[None]:
    for number in range(limit):
        time.sleep(pause_s)
        taken.append(number)
        yield


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
