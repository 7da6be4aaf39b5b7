"""Opens the library file: connections, pragmas, migrations, and the choice of how safely a transaction is written."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import peewee
from playhouse.migrations import Runner

from app.errors import ErrorCode, StudyleafError
from app.models import Library, database, new_id
from app.store import boot
from app.store.log_file import PAGES_AT_MOST, LogMover, WriteAheadLog

MIGRATIONS: Final = Path(__file__).parent / "migrations"
"""Read as files by peewee's runner, so a frozen program carries this folder as data."""

BUSY_TIMEOUT_S: Final = 5
"""How long a write waits for another program's; longer than any of our own transactions by far."""
RETRY_S: Final = 0.05

logger = logging.getLogger(__name__)


class LibraryDatabase(peewee.SqliteDatabase):
    """SQLite with a connection per thread, all of which can be closed from one place at the end."""

    def __init__(self, path: Path) -> None:
        self.log = WriteAheadLog(path)
        self.mover = LogMover(path)
        self._opened: list[tuple[sqlite3.Connection, threading.Thread]] = []
        self._opened_lock = threading.Lock()
        pragmas = {
            "journal_mode": "wal",
            "foreign_keys": 1,
            # A power cut loses no transaction made with `durable()`, and never harms the file.
            "synchronous": "normal",
            "wal_autocheckpoint": PAGES_AT_MOST,
            "cache_size": -8000,
        }
        super().__init__(str(path), pragmas=pragmas, timeout=BUSY_TIMEOUT_S, check_same_thread=False)

    def _connect(self) -> Any:
        connection = super()._connect()
        with self._opened_lock:
            self._opened.append((connection, threading.current_thread()))
        return connection

    def _close(self, connection: Any) -> None:
        with self._opened_lock:
            self._opened = [each for each in self._opened if each[0] is not connection]
        super()._close(connection)

    def close_everywhere(self) -> list[str]:
        """Closes the connections of this thread and of all that have ended; returns the names of the other threads.

        A thread that still runs keeps its own: SQLite's binding crashes when a connection is closed in the middle of a
        statement, and nothing is lost with one that stays open until the program ends.
        """
        self.mover.close()
        self.close()
        with self._opened_lock:
            ended = [connection for connection, thread in self._opened if not thread.is_alive()]
            self._opened = [each for each in self._opened if each[1].is_alive()]
            running = [thread.name for _connection, thread in self._opened]
        for connection in ended:
            connection.close()
        if running:
            logger.warning("the library is still in use by %s", ", ".join(running))
        return running


def open_library(path: Path, *, before_migration: Callable[[], object] = lambda: None) -> LibraryDatabase:
    """Opens the library, making or migrating it as needed, and binds the models to it.

    `before_migration` is called when an older library is about to be changed; what it raises keeps it as it is.

    Raises:
        StudyleafError: DATABASE_DAMAGED, DATABASE_TOO_NEW, DATABASE_BUSY, DISK_FULL, DATA_FOLDER_NOT_WRITABLE.
    """
    library = LibraryDatabase(path)
    try:
        _connect(library)
        _migrate(library, before_migration)
        database.initialize(library)
        Library.get_or_create(id=1)
        _begin_epoch_of_this_boot()
    except peewee.DatabaseError as error:
        library.close_everywhere()
        raise translate(error, path) from error
    except StudyleafError:
        library.close_everywhere()
        raise
    return library


def _connect(library: LibraryDatabase) -> None:
    """Connects. A program that begins the log of a new library keeps others out, and SQLite does not wait for it."""
    until = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            library.connect()
        except peewee.OperationalError as error:
            if sqlite3.SQLITE_BUSY not in _sqlite_codes(error) or time.monotonic() > until:
                raise
            time.sleep(RETRY_S)
        else:
            return


def _migrate(library: LibraryDatabase, before_migration: Callable[[], object]) -> None:
    runner = Runner(library, str(MIGRATIONS))
    rows = runner.status()
    if any(row.path is None for row in rows):
        raise StudyleafError(ErrorCode.DATABASE_TOO_NEW)
    if any(row.applied is None for row in rows):
        if any(row.applied for row in rows):
            before_migration()
        # Two programs may start at once on a new folder: the second waits here and then finds all applied.
        with library.atomic("EXCLUSIVE"):
            logger.info("migrations applied: %s", runner.up())


