"""The walk of a new student that README.md tells, by mouse, with a picture of each step.

    python -m tests.e2e.shots walk

draws the pictures; a test takes the same walk.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QMenu, QWidget

from app.events import JobStatus
from resources import sample_document
from tests.e2e.hands import Hands
from tests.e2e.mouse import GRIP, middle, on_screen, other_program, said
from tests.e2e.student import Measured, Student
from ui.rooms import Room

HER_WORDS: Final = "Adults hold about **four** items in mind: $n = 4$."
ANKI: Final = "Anki deck…"
LOOKS: Final = 4
"""A widget that is at the same place so many times stays there."""


async def a_new_student_walks(student: Student) -> Measured:
    """Drop, read, verify, edit, quiz, review, export to Anki."""
    hands = Hands()
    student.window.move(0, 0)
    try:
        await drop(student, hands)
        await verify(student, hands)
        await edit(student, hands)
        answered = await quiz(student, hands)
        reviewed = await review(student, hands)
        package = await export(student, hands)
    finally:
        hands.close()
    return {"answered": answered, "reviewed": reviewed, "exported": cards_in(package)}


async def drop(student: Student, hands: Hands) -> None:
    window = student.window
    await student.until(lambda: "by SmolLM2" in window.empty.model.words, "the model is known")
    await student.shoot("welcome")
    with other_program("--files", str(sample_document())) as source:
        assert await said(source) == "ready"
        await hands.go(GRIP)
        await hands.hold()
        await hands.go(middle(window))
        await student.until(window.overlay.isVisible, "the window takes the file")
        await student.shoot("drop")
        await hands.let_go()
        assert await said(source) == "CopyAction"
    await student.until_status(sample_document().name, JobStatus.COMPLETED)
    view = window.note_pane.view
    await student.until(lambda: view.is_built and view.note and view.note.receipt, "the notes are shown")
    await student.until(lambda: window.page_pane.canvas._images, "their page is drawn")
    await student.shoot("read")


async def verify(student: Student, hands: Hands) -> None:
    """A statement shows its sentence; a sentence on the page finds its statement."""
    window = student.window
    view, canvas = window.note_pane.view, window.page_pane.canvas
    await hands.click(statement_place(student, "0/p/1"))
    await student.until(lambda: canvas._marked[1], "its sentence is marked")
    await student.shoot("verify")
    page, rects = canvas._marked
    view.choose("")
    await hands.click(on_screen(canvas.viewport(), canvas.place_of(page, rects[0].center())))
    await student.until(lambda: view.chosen == "0/p/1", "the sentence leads to its statement")


async def edit(student: Student, hands: Hands) -> None:
    window = student.window
    editing = window.editing
    await click(student, hands, editing.bar.buttons["edit"])
    await student.until(editing.editor.field.hasFocus, "the editor is open")
    await hands.press("Ctrl+A")
    await hands.type(HER_WORDS)
    await student.until(lambda: editing.editor.field.toPlainText() == HER_WORDS, "her words are typed")
    await student.shoot("edit")
    await click(student, hands, editing.editor.keep_button)
    await student.until(lambda: "about four items in mind: n = 4" in window.note_pane.view.toPlainText(), "it is kept")
    await student.shoot("edited")


async def quiz(student: Student, hands: Hands) -> int:
    pane = student.window.note_pane
    await click(student, hands, pane._tabs.button(1))
    await student.until(pane.quiz.isVisible, "the quiz is shown")
    count = len(pane.quiz._questions)
    for number in range(count):
        await click(student, hands, pane.quiz.choices[number % 4])
        await student.until(lambda number=number: pane.quiz.score[1] == number + 1, "it is answered")
        if number == 0:
            await student.shoot("quiz")
        if number + 1 < count:
            await click(student, hands, pane.quiz.next_button)
    await student.shoot("quiz-end")
    return pane.quiz.score[1]


async def review(student: Student, hands: Hands) -> int:
    window, room = student.window, student.window.study
    await click(student, hands, window.rail.buttons[Room.STUDY])
    await student.until(lambda: room.overview.rows and room.overview.study_button.isVisible(), "cards wait")
    await student.shoot("study")
    await click(student, hands, room.overview.study_button)
    await student.until(lambda: room.currentWidget() is room.review, "the first card is shown")
    done = 0
    while room.currentWidget() is room.review:
        front = room.review.card_button.accessibleName()
        await click(student, hands, room.review.turn_button)
        await student.until(lambda front=front: room.review.card_button.accessibleName() != front, "it is turned")
        if done == 0:
            await student.shoot("review")
        back = room.review.card_button.accessibleName()
        easy = list(room.review.buttons.values())[-1]
        await click(student, hands, easy)
        await student.until(
            lambda back=back: (
                room.currentWidget() is not room.review or room.review.card_button.accessibleName() != back
            ),
            "the next card",
        )
        done += 1
    await student.shoot("reviewed")
    return done


async def export(student: Student, hands: Hands) -> Path:
    window = student.window
    await click(student, hands, window.rail.buttons[Room.READ])
    await click(student, hands, window.note_pane.export_button)
    await student.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu is open")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    chosen = next(action for action in menu.actions() if action.text() == ANKI)
    await hands.go(on_screen(menu, menu.actionGeometry(chosen).center()))
    await student.shoot("export")
    await hands.click(on_screen(menu, menu.actionGeometry(chosen).center()))
    await student.until(lambda: isinstance(QApplication.activeWindow(), QFileDialog), "a dialog for the place")
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, QFileDialog)
    place = Path(os.environ["STUDYLEAF_TEST_FILES"]) / "cards.apkg"
    await hands.press("Ctrl+A")
    await hands.type(str(place))
    await click(student, hands, dialog.findChild(QDialogButtonBox).buttons()[0])
    await student.until(lambda: place.exists() and window.toasts.words(), "it is told")
    await student.shoot("exported")
    return place


async def click(student: Student, hands: Hands, widget: QWidget) -> None:
    """Clicks on a widget once it is there and stands still."""
    places: list[tuple[int, int]] = []

    def is_still() -> bool:
        if widget.isVisible() and widget.isEnabled():
            places.append(middle(widget))
        return len(places) > LOOKS and len(set(places[-LOOKS:])) == 1

    await student.until(is_still, f"{widget.accessibleName()} can be clicked")
    await hands.click(places[-1])


def statement_place(student: Student, path: str) -> tuple[int, int]:
    """On the first line of a statement."""
    view = student.window.note_pane.view
    block = view._block_of(path)
    assert block is not None
    return on_screen(view.viewport(), view.block_rect(block).topLeft().toPoint() + QPoint(120, 12))


def cards_in(package: Path) -> int:
    """How many notes Anki would take in."""
    with ZipFile(package) as archive:
        archive.extract("collection.anki2", package.parent)
    with sqlite3.connect(package.parent / "collection.anki2") as collection:
        return int(collection.execute("select count(*) from notes").fetchone()[0])
