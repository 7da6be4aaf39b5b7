"""What students do at the window; each returns what it measured."""

from __future__ import annotations

import os
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.events import JobStage, JobStatus
from app.store import notes
from resources import sample_document
from tests.e2e.library_of_shots import learn
from tests.e2e.student import Measured, Student
from ui.rooms import Room

DATA = Path(__file__).parent.parent / "data"
SLIDES, CHEAT_SHEET = DATA / "slides_risk_minimization.pdf", DATA / "fr_rappels_probabilites.pdf"
LECTURE = DATA / "lecture_variational_monte_carlo.pdf"


async def two_finish_and_a_third_is_cancelled(student: Student) -> Measured:
    """The main job: two documents are dropped together; a third is stopped while its notes are written."""
    await student.shoot("empty")
    student.drop(SLIDES, CHEAT_SHEET)
    await student.until(lambda: len(student.window.router.jobs.rows()) == 2, "two jobs")
    await student.shoot("working")
    for file in (SLIDES, CHEAT_SHEET):
        await student.until_status(file.name, JobStatus.COMPLETED)
    student.drop(LECTURE)
    await student.until(lambda: is_writing(student, LECTURE.name), "the third job's notes are being written")
    await student.shoot("writing")
    student.click_action(LECTURE.name)
    cancel_s = await student.until_status(LECTURE.name, JobStatus.CANCELLED)
    row = student.job(LECTURE.name)
    assert row is not None
    assert row.note_id, "its draft is there"
    kept = notes.load_note(row.note_id)
    assert any(section.points for section in kept.sections), "what was written is kept"
    await student.shoot("cancelled")
    return {"cancel_s": cancel_s, "kept_points": sum(len(section.points) for section in kept.sections)}


async def the_same_document_again(student: Student) -> Measured:
    """The second time, notes come from the cache, as a note of their own, and no model is loaded."""
    student.drop(sample_document())
    name = sample_document().name
    await student.until_status(name, JobStatus.COMPLETED)
    first = student.job(name)
    student.drop(sample_document())
    await student.until(lambda: len(student.window.router.jobs.rows()) == 2, "a second job")
    await student.until_status(name, JobStatus.COMPLETED)
    second = student.job(name)
    assert first is not None
    assert second is not None
    assert second.metadata.cache_hit
    assert first.note_id != second.note_id
    return {"cache_hit_ms": second.metadata.processing_time_ms}


async def a_citation_is_followed(student: Student) -> Measured:
    """Reads the notes of the sample, clicks on the page number of a point, sees the page beside it."""
    student.drop(sample_document())
    await student.until_status(sample_document().name, JobStatus.COMPLETED)
    await student.until(lambda: student.window.reading.document, "the note is shown")
    row = student.job(sample_document().name)
    assert row is not None
    assert row.note_id
    note = notes.load_note(row.note_id)
    point = next(point for section in note.sections for point in section.points)
    student.window.note_pane.citation_activated.emit(point.citations[0])
    await student.until(student.window.page_pane.isVisible, "the page is shown")
    await student.shoot("citation")
    return {"page": point.citations[0].page}


async def bad_things_are_dropped(student: Student) -> Measured:
    """A folder, an empty file, one that is not there, a web page by the name of a PDF: each gets its sentence."""
    folder = Path(os.environ["STUDYLEAF_TEST_FILES"])
    (folder / "folder.pdf").mkdir()
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "page.pdf").write_bytes(b"<html><body>log in</body></html>" * 20)
    student.drop(folder / "folder.pdf")
    student.drop(folder / "empty.pdf")
    student.drop(folder / "vanished.pdf")
    await student.until(lambda: len(student.window.toasts.words()) == 3, "three sentences")
    student.drop(folder / "page.pdf")
    await student.until_status("page.pdf", JobStatus.FAILED)
    await student.shoot("refused")
    row = student.job("page.pdf")
    assert row is not None
    assert row.error is not None
    return {"sentences": [*student.window.toasts.words(), row.error.message]}


async def the_window_is_closed_in_the_middle(student: Student) -> Measured:
    """Closes while notes are being written; the job is handed back to the queue."""
    student.drop(LECTURE)
    await student.until(lambda: is_writing(student, LECTURE.name), "notes are being written")
    return {"closed_at": time.time()}


async def the_work_goes_on(student: Student) -> Measured:
    """The next start takes up the job where it was."""
    await student.until_status(LECTURE.name, JobStatus.COMPLETED)
    row = student.job(LECTURE.name)
    assert row is not None
    return {"attempt": row.metadata.attempt}


def is_writing(student: Student, title: str) -> bool:
    row = student.job(title)
    return row is not None and row.stage is JobStage.GENERATING_NOTES and row.note_id is not None


