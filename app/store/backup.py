"""Copies of the library: made while it is in use, kept in rotation, put back whole."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from app.errors import ErrorCode, StudyleafError
from app.models import new_id
from app.settings import DataFolder
from app.store.connection import LibraryDatabase, open_library

KEPT: Final = 7
"""Automatic backups; the oldest goes when a new one is whole."""
PAGES_PER_STEP: Final = 512
"""Of SQLite; between two steps others may write."""
STEP_PAUSE_S: Final = 0.005

LIBRARY_NAME: Final = "library.db"

logger = logging.getLogger(__name__)


def make_backup(folder: DataFolder, *, reason: str = "auto") -> Path:
    """Adds a copy of the library to the backups; of those with the same `reason` the newest `KEPT` stay.

    Raises:
        StudyleafError: DISK_FULL, DATA_FOLDER_NOT_WRITABLE, DATABASE_DAMAGED.
    """
    folder.backups.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    target = folder.backups / f"library-{reason}-{stamp}.db"
    copy_library(folder.library, target)
    for old in sorted(folder.backups.glob(f"library-{reason}-*.db"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def open_with_backup(folder: DataFolder) -> LibraryDatabase:
    """Opens a data folder's library, as `open_library`; an older one is backed up before it is brought up to date."""
    return open_library(folder.library, before_migration=lambda: make_backup(folder, reason="before-update"))


def newest_backup(folder: DataFolder, *, reason: str = "auto") -> Path | None:
    """The last automatic backup, or None."""
    return max(folder.backups.glob(f"library-{reason}-*.db"), default=None)


def copy_library(source: Path, target: Path) -> None:
    """A consistent copy of a library that may be in use; whole or not there at all. Raises as `make_backup`."""
    part = target.with_name(f".{target.name}.part")
    try:
        with _connected(source) as library, _connected(part) as copy:
            library.backup(copy, pages=PAGES_PER_STEP, sleep=STEP_PAUSE_S)
            _check(copy, target)
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(target)
    except sqlite3.DatabaseError as error:
        full = getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
        code = ErrorCode.DISK_FULL if full else ErrorCode.DATABASE_DAMAGED
        raise StudyleafError(code, path=source) from error
    finally:
        part.unlink(missing_ok=True)


def export_backup(folder: DataFolder, target: Path) -> None:
    """Everything a student has, as one ZIP file: library, documents, settings. Raises as `make_backup`; OSError."""
    part = target.with_name(f".{target.name}.part")
    copy = folder.root / f".{new_id()}.db"
    try:
        copy_library(folder.library, copy)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(copy, LIBRARY_NAME)
            for file in sorted(folder.files.rglob("*")):
                if file.is_file() and not file.name.startswith("."):
                    # PDFs are compressed already.
                    archive.write(file, f"files/{file.relative_to(folder.files).as_posix()}", zipfile.ZIP_STORED)
            settings = folder.root / "settings.toml"
            if settings.is_file():
                archive.write(settings, settings.name)
        part.replace(target)
    finally:
        copy.unlink(missing_ok=True)
        part.unlink(missing_ok=True)


def restore_backup(folder: DataFolder, source: Path) -> Path | None:
    """Puts a backup in the place of the library; returns where the old one lies now.

    The restored library gets a new epoch: whoever followed the old one's events is told to read anew.

    Raises:
        StudyleafError: DATABASE_BUSY: a window or worker has the library open. INPUT_INVALID: it is no backup.
            FILE_MISSING, DISK_FULL.
    """
    if not source.is_file():
        raise StudyleafError(ErrorCode.FILE_MISSING, name=source.name)
    fresh = folder.root / f".{new_id()}.db"
    try:
        if zipfile.is_zipfile(source):
            _unpack(folder, source, fresh)
        else:
            copy_library(source, fresh)
        _begin_new_epoch(fresh, source)
        return _exchange(folder, fresh)
    except (StudyleafError, sqlite3.DatabaseError, KeyError, zipfile.BadZipFile) as error:
        if isinstance(error, StudyleafError) and error.code in {ErrorCode.DISK_FULL, ErrorCode.DATABASE_BUSY}:
            raise
        raise StudyleafError(ErrorCode.INPUT_INVALID, name=source.name, reason="it is no backup") from error
    finally:
        fresh.unlink(missing_ok=True)


def _unpack(folder: DataFolder, source: Path, library: Path) -> None:
    """The documents of a ZIP join those that are there: they are named by their content, and never found half."""
    with zipfile.ZipFile(source) as archive:
        with archive.open(LIBRARY_NAME) as packed, library.open("wb") as copy:
            shutil.copyfileobj(packed, copy)
        with _connected(library) as connection:
            _check(connection, source)
        for entry in archive.infolist():
            kept = Path(entry.filename)
            if kept.parts[:1] != ("files",) or entry.is_dir() or ".." in kept.parts:
                continue
            place = folder.root / kept
            if not place.exists():
                _unpack_file(archive, entry, place)


def _unpack_file(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Path) -> None:
    part = place.with_name(f".{place.name}.part")
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with archive.open(entry) as packed, part.open("wb") as copy:
            shutil.copyfileobj(packed, copy)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def _begin_new_epoch(library: Path, source: Path) -> None:
    with _connected(library) as connection:
        _check(connection, source)
        connection.execute("UPDATE library SET epoch = ?", [new_id()])
        connection.commit()


def _exchange(folder: DataFolder, fresh: Path) -> Path | None:
    folder.backups.mkdir(exist_ok=True)
    aside = None
    if folder.library.exists():
        _check_unused(folder.library)
        aside = folder.backups / f"library-replaced-{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%f')}.db"
        try:
            copy_library(folder.library, aside)
        except StudyleafError:  # it is damaged, which is why another takes its place
            logger.warning("the old library is damaged and kept as it is", exc_info=True)
            folder.library.replace(aside)
    for suffix in ("-wal", "-shm"):  # they belong to the old file
        folder.library.with_name(folder.library.name + suffix).unlink(missing_ok=True)
    fresh.replace(folder.library)
    return aside


def _check_unused(library: Path) -> None:
    """Whoever has a library open keeps it in WAL mode; only the last one may change that."""
    try:
        with _connected(library) as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        raise StudyleafError(ErrorCode.DATABASE_BUSY) from error
    except sqlite3.DatabaseError:
        logger.info("the library is damaged, so nobody has it open")


def _check(connection: sqlite3.Connection, path: Path) -> None:
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok":
        raise StudyleafError(ErrorCode.DATABASE_DAMAGED, path=path)


@contextlib.contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, timeout=30)
    try:
        yield connection
    finally:
        connection.close()
