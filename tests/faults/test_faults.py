"""The real program on real documents, and what may befall it: kills, a locked library, a clock that is set back."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from app.settings import DataFolder
from resources import sample_document
from tests.faults.audit import breaches, statuses, watch_work
from tests.faults.killing import DATA, run, wait_until_ended
from tests.faults.program import Program, submit

SEED = 20261125
RUNS = 10

LOCKED_S = 3.0

FAKE_CLOCK = sorted(map(str, Path("/usr/lib").glob("*/faketime/libfaketime.so.1")))
"""Debian's library that shows a program another time of day."""


@pytest.mark.parametrize("number", range(RUNS))
def test_nothing_is_lost_or_doubled_when_the_program_is_killed(number: int, tmp_path: Path) -> None:
    done = run(f"{SEED}:{number}", tmp_path)
    assert done.breaches == [], done.words


@pytest.fixture
def at_work(folder: DataFolder) -> set[str]:
    submitted = submit(folder, [sample_document(), DATA / "slides_risk_minimization.pdf"])
    watch_work(folder.library)
    return submitted


def test_another_program_may_hold_the_library_for_a_while(folder: DataFolder, at_work: set[str]) -> None:
    with Program(folder) as program:
        time.sleep(1)
        with sqlite3.connect(folder.library, timeout=30, isolation_level=None) as other:
            other.execute("BEGIN EXCLUSIVE")
            time.sleep(LOCKED_S)
            other.execute("COMMIT")
        other.close()
        wait_until_ended(folder)
        program.stop()
    assert breaches(folder.library, at_work) == []
    assert set(statuses(folder.library).values()) == {"completed"}


@pytest.mark.skipif(not FAKE_CLOCK, reason="nothing here sets a program's clock")
@pytest.mark.parametrize("shift", ["-2d", "+2d"])
def test_a_clock_that_was_set_changes_nothing(folder: DataFolder, at_work: set[str], shift: str) -> None:
    with Program(folder) as program:
        time.sleep(1.5)
        program.kill()
    with Program(folder, LD_PRELOAD=FAKE_CLOCK[0], FAKETIME=shift, FAKETIME_DONT_FAKE_MONOTONIC="1") as program:
        wait_until_ended(folder)
        program.stop()
    assert breaches(folder.library, at_work) == []
    assert set(statuses(folder.library).values()) == {"completed"}
