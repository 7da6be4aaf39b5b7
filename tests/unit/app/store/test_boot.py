"""A new start of the computer begins a new epoch: a power cut may have taken events that somebody saw."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.emitter import JobEventEmitter
from app.settings import DataFolder
from app.store import boot, events
from app.store.connection import open_library
from tests.support import a_new_job


def submit_one(folder: DataFolder) -> tuple[str, int]:
    """One event in the library; returns where its log stands."""
    library = open_library(folder.library)
    JobEventEmitter(lambda _event: None).submit(a_new_job())
    stands = events.position()
    library.close_everywhere()
    return stands


def test_numbers_that_a_power_cut_may_have_freed_come_in_a_new_epoch(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = submit_one(folder)
    monkeypatch.setattr(boot, "this_boot", lambda: "the next start")
    after = submit_one(folder)
    assert (before[1], after[1]) == (1, 2)
    assert before[0] != after[0]
    library = open_library(folder.library)
    assert not events.replay(*before).recovered
    assert events.replay(after[0], before[1]).recovered
    library.close_everywhere()


def test_a_program_that_starts_again_goes_on_in_the_same_epoch(folder: DataFolder) -> None:
    assert submit_one(folder)[0] == submit_one(folder)[0]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a-name", "a-name", True),
        ("a-name", "another", False),
        ("1800000000.0", "1800000001.0", True),
        ("1800000000.0", "1800000060.0", False),
        ("", "1800000000.0", False),
    ],
)
def test_a_start_is_known_by_its_name_or_nearly_by_its_time(one: str, other: str, *, same: bool) -> None:
    assert boot.is_same_boot(one, other) is same


def test_a_start_has_a_name_also_where_the_system_gives_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert boot.is_same_boot(boot.this_boot(), boot.this_boot())
    monkeypatch.setattr(boot, "LINUX_BOOT_ID", tmp_path / "none")
    assert boot.is_same_boot(boot.this_boot(), boot.this_boot())
