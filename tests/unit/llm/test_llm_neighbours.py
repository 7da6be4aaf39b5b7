"""Threads give way to other programs and come back."""

from __future__ import annotations

import pytest

from workers.llm.neighbours import INTERVAL_S, Neighbours


class Computer:
    """Counts processor time as a system would."""

    def __init__(self) -> None:
        self.now = self.everyone = self.own = 0.0

    def run(self, seconds: float, *, own: float, others: float) -> None:
        """Lets time pass with this program and the others using so many cores."""
        self.now += seconds
        self.own += own * seconds
        self.everyone += (own + others) * seconds


@pytest.fixture
def computer() -> Computer:
    return Computer()


def watch(computer: Computer, cores: int) -> Neighbours:
    return Neighbours(cores, clock=lambda: computer.now, times=lambda: (computer.everyone, computer.own))


@pytest.mark.parametrize(
    ("cores", "others", "threads"),
    [
        (2, 0.0, 2),
        (2, 0.2, 2),
        (2, 0.7, 1),
        (2, 1.0, 1),
        (2, 2.0, 1),
        (4, 1.0, 3),
        (4, 1.5, 2),
        (4, 3.9, 1),
        (1, 1.0, 1),
    ],
)
def test_a_core_that_others_take_is_left_to_them(computer: Computer, cores: int, others: float, threads: int) -> None:
    neighbours = watch(computer, cores)
    computer.run(INTERVAL_S, own=cores - others / 2, others=others)
    neighbours.look()
    assert neighbours.threads == threads


def test_threads_come_back_when_the_others_are_gone(computer: Computer) -> None:
    neighbours = watch(computer, 2)
    computer.run(INTERVAL_S, own=1, others=1)
    assert neighbours.look()
    computer.run(INTERVAL_S, own=1, others=0)
    assert neighbours.look()
    assert neighbours.threads == 2


def test_a_moment_is_too_short_to_judge(computer: Computer) -> None:
    neighbours = watch(computer, 2)
    computer.run(INTERVAL_S / 2, own=0, others=2)
    assert not neighbours.look()
    assert neighbours.threads == 2
