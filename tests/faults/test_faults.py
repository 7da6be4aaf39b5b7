"""The real program on real documents, and what may befall it: kills, a full disk, a locked library, a set clock."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings import DataFolder
from resources import sample_document
from tests.faults.audit import breaches, done_twice, statuses, watch_work
from tests.faults.disk import Disk
from tests.faults.killing import DATA, run, wait_until_ended
from tests.faults.program import Program, retry_failed, submit

SEED = 20261125
RUNS = 10

LOCKED_S = 3.0
DISK_MB = 80

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


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Disk]:
    disk = Disk(tmp_path / "disk")
    if not disk.mount(DISK_MB):
        pytest.skip("a disk can be mounted by root alone")
    yield disk
    disk.unmount()


def errors_of(folder: DataFolder) -> set[str]:
    with contextlib.closing(sqlite3.connect(folder.library)) as library:
        return {json.loads(error)["code"] for (error,) in library.execute("SELECT error FROM job WHERE error NOT NULL")}


def test_a_disk_without_room_for_a_file_is_named_before_it_is_copied(small_disk: Disk) -> None:
    folder = small_disk.folder
    submitted = submit(folder, [sample_document()])
    small_disk.fill(leave_mb=DISK_MB // 2)
    with Program(folder) as program:
        wait_until_ended(folder)
        assert errors_of(folder) == {"DISK_FULL"}
        small_disk.free()
        retry_failed(folder)
        wait_until_ended(folder)
        program.stop()
    assert breaches(folder.library, submitted, retried=True) == []
    assert set(statuses(folder.library).values()) == {"completed"}


@pytest.mark.parametrize("after_s", [0.3, 2.0])
def test_a_disk_that_is_full_in_the_middle_of_a_job_costs_nothing_that_was_done(
    small_disk: Disk, after_s: float
) -> None:
    folder = small_disk.folder
    submitted = submit(folder, [sample_document(), DATA / "slides_risk_minimization.pdf"])
    watch_work(folder.library)
    with Program(folder) as program:
        time.sleep(after_s)
        small_disk.fill()
        time.sleep(LOCKED_S)
        assert program.process.poll() is None, "the program lives on"
        small_disk.free()
        wait_until_ended(folder)
        assert errors_of(folder) <= {"DISK_FULL"}
        retry_failed(folder)
        wait_until_ended(folder)
        program.stop()
    assert breaches(folder.library, submitted, retried=True) == []
    assert set(statuses(folder.library).values()) == {"completed"}
    again = done_twice(folder.library)
    assert again["text"] + again["section"] == 0


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
