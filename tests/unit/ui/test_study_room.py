from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.store import notes, study
from app.study import Rating
from tests.unit.ui.conftest import Services
from tests.unit.ui.samples import add_document, add_note, note
from ui.study.heat_map import HEAD_PX, HeatMap
from ui.study.room import StudyRoom

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def room(services: Services, keep: Callable[[QWidget], QWidget], wait: Wait) -> StudyRoom:
    """The room with the two cards of one document."""
    document = add_document("trees")
    note_id = add_note(document)
    notes.complete_note(note_id, note(), timings=notes.timings_of(note_id), cache_key=None)
    made = keep(StudyRoom(services.desk.study, services.desk.background))
    assert isinstance(made, StudyRoom)
    made.resize(1200, 700)
    made.show()
    made.refresh()
    wait(lambda: len(made.overview.rows) == 1)
    return made


def begin(room: StudyRoom, wait: Wait) -> None:
    QTest.mouseClick(room.overview.study_button, Qt.MouseButton.LeftButton)
    wait(lambda: room.currentWidget() is room.review)


def test_the_overview_counts_what_waits(room: StudyRoom) -> None:
    assert room.overview._count.text() == "2"
    assert room.overview._words.text() == "cards wait: 0 to repeat, 2 new."
    assert room.overview.rows[0].study_button.text() == "Study 2"


def test_what_nobody_sees_is_laid_out_when_it_is_looked_at(room: StudyRoom, wait: Wait) -> None:
    shown = room.overview.rows[0]
    room.hide()
    told: list[int] = []
    room.waiting_changed.connect(told.append)
    note_id = add_note(add_document("moss"))
    notes.complete_note(note_id, note(), timings=notes.timings_of(note_id), cache_key=None)
    room.refresh()
    wait(lambda: bool(told))
    assert room.overview.rows == [shown], "no row is made meanwhile"
    room.show()
    assert [row.deck.title for row in room.overview.rows] == ["moss", "trees"]


def test_a_session_goes_by_the_keyboard_alone(room: StudyRoom, wait: Wait) -> None:
    begin(room, wait)
    review = room.review
    assert review.card_button.accessibleName() == "Front: Front"
    QTest.keyClick(review, Qt.Key.Key_4)
    assert review.card_button.accessibleName() == "Front: Front", "nothing is answered before the card was turned"
    for front in ("Front: F2", ""):
        QTest.keyClick(review, Qt.Key.Key_Space)
        assert review.buttons[Rating.EASY].isVisible()
        QTest.keyClick(review, Qt.Key.Key_4)
        if front:
            wait(lambda front=front: review.card_button.accessibleName() == front)
    wait(lambda: room.currentWidget() is room.overview)
    wait(lambda: room.overview._count.text() == "0")
    assert not room.overview.study_button.isEnabled()


def test_a_card_that_was_not_known_comes_again_in_the_same_session(room: StudyRoom, wait: Wait) -> None:
    begin(room, wait)
    room.review.turn()
    room.review.rate(Rating.AGAIN)
    wait(lambda: room.review.card_button.accessibleName() == "Front: F2")
    assert [card.card.front for card in room._queue] == ["F2", "Front"]


def test_an_answer_is_taken_back(room: StudyRoom, wait: Wait) -> None:
    begin(room, wait)
    room.review.turn()
    room.review.rate(Rating.EASY)
    wait(lambda: room.review.card_button.accessibleName() == "Front: F2")
    QTest.keyClick(room.review, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: room.review.card_button.accessibleName() == "Front: Front")
    assert study.reviews_since(0) == []


def test_the_back_leads_to_its_page(room: StudyRoom, wait: Wait) -> None:
    begin(room, wait)
    told: list[tuple[str, object]] = []
    room.citation_activated.connect(lambda document, citation: told.append((document, citation)))
    room.review.turn()
    citation = room._queue[0].card.citations[0]
    room.review._chips.citation_activated.emit(citation)
    assert told == [(room._queue[0].document_id, citation)]


def test_an_exam_is_set_and_told(room: StudyRoom, wait: Wait) -> None:
    row = room.overview.rows[0]
    row.exam_chosen.emit(row.deck.document_id, (room.overview._today + timedelta(days=1)).isoformat())
    wait(lambda: room.overview.rows[0].exam_button.text() == "Exam tomorrow")


def test_a_square_of_the_heat_map_is_a_day(keep: Callable[[QWidget], QWidget]) -> None:
    heat = keep(HeatMap())
    assert isinstance(heat, HeatMap)
    wednesday = date(2026, 3, 4)
    heat.show_reviews({wednesday: 12}, wednesday)
    last = heat.width() - 10
    assert heat.day_at(QPoint(last, HEAD_PX + 2)) == date(2026, 3, 2)
    assert heat.day_at(QPoint(last, heat.height() - 5)) is None, "Sunday is still to come"
    assert heat.day_at(QPoint(2, HEAD_PX + 2)) == date(2025, 9, 8)
    assert heat.tip_of(wednesday) == "4 Mar: 12 reviews"
    assert not heat.grab().isNull()
