"""Fixtures that many tests share: a scratch library, a recording emitter, and a watch for threads left alive."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from app.emitter import JobEventEmitter
from app.settings import DataFolder
from app.store import log_file
from app.store.connection import LibraryDatabase, open_library
from app.store.log_file import sync_file as log_file_sync
from build_spec import translations
from tests.support import PATIENCE_S, Recorder


def pytest_configure(config: pytest.Config) -> None:
    """Registers the marks that these fixtures know, and keeps time out of the properties: machines are busy."""
    translations.release()  # set-up has done it, unless a text was changed since
    settings.register_profile("patient", deadline=None)
    settings.load_profile("patient")
    config.addinivalue_line("markers", "shares_threads: threads of a shared fixture may start in this test and stay")


@pytest.fixture(autouse=True)
def _no_thread_outlives_its_test(request: pytest.FixtureRequest) -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    if request.node.get_closest_marker("shares_threads"):
        return
    deadline = time.monotonic() + PATIENCE_S
    while left := [each for each in threading.enumerate() if each not in before and each.is_alive()]:
        if time.monotonic() > deadline:
            pytest.fail(f"threads left alive: {', '.join(each.name for each in left)}")
        left[0].join(0.05)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A prepared, empty data folder."""
    made = DataFolder(tmp_path / "data")
    made.prepare()
    return made


@pytest.fixture
def library(folder: DataFolder) -> Iterator[LibraryDatabase]:
    """An open, empty library; the models are bound to it."""
    opened = open_library(folder.library)
    yield opened
    opened.close_everywhere()


@pytest.fixture
def published() -> Recorder:
    """What the emitter published, in order."""
    return Recorder()


@pytest.fixture
def emitter(library: LibraryDatabase, published: Recorder) -> JobEventEmitter:
    """An emitter on the empty library."""
    return JobEventEmitter(published)


@pytest.fixture
def syncs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Gets a word for each time that the library's log is brought to the disk."""
    told: list[str] = []

    def sync_and_tell(path: str) -> None:
        log_file_sync(path)
        told.append("synced")

    monkeypatch.setattr(log_file, "sync_file", sync_and_tell)
    return told
