"""A question to all documents: each that may know answers with its own pages, or nobody says it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.events import JobResult
from app.notes import Citation, Note, Origin, Point, Section
from app.settings import LOCAL_USER
from app.store import jobs, notes
from app.store.documents import DocumentView
from tests.unit.ui.conftest import Services
from tests.unit.ui.samples import add_document, add_note
from ui.main_window import MainWindow
from ui.rooms import Room

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def cells(services: Services) -> DocumentView:
    return add_document("Cells", kind="text", pages=("Mitochondria make ATP.", "They do."))


@pytest.fixture
def window(services: Services, cells: DocumentView, keep: Callable[[QWidget], QWidget], wait: Wait) -> MainWindow:
    add_document("Plants", kind="text", pages=("Chloroplasts make sugar; mitochondria burn it.",))
    add_document("War", kind="text", pages=("Nobody won.",))
    made = keep(MainWindow(services.desk))
    assert isinstance(made, MainWindow)
    made.show()
    wait(lambda: made.router._waiting is None and made.router.documents.rowCount() == 3)
    made.ask_library()
    return made


def ask(window: MainWindow, services: Services, wait: Wait, question: str, *, jobs_wanted: int) -> None:
    window.answers.bar.field.setText(question)
    QTest.keyClick(window.answers.bar.field, Qt.Key.Key_Return)
    wait(lambda: len(services.woken) == jobs_wanted and len(window.answers._cards) == jobs_wanted)


def answer(services: Services, job_id: str, said: str) -> None:
    """A worker answers; with nothing where the document is silent."""
    claim = services.emitter.claim(job_id, owner="test", lease_s=100)
    job = jobs.find_job(job_id)
    assert claim is not None
    assert job is not None
    assert job.document_id
    content = Note("Asked", "", ())
    if said:
        point = Point(said, Origin.QUOTED, (Citation(1, said),))
        content = Note("Asked", "", (Section("", (1,), (point,)),))
    note_id = notes.create_note(
        user_id=LOCAL_USER, document_id=job.document_id, note=content, model="test", kind=notes.ANSWER
    )
    result = JobResult(note_id=note_id, title="Asked", processing_time_ms=1, cache_hit=False)
    services.emitter.complete(claim, result)


def test_each_document_that_may_know_is_asked_and_its_citation_opens_it(
    window: MainWindow, services: Services, cells: DocumentView, wait: Wait
) -> None:
    ask(window, services, wait, "What do mitochondria make?", jobs_wanted=2)
    asked = {job.document_id: job.id for job in jobs.list_jobs(LOCAL_USER)}
    for document_id, job_id in asked.items():
        answer(services, job_id, "Mitochondria make ATP." if document_id == cells.id else "")
    wait(lambda: window.answers.status.text() == "What do mitochondria make?")
    (card,) = window.answers.cards
    assert card._question.text() == "Cells"
    assert "Mitochondria make ATP." in card.words
    add_note(cells)
    card.citation_activated.emit(Citation(1, "Mitochondria make ATP."))
    wait(lambda: window.reading.document is not None and window.reading.document.id == cells.id)
    assert window.rail.buttons[Room.READ].isChecked()


def test_where_no_document_says_it_this_is_told(window: MainWindow, services: Services, wait: Wait) -> None:
    ask(window, services, wait, "What do mitochondria weigh?", jobs_wanted=2)
    for job in jobs.list_jobs(LOCAL_USER):
        answer(services, job.id, "")
    wait(lambda: window.answers.status.text().endswith("Your documents do not say."))
    assert window.answers.cards == []


def test_a_question_without_a_known_word_asks_nobody(window: MainWindow, services: Services, wait: Wait) -> None:
    window.answers.bar.field.setText("Zebras?")
    QTest.keyClick(window.answers.bar.field, Qt.Key.Key_Return)
    wait(lambda: window.answers.status.text() == "Zebras? — Your documents do not say.")
    assert services.woken == []


def test_nothing_is_concluded_while_an_answer_is_being_read(
    window: MainWindow, services: Services, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(window, services, wait, "What do mitochondria make?", jobs_wanted=2)
    reading: list[Callable[[], None]] = []
    run = window.answers._desk.background.run

    def later(work: Callable[[], object], *then: Callable[..., None]) -> None:
        if isinstance(work, partial) and work.func is notes.load_note:
            reading.append(lambda: run(work, *then))
        else:
            run(work, *then)

    monkeypatch.setattr(window.answers._desk.background, "run", later)
    for job in jobs.list_jobs(LOCAL_USER):
        answer(services, job.id, "")
    wait(lambda: len(reading) == 2)
    reading[0]()
    wait(lambda: len(window.answers.cards) == 1)
    assert "do not say" not in window.answers.status.text()
    reading[1]()
    wait(lambda: window.answers.status.text().endswith("Your documents do not say."))
    assert window.answers.cards == []
