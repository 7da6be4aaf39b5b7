"""Visits of a student without a mouse. All keys are the X screen's own."""

from __future__ import annotations

import asyncio
import itertools
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QLineEdit, QMenu, QWidget

from app.events import JobStatus
from resources import sample_document
from tests.e2e.hands import Hands
from tests.e2e.student import POLL_S, Measured, Student
from ui.rooms import Room

MOST_STOPS: Final = 150
"""A room with more stops for the Tab key than this is a trap, or as good as one."""
LOOKS: Final = 25
"""Until the focus has moved, if it does."""
PICTURES: Final = 100
"""Looks at the window until the focus has to be drawn."""
RING_PX: Final = 4
"""How far around a widget its focus may be drawn."""
HEART: Final = """The heart pumps blood through the body. It beats some seventy times a minute.
The right half of the heart sends blood to the lungs, where it takes up oxygen.
The left half sends it to all other organs.
Valves between the chambers keep the blood from flowing back. Arteries carry blood away from the heart.
Veins carry blood back to the heart. The coronary arteries feed the muscle of the heart itself.
"""
SEEN: Final = 40
"""A difference of a colour's channel, 0..255, that eyes notice."""


async def keyboard_alone(student: Student) -> Measured:
    """From the first window to the last key: read, check, edit, answer, learn, export, search, close."""
    hands = Hands()
    try:
        await first_notes(student, hands)
        await rooms_in_turn(student, hands)
        await a_statement_is_checked_and_edited(student, hands)
        right = await the_quiz_is_answered(student, hands)
        cards = await all_cards_are_reviewed(student, hands)
        sizes = await notes_are_exported(student, hands)
        await something_is_found(student, hands)
        closed: list[bool] = []
        student.window.closed.connect(lambda: closed.append(True))
        await hands.press("Ctrl+W")
        await student.until(lambda: closed, "the window is closed")
    finally:
        hands.close()
    return {"answered": right, "cards": cards, "exported": sizes}


async def first_notes(student: Student, hands: Hands) -> None:
    """Opens the sample from the welcome, and a file of one's own by its path."""
    window = student.window
    await tab_to(student, hands, window.empty.sample_button)
    await hands.press("Space")
    await student.until_status(sample_document().name, JobStatus.COMPLETED)
    await student.until(lambda: window.note_pane.view.is_built and window.note_pane.view.note, "the note is shown")
    own = Path(os.environ["STUDYLEAF_TEST_FILES"]) / "own.txt"
    own.write_text(HEART)
    await hands.press("Ctrl+O")
    await student.until(dialog_is_open, "a dialog for files")
    await hands.type(str(own))
    await hands.press("Enter")
    await student.until_status(own.name, JobStatus.COMPLETED)


async def rooms_in_turn(student: Student, hands: Hands) -> None:
    for room in Room:
        await hands.press(room.key)
        shown = student.window.pages[room]
        await student.until(shown.isVisible, f"{room.name} is shown")
        await student.until(lambda shown=shown: is_inside(shown), f"the focus is in {room.name}")


async def a_statement_is_checked_and_edited(student: Student, hands: Hands) -> None:
    window = student.window
    view, canvas = window.note_pane.view, window.page_pane.canvas
    await hands.press(Room.READ.key)
    window_list = window.sidebar.documents
    await tab_to(student, hands, window_list)
    await hands.press("End")
    await student.until(lambda: view.note and view.note.title == "How We Remember" and view.is_built, "the sample")
    await hands.press("Ctrl+1")
    await student.until(view.hasFocus, "the note has the focus")
    for _ in range(3):
        await hands.press("Alt+Down")
    await student.until(lambda: canvas._marked[1], "its sentence is marked on the page")
    await hands.press("F6")
    await student.until(canvas.hasFocus, "the page has the focus")
    await student.shoot("keyboard-page")
    before = canvas.verticalScrollBar().value()
    await hands.press("PgDown")
    await student.until(lambda: canvas.verticalScrollBar().value() > before, "the page scrolls")
    await hands.press("Shift+F6")
    await student.until(view.hasFocus, "the note has the focus again")
    await hands.press("Enter")
    await student.until(window.editing.editor.field.hasFocus, "the editor is open")
    await hands.press("Ctrl+A")
    await hands.type("Memory has **three** stages.")
    await hands.press("Ctrl+Enter")
    await student.until(lambda: "Memory has three stages." in view.toPlainText(), "her words are in the note")


