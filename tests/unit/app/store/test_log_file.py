"""The log on the disk: once for all threads that wait for it, and never too early."""

from __future__ import annotations

import threading
from pathlib import Path

import peewee
import pytest

from app.errors import ErrorCode
from app.store import log_file
from app.store.connection import translate
from app.store.log_file import WriteAheadLog
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
