"""Backups: whole while others write, kept in rotation, put back with all documents, never over a library in use."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import zipfile
from pathlib import Path
from typing import IO

import pytest

from app.emitter import JobEventEmitter
from app.errors import ErrorCode, StudyleafError
from app.models import Document
from app.settings import DataFolder
from app.store import backup as backups
from app.store import events
from app.store.backup import export_backup, make_backup, newest_backup, open_with_backup, restore_backup
from app.store.documents import add_document
from tests.support import a_new_job


@pytest.fixture
def filled(folder: DataFolder) -> DataFolder:
    """A closed library with a document and an event."""
    library = open_with_backup(folder)
    add_document(sha256="ab12", kind="pdf", file_name="a.pdf", size_bytes=3)
    (folder.files / "ab").mkdir()
    (folder.files / "ab" / "ab12.pdf").write_bytes(b"pdf")
    JobEventEmitter(lambda _event: None).submit(a_new_job())
    library.close_everywhere()
    return folder


def names(folder: DataFolder) -> list[str]:
    library = open_with_backup(folder)
    try:
        return [row.file_name for row in Document.select()]
    finally:
        library.close_everywhere()


def epoch(folder: DataFolder) -> str:
    library = open_with_backup(folder)
    try:
        return events.position()[0]
    finally:
        library.close_everywhere()


def test_a_backup_is_whole_while_others_write(filled: DataFolder) -> None:
    library = open_with_backup(filled)
    emitter, stop = JobEventEmitter(lambda _event: None), threading.Event()

    def write() -> None:
        while not stop.is_set():
            emitter.submit(a_new_job())
        library.close()

    writer = threading.Thread(target=write)
    writer.start()
    copies = [make_backup(filled) for _ in range(3)]
    stop.set()
    writer.join()
    library.close_everywhere()
    for copy in copies:
        with sqlite3.connect(copy) as connection:
            count, last = connection.execute("SELECT (SELECT count(*) FROM event), seq FROM library").fetchone()
        connection.close()
        assert count == last > 0


def test_only_the_newest_backups_of_a_kind_stay(filled: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "KEPT", 2)
    kept = make_backup(filled, reason="manual")
    made = [make_backup(filled) for _ in range(4)]
    assert sorted(filled.backups.iterdir()) == sorted([*made[-2:], kept])
    assert newest_backup(filled) == made[-1]


def test_a_restored_library_is_the_old_one_in_a_new_epoch(filled: DataFolder) -> None:
    copy, before = make_backup(filled), epoch(filled)
    library = open_with_backup(filled)
    add_document(sha256="cd34", kind="pdf", file_name="b.pdf", size_bytes=3)
    library.close_everywhere()
    aside = restore_backup(filled, copy)
    assert names(filled) == ["a.pdf"]
    assert epoch(filled) != before
    assert aside is not None
    restore_backup(filled, aside)
    assert names(filled) == ["a.pdf", "b.pdf"]


def test_everything_goes_into_one_file_and_comes_back_elsewhere(filled: DataFolder, tmp_path: Path) -> None:
    (filled.root / "settings.toml").write_text("worker_threads = 2")
    export_backup(filled, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert sorted(archive.namelist()) == ["files/ab/ab12.pdf", "library.db", "settings.toml"]
    other = DataFolder(tmp_path / "other")
    other.prepare()
    assert restore_backup(other, tmp_path / "all.zip") is None
    assert names(other) == ["a.pdf"]
    assert (other.files / "ab" / "ab12.pdf").read_bytes() == b"pdf"
    assert not list(filled.root.glob(".*.db"))


def test_a_library_in_use_is_not_replaced(filled: DataFolder) -> None:
    copy, library = make_backup(filled), open_with_backup(filled)
    with pytest.raises(StudyleafError) as caught:
        restore_backup(filled, copy)
    library.close_everywhere()
    assert caught.value.code is ErrorCode.DATABASE_BUSY
    assert names(filled) == ["a.pdf"]


def test_what_is_no_backup_changes_nothing(filled: DataFolder, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no library " * 500)
    (tmp_path / "empty.db").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.writestr("photo.jpg", b"...")
    for name in ("text.db", "empty.db", "photos.zip"):
        with pytest.raises(StudyleafError) as caught:
            restore_backup(filled, tmp_path / name)
        assert caught.value.code is ErrorCode.INPUT_INVALID
    with pytest.raises(StudyleafError) as caught:
        restore_backup(filled, tmp_path / "missing.db")
    assert caught.value.code is ErrorCode.FILE_MISSING
    assert names(filled) == ["a.pdf"]


def test_a_path_that_leads_out_of_a_backup_is_not_followed(filled: DataFolder, tmp_path: Path) -> None:
    export_backup(filled, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip", "a") as archive:
        archive.writestr("files/../../out.pdf", b"...")
    restore_backup(filled, tmp_path / "all.zip")
    assert not list(tmp_path.rglob("out.pdf"))


def test_a_damaged_library_is_put_aside_as_it_is(filled: DataFolder) -> None:
    copy = make_backup(filled)
    filled.library.write_bytes(b"damaged " * 1000)
    aside = restore_backup(filled, copy)
    assert aside is not None
    assert aside.read_bytes().startswith(b"damaged")
    assert names(filled) == ["a.pdf"]


def test_documents_of_a_file_without_a_library_are_left_alone(filled: DataFolder, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "odd.zip", "w") as archive:
        archive.writestr("library.db", "no library " * 500)
        archive.writestr("files/cd/cd34.pdf", "pdf")
    with pytest.raises(StudyleafError) as caught:
        restore_backup(filled, tmp_path / "odd.zip")
    assert caught.value.code is ErrorCode.INPUT_INVALID
    assert not (filled.files / "cd").exists()


def test_a_document_that_could_not_be_unpacked_whole_is_not_there(
    filled: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_backup(filled, tmp_path / "all.zip")
    other = DataFolder(tmp_path / "other")
    other.prepare()
    copy = shutil.copyfileobj

    def fill_up(source: IO[bytes], target: IO[bytes]) -> None:
        copy(source, target)
        if "files" in Path(target.name).parts:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups.shutil, "copyfileobj", fill_up)
    with pytest.raises(OSError, match="No space"):
        restore_backup(other, tmp_path / "all.zip")
    assert [path for path in other.files.rglob("*") if path.is_file()] == []
