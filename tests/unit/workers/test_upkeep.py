"""What a library needs now and then: backups that are not too old, and a log that ends somewhere."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from typing import Any

import pytest

from app.bin import Bin
from app.emitter import JobEventEmitter
from app.library import FileShelf
from app.pictures import PictureShelf
from app.settings import LOCAL_USER, DataFolder, Settings
from app.store import documents, events
from app.store.backup import newest_backup
from app.store.bin import bin_document, list_bin
from tests.support import a_new_job, eventually
from workers import upkeep
from workers.upkeep import Upkeep


def keeper_of(emitter: JobEventEmitter, folder: DataFolder, **settings: Any) -> Upkeep:
    wanted = replace(Settings(), **settings)
    shelves = FileShelf(folder, max_file_mb=1), PictureShelf(folder)
    return Upkeep(folder, wanted, Bin(emitter, *shelves, user_id=LOCAL_USER))


def test_a_backup_is_made_when_there_is_none_or_it_is_old(emitter: JobEventEmitter, folder: DataFolder) -> None:
    keeper = keeper_of(emitter, folder)
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
    keeper_of(emitter, folder, kept_events=2).tend()
    assert len(events.since(0)) == 2


def test_what_was_deleted_long_ago_is_purged(emitter: JobEventEmitter, folder: DataFolder) -> None:
    document = documents.add_document(sha256="a" * 64, kind="pdf", file_name="a.pdf", size_bytes=1)
    bin_document(document.id)
    keeper_of(emitter, folder).tend()
    assert list_bin(LOCAL_USER)
    keeper_of(emitter, folder, bin_days=1e-9).tend()
    assert list_bin(LOCAL_USER) == []


def test_it_goes_on_after_a_failure_and_ends_when_told(
    emitter: JobEventEmitter, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def fail(*_: object, **__: object) -> None:
        tries.append(1)
        raise OSError(28, "No space left on device")

    for name, value in (("FIRST_S", 0.01), ("INTERVAL_S", 0.01), ("make_backup", fail)):
        monkeypatch.setattr(upkeep, name, value)
    keeper = keeper_of(emitter, folder)
    keeper.start()
    eventually(lambda: len(tries) > 2)
    keeper.close()
    assert newest_backup(folder) is None
