"""The service closed on one thread while another has used its library, as the window's has."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

from app.settings import DataFolder, Settings
from workers.service import JobService


@pytest.mark.parametrize("leaves", [True, False])
def test_a_thread_that_leaves_before_the_end_lets_the_library_be_closed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, *, leaves: bool
) -> None:
    folder = DataFolder(tmp_path)
    folder.prepare()
    service = JobService(folder, Settings())
    with caplog.at_level(logging.WARNING):
        if leaves:
            service.leave()
        closing = threading.Thread(target=service.close)
        closing.start()
        closing.join()
    assert ("still in use by MainThread" in caplog.text) is not leaves
    assert (tmp_path / "library.db-wal").exists() is not leaves, "SQLite's log is put away by the last who closes"
    service.leave()
    service.close()
