from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.emitter import Claim
from app.errors import ErrorCode, StudyleafError
from app.events import JobMetadata, JobResult, JobStage, JobStatus, JobType, NoteDelta
from app.models import Document
from app.notes import Note
from app.settings import LOCAL_USER
from app.store import jobs, notes
from app.store.documents import DocumentView
from tests.unit.ui.conftest import Services
from tests.unit.ui.samples import add_document, add_note, note, section, submit
from ui.main_window import MainWindow

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def window(services: Services, keep: Callable[[QWidget], QWidget], tmp_path: Path) -> Iterator[MainWindow]:
    sample = tmp_path / "sample.txt"
    sample.write_text("A sample about leaves.")
    made = keep(MainWindow(replace(services.desk, sample=sample)))
    assert isinstance(made, MainWindow)
    made.show()
    yield made
    made.close()


@pytest.fixture
def loaded(window: MainWindow, wait: Wait) -> MainWindow:
    """The window after it has read its empty library."""
    wait(lambda: window.router._waiting is None)
    return window


def drop(window: MainWindow, data: QMimeData) -> None:
    where, copy = QPoint(200, 200), Qt.DropAction.CopyAction
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, copy, data, button, keys)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert window.overlay.isVisible()
    window.dropEvent(QDropEvent(QPointF(where), copy, data, button, keys))
    assert not window.overlay.isVisible()


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def stored() -> list[jobs.JobView]:
    return jobs.list_jobs(LOCAL_USER)


def title(window: MainWindow) -> str:
    shown = window.note_pane.view.note
    return shown.title if shown and window.note_pane._header.isVisible() else ""


def begin(services: Services, name: str, document: DocumentView) -> Claim:
    """A worker takes up the newest job and brings its document in."""
    claim = services.emitter.claim(services.woken[-1], owner="test", lease_s=100)
    assert claim is not None
    services.emitter.attach(claim, document_id=document.id)
    metadata = JobMetadata(file_name=name, file_id=document.id)
    services.emitter.progress(claim, JobStage.DOWNLOADING, 20, metadata)
    services.emitter.library_changed(LOCAL_USER, document_ids=(document.id,))
    return claim


def draft(services: Services, claim: Claim, document: DocumentView, content: Note) -> str:
    """The worker stores its draft."""
    note_id = add_note(document, content)
    services.emitter.attach(claim, note_id=note_id)
    services.emitter.progress(claim, JobStage.GENERATING_NOTES, 42, JobMetadata(note_id=note_id))
    services.emitter.library_changed(LOCAL_USER, note_ids=(note_id,))
    return note_id


def test_several_dropped_files_become_jobs(services: Services, loaded: MainWindow, tmp_path: Path, wait: Wait) -> None:
    paths = [tmp_path / name for name in ("Übung 1.pdf", "b.pdf", "c.txt")]
    for path in paths:
        path.write_bytes(path.name.encode())
    drop(loaded, files(*paths))
    wait(lambda: loaded.router.jobs.rowCount() == 3)
    assert {job.metadata.file_name for job in stored()} == {path.name for path in paths}
    assert len(services.woken) == 3


def test_a_folder_a_missing_and_an_empty_file_are_refused_in_words(
    services: Services, loaded: MainWindow, tmp_path: Path, wait: Wait
) -> None:
    (tmp_path / "Semester").mkdir()
    (tmp_path / "empty.pdf").touch()
    drop(loaded, files(tmp_path / "Semester", tmp_path / "gone.pdf", tmp_path / "empty.pdf"))
    wait(lambda: len(loaded.toasts.words()) == 3)
    told = " ".join(loaded.toasts.words())
    assert "“Semester” is a folder. Choose the PDFs inside it." in told
    assert "“gone.pdf” is not there any more." in told
    assert "“empty.pdf” is empty." in told
    assert stored() == []


def test_a_dropped_link_is_fetched_and_a_pasted_one_is_not(loaded: MainWindow, wait: Wait) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a/leaves.pdf")])
    drop(loaded, data)
    wait(lambda: loaded.router.jobs.rowCount() == 1)
    assert stored()[0].options["link"] == "https://example.org/a/leaves.pdf"
    QGuiApplication.clipboard().setText("https://example.org/b.pdf")
    loaded.paste()
    assert "drag it" in loaded.toasts.words()[0]
    assert len(stored()) == 1


