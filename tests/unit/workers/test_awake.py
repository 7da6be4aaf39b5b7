"""The computer is kept awake from the first job to the last, once, and where it cannot be, jobs run all the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.support import eventually
from workers.awake import Awake, keep_running


class System:
    def __init__(self) -> None:
        self.asked = 0
        self.is_awake = False

    @contextmanager
    def keep(self) -> Iterator[None]:
        self.asked += 1
        self.is_awake = True
        yield
        self.is_awake = False


@pytest.fixture
def system() -> System:
    return System()


def test_it_sleeps_again_after_the_last_job(system: System) -> None:
    awake = Awake(system.keep, linger_s=0.01)
    with awake, awake:
        eventually(lambda: system.is_awake)
    eventually(lambda: not system.is_awake)
    with awake:
        eventually(lambda: system.is_awake)
    awake.close()
    assert (system.asked, system.is_awake) == (2, False)


def test_one_job_after_the_other_asks_once(system: System) -> None:
    awake = Awake(system.keep, linger_s=60)
    for _ in range(5):
        with awake:
            eventually(lambda: system.is_awake)
    awake.close()
    awake.close()
    assert (system.asked, system.is_awake) == (1, False)


def test_after_closing_nothing_is_asked(system: System) -> None:
    awake = Awake(system.keep)
    awake.close()
    with awake:
        pass
    assert system.asked == 0


def test_where_the_system_does_not_answer_nothing_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    with keep_running():
        pass


def test_all_that_it_takes_can_be_brought_before_the_first_job() -> None:
    script = (
        "import sys; from workers.awake import keep_running, prepare; prepare(); before = set(sys.modules)\n"
        "with keep_running(): pass\n"
        "print([name for name in set(sys.modules) - before if 'wakepy' in name or 'jeepney' in name])"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
