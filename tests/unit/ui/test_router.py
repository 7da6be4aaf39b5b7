from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.emitter import Claim
from app.errors import ErrorCode, StudyleafError
from app.events import EventType, JobMetadata, JobStage, JobStatus, NoteDelta
from app.models import Document
from app.settings import LOCAL_USER
from app.store import notes, tags
from tests.unit.ui.conftest import Services
from tests.unit.ui.samples import add_document, add_note, job_event, note, submit
from ui.library.documents_model import DOCUMENT_ROLE, DocumentRow
from ui.router import EventRouter
from ui.snapshot import Snapshot

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def router(services: Services) -> Iterator[EventRouter]:
    made = EventRouter(services.desk)
    yield made
    made.stop()


def start(router: EventRouter, wait: Wait) -> None:
    loaded: list[bool] = []
    router.loaded.connect(lambda: loaded.append(True))
    router.start()
    wait(lambda: bool(loaded))


def claimed(services: Services, name: str = "trees.pdf") -> Claim:
    claim = services.emitter.claim(submit(services.emitter, name), owner="test", lease_s=100)
    assert claim is not None
    return claim


def document_row(router: EventRouter, place: int = 0) -> DocumentRow:
    row = router.documents.index(place).data(DOCUMENT_ROLE)
    assert isinstance(row, DocumentRow)
    return row


def test_what_the_library_holds_is_shown_at_start(services: Services, router: EventRouter, wait: Wait) -> None:
    document = add_document("Trees")
    note_id = add_note(document)
    job_id = submit(services.emitter)
    start(router, wait)
    assert [row.id for row in router.jobs.rows()] == [job_id]
    assert document_row(router).document == document
    assert document_row(router).note == "draft"
    newest = router.notes.newest(document.id)
    assert newest is not None
    assert newest.id == note_id


def test_an_event_that_comes_before_the_library_was_read_is_not_lost(
    services: Services, router: EventRouter, wait: Wait
) -> None:
    services.bus.publish(job_event("early", progress=70))
    start(router, wait)
    row = router.jobs.find("early")
    assert row is not None
    assert row.progress == 70


def test_events_of_other_users_are_not_shown(services: Services, router: EventRouter, wait: Wait) -> None:
    start(router, wait)
    services.bus.publish(job_event("theirs", user_id="somebody"))
    services.bus.publish(job_event("mine"))
    wait(lambda: router.jobs.rowCount() > 0)
    assert [row.id for row in router.jobs.rows()] == ["mine"]


def test_a_document_shows_the_work_on_it(services: Services, router: EventRouter, wait: Wait) -> None:
    start(router, wait)
    claim = claimed(services)
    document = add_document("Trees")
    services.emitter.attach(claim, document_id=document.id)
    metadata = JobMetadata(file_id=document.id, page=2, pages=8)
    services.emitter.progress(claim, JobStage.EXTRACTING_TEXT, 30, metadata)
    services.emitter.library_changed(LOCAL_USER, document_ids=(document.id,))
    wait(lambda: router.documents.rowCount() == 1)
    assert document_row(router).state == "Reading page 2 of 8"
    services.emitter.fail(claim, StudyleafError(ErrorCode.PDF_DAMAGED, name="trees.pdf"))
    wait(lambda: document_row(router).state == "Stopped")


def test_a_completed_note_is_told_and_shown(services: Services, router: EventRouter, wait: Wait) -> None:
    document = add_document("Trees")
    start(router, wait)
    assert document_row(router).state == "No notes yet"
    told: list[notes.NoteView] = []
    router.note_changed.connect(told.append)
    note_id = add_note(document)
    services.emitter.library_changed(LOCAL_USER, note_ids=(note_id,))
    wait(lambda: bool(told))
    assert document_row(router).state == "Draft"
    notes.complete_note(note_id, note(), timings=notes.Timings(), cache_key=None)
    services.emitter.library_changed(LOCAL_USER, note_ids=(note_id,))
    wait(lambda: told[-1].complete)
    assert document_row(router).state == ""