async def the_session_ends(student: Student) -> Measured:
    """Quits the way a menu or the end of a session does, in the middle of a job."""
    student.drop(LECTURE)
    await student.until(lambda: is_writing(student, LECTURE.name), "notes are being written")
    application = QApplication.instance()
    assert application is not None
    QApplication.postEvent(application, QEvent(QEvent.Type.Quit))
    await student.until(lambda: not student.window.isVisible(), "the window is gone")
    return {"quit": True}


async def note_and_page_in_step(student: Student) -> Measured:
    """Clicks a statement and sees its sentence; clicks a sentence on the page and sees its statement; edits it."""
    student.drop(sample_document())
    await student.until_status(sample_document().name, JobStatus.COMPLETED)
    window = student.window
    view, page = window.note_pane.view, window.page_pane
    await student.until(lambda: page.page == 1, "the first page is beside the note")
    view.setFocus()
    view.choose("1/p/1")
    view.show_chosen()
    await student.until(lambda: page.canvas._marked[1], "its sentence is marked")
    await student.shoot("statement")
    marked_page, rects = page.canvas._marked
    view.choose("")
    QTest.mouseClick(
        page.canvas.viewport(),
        Qt.MouseButton.LeftButton,
        pos=page.canvas.place_of(marked_page, rects[0].center()),
    )
    await student.until(lambda: view.chosen == "1/p/1", "the statement is chosen")
    window.editing.edit()
    window.editing.editor.field.setPlainText("Adults hold about **four** items in mind, not seven.")
    await student.shoot("editing")
    QTest.keyClick(window.editing.editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await student.until(lambda: "about four items" in view.toPlainText(), "her words are in the note")
    window.note_pane.coverage.setFocus()
    await student.shoot("edited")
    return {"statements": sum(window.note_pane.coverage.counts)}


async def cards_are_studied(student: Student) -> Measured:
    """Half a year of reviews lies behind; today's cards are learnt with the keyboard."""
    student.drop(sample_document())
    await student.until_status(sample_document().name, JobStatus.COMPLETED)
    window = student.window
    await student.until(lambda: window.reading.document, "the note is shown")
    learn(time.time())
    window.show_room(Room.STUDY)
    room = window.study
    await student.until(lambda: room.overview.rows and room.overview.rows[0].deck.due, "cards are due")
    await student.shoot("study")
    QTest.mouseClick(room.overview.study_button, Qt.MouseButton.LeftButton)
    await student.until(lambda: room.currentWidget() is room.review, "the first card is shown")
    await student.shoot("study-front")
    QTest.keyClick(room.review, Qt.Key.Key_Space)
    await student.shoot("study-back")
    answers = 0
    while room.currentWidget() is room.review:
        front = room.review.card_button.accessibleName()
        if front.startswith("Front"):
            QTest.keyClick(room.review, Qt.Key.Key_Space)
        QTest.keyClick(room.review, Qt.Key.Key_4)
        answers += 1
        await student.until(
            lambda front=front: (
                room.currentWidget() is not room.review or room.review.card_button.accessibleName() != front
            ),
            "the next card",
        )
    await student.shoot("study-done")
    return {"answers": answers}


async def the_library_is_sorted(student: Student) -> Measured:
    """Four documents stand in the library with their first pages; two are chosen."""
    await student.shoot("welcome")
    files = (sample_document(), SLIDES, CHEAT_SHEET, LECTURE)
    student.drop(*files)
    window = student.window
    await student.until(lambda: len(window.router.jobs.rows()) == len(files), "four jobs")
    window.show_room(Room.LIBRARY)
    await student.until(lambda: all(row.status is JobStatus.COMPLETED for row in window.router.jobs.rows()), "all done")
    documents = [row.document for row in window.router.documents._rows]
    await student.until(lambda: all(map(window.covers.picture, documents)), "covers are drawn")
    window.shelving.tag([documents[0].id, documents[1].id], "statistics")
    await student.until(lambda: window.library.tags.count() == 2, "the tag is there")
    await student.shoot("library")
    for row in (0, 1):
        index = window.library._filter.index(row, 0)
        window.library.cards.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
    await student.shoot("library-selected")
    return {"documents": len(documents)}


async def everything_is_searched(student: Student) -> Measured:
    """Types a few letters, sees titles, notes and pages, and lands on the page."""
    student.drop(sample_document())
    await student.until_status(sample_document().name, JobStatus.COMPLETED)
    window = student.window
    window.search.open()
    QTest.keyClicks(window.search.field, "memory")
    await student.until(lambda: window.search.model.rowCount() > 4 and not window.search._is_asking, "hits")
    await student.shoot("search")
    return {"hits": window.search.model.rowCount()}


async def the_first_window(student: Student) -> Measured:
    """What a new student sees."""
    await student.until(lambda: "by SmolLM2" in student.window.empty.model.words, "the model is known")
    student.window.rail.setFocus()
    await student.shoot("welcome")
    return {"speed": student.window.empty.speed.words}