async def the_quiz_is_answered(student: Student, hands: Hands) -> int:
    quiz = student.window.note_pane.quiz
    await hands.press("Ctrl+2")
    await student.until(quiz.isVisible, "the quiz is shown")
    count = len(quiz._questions)
    for number in range(count):
        await hands.press(str(number % 4 + 1))
        await student.until(lambda number=number: quiz.score[1] == number + 1, "it is answered")
        await hands.press("Right")
    await student.shoot("keyboard-quiz")
    return quiz.score[1]


async def all_cards_are_reviewed(student: Student, hands: Hands) -> int:
    """Turns each card and says how it went, until none is left."""
    room = student.window.study
    await hands.press(Room.STUDY.key)
    await student.until(lambda: room.overview.rows and room.overview.study_button.hasFocus(), "cards wait")
    await hands.press("Enter")
    await student.until(lambda: room.currentWidget() is room.review, "a card is shown")
    done = 0
    while room.currentWidget() is room.review:
        front = room.review.card_button.accessibleName()
        await hands.press("Space")
        await student.until(lambda front=front: room.review.card_button.accessibleName() != front, "it is turned")
        back = room.review.card_button.accessibleName()
        await hands.press("4")
        await student.until(
            lambda back=back: (
                room.currentWidget() is not room.review or room.review.card_button.accessibleName() != back
            ),
            "the next card",
        )
        done += 1
    return done


async def notes_are_exported(student: Student, hands: Hands) -> list[int]:
    """Chooses the first and the last format of the menu, and a name for each."""
    out = Path(os.environ["STUDYLEAF_TEST_FILES"])
    await hands.press(Room.READ.key)
    await hands.press("Ctrl+1")
    sizes = []
    for number, name in ((1, "notes.md"), (7, "cards.apkg")):
        await hands.press("Ctrl+E")
        await student.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu")
        for _ in range(number):
            await hands.press("Down")
        await student.shoot(f"keyboard-export-{number}")
        await hands.press("Enter")
        await student.until(dialog_is_open, "a dialog for the place")
        await hands.press("Ctrl+A")
        await hands.type(str(out / name))
        await hands.press("Enter")
        await student.until(
            lambda name=name: (out / name).exists() and (out / name).stat().st_size, f"{name} is written"
        )
        sizes.append((out / name).stat().st_size)
    return sizes


async def something_is_found(student: Student, hands: Hands) -> None:
    window = student.window
    await hands.press("Ctrl+K")
    await student.until(window.search.field.hasFocus, "the search is open")
    await hands.type("chunking")
    await student.until(lambda: window.search.model.rowCount() and not window.search._is_asking, "hits")
    await hands.press("Tab")
    assert is_inside(window.search), "nothing behind the search gets the focus"
    await hands.press("Down")
    await hands.press("Enter")
    await student.until(lambda: not window.search.isVisible(), "the search is closed")
    await student.until(lambda: is_inside(window.pages[Room.READ]), "the focus is where the hit is")


@dataclass(frozen=True)
class Stop:
    """A place where the Tab key stops: what it is called, where it is, and whether the focus is drawn."""

    name: str
    rect: QRect
    is_shown: bool


async def focus_goes_round(student: Student) -> Measured:
    """Tabs through every room with its content; tells for each its stops, what is not seen, and what leaps back."""
    hands, window = Hands(), student.window
    try:
        window.open_sample()
        await student.until_status(sample_document().name, JobStatus.COMPLETED)
        await student.until(lambda: window.note_pane.view.is_built and window.note_pane.view.note, "the note is shown")
        window.settings.make_all()
        found: dict[str, dict[str, list[str]]] = {}
        for room in Room:
            await hands.press(room.key)
            await student.until(lambda room=room: is_inside(window.pages[room]), f"the focus is in {room.name}")
            stops = await round_trip(student, hands)
            found[room.name] = {
                "stops": [stop.name for stop in stops],
                "unseen": [stop.name for stop in stops if not stop.is_shown],
                "leaps": leaps(stops),
            }
            await student.shoot(f"focus-{room.name}")
    finally:
        hands.close()
    return found