def test_dropped_text_is_titled_by_its_first_words(loaded: MainWindow, wait: Wait) -> None:
    data = QMimeData()
    data.setText("Leaves are green.\nMost of them are.")
    drop(loaded, data)
    wait(lambda: loaded.router.jobs.rowCount() == 1)
    job = stored()[0]
    assert job.type is JobType.AI_NOTES
    assert job.options["title"] == "Leaves are green."


def test_pasted_files_are_taken(loaded: MainWindow, tmp_path: Path, wait: Wait) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    QGuiApplication.clipboard().setMimeData(files(tmp_path / "a.pdf"))
    loaded.paste()
    wait(lambda: loaded.router.jobs.rowCount() == 1)


def test_the_sample_is_there_to_try(loaded: MainWindow, wait: Wait) -> None:
    assert loaded.empty.sample_button.isVisible()
    loaded.empty.sample_button.click()
    wait(lambda: loaded.router.jobs.rowCount() == 1)
    assert stored()[0].metadata.file_name == "sample.txt"


def test_a_dropped_file_grows_into_its_note_before_ones_eyes(
    services: Services, loaded: MainWindow, tmp_path: Path, wait: Wait
) -> None:
    (tmp_path / "trees.pdf").write_bytes(b"x")
    drop(loaded, files(tmp_path / "trees.pdf"))
    wait(loaded.note_pane.waiting.isVisible)
    document = add_document("Trees")
    claim = begin(services, "trees.pdf", document)
    wait(lambda: loaded.reading.document is not None)
    note_id = draft(services, claim, document, note())
    wait(lambda: title(loaded) == "Trees")
    wait(lambda: "Improving… 42 %" in loaded.note_pane._state.text())

    better = section("Heading 1", "A better statement.")
    delta = NoteDelta(job_id=claim.job_id, user_id=LOCAL_USER, note_id=note_id, section=1, point=0, text="unchecked")
    # Text comes in many pieces: the note that is read anew in between forgets what it heard before.
    wait(lambda: services.emitter.note_delta(delta) is None and loaded.note_pane.view._busy == {1})
    assert "unchecked" not in loaded.note_pane.view.toPlainText()
    notes.replace_section(note_id, 1, better)
    services.emitter.note_delta(replace(delta, point=None, text=None))
    wait(lambda: "A better statement." in loaded.note_pane.view.toPlainText())
    wait(lambda: loaded.note_pane.view._busy == frozenset())

    sections = (note().sections[0], better, note().sections[2])
    finished = replace(note(), sections=sections, summary="A finished summary.")
    notes.complete_note(note_id, finished, timings=notes.Timings(), cache_key=None)
    services.emitter.library_changed(LOCAL_USER, note_ids=(note_id,))
    result = JobResult(note_id=note_id, title="Trees", processing_time_ms=1, cache_hit=False)
    services.emitter.complete(claim, result)
    wait(lambda: "A finished summary." in loaded.note_pane.view.toPlainText())
    wait(lambda: loaded.note_pane._state.text() == "")


def test_a_cached_note_is_shown_at_once(services: Services, loaded: MainWindow, tmp_path: Path, wait: Wait) -> None:
    (tmp_path / "trees.pdf").write_bytes(b"x")
    drop(loaded, files(tmp_path / "trees.pdf"))
    wait(lambda: bool(services.woken))
    document = add_document("Trees")
    claim = begin(services, "trees.pdf", document)
    note_id = add_note(document)
    services.emitter.attach(claim, note_id=note_id)
    services.emitter.library_changed(LOCAL_USER, note_ids=(note_id,))
    result = JobResult(note_id=note_id, title="Trees", processing_time_ms=1, cache_hit=True)
    services.emitter.complete(claim, result)
    wait(lambda: title(loaded) == "Trees")


