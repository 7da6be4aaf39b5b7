"""Opening the library: new, again, too new, damaged, not writable; and how its transactions behave."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import peewee
import pytest
from playhouse.migrations import Runner

from app.errors import ErrorCode, StudyleafError
from app.models import TABLES, Document, EventRecord, Library, PageRecord
from app.settings import DataFolder
from app.store.connection import (
    MIGRATIONS,
    LibraryDatabase,
    durable,
    open_library,
    sync_committed,
    transaction,
    translate,
)
from app.store.documents import add_document, list_documents
from tests.support import PATIENCE_S, eventually

PROGRAM = """
import sys
from pathlib import Path
from app.models import Library
from app.store.connection import open_library
sys.stdin.read(1)
library = open_library(Path(sys.argv[1]))
print(Library.get().epoch)
library.close_everywhere()
"""


def code_of_opening(path: Path) -> ErrorCode:
    with pytest.raises(StudyleafError) as caught:
        open_library(path)
    return caught.value.code


def test_a_new_library_has_every_table_and_column_of_the_models(library: LibraryDatabase) -> None:
    for table in TABLES:
        columns = {column.name for column in library.get_columns(table._meta.table_name)}
        assert columns >= {field.column_name for field in table._meta.sorted_fields}


def test_a_new_library_has_the_indexes_of_the_models(library: LibraryDatabase) -> None:
    for table in TABLES:
        wanted = {tuple(fields) for fields, _ in table._meta.indexes}
        found = {tuple(index.columns) for index in library.get_indexes(table._meta.table_name)}
        names = {tuple(table._meta.fields[name].column_name for name in fields) for fields in wanted}
        assert names <= found


def test_an_event_is_stored_by_its_number_and_not_beside_it(library: LibraryDatabase) -> None:
    assert [index.columns for index in library.get_indexes("event")] == [["job_id", "seq"]]


def test_the_log_of_an_older_library_is_taken_over(library: LibraryDatabase, folder: DataFolder) -> None:
    rows = [{"seq": seq, "user_id": "local", "type": "library:changed", "body": f"{seq}"} for seq in (1, 2, 7)]
    EventRecord.insert_many(rows).execute()
    Runner(library, str(MIGRATIONS)).down("0027_lean_log")
    assert len(library.get_indexes("event")) == 3
    library.close_everywhere()
    opened = open_library(folder.library)
    assert [(row.seq, row.body) for row in EventRecord.select()] == [(1, "1"), (2, "2"), (7, "7")]
    assert len(opened.get_indexes("event")) == 1
    opened.close_everywhere()


def test_opening_twice_keeps_epoch_and_content(folder: DataFolder) -> None:
    first = open_library(folder.library)
    epoch = Library.get().epoch
    add_document(sha256="a" * 64, kind="pdf", file_name="a.pdf", size_bytes=1)
    first.close_everywhere()
    second = open_library(folder.library)
    assert Library.get().epoch == epoch
    assert [each.file_name for each in list_documents()] == ["a.pdf"]
    second.close_everywhere()


def test_a_library_of_a_newer_program_is_refused_and_left_alone(folder: DataFolder) -> None:
    library = open_library(folder.library)
    (table,) = [name for name in library.get_tables() if "migrat" in name]
    columns = {column.name: column for column in library.get_columns(table)}
    name = next(key for key in columns if key in {"name", "migration"})
    library.execute_sql(f"INSERT INTO {table} SELECT * FROM {table} WHERE 0")
    row = dict(zip(columns, library.execute_sql(f"SELECT {', '.join(columns)} FROM {table}").fetchone(), strict=True))
    row[name] = "9999_from_the_future"
    row.pop("id", None)
    library.execute_sql(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
    )
    library.close_everywhere()
    before = folder.library.read_bytes()
    assert code_of_opening(folder.library) is ErrorCode.DATABASE_TOO_NEW
    assert folder.library.read_bytes() == before


@pytest.mark.parametrize("content", [b"this is no database" * 100, b"\x00" * 5000], ids=["text", "zeros"])
def test_a_file_that_is_no_database_is_told_as_damaged(folder: DataFolder, content: bytes) -> None:
    folder.library.write_bytes(content)
    assert code_of_opening(folder.library) is ErrorCode.DATABASE_DAMAGED
    assert folder.library.read_bytes() == content


def test_a_library_with_a_torn_page_is_told_as_damaged(folder: DataFolder) -> None:
    library = open_library(folder.library)
    library.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    library.close_everywhere()
    data = bytearray(folder.library.read_bytes())
    data[100:4000] = b"\xff" * 3900
    folder.library.write_bytes(bytes(data))
    assert code_of_opening(folder.library) is ErrorCode.DATABASE_DAMAGED


def test_a_folder_that_is_not_there_or_no_folder_is_told_as_not_writable(tmp_path: Path) -> None:
    assert code_of_opening(tmp_path / "nowhere" / "library.db") is ErrorCode.DATA_FOLDER_NOT_WRITABLE
    assert code_of_opening(tmp_path) is ErrorCode.DATA_FOLDER_NOT_WRITABLE


def test_programs_that_open_a_new_library_at_once_share_it(folder: DataFolder) -> None:
    command = [sys.executable, "-c", PROGRAM, str(folder.library)]
    pipe = subprocess.PIPE
    programs = [subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(3)]
    for program in programs:
        assert program.stdin
        program.stdin.write("x")
        program.stdin.flush()
    answers = [program.communicate() for program in programs]
    assert [error for _, error in answers if error] == []
    assert len({epoch for epoch, _ in answers}) == 1


def test_a_transaction_that_fails_leaves_nothing(library: LibraryDatabase) -> None:
    def write_and_fail(begin: Callable[[], AbstractContextManager[None]]) -> None:
        with begin():
            Document.create(sha256="b", kind="pdf", file_name="b", size_bytes=1)
            raise RuntimeError

    for begin in (transaction, durable):
        with pytest.raises(RuntimeError):
            write_and_fail(begin)
    assert Document.select().count() == 0


def test_a_durable_write_asks_for_the_disk_and_only_that_one(library: LibraryDatabase, syncs: list[str]) -> None:
    with transaction():
        Document.delete().execute()
    assert syncs == []
    with durable():
        Document.delete().execute()
        assert syncs == [], "committed first"
    assert syncs == ["synced"]
    with pytest.raises(RuntimeError), durable():
        raise RuntimeError
    assert syncs == ["synced"], "what was undone"


def test_a_durable_write_inside_another_transaction_is_our_own_mistake(library: LibraryDatabase) -> None:
    with transaction(), pytest.raises(AssertionError, match="outermost"), durable():
        pass


def test_deleting_a_document_deletes_its_pages(library: LibraryDatabase) -> None:
    document = add_document(sha256="d", kind="pdf", file_name="d", size_bytes=1)
    PageRecord.create(document=document.id, number=1)
    Document.delete_by_id(document.id)
    assert PageRecord.select().count() == 0


def test_readers_are_not_held_up_by_writers(library: LibraryDatabase) -> None:
    assert library.execute_sql("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (sqlite3.SQLITE_FULL, ErrorCode.DISK_FULL),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, ErrorCode.DATABASE_BUSY),
        (sqlite3.SQLITE_LOCKED, ErrorCode.DATABASE_BUSY),
        (sqlite3.SQLITE_CORRUPT, ErrorCode.DATABASE_DAMAGED),
        (sqlite3.SQLITE_NOTADB, ErrorCode.DATABASE_DAMAGED),
        (sqlite3.SQLITE_READONLY_DIRECTORY, ErrorCode.DATA_FOLDER_NOT_WRITABLE),
        (sqlite3.SQLITE_CANTOPEN, ErrorCode.DATA_FOLDER_NOT_WRITABLE),
        (sqlite3.SQLITE_IOERR_WRITE, ErrorCode.DISK_FULL),
        (sqlite3.SQLITE_MISUSE, ErrorCode.INTERNAL),
    ],
)
def test_sqlites_code_says_whose_fault_it_is(code: int, meaning: ErrorCode) -> None:
    cause = sqlite3.OperationalError("words")
    cause.sqlite_errorcode = code
    error = peewee.OperationalError("words")
    error.__cause__ = cause
    assert translate(error).code is meaning


def test_another_programs_long_write_is_told_as_busy(folder: DataFolder, library: LibraryDatabase) -> None:
    library.execute_sql("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(folder.library, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(peewee.OperationalError) as caught:
        add_document(sha256="c", kind="pdf", file_name="c", size_bytes=1)
    other.close()
    assert translate(caught.value).code is ErrorCode.DATABASE_BUSY


def test_closing_leaves_the_connection_of_a_thread_that_still_uses_it(folder: DataFolder) -> None:
    # SQLite's binding brings the process down when a connection is closed in the middle of a statement.
    library = open_library(folder.library)
    began, stop, counts = threading.Event(), threading.Event(), []

    def work() -> None:
        while not stop.is_set():
            counts.append(library.execute_sql("SELECT COUNT(*) FROM sqlite_master, sqlite_master").fetchone()[0])
            began.set()

    worker = threading.Thread(target=work)
    worker.start()
    assert began.wait(PATIENCE_S)
    assert library.close_everywhere() == [worker.name]
    done = len(counts)
    eventually(lambda: len(counts) > done)
    stop.set()
    worker.join()
    assert library.close_everywhere() == []


def test_closing_ends_the_connections_of_threads_that_have_ended(folder: DataFolder) -> None:
    library = open_library(folder.library)
    used: list[sqlite3.Connection] = []
    threads = [threading.Thread(target=lambda: used.append(library.connection())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    library.close_everywhere()
    for connection in used:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def test_syncing_a_library_whose_log_was_emptied_or_is_not_there_is_fine(folder: DataFolder) -> None:
    library = open_library(folder.library)
    add_document(sha256="a" * 64, kind="pdf", file_name="a.pdf", size_bytes=1)
    sync_committed()
    library.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    sync_committed()
    library.execute_sql("PRAGMA journal_mode = DELETE")
    sync_committed()
    library.close_everywhere()


def test_a_full_disk_is_told_also_when_taking_back_failed_too() -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    hiding = sqlite3.OperationalError("cannot rollback - no transaction is active")
    hiding.sqlite_errorcode = sqlite3.SQLITE_ERROR
    hiding.__context__ = full
    error = peewee.OperationalError(str(hiding))
    error.__cause__ = hiding
    assert translate(error).code is ErrorCode.DISK_FULL
