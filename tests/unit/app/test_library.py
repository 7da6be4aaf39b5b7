"""The shelf of files: content comes in whole or not at all, and once."""

from __future__ import annotations

import errno
import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cancel import CancelToken
from app.errors import ErrorCode, JobCancelled, StudyleafError
from app.library import FileShelf, check_file, kind_of, name_of_link
from app.settings import DataFolder
from app.store import documents

pytestmark = pytest.mark.usefixtures("library")

CONTENT = b"%PDF-1.7 cells" * 1000


@pytest.fixture
def shelf(folder: DataFolder) -> FileShelf:
    return FileShelf(folder, max_file_mb=1)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "Biology.pdf"
    path.write_bytes(CONTENT)
    return path


def files_in(folder: DataFolder) -> list[Path]:
    return [path for path in folder.files.rglob("*") if path.is_file()]


def test_a_file_is_copied_under_its_hash_and_the_source_is_left_alone(
    shelf: FileShelf, source: Path, folder: DataFolder
) -> None:
    document = shelf.bring_in(source, name=source.name, cancel=CancelToken())
    assert document.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert (document.kind, document.size_bytes) == ("pdf", len(CONTENT))
    assert shelf.path_of(document).read_bytes() == source.read_bytes() == CONTENT
    assert files_in(folder) == [shelf.path_of(document)]


def test_the_same_content_lies_there_once(shelf: FileShelf, source: Path, folder: DataFolder) -> None:
    first = shelf.bring_in(source, name="a.pdf", cancel=CancelToken())
    second = shelf.bring_in(source, name="b.pdf", cancel=CancelToken())
    assert first.id == second.id
    assert len(files_in(folder)) == 1


def test_a_copy_that_was_lost_comes_back(shelf: FileShelf, source: Path) -> None:
    document = shelf.bring_in(source, name="a.pdf", cancel=CancelToken())
    shelf.path_of(document).unlink()
    shelf.bring_in(source, name="a.pdf", cancel=CancelToken())
    assert shelf.path_of(document).read_bytes() == CONTENT


def test_a_text_that_was_first_called_a_pdf_is_read_as_the_text_that_it_is(shelf: FileShelf, source: Path) -> None:
    shelf.bring_in(source, name="a.pdf", cancel=CancelToken())
    document = shelf.bring_in(source, name="a.txt", cancel=CancelToken())
    assert document.kind == "text"
    assert shelf.path_of(document).read_bytes() == CONTENT


def test_a_cancel_leaves_no_half_file(shelf: FileShelf, source: Path, folder: DataFolder) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(JobCancelled):
        shelf.bring_in(source, name="a.pdf", cancel=cancel)
    assert files_in(folder) == []
    assert documents.list_documents() == []


class _Breaking(io.RawIOBase):
    """A stream that fails after some content, as a stick that is pulled out."""

    def __init__(self, error: Exception) -> None:
        self._error = error
        self._given = False

    def read(self, size: int = -1) -> bytes:
        if self._given:
            raise self._error
        self._given = True
        return CONTENT


@pytest.mark.parametrize("error", [OSError(errno.EIO, "broken"), OSError(errno.ENOSPC, "full")])
def test_a_copy_that_breaks_off_leaves_no_half_file(shelf: FileShelf, folder: DataFolder, error: OSError) -> None:
    with pytest.raises(OSError, match=error.strerror):
        shelf.keep(_Breaking(error), name="a.pdf", kind="pdf", cancel=CancelToken())  # type: ignore[arg-type]
    assert files_in(folder) == []


def test_a_stream_that_grows_too_large_or_is_empty_is_refused(shelf: FileShelf, folder: DataFolder) -> None:
    for content, code in ((b"x" * (2**20 + 1), ErrorCode.FILE_TOO_LARGE), (b"", ErrorCode.FILE_EMPTY)):
        with pytest.raises(StudyleafError) as caught:
            shelf.keep(io.BytesIO(content), name="a.pdf", kind="pdf", cancel=CancelToken())
        assert caught.value.code is code
    assert files_in(folder) == []


def test_the_sweep_removes_what_a_crash_left_and_nothing_else(
    shelf: FileShelf, source: Path, folder: DataFolder
) -> None:
    document = shelf.bring_in(source, name="a.pdf", cancel=CancelToken())
    (folder.files / ".part-123").write_bytes(b"half")
    shelf.sweep()
    assert files_in(folder) == [shelf.path_of(document)]


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _large(path: Path) -> None:
    path.write_bytes(b"x" * (2**20 + 1))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda _: None, ErrorCode.FILE_MISSING),
        (Path.mkdir, ErrorCode.FILE_IS_FOLDER),
        (_empty, ErrorCode.FILE_EMPTY),
        (_large, ErrorCode.FILE_TOO_LARGE),
        (lambda path: path.symlink_to(path), ErrorCode.FILE_UNREADABLE),
    ],
    ids=["vanished", "folder", "empty", "too large", "link to itself"],
)
def test_what_is_wrong_with_a_dropped_file_is_said_in_one_sentence(
    shelf: FileShelf, tmp_path: Path, make: Callable[[Path], object], code: ErrorCode
) -> None:
    path = tmp_path / "thing.pdf"
    make(path)
    for look in (
        lambda: check_file(path, name="thing.pdf", max_mb=1),
        lambda: shelf.bring_in(path, name="thing.pdf", cancel=CancelToken()),
    ):
        with pytest.raises(StudyleafError) as caught:
            look()
        assert caught.value.code is code
        assert "thing.pdf" in caught.value.sentence


def test_there_is_room_for_a_small_file_and_none_for_a_universe(shelf: FileShelf) -> None:
    assert not shelf.has_room_for(2**62)


@pytest.mark.parametrize(
    ("name", "kind"), [("a.pdf", "pdf"), ("A.TXT", "text"), ("notes.md", "text"), ("thesis", "pdf"), (".txt", "pdf")]
)
def test_the_name_gives_the_first_guess_at_the_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://uni.example/a/Script%201.pdf?x=1", "Script 1.pdf"),
        ("https://uni.example/", "uni.example"),
        ("https://uni.example", "uni.example"),
    ],
)
def test_a_link_gives_a_name(link: str, name: str) -> None:
    assert name_of_link(link) == name
