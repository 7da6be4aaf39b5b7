"""When waiting jobs may begin: by mains power, or by how busy other programs keep the computer."""

from __future__ import annotations

import pytest

from workers.occasion import CpuUse, Occasion, cpu_use


class Computer:
    """Two cores whose use is set by hand, and a clock."""

    def __init__(self) -> None:
        self.now = 0.0
        self.use = CpuUse(0.0, 0.0, 0.0)
        self.on_battery = False

    def occasion(self, run_when: str) -> Occasion:
        return Occasion(
            lambda: run_when,
            is_on_battery=lambda: self.on_battery,
            use=lambda: self.use,
            clock=lambda: self.now,
        )

    def pass_time(self, seconds: float, *, others: float, own: float) -> None:
        """So many cores are kept busy by other programs, and by this one."""
        self.now += seconds
        total, idle = 2 * seconds, (2 - others - own) * seconds
        before = self.use
        self.use = CpuUse(before.total + total, before.idle + idle, before.own + own * seconds)


def test_always_is_always() -> None:
    computer = Computer()
    computer.on_battery = True
    assert computer.occasion("always").is_now()


def test_on_mains_power_only_while_there_is_some() -> None:
    computer = Computer()
    occasion = computer.occasion("mains")
    assert occasion.is_now()
    computer.on_battery = True
    assert not occasion.is_now()


@pytest.mark.parametrize(("others", "own", "is_idle"), [(0.1, 0.0, True), (1.0, 0.0, False), (0.1, 1.8, True)])
def test_idle_is_a_computer_that_other_programs_leave_alone(others: float, own: float, *, is_idle: bool) -> None:
    computer = Computer()
    occasion = computer.occasion("idle")
    assert not occasion.is_now(), "nothing is known yet"
    computer.pass_time(6, others=others, own=own)
    assert occasion.is_now() is is_idle
    computer.pass_time(1, others=2, own=0)
    assert occasion.is_now() is is_idle, "it was looked at a moment ago"
    computer.pass_time(60, others=2, own=0)
    assert not occasion.is_now()


def test_the_use_of_this_computer_can_be_read() -> None:
    first, second = cpu_use(), cpu_use()
    assert 0 < first.idle < first.total <= second.total
    assert 0 < first.own <= second.own
