"""SQLite's write-ahead log as a file: synced once for all threads that wait, moved into the library by one that may."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import sys
import threading
from pathlib import Path
from typing import Final

import peewee

if sys.platform == "darwin":
    import fcntl


COMMITS_PER_MOVE: Final = 150
"""After so many the log is moved into the library: some four megabytes of changed pages."""
PAGES_AT_MOST: Final = 4000
"""A log that grew to this, because its thread did not keep up, is moved by the next commit itself."""

logger = logging.getLogger(__name__)


class LogMover:
    """Moves the log of one library into it on a thread of its own, for it takes ten milliseconds and two syncs.

    SQLite would do it within a commit. The thread begins with the first work that there is.
    """

    def __init__(self, library: Path) -> None:
        self._library = library
        self._changed = threading.Condition()
        self._commits = 0
        self._closed = False
        self._thread: threading.Thread | None = None

    def committed(self) -> None:
        """Counts a commit. From any thread."""
        with self._changed:
            self._commits += 1
            if self._commits < COMMITS_PER_MOVE or self._closed:
                return
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="log mover", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """Ends the thread; what is left in the log is moved by the last connection that closes."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread:
            self._thread.join()

    def _run(self) -> None:
        while self._wait():
            try:
                with contextlib.closing(sqlite3.connect(self._library, isolation_level=None)) as connection:
                    # Passive: it waits for nobody, and nobody for it.
                    connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            except sqlite3.Error:  # a full disk; the log grows until there is room
                logger.warning("the library's log could not be moved into it", exc_info=True)

    def _wait(self) -> bool:
        """Sleeps until there is enough to move; False when there will be no more."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._commits >= COMMITS_PER_MOVE)
            self._commits = 0
            return not self._closed


class WriteAheadLog:
    """Syncs the log of one library. From any thread."""

    def __init__(self, library: Path) -> None:
        self._path = f"{library}-wal"
        self._counting = threading.Lock()
        self._asked = 0
        self._syncing = threading.Lock()
        self._done = 0

    def sync(self) -> None:
        """What was committed before this call is on the disk when it returns.

        The log is all that has to be synced: what was moved from there into the library was synced by SQLite before
        it left the log.

        Raises:
            peewee.OperationalError: the disk did not take it.
        """
        with self._counting:
            self._asked += 1
            mine = self._asked
        with self._syncing:
            if self._done >= mine:
                return  # by one that began while this thread waited, and so after its commit
            upto = self._asked
            try:
                sync_file(self._path)
            except OSError as error:
                raise peewee.OperationalError(str(error)) from error
            self._done = upto


def sync_file(path: str) -> None:
    """Brings a file to the disk; one that is not there has been moved into the library as a whole."""
    try:
        file = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return
    try:
        if sys.platform == "darwin":  # fsync leaves it in the drive's own memory there
            fcntl.fcntl(file, fcntl.F_FULLFSYNC)
        elif sys.platform == "win32":
            os.fsync(file)
        else:
            os.fdatasync(file)
    finally:
        os.close(file)
