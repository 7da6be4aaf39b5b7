"""Files that come in pieces."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from app.companion import uploads as module
from app.companion.uploads import Upload, Uploads, WrongPlace, safe_name
from app.emitter import JobEventEmitter
from app.errors import ErrorCode, StudyleafError
from app.events import JobType
from app.jobs import Jobs
from app.library import FileShelf
from app.settings import LOCAL_USER, DataFolder, Settings
from app.store import documents

PDF = b"%PDF-1.7 and so on"


@pytest.fixture
def jobs(emitter: JobEventEmitter) -> Jobs:
    return Jobs(emitter, Settings(), user_id=LOCAL_USER, wake=lambda *_: None)


@pytest.fixture
def uploads(folder: DataFolder, jobs: Jobs) -> Uploads:
    return Uploads(folder.root / "uploads", FileShelf(folder, max_file_mb=1), jobs, max_file_mb=1)


def test_pieces_become_a_document_and_a_job(uploads: Uploads, jobs: Jobs, folder: DataFolder) -> None:
    upload = uploads.begin("phone", "Biology.pdf", len(PDF))
    after = uploads.put("phone", upload.id, 0, PDF[:5])
    assert isinstance(after, Upload)
    assert after.have == 5
    job_id = uploads.put("phone", upload.id, 5, PDF[5:])
    [job] = jobs.list()
    assert (job.id, job.type, job.metadata.file_name) == (job_id, JobType.PDF_NOTES, "Biology.pdf")
    [document] = documents.list_documents()
    assert FileShelf(folder, max_file_mb=1).path_of(document).read_bytes() == PDF
    assert list((folder.root / "uploads").iterdir()) == []


def test_a_text_file_becomes_notes_from_text(uploads: Uploads, jobs: Jobs) -> None:
    uploads.put("phone", uploads.begin("phone", "a.md", 3).id, 0, b"abc")
    assert jobs.list()[0].type is JobType.AI_NOTES


def test_an_upload_goes_on_where_it_was_broken_off(uploads: Uploads) -> None:
    upload = uploads.begin("phone", "a.pdf", 10, mark="1")
    uploads.put("phone", upload.id, 0, b"12345")
    again = uploads.begin("phone", "a.pdf", 10, mark="1")
    assert (again.id, again.have) == (upload.id, 5)
    assert uploads.begin("phone", "a.pdf", 10, mark="2").id != upload.id
    assert uploads.begin("laptop", "a.pdf", 10, mark="1").id != upload.id


@pytest.mark.parametrize("offset", [0, 4, 6])
def test_a_piece_at_the_wrong_place_is_told_the_right_one(uploads: Uploads, offset: int) -> None:
    upload = uploads.begin("phone", "a.pdf", 10)
    uploads.put("phone", upload.id, 0, b"12345")
    with pytest.raises(WrongPlace) as wrong:
        uploads.put("phone", upload.id, offset, b"6")
    assert wrong.value.have == 5


def test_an_end_that_broke_off_is_made_good_by_an_empty_piece(uploads: Uploads, jobs: Jobs, folder: DataFolder) -> None:
    upload = uploads.begin("phone", "a.pdf", len(PDF))
    (folder.root / "uploads" / f"{upload.id}.part").write_bytes(PDF)
    uploads.put("phone", upload.id, len(PDF), b"")
    assert len(jobs.list()) == 1


def test_more_than_was_said_is_refused(uploads: Uploads) -> None:
    upload = uploads.begin("phone", "a.pdf", 3)
    with pytest.raises(StudyleafError) as refused:
        uploads.put("phone", upload.id, 0, b"12345")
    assert refused.value.code is ErrorCode.FILE_TOO_LARGE


def test_an_upload_is_its_devices_own_and_can_be_given_up(uploads: Uploads, folder: DataFolder) -> None:
    upload = uploads.begin("phone", "a.pdf", 10)
    for device, name in (("laptop", upload.id), ("phone", "unknown"), ("phone", "../../library")):
        with pytest.raises(StudyleafError):
            uploads.put(device, name, 0, b"1")
    uploads.cancel("phone", upload.id)
    assert list((folder.root / "uploads").iterdir()) == []


@pytest.mark.parametrize(
    ("size", "code"),
    [(0, ErrorCode.FILE_EMPTY), (-1, ErrorCode.INPUT_INVALID), (2 * 2**20, ErrorCode.FILE_TOO_LARGE)],
)
def test_a_size_that_cannot_be_is_refused(uploads: Uploads, size: int, code: ErrorCode) -> None:
    with pytest.raises(StudyleafError) as refused:
        uploads.begin("phone", "a.pdf", size)
    assert refused.value.code is code


def test_a_full_disk_is_told_before_anything_is_sent(uploads: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileShelf, "has_room_for", lambda _self, _size: False)
    with pytest.raises(StudyleafError) as refused:
        uploads.begin("phone", "a.pdf", 10)
    assert refused.value.code is ErrorCode.DISK_FULL


def test_there_is_an_end_to_uploads_that_nobody_finishes(
    uploads: Uploads, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_UPLOADS", 2)
    uploads.begin("phone", "a.pdf", 10)
    uploads.begin("phone", "b.pdf", 10)
    with pytest.raises(StudyleafError):
        uploads.begin("phone", "c.pdf", 10)
    monkeypatch.setattr(module, "KEPT_S", -1.0)
    uploads.begin("phone", "c.pdf", 10)
    assert len(list((folder.root / "uploads").glob("*.json"))) == 1


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\anna\\a.pdf", "a.pdf"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("..", "document.pdf"),
        ("", "document.pdf"),
        ("Übung 1.pdf", "Übung 1.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert Path(safe_name(name)).name == safe_name(name)


def test_an_upload_that_takes_days_is_not_forgotten_while_its_pieces_come(uploads: Uploads, folder: DataFolder) -> None:
    upload = uploads.begin("phone", "a.pdf", 10)
    uploads.put("phone", upload.id, 0, b"12345")
    begun = time.time() - module.KEPT_S - 60
    os.utime(folder.root / "uploads" / f"{upload.id}.json", (begun, begun))
    uploads.begin("phone", "another.pdf", 10)
    assert isinstance(uploads.put("phone", upload.id, 5, b"67890"), str)


def test_an_upload_that_nobody_went_on_with_is_forgotten_as_a_whole(uploads: Uploads, folder: DataFolder) -> None:
    uploads.begin("phone", "a.pdf", 10)
    before = time.time() - module.KEPT_S - 60
    for path in (folder.root / "uploads").iterdir():
        os.utime(path, (before, before))
    new = uploads.begin("phone", "another.pdf", 10)
    assert {path.stem for path in (folder.root / "uploads").iterdir()} == {new.id}


def test_an_upload_whose_files_cannot_be_removed_now_can_be_cancelled_later(
    uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_use(*_: object, **__: object) -> None:
        raise PermissionError("in use")

    upload = uploads.begin("phone", "a.pdf", 10)
    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", in_use)
        with pytest.raises(PermissionError):
            uploads.cancel("phone", upload.id)
    uploads.cancel("phone", upload.id)
    with pytest.raises(StudyleafError):
        uploads.cancel("phone", upload.id)
