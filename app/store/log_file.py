"""SQLite's write-ahead log as a file: brought to the disk once for all threads that wait for it."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import peewee

if sys.platform == "darwin":
    import fcntl


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
