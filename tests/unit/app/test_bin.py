"""The bin: what is deleted is gone from every list, comes back whole, and is removed for good only by a purge."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest
from peewee import OperationalError

from app.bin import Bin
from app.cancel import CancelToken
from app.edits import Edit, EditKind
from app.emitter import JobEventEmitter
from app.errors import ErrorCode, StudyleafError
from app.events import JobStatus, LibraryChanged
from app.library import FileShelf
from app.models import Document, Job, LeftoverFile, NoteRecord, PageRecord, WrittenSection
from app.notes import Citation, Flashcard, Note
from app.pictures import PictureShelf
from app.settings import LOCAL_USER, DataFolder
from app.store import documents, edits, notes, study
from app.store.bin import BinKind
from app.store.documents import DocumentView, StoredPage
from app.store.jobs import find_job
from tests.support import Recorder, a_new_job

NOTE = Note(title="Cells", summary="", sections=())


@pytest.fixture
def shelf(folder: DataFolder) -> FileShelf:
    return FileShelf(folder, max_file_mb=1)


@pytest.fixture
def pictures(folder: DataFolder) -> PictureShelf:
    return PictureShelf(folder)


@pytest.fixture
def bin_(emitter: JobEventEmitter, shelf: FileShelf, pictures: PictureShelf) -> Bin:
    return Bin(emitter, shelf, pictures, user_id=LOCAL_USER)


@pytest.fixture
def document(emitter: JobEventEmitter, shelf: FileShelf) -> DocumentView:
    return put(shelf)


def put(shelf: FileShelf, content: bytes = b"cells") -> DocumentView:
    return shelf.keep(io.BytesIO(content), name="Biology.txt", kind="text", cancel=CancelToken())


def write_note(document: DocumentView) -> str:
    return notes.create_note(user_id=LOCAL_USER, document_id=document.id, note=NOTE, model="m")


def age(days: float) -> None:
    then = time.time() - 86_400 * days
    Document.update(deleted_at=then).where(Document.deleted_at.is_null(is_null=False)).execute()
    NoteRecord.update(deleted_at=then).where(NoteRecord.deleted_at.is_null(is_null=False)).execute()


def told(published: Recorder) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(e.document_ids, e.note_ids) for e in published.events if isinstance(e, LibraryChanged)]


def test_a_binned_document_takes_its_notes_along_and_brings_them_back(
    bin_: Bin, document: DocumentView, published: Recorder
) -> None:
    note_id = write_note(document)
    assert bin_.bin_document(document.id)
    assert (documents.list_documents(), notes.list_notes(LOCAL_USER)) == ([], [])
    for find, what in ((documents.find_document, document.id), (notes.load_note, note_id)):
        with pytest.raises(StudyleafError):
            find(what)
    [item] = bin_.list_bin()
    assert (item.kind, item.id, item.name, item.notes) == (BinKind.DOCUMENT, document.id, "Biology.txt", 1)
    assert bin_.restore_document(document.id)
    assert documents.find_document(document.id) == document
    assert notes.find_note(note_id).document_id == document.id
    assert bin_.list_bin() == []
    assert told(published) == 2 * [((document.id,), ()), ((), (note_id,))]


def test_a_note_that_was_deleted_before_stays_in_the_bin_when_its_document_comes_back(
    bin_: Bin, document: DocumentView
) -> None:
    first, second = write_note(document), write_note(document)
    bin_.bin_note(first)
    bin_.bin_document(document.id)
    assert [(item.kind, item.id) for item in bin_.list_bin()] == [
        (BinKind.DOCUMENT, document.id),
        (BinKind.NOTE, first),
    ]
    bin_.restore_document(document.id)
    assert [note.id for note in notes.list_notes(LOCAL_USER)] == [second]
    assert [item.id for item in bin_.list_bin()] == [first]


def test_a_restored_note_brings_its_document_back(bin_: Bin, document: DocumentView) -> None:
    note_id, other = write_note(document), write_note(document)
    bin_.bin_note(note_id)
    bin_.bin_document(document.id)
    assert bin_.restore_note(note_id)
    assert [found.id for found in documents.list_documents()] == [document.id]
    assert [found.id for found in notes.list_notes(LOCAL_USER)] == [note_id]
    assert [item.id for item in bin_.list_bin()] == [other]


def test_what_is_not_there_changes_and_tells_nothing(bin_: Bin, document: DocumentView, published: Recorder) -> None:
    note_id = write_note(document)
    assert not bin_.restore_document(document.id)
    assert not bin_.restore_note(note_id)
    assert not bin_.bin_document("nobody")
    assert not bin_.bin_note("nobody")
    assert not bin_.empty_bin()
    assert told(published) == []


def test_dropping_the_file_again_takes_the_document_out_of_the_bin(
    bin_: Bin, document: DocumentView, shelf: FileShelf
) -> None:
    bin_.bin_document(document.id)
    assert put(shelf).id == document.id
    assert bin_.list_bin() == []


def test_a_file_goes_only_when_the_bin_is_emptied(bin_: Bin, document: DocumentView, shelf: FileShelf) -> None:
    write_note(document)
    documents.save_pages(document.id, [StoredPage(number=1, label=None, text="t", blocks="[]", problem=None)])
    notes.save_checkpoint("k", "{}", document_id=document.id)
    bin_.bin_document(document.id)
    bin_.purge(older_than_days=30)
    assert shelf.path_of(document).exists()
    assert bin_.empty_bin()
    assert not shelf.path_of(document).exists()
    for table in (Document, NoteRecord, PageRecord, WrittenSection):
        assert table.select().count() == 0
    assert bin_.list_bin() == []


def test_what_has_lain_there_for_long_is_purged(bin_: Bin, document: DocumentView, shelf: FileShelf) -> None:
    bin_.bin_document(document.id)
    bin_.bin_note(write_note(put(shelf, b"roots")))
    age(days=31)
    fresh = write_note(put(shelf, b"leaves"))
    bin_.bin_note(fresh)
    assert bin_.purge(older_than_days=30)
    assert [item.id for item in bin_.list_bin()] == [fresh]
    assert len(documents.list_documents()) == 2


def test_a_job_about_a_binned_document_is_stopped_and_keeps_it_from_the_purge(
    bin_: Bin, document: DocumentView, emitter: JobEventEmitter, shelf: FileShelf
) -> None:
    job_id = emitter.submit(a_new_job())
    claim = emitter.claim(job_id, owner="w", lease_s=30)
    assert claim
    emitter.attach(claim, document_id=document.id)
    bin_.bin_document(document.id)
    late = write_note(document)
    assert notes.list_notes(LOCAL_USER) == [], "a draft that comes late goes where its document is"
    assert Job.get(Job.id == job_id).cancel_requested
    bin_.empty_bin()
    assert shelf.path_of(document).exists()
    emitter.cancelled(claim)
    bin_.empty_bin()
    assert not shelf.path_of(document).exists()
    assert find_job(job_id) is None
    assert NoteRecord.get_or_none(NoteRecord.id == late) is None


def test_a_waiting_job_about_a_binned_document_is_cancelled(
    bin_: Bin, document: DocumentView, emitter: JobEventEmitter
) -> None:
    job_id = emitter.submit(a_new_job())
    Job.update(document=document.id).where(Job.id == job_id).execute()
    bin_.bin_document(document.id)
    job = find_job(job_id)
    assert job
    assert job.status is JobStatus.CANCELLED


def test_a_file_that_is_in_use_goes_with_the_next_purge(bin_: Bin, document: DocumentView, shelf: FileShelf) -> None:
    bin_.bin_document(document.id)
    path = shelf.path_of(document)
    path.unlink()
    path.mkdir()  # unlinking it fails as that of an open file does on Windows
    assert bin_.empty_bin()
    assert path.exists()
    path.rmdir()
    path.write_bytes(b"cells")
    bin_.purge(older_than_days=30)
    assert not path.exists()


class _Killed(BaseException):
    """The program ends here."""


@pytest.fixture
def killed_at_the_file(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    def die(*_: object, **__: object) -> None:
        raise _Killed

    monkeypatch.setattr(Path, "unlink", die)
    return monkeypatch


def test_after_a_crash_in_the_middle_of_a_purge_there_is_no_row_without_a_file_and_the_file_goes_later(
    bin_: Bin, document: DocumentView, shelf: FileShelf, killed_at_the_file: pytest.MonkeyPatch
) -> None:
    bin_.bin_document(document.id)
    with pytest.raises(_Killed):
        bin_.empty_bin()
    killed_at_the_file.undo()
    assert Document.select().count() == 0
    assert shelf.path_of(document).exists()
    bin_.purge(older_than_days=30)
    assert not shelf.path_of(document).exists()
    assert LeftoverFile.select().count() == 0


def test_a_purge_that_is_undone_leaves_the_file_of_what_can_be_had_back(
    bin_: Bin, document: DocumentView, shelf: FileShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full")

    bin_.bin_document(document.id)
    monkeypatch.setattr(LeftoverFile, "replace", full)
    with pytest.raises(OperationalError):
        bin_.empty_bin()
    assert bin_.restore_document(document.id)
    assert shelf.path_of(document).read_bytes() == b"cells"


def test_a_document_that_came_back_after_its_purge_keeps_its_file(
    bin_: Bin, document: DocumentView, shelf: FileShelf, killed_at_the_file: pytest.MonkeyPatch
) -> None:
    bin_.bin_document(document.id)
    with pytest.raises(_Killed):
        bin_.empty_bin()
    killed_at_the_file.undo()
    again = put(shelf)
    bin_.purge(older_than_days=30)
    assert shelf.path_of(again).read_bytes() == b"cells"
    assert LeftoverFile.select().count() == 0


def test_notes_whose_document_came_back_without_them_lie_there_by_themselves(
    bin_: Bin, document: DocumentView, shelf: FileShelf
) -> None:
    first, second = write_note(document), write_note(document)
    bin_.bin_document(document.id)
    assert [(item.kind, item.notes) for item in bin_.list_bin()] == [(BinKind.DOCUMENT, 2)]
    assert bin_.restore_note(first)
    assert [(item.kind, item.id) for item in bin_.list_bin()] == [(BinKind.NOTE, second)]
    bin_.bin_document(document.id)
    put(shelf)
    assert {item.id for item in bin_.list_bin()} == {first, second}


def test_a_binned_note_is_no_cache(bin_: Bin, document: DocumentView) -> None:
    note_id = write_note(document)
    NoteRecord.update(complete=True, cache_key="key").where(NoteRecord.id == note_id).execute()
    bin_.bin_note(note_id)
    assert notes.copy_cached("key", user_id=LOCAL_USER) is None


def test_a_document_that_is_not_there_is_named(bin_: Bin, document: DocumentView) -> None:
    bin_.bin_document(document.id)
    with pytest.raises(StudyleafError) as caught:
        documents.find_document(document.id)
    assert caught.value.code is ErrorCode.DOCUMENT_NOT_FOUND


def test_a_picture_goes_when_nothing_shows_it_any_more_and_it_is_a_day_old(
    bin_: Bin, document: DocumentView, shelf: FileShelf, pictures: PictureShelf
) -> None:
    shared, alone, on_card, pasted = (pictures.keep(name, width=4, height=2) for name in (b"s", b"a", b"c", b"p"))
    other = put(shelf, b"leaves")
    cited = Citation(1, "Cells divide.")
    for holder, words in ((document, f"See {shared.mark} and {alone.mark}"), (other, shared.mark), (other, "no more")):
        edits.add_edit(holder.id, Edit(EditKind.POINT, cited, words), user_id=LOCAL_USER)
    study.add_own_card(other.id, Flashcard(f"Front {on_card.mark}", "Back", (cited,)))
    for picture in (shared, alone, on_card):
        place = pictures.find(picture.key)
        assert place
        os.utime(place, (1, 1))
    bin_.bin_document(document.id)
    bin_.purge(older_than_days=30)
    assert all(pictures.find(picture.key) for picture in (shared, alone, on_card, pasted))
    bin_.empty_bin()
    assert [bool(pictures.find(picture.key)) for picture in (shared, alone, on_card, pasted)] == [
        True,
        False,
        True,
        True,
    ]
    assert shelf.path_of(other).exists()


def test_a_picture_that_is_pasted_again_is_as_new(bin_: Bin, pictures: PictureShelf) -> None:
    place = pictures.find(pictures.keep(b"p", width=4, height=2).key)
    assert place
    os.utime(place, (1, 1))
    pictures.keep(b"p", width=4, height=2)
    bin_.empty_bin()
    assert place.exists()
