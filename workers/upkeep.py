"""What a library needs now and then while it is in use: a backup, an emptier bin, a log that does not grow for ever."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from typing import Final

from peewee import DatabaseError

from app.bin import Bin
from app.errors import StudyleafError
from app.settings import DataFolder, Settings
from app.store import events
from app.store.backup import make_backup, newest_backup

FIRST_S: Final = 60.0
"""After the start, when nobody waits for the program to become ready any more."""
INTERVAL_S: Final = 1800.0

logger = logging.getLogger(__name__)


class Upkeep:
    """Works on its own thread between `start` and `close`."""

    def __init__(self, folder: DataFolder, settings: Settings, bin_: Bin) -> None:
        self._folder = folder
        self._bin = bin_
        self._settings = settings
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def tend(self) -> None:
        """Does what is due. Raises StudyleafError, DatabaseError."""
        newest = newest_backup(self._folder)
        if newest is None or time.time() - newest.stat().st_mtime > 3600 * self._settings.backup_every_h:
            logger.info("the library was backed up to %s", make_backup(self._folder).name)
        self._bin.purge(older_than_days=self._settings.bin_days)
        gone = events.compact(keep=self._settings.kept_events)
        if gone:
            logger.info("%d old events were forgotten", gone)

    def _run(self) -> None:
        wait_s = FIRST_S
        while not self._stop.wait(wait_s):
            wait_s = INTERVAL_S
            try:
                self.tend()
            except (StudyleafError, DatabaseError, sqlite3.Error, OSError):
                logger.warning("upkeep failed; the next one may not", exc_info=True)