def test_what_was_deleted_leaves(services: Services, router: EventRouter, wait: Wait) -> None:
    document = add_document("Trees")
    note_id = add_note(document)
    start(router, wait)
    removed: list[str] = []
    router.note_removed.connect(removed.append)
    Document.delete().where(Document.id == document.id).execute()
    services.emitter.library_changed(LOCAL_USER, document_ids=(document.id,), note_ids=(note_id,))
    wait(lambda: bool(removed))
    assert removed == [note_id]
    assert router.documents.rowCount() == 0
    assert router.notes.find(note_id) is None


def test_a_burst_of_changes_ends_with_the_newest_state(services: Services, router: EventRouter, wait: Wait) -> None:
    document = add_document("Trees")
    start(router, wait)
    ids = [add_note(document) for _ in range(30)]
    for note_id in ids:
        services.emitter.library_changed(LOCAL_USER, note_ids=(note_id,))
    for note_id in ids:
        notes.complete_note(note_id, note(), timings=notes.Timings(), cache_key=None)
        services.emitter.library_changed(LOCAL_USER, note_ids=(note_id,))
    wait(lambda: sum(view.complete for view in router.notes.of_document(document.id)) == len(ids))


def test_an_event_of_the_gui_thread_does_not_overtake_one_of_a_worker(
    services: Services, router: EventRouter, wait: Wait
) -> None:
    start(router, wait)
    worker = threading.Thread(target=lambda: services.bus.publish(job_event("a", EventType.JOB_QUEUED)))
    worker.start()
    worker.join()
    services.bus.publish(job_event("a", EventType.JOB_CANCELLED))
    wait(lambda: router.jobs.rowCount() > 0)
    wait(lambda: router.jobs.rows()[0].status is JobStatus.CANCELLED)


def test_deltas_pass_through(services: Services, router: EventRouter, wait: Wait) -> None:
    start(router, wait)
    told: list[NoteDelta] = []
    router.note_delta.connect(told.append)
    delta = NoteDelta(job_id="j", user_id=LOCAL_USER, note_id="n", section=1)
    services.emitter.note_delta(delta)
    wait(lambda: bool(told))
    assert told == [delta]


def test_a_job_follows_its_whole_life(services: Services, router: EventRouter, wait: Wait) -> None:
    start(router, wait)
    seen: list[JobStatus] = []
    router.job_changed.connect(lambda row: seen.append(row.status))
    claim = claimed(services)
    services.emitter.cancelled(claim)
    services.jobs.retry(claim.job_id)
    wait(lambda: len(seen) == 4)
    assert seen == [JobStatus.QUEUED, JobStatus.ACTIVE, JobStatus.CANCELLED, JobStatus.QUEUED]


