"""The log on the disk: once for all threads that wait for it, and never too early."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

import peewee
import pytest

from app.errors import ErrorCode
from app.models import WrittenSection
from app.settings import DataFolder
from app.store import log_file
from app.store.connection import LibraryDatabase, transaction, translate
from app.store.log_file import COMMITS_PER_MOVE, LogMover, WriteAheadLog
from tests.support import PATIENCE_S, eventually

WAITING = 5


def test_one_sync_does_for_all_that_came_while_another_was_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    let_go = threading.Event()

    def slow(path: str) -> None:
        begun.append(path)
        assert let_go.wait(PATIENCE_S)

    monkeypatch.setattr(log_file, "sync_file", slow)
    log = WriteAheadLog(tmp_path / "library.db")
    threads = [threading.Thread(target=log.sync) for _ in range(1 + WAITING)]
    threads[0].start()
    eventually(lambda: begun)
    for thread in threads[1:]:
        thread.start()
    eventually(lambda: log._asked == 1 + WAITING)
    let_go.set()
    for thread in threads:
        thread.join()
    # The first had begun before the others asked, so that it does not do for them; the second does for all.
    assert begun == [str(tmp_path / "library.db-wal")] * 2


def test_a_sync_that_was_there_before_does_not_do(syncs: list[str], tmp_path: Path) -> None:
    log = WriteAheadLog(tmp_path / "library.db")
    log.sync()
    log.sync()
    assert syncs == ["synced", "synced"]


def test_a_disk_that_does_not_take_it_is_told_to_each_that_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(log_file, "sync_file", full)
    log = WriteAheadLog(tmp_path / "library.db")
    for _ in range(2):
        with pytest.raises(peewee.OperationalError, match="No space") as caught:
            log.sync()
        assert translate(caught.value).code is ErrorCode.DISK_FULL


def test_the_log_is_moved_into_the_library_beside_the_commits(
    library: LibraryDatabase, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved_on: list[str] = []
    connect = sqlite3.connect

    def connect_and_tell(path: Path, **options: Any) -> sqlite3.Connection:
        moved_on.append(threading.current_thread().name)
        return connect(path, **options)

    monkeypatch.setattr(log_file.sqlite3, "connect", connect_and_tell)
    before = folder.library.stat().st_size
    for number in range(COMMITS_PER_MOVE):
        assert not moved_on
        with transaction():
            WrittenSection.create(key=str(number), body="x" * 200)
    eventually(lambda: folder.library.stat().st_size > before)
    assert moved_on == ["log mover"]


def test_a_log_that_cannot_be_moved_is_tried_again_with_the_next_commits(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    mover = LogMover(tmp_path / "no folder" / "library.db")
    for times in (1, 2):
        for _ in range(COMMITS_PER_MOVE):
            mover.committed()
        eventually(lambda times=times: len(caplog.records) == times)
    assert "could not be moved" in caplog.text
    caplog.clear()
    mover.close()


def test_a_mover_that_had_nothing_to_do_has_no_thread_to_end(tmp_path: Path) -> None:
    mover = LogMover(tmp_path / "library.db")
    mover.close()
    for _ in range(COMMITS_PER_MOVE):
        mover.committed()
    assert mover._thread is None