async def round_trip(student: Student, hands: Hands) -> list[Stop]:
    """Presses Tab until the focus is again where the first one brought it."""
    window = student.window
    first: QWidget | None = None
    stops: list[Stop] = []
    for _ in range(MOST_STOPS):
        was, before = focus(), picture(student)
        await hands.press("Tab")
        widget = await moved_from(was)
        if widget is was:  # a note has links to stop at
            continue
        if widget is first:
            return stops
        first = first or widget
        is_shown = await is_drawn(student, before, widget)
        stops.append(Stop(named(widget), unscrolled(widget, placed(widget, window)), is_shown))
    raise AssertionError(f"the Tab key does not come back: {[stop.name for stop in stops[-20:]]}")


async def moved_from(was: QWidget) -> QWidget:
    """Where the focus soon is; it may stay in a widget that has stops of its own."""
    for _ in range(LOOKS):
        if focus() is not was:
            break
        await asyncio.sleep(POLL_S)
    return focus()


async def is_drawn(student: Student, before: QImage, widget: QWidget) -> bool:
    """Whether the place of a widget soon looks different."""
    for _ in range(PICTURES):
        if differs(before, picture(student), placed(widget, student.window)):
            return True
        await asyncio.sleep(POLL_S)
    return False


def leaps(stops: list[Stop]) -> list[str]:
    """Steps that go neither down nor on in the line of reading, from the stop in the upper left corner on."""
    found = []
    begin = min(range(len(stops)), key=lambda at: (stops[at].rect.left(), stops[at].rect.top()))
    for before, after in itertools.pairwise([*stops[begin:], *stops[:begin]]):
        is_below = after.rect.top() >= before.rect.bottom() - RING_PX
        is_beside = after.rect.left() >= before.rect.right() - RING_PX
        if not is_below and not is_beside and not before.rect.intersects(after.rect):
            found.append(f"{before.name} → {after.name}")
    return found


def differs(before: QImage, now: QImage, rect: QRect) -> bool:
    """Whether eyes see a difference in a place of two pictures."""
    place = rect.adjusted(-RING_PX, -RING_PX, RING_PX, RING_PX).intersected(before.rect())
    one, other = before.copy(place), now.copy(place)
    for y in range(place.height()):
        for x in range(place.width()):
            a, b = one.pixelColor(x, y), other.pixelColor(x, y)
            if max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) > SEEN:
                return True
    return False


def picture(student: Student) -> QImage:
    return QGuiApplication.primaryScreen().grabWindow(student.window.winId()).toImage()


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "something has the focus"
    assert widget.isVisible(), f"{named(widget)} has the focus and is not seen"
    return widget


def named(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName()[:40]}”"


def placed(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def unscrolled(widget: QWidget, place: QRect) -> QRect:
    """Where it would be with all above it in sight."""
    above = widget.parentWidget()
    while above:
        if isinstance(above, QAbstractScrollArea):
            place = place.translated(above.horizontalScrollBar().value(), above.verticalScrollBar().value())
        above = above.parentWidget()
    return place


def is_inside(place: QWidget) -> bool:
    widget = QApplication.focusWidget()
    return widget is not None and (widget is place or place.isAncestorOf(widget))


def dialog_is_open() -> bool:
    """Whether a dialog has the keyboard, in a line to type in."""
    return isinstance(QApplication.activeWindow(), QDialog) and isinstance(QApplication.focusWidget(), QLineEdit)


async def tab_to(student: Student, hands: Hands, widget: QWidget) -> None:
    """Presses Tab until the focus is there."""
    for _ in range(MOST_STOPS):
        if widget.hasFocus():
            return
        await hands.press("Tab")
    raise AssertionError(f"{named(widget)} is not reached with the Tab key")