def test_a_burst_of_events_leaves_the_window_turns_in_between(
    services: Services, router: EventRouter, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.router.SLICE_S", 0.0)
    start(router, wait)
    seen: list[str] = []
    router.job_changed.connect(lambda row: seen.append(row.id))
    turns = QTimer(interval=0)
    turns.timeout.connect(lambda: seen.append("turn"))
    turns.start()
    names = [f"job {number}" for number in range(4)]
    for name in names:
        services.bus.publish(job_event(name))
    wait(lambda: names[-1] in seen)
    turns.stop()
    assert [each for each in seen if each != "turn"] == names, "none is lost or overtakes another"
    places = [seen.index(name) for name in names]
    assert all("turn" in seen[first:last] for first, last in pairwise(places))


def test_events_on_their_way_are_dropped_when_the_window_goes(
    services: Services, router: EventRouter, wait: Wait, app: QApplication
) -> None:
    start(router, wait)
    services.bus.publish(job_event("first"))
    wait(lambda: router.jobs.find("first") is not None)
    seen: list[object] = []
    router.job_changed.connect(lambda row: (seen.append(row), router.stop()))
    for name in ("second", "third"):
        services.bus.publish(job_event(name))
    wait(lambda: bool(seen))
    for _ in range(5):
        app.processEvents()
    assert router.jobs.find("third") is None
    # `stop` of the fixture comes a second time.
    services.desk.bus.happened.connect(router._on_told)


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.snapshot.FIRST", 3)
    monkeypatch.setattr("ui.snapshot.PIECE", 2)


def shown_titles(router: EventRouter) -> list[str]:
    return [document_row(router, place).document.title for place in range(router.documents.rowCount())]


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("count", [2, 3, 5, 6])
def test_a_large_library_is_shown_piece_by_piece_from_the_newest_on(
    services: Services, router: EventRouter, wait: Wait, count: int
) -> None:
    added = [add_document(f"Trees {number}") for number in range(count)]
    Document.update(added_at=1.0).where(Document.title.in_(["Trees 1", "Trees 2"])).execute()
    note_id = add_note(added[0])
    tags.add_tag([added[0].id], "exam")
    first: list[tuple[int, bool]] = []
    router.loaded.connect(lambda: first.append((router.documents.rowCount(), router.documents.is_whole)))
    start(router, wait)
    wait(lambda: router.documents.is_whole)
    assert first == [(min(count, 3), count < 3)]
    assert sorted(shown_titles(router)) == sorted(document.title for document in added), "each once"
    stamps = [document_row(router, place).document.added_at for place in range(count)]
    assert stamps == sorted(stamps, reverse=True)
    place = router.documents.place(added[0].id)
    assert place is not None
    assert (document_row(router, place).note, document_row(router, place).tags) == ("draft", ("exam",))
    assert router.notes.find(note_id) is not None


@pytest.mark.usefixtures("small_pieces")
def test_what_changes_while_the_library_is_read_is_shown_once_and_as_it_is(
    services: Services, router: EventRouter, wait: Wait
) -> None:
    added = [add_document(f"Trees {number}") for number in range(8)]

    def change() -> None:
        """The oldest is renamed, the one after it deleted, and a new one added, when only the newest are shown."""
        Document.update(title="Roots").where(Document.id == added[0].id).execute()
        Document.delete().where(Document.id == added[1].id).execute()
        new = add_document("Leaves")
        services.emitter.library_changed(LOCAL_USER, document_ids=(added[0].id, added[1].id, new.id))

    router.loaded.connect(change)
    router.documents.set_learnt({added[0].id: 0.5})
    start(router, wait)
    wait(lambda: router.documents.is_whole and "Leaves" in shown_titles(router))
    wait(lambda: len(shown_titles(router)) == 8)
    assert shown_titles(router) == ["Leaves", *(f"Trees {number}" for number in range(7, 1, -1)), "Roots"]
    assert document_row(router, 7).learnt == 0.5


@pytest.mark.usefixtures("small_pieces")
def test_a_library_that_cannot_be_read_further_is_tried_again(
    services: Services, router: EventRouter, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        add_document(f"Trees {number}")
    monkeypatch.setattr("ui.router.RETRY_MS", 1)
    told: list[StudyleafError] = []

    def fail(*_: object) -> Snapshot:
        raise StudyleafError(ErrorCode.DATABASE_BUSY)

    with monkeypatch.context() as patched:
        patched.setattr("ui.router.read_older", fail)
        router.failed.connect(told.append)
        start(router, wait)
        wait(lambda: bool(told))
    wait(lambda: router.documents.is_whole)
    assert router.documents.rowCount() == 5


@pytest.mark.usefixtures("small_pieces")
def test_a_document_that_comes_back_while_the_library_is_read_is_shown(
    services: Services, router: EventRouter, wait: Wait
) -> None:
    added = [add_document(f"Trees {number}") for number in range(8)]

    def leave_and_come_back() -> None:
        """All that is shown goes, and the last of it comes back."""
        for document in added[5:]:
            router.documents.remove(document.id)
        router.documents.put(added[5])

    router.loaded.connect(leave_and_come_back)
    start(router, wait)
    wait(lambda: router.documents.is_whole)
    assert shown_titles(router) == [f"Trees {number}" for number in range(5, -1, -1)]
