"""What a library needs now and then: backups that are not too old, and a log that ends somewhere."""

from __future__ import annotations

import os
import time
from dataclasses import replace

import pytest

from app.emitter import JobEventEmitter
from app.settings import DataFolder, Settings
from app.store import events
from app.store.backup import newest_backup
from tests.support import a_new_job, eventually
from workers import upkeep
from workers.upkeep import Upkeep


def test_a_backup_is_made_when_there_is_none_or_it_is_old(emitter: JobEventEmitter, folder: DataFolder) -> None:
    keeper = Upkeep(folder, Settings())
    keeper.tend()
    first = newest_backup(folder)
    assert first is not None
    keeper.tend()
    assert newest_backup(folder) == first
    old = time.time() - 25 * 3600
    os.utime(first, (old, old))
    keeper.tend()
    assert newest_backup(folder) != first


def test_old_events_are_forgotten(emitter: JobEventEmitter, folder: DataFolder) -> None:
    for _ in range(5):
        emitter.submit(a_new_job())
    Upkeep(folder, replace(Settings(), kept_events=2)).tend()
    assert len(events.since(0)) == 2


def test_it_goes_on_after_a_failure_and_ends_when_told(
    emitter: JobEventEmitter, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def fail(*_: object, **__: object) -> None:
        tries.append(1)
        raise OSError(28, "No space left on device")

    for name, value in (("FIRST_S", 0.01), ("INTERVAL_S", 0.01), ("make_backup", fail)):
        monkeypatch.setattr(upkeep, name, value)
    keeper = Upkeep(folder, Settings())
    keeper.start()
    eventually(lambda: len(tries) > 2)
    keeper.close()
    assert newest_backup(folder) is None