def test_who_reads_is_not_interrupted_but_told(
    services: Services, loaded: MainWindow, tmp_path: Path, wait: Wait
) -> None:
    read = add_document("Shrubs")
    add_note(read, replace(note(), title="Shrubs"))
    services.emitter.library_changed(LOCAL_USER, document_ids=(read.id,))
    wait(lambda: loaded.router.documents.rowCount() == 1)
    note_id = add_note(read, replace(note(), title="Shrubs"))
    services.emitter.library_changed(LOCAL_USER, note_ids=(note_id,))
    wait(lambda: loaded.router.notes.find(note_id) is not None)
    loaded.sidebar.documents.setCurrentIndex(loaded.router.documents.index(0))
    wait(lambda: title(loaded) == "Shrubs")

    (tmp_path / "trees.pdf").write_bytes(b"x")
    drop(loaded, files(tmp_path / "trees.pdf"))
    wait(lambda: bool(services.woken))
    document = add_document("Trees")
    claim = begin(services, "trees.pdf", document)
    trees = draft(services, claim, document, note())
    services.emitter.complete(claim, JobResult(note_id=trees, title="Trees", processing_time_ms=1, cache_hit=False))
    wait(lambda: bool(loaded.toasts.words()))
    assert title(loaded) == "Shrubs"
    assert "are ready" in loaded.toasts.words()[0]
    next(button for button in loaded.toasts.findChildren(QAbstractButton) if button.text() == "Show").click()
    wait(lambda: title(loaded) == "Trees")


def test_at_start_the_newest_document_is_shown(
    services: Services, keep: Callable[[QWidget], QWidget], wait: Wait
) -> None:
    add_note(add_document("Old"), replace(note(), title="Old"))
    add_note(add_document("New"), replace(note(), title="New"))
    window = keep(MainWindow(services.desk))
    assert isinstance(window, MainWindow)
    window.show()
    wait(lambda: title(window) == "New")
    window.close()


def test_several_notes_on_a_document_may_be_chosen_from(services: Services, loaded: MainWindow, wait: Wait) -> None:
    document = add_document("Trees")
    first = add_note(document, replace(note(), title="First"))
    second = add_note(document, replace(note(), title="Second"))
    services.emitter.library_changed(LOCAL_USER, document_ids=(document.id,), note_ids=(first, second))
    wait(lambda: loaded.router.notes.find(second) is not None)
    loaded.reading.choose_document(document)
    wait(lambda: title(loaded) == "Second")
    selector = loaded.note_pane._selector
    assert selector.isVisible()
    assert selector.count() == 2
    selector.setCurrentIndex(selector.findData(first))
    selector.activated.emit(selector.currentIndex())
    wait(lambda: title(loaded) == "First")


def test_a_password_goes_to_the_job_and_to_the_page(services: Services, loaded: MainWindow, wait: Wait) -> None:
    document = add_document("Trees")
    services.woken.append(submit(services.emitter))
    claim = begin(services, "trees.pdf", document)
    services.emitter.fail(claim, StudyleafError(ErrorCode.PDF_PASSWORD_NEEDED, name="trees.pdf"))
    wait(lambda: loaded.sidebar.jobs.actions_of(0) is not None)
    wait(lambda: loaded.sidebar.jobs.actions_of(0).kind == "password")
    actions = loaded.sidebar.jobs.actions_of(0)
    actions.focusProxy().field.setText("sesame")
    QTest.keyClick(actions.focusProxy().field, Qt.Key.Key_Return)
    wait(lambda: stored()[0].status is JobStatus.QUEUED)
    wait(lambda: services.jobs.passwords.get(claim.job_id) == "sesame")
    assert loaded.page_pane._passwords == {document.id: "sesame"}


def test_a_job_is_cancelled_from_its_row(services: Services, loaded: MainWindow, wait: Wait) -> None:
    submit(services.emitter)
    wait(lambda: loaded.sidebar.jobs.actions_of(0) is not None)
    loaded.sidebar.jobs.actions_of(0).focusProxy().click()
    wait(lambda: stored()[0].status is JobStatus.CANCELLED)
    wait(lambda: loaded.sidebar.jobs.actions_of(0).kind == "retry")


def ask(services: Services, loaded: MainWindow, wait: Wait) -> tuple[DocumentView, Claim]:
    document = add_document("Trees")
    note_id = add_note(document)
    services.emitter.library_changed(LOCAL_USER, document_ids=(document.id,), note_ids=(note_id,))
    wait(lambda: loaded.router.notes.find(note_id) is not None)
    loaded.reading.choose_document(document)
    wait(lambda: title(loaded) == "Trees")
    loaded.note_pane.ask_bar.field.setText("  Why green? ")
    QTest.keyClick(loaded.note_pane.ask_bar.field, Qt.Key.Key_Return)
    wait(lambda: bool(services.woken))
    assert loaded.note_pane.ask_bar.field.text() == ""
    assert loaded.note_pane.answer.isVisible()
    claim = services.emitter.claim(services.woken[-1], owner="test", lease_s=100)
    assert claim is not None
    return document, claim