def _begin_epoch_of_this_boot() -> None:
    """After a new start of the computer the event log has a new epoch.

    If a power cut took its last events, their numbers are given again, and whoever saw them before must not take the
    new ones for them. This write may itself be lost: then the next start makes another epoch.
    """
    now = boot.this_boot()
    noted = Library.select(Library.boot).where(Library.id == 1).scalar()
    if not boot.is_same_boot(noted, now):
        with transaction():
            Library.update(boot=now, epoch=new_id()).where((Library.id == 1) & (Library.boot == noted)).execute()


class _Write:
    """One `transaction`. A class of its own: peewee's, wrapped in a generator, take as long as a statement."""

    def __enter__(self) -> None:
        self._library: Any = database.obj
        self._inner = self._library.savepoint() if self._library.in_transaction() else None
        if self._inner:
            self._inner.__enter__()
        else:
            self._library.begin("IMMEDIATE")
            self._library.push_transaction(self)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._inner:
            self._inner.__exit__(kind, error, trace)
            return
        self._library.pop_transaction()
        if error is not None:
            self._library.rollback()
            return
        try:
            self._library.commit()
        except BaseException:  # rolled back and raised again, whatever it was
            self._library.rollback()
            raise
        if isinstance(self._library, LibraryDatabase):
            self._library.mover.committed()


def transaction() -> AbstractContextManager[None]:
    """A write that a crash of the program keeps, and a power cut may undo: progress, checkpoints."""
    return _Write()


@contextlib.contextmanager
def durable() -> Iterator[None]:
    """A write that is on the disk when this returns: documents, notes, changes of a job's status. Not nested."""
    library: Any = database.obj
    assert not library.in_transaction(), "the outermost transaction decides how it is written"
    with transaction():
        yield
    sync_committed()


def sync_committed() -> None:
    """What was committed before is on the disk when this returns. Outside of transactions; others may write meanwhile.

    Raises:
        peewee.OperationalError: the disk did not take it.
    """
    library: Any = database.obj
    if isinstance(library, LibraryDatabase):  # a server's commit is on its disk
        library.log.sync()


def translate(error: peewee.DatabaseError, path: Path | str = "library.db") -> StudyleafError:
    """The user's world (disk full, locked, damaged) told apart from our own mistakes, by SQLite's error code."""
    cause = error.__cause__ or error.__context__ or error
    if isinstance(cause, OSError):  # a sync: what was written did not reach the disk
        return StudyleafError(ErrorCode.DISK_FULL, path=path)
    meaning = {
        sqlite3.SQLITE_FULL: ErrorCode.DISK_FULL,
        sqlite3.SQLITE_BUSY: ErrorCode.DATABASE_BUSY,
        sqlite3.SQLITE_LOCKED: ErrorCode.DATABASE_BUSY,
        sqlite3.SQLITE_CORRUPT: ErrorCode.DATABASE_DAMAGED,
        sqlite3.SQLITE_NOTADB: ErrorCode.DATABASE_DAMAGED,
        sqlite3.SQLITE_READONLY: ErrorCode.DATA_FOLDER_NOT_WRITABLE,
        sqlite3.SQLITE_CANTOPEN: ErrorCode.DATA_FOLDER_NOT_WRITABLE,
        sqlite3.SQLITE_PERM: ErrorCode.DATA_FOLDER_NOT_WRITABLE,
        # Writing failed below SQLite; on the systems we know this is a full or vanished disk.
        sqlite3.SQLITE_IOERR: ErrorCode.DISK_FULL,
    }
    # A full disk makes SQLite roll back by itself; then our own ROLLBACK fails too, and hides the reason.
    found = (meaning[code] for code in _sqlite_codes(error) if code in meaning)
    return StudyleafError(next(found, ErrorCode.INTERNAL), path=path)


def _sqlite_codes(error: BaseException) -> Iterator[int]:
    """The primary codes of an error and of all that led to it, the latest first."""
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        code = getattr(each, "sqlite_errorcode", None)
        if isinstance(code, int):
            yield code & 0xFF  # the rest says more than we need
        each = each.__cause__ or each.__context__
