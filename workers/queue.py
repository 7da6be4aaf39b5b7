"""The wake-up queue: Huey on SQLite, whose dequeue sleeps until something is enqueued instead of polling."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
from collections import deque
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

from huey import Huey
from huey.api import Task
from huey.storage import SqliteStorage

from workers.idle import Handed, Sleeper, Waking

OTHER_PROGRAM_POLL_S: Final = 1.0
"""How soon a message from another program is seen; those of this one are seen at once."""

ENOUGH_MESSAGES: Final = 32
"""As many as there may be workers: a worker that is woken goes on until nothing waits, so more wake nobody."""

logger = logging.getLogger(__name__)


class BlockingSqliteStorage(SqliteStorage):
    """A message wakes one sleeping worker of this process, the last that fell asleep: what it needs is still in the
    processor's cache. `release` lets all of them return for a shutdown.

    Where workers read in this process, its own messages never touch the disk: every start wakes for all rows that wait.
    The file is for programs that submit and do not work.
    """

    blocking = True

    def __init__(self, *args: Any, **options: Any) -> None:
        self._arrival = threading.Lock()
        self._sleepers: list[Sleeper] = []
        self._handed: deque[bytes] = deque()
        self._has_readers = False
        self._released = False
        super().__init__(*args, **options)

    def _create_connection(self) -> Any:
        connection = super()._create_connection()
        # Never harmed by a power cut, which may undo the last messages. That is enough: the job's row was written to
        # the disk before, and every start wakes for all rows that wait. Syncing here would double a job's way in.
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        # Whoever reads one of those that wait looks into the library afterwards, and finds what this one is about.
        with self._arrival:
            if self._has_readers:
                if self._sleepers:
                    self._sleepers.pop().wake(data)
                elif len(self._handed) < ENOUGH_MESSAGES:
                    self._handed.append(data)
                return
        if self.queue_size() < ENOUGH_MESSAGES:
            super().enqueue(data, priority)

    def take_sleeper(self) -> Sleeper | None:
        """A sleeping worker, to be woken by the caller and by nobody else; None where none sleeps."""
        with self._arrival:
            return self._sleepers.pop() if self._sleepers else None

    def dequeue(self) -> Waking:
        with self._arrival:
            self._has_readers = True
            if self._handed:
                return self._handed.popleft()
        data: bytes | None = super().dequeue()
        if data is not None:
            return data
        with self._arrival:
            if self._released:
                return None
            if self._handed:
                return self._handed.popleft()
            sleeper = Sleeper()
            self._sleepers.append(sleeper)
        return self._woken(sleeper)

    def _woken(self, sleeper: Sleeper) -> Waking:
        if not sleeper.sleep(OTHER_PROGRAM_POLL_S):
            with self._arrival:
                if sleeper in self._sleepers:
                    self._sleepers.remove(sleeper)
                    return None
            sleeper.sleep()  # somebody has just taken it, and wakes it
        return sleeper.woken_with

    def peek_many(self, _keys: Collection[str]) -> dict[str, Any]:
        """Nothing: Huey asks before each task whether it was revoked, and our jobs are cancelled in their rows."""
        return {}

    def delete_data(self, _key: str) -> bool:
        """Nothing was there: see `peek_many`."""
        return False

    def release(self) -> None:
        """Wakes all sleeping workers with nothing, so that they look at their stop flag."""
        with self._arrival:
            self._released = True
            while self._sleepers:
                self._sleepers.pop().wake(None)


class WakeUps(Huey):
    """Huey, whose workers also run what was handed to one of them: that is no message and no task."""

    def deserialize_task(self, data: bytes | Handed) -> Task | Handed:
        return data if isinstance(data, Handed) else super().deserialize_task(data)

    def execute(self, task: Task | Handed, timestamp: Any = None) -> Any:
        return task.run() if isinstance(task, Handed) else super().execute(task, timestamp)


def open_queue(path: Path) -> Huey:
    """Opens the queue file. Messages carry a job's id and nothing else; losing one costs a sweep, never a job.

    So a damaged file is put aside and a new one begun: all jobs that wait are in the library.
    """
    try:
        # With a connection of our own: Huey leaves its own open when the file turns out to be none.
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA schema_version")
        return _open(path)
    except sqlite3.DatabaseError:
        logger.warning("the queue file is damaged; a new one is begun", exc_info=True)
        for suffix in ("", "-wal", "-shm"):
            file = path.with_name(path.name + suffix)
            if file.exists():
                file.replace(path.with_name(f"{path.name}{suffix}.damaged"))
        return _open(path)


def _open(path: Path) -> Huey:
    return WakeUps(
        "studyleaf",
        storage_class=BlockingSqliteStorage,
        filename=str(path),
        results=False,
        strict_fifo=True,
    )