@pytest.mark.parametrize("is_known", [True, False])
def test_a_question_is_answered_above_the_line_it_was_asked_in(
    services: Services, loaded: MainWindow, wait: Wait, *, is_known: bool
) -> None:
    document, claim = ask(services, loaded, wait)
    assert stored()[0].options["question"] == "Why green?"
    content = Note("Why green?", "", (section("", "Chlorophyll is green."),) if is_known else ())
    answer = add_note(document, content, kind=notes.ANSWER)
    result = JobResult(note_id=answer, title="Why green?", processing_time_ms=1, cache_hit=False)
    services.emitter.complete(claim, result)
    words = "Chlorophyll is green." if is_known else "The document does not say."
    wait(lambda: words in loaded.note_pane.answer.words)
    assert title(loaded) == "Trees"
    row = loaded.router.jobs.find(claim.job_id)
    assert row is not None
    assert row.title == "Why green?"


def test_a_question_that_fails_says_why(services: Services, loaded: MainWindow, wait: Wait) -> None:
    _, claim = ask(services, loaded, wait)
    services.emitter.fail(claim, StudyleafError(ErrorCode.ENGINE_FAILED))
    wait(lambda: "stopped unexpectedly" in loaded.note_pane.answer.words)


def test_a_document_without_notes_offers_to_write_some(services: Services, loaded: MainWindow, wait: Wait) -> None:
    document = add_document("Trees")
    services.emitter.library_changed(LOCAL_USER, document_ids=(document.id,))
    wait(lambda: loaded.router.documents.rowCount() == 1)
    loaded.reading.choose_document(document)
    loaded.note_pane.waiting.notes_button.click()
    wait(lambda: bool(services.woken))
    assert stored()[0].options["documentId"] == document.id


def test_a_deleted_document_makes_room_for_the_next_and_the_last_for_the_empty_state(
    services: Services, loaded: MainWindow, wait: Wait
) -> None:
    first, second = add_document("First"), add_document("Second")
    ids = (first.id, second.id)
    notes_of = tuple(add_note(each, replace(note(), title=each.title)) for each in (first, second))
    services.emitter.library_changed(LOCAL_USER, document_ids=ids, note_ids=notes_of)
    wait(lambda: loaded.router.notes.find(notes_of[1]) is not None)
    loaded.reading.choose_document(first)
    wait(lambda: title(loaded) == "First")
    Document.delete().where(Document.id == first.id).execute()
    services.emitter.library_changed(LOCAL_USER, document_ids=(first.id,), note_ids=notes_of[:1])
    wait(lambda: title(loaded) == "Second")
    Document.delete().where(Document.id == second.id).execute()
    services.emitter.library_changed(LOCAL_USER, document_ids=(second.id,), note_ids=notes_of[1:])
    wait(loaded.empty.isVisible)


def test_a_note_that_shows_itself_leaves_the_focus_where_it_is(
    services: Services, loaded: MainWindow, wait: Wait
) -> None:
    document = add_document("Trees")
    note_id = add_note(document)
    services.emitter.library_changed(LOCAL_USER, document_ids=(document.id,), note_ids=(note_id,))
    wait(lambda: loaded.router.notes.find(note_id) is not None)
    loaded.activateWindow()
    loaded.sidebar.documents.setFocus()
    loaded.sidebar.documents.setCurrentIndex(loaded.router.documents.index(0))
    wait(lambda: title(loaded) == "Trees")
    assert loaded.focusWidget() is loaded.sidebar.documents


def test_size_and_proportions_come_back(services: Services, keep: Callable[[QWidget], QWidget]) -> None:
    first = keep(MainWindow(services.desk))
    first.resize(733, 555)
    first.show()
    first.close()
    second = keep(MainWindow(services.desk))
    second.show()
    assert (second.width(), second.height()) == (733, 555)


def test_closing_tells_once(loaded: MainWindow) -> None:
    told: list[bool] = []
    loaded.closed.connect(lambda: told.append(True))
    loaded.close()
    loaded.close()
    assert told == [True]
