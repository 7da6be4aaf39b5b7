"""How hard the model works: settings, the battery and other programs."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest

from tests.unit.llm.test_llm_neighbours import Computer
from workers.llm import effort
from workers.llm.effort import Effort, Speed, in_force, on_battery
from workers.llm.neighbours import INTERVAL_S
from workers.llm.wishes import BATTERY_INTERVAL_S, Power


@pytest.mark.parametrize(
    ("wished", "is_on_battery", "expected"),
    [
        (Speed.QUIET, False, Speed.QUIET),
        (Speed.BALANCED, False, Speed.BALANCED),
        (Speed.FULL, False, Speed.FULL),
        (Speed.QUIET, True, Speed.QUIET),
        (Speed.BALANCED, True, Speed.QUIET),
        (Speed.FULL, True, Speed.FULL),
    ],
)
def test_a_battery_is_spared_unless_full_speed_is_wished_for(
    *, wished: Speed, is_on_battery: bool, expected: Speed
) -> None:
    assert in_force(wished, is_on_battery=is_on_battery) is expected


@pytest.mark.parametrize(("plugged", "expected"), [(True, False), (False, True), (None, False)])
def test_only_a_battery_that_is_surely_in_use_counts(
    monkeypatch: pytest.MonkeyPatch, *, plugged: bool | None, expected: bool
) -> None:
    battery = SimpleNamespace(power_plugged=plugged)
    monkeypatch.setattr(effort.psutil, "sensors_battery", lambda: battery, raising=False)
    assert on_battery() is expected


def test_a_computer_without_a_battery_is_not_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort.psutil, "sensors_battery", lambda: None, raising=False)
    assert not on_battery()
    monkeypatch.delattr(effort.psutil, "sensors_battery", raising=False)
    assert not on_battery()


def test_the_battery_is_looked_at_now_and_then() -> None:
    now, plugged_out = [0.0], [False]
    power = Power(look=lambda: plugged_out[0], clock=lambda: now[0])
    assert power.speed(Speed.BALANCED) is Speed.BALANCED
    plugged_out[0] = True
    assert power.speed(Speed.BALANCED) is Speed.BALANCED
    now[0] += BATTERY_INTERVAL_S + 1
    assert power.speed(Speed.BALANCED) is Speed.QUIET


def effort_on(computer: Computer) -> Effort:
    return Effort(
        threads=3,
        cores=4,
        clock=lambda: computer.now,
        times=lambda: (computer.everyone, computer.own),
    )


@pytest.mark.parametrize(("speed", "threads"), [(Speed.QUIET, 1), (Speed.BALANCED, 3), (Speed.FULL, 4)])
def test_each_speed_has_its_threads_and_may_be_changed_while_running(speed: Speed, threads: int) -> None:
    made = effort_on(Computer())
    made.use(speed)
    made.look()
    assert (made.threads, made.together) == (threads, threads)


@pytest.mark.parametrize(
    ("speed", "others", "threads", "together"),
    [(Speed.BALANCED, 0.7, 3, 2), (Speed.FULL, 0.7, 4, 4), (Speed.FULL, 1.0, 4, 3), (Speed.QUIET, 3.0, 1, 1)],
)
def test_beside_busy_programs_fewer_threads_wait_for_each_other(
    speed: Speed, others: float, threads: int, together: int
) -> None:
    computer = Computer()
    made = effort_on(computer)
    made.use(speed)
    computer.run(INTERVAL_S, own=2, others=others)
    made.look()
    assert (made.threads, made.together) == (threads, together)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process has one priority")
def test_all_threads_give_way() -> None:
    asked = (
        "import os, threading; from workers.llm.effort import Speed, take_place; stop = threading.Event();"
        "other = threading.Thread(target=stop.wait); other.start(); take_place(Speed.QUIET);"
        "print(*(os.getpriority(os.PRIO_PROCESS, each) for each in (os.getpid(), other.native_id))); stop.set()"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["10", "10"]
