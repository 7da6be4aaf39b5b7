from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.unit.ui.conftest import Services
from tests.unit.ui.samples import add_document, add_note, note
from ui.library.documents_model import DocumentRow
from ui.main_window import MainWindow
from ui.rooms import Room
from ui.search.results import Action, detail_of, matching, plain, title_of

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def window(services: Services, keep: Callable[[QWidget], QWidget], wait: Wait) -> Iterator[MainWindow]:
    document = add_document("Trees", kind="text", pages=("Roots drink water.", "Leaves eat light."))
    add_note(document, note(sections=12))
    made = keep(MainWindow(services.desk))
    assert isinstance(made, MainWindow)
    made.resize(1300, 800)
    made.show()
    wait(lambda: made.note_pane.view.note is not None and made.note_pane.view.is_built)
    yield made
    made.close()


def type_words(window: MainWindow, wait: Wait, words: str) -> None:
    window.activateWindow()
    wait(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.search.isVisible()
    QTest.keyClicks(window.search.field, words)
    wait(lambda: window.search._asked == words and not window.search._is_asking)


def test_a_page_opens_at_the_words_that_were_found(window: MainWindow, wait: Wait) -> None:
    type_words(window, wait, "light")
    (hit,) = window.search.model.results()
    assert title_of(hit) == "Trees"
    assert plain(detail_of(hit)) == "p.\u00a02   Leaves eat light."
    QTest.keyClick(window.search.field, Qt.Key.Key_Return)
    assert not window.search.isVisible()
    wait(lambda: window.page_pane.text_view.textCursor().selectedText() == "Leaves eat light.")


def test_a_note_opens_at_its_section(window: MainWindow, wait: Wait) -> None:
    type_words(window, wait, "heading 9")
    QTest.keyClick(window.search.field, Qt.Key.Key_Return)
    view = window.note_pane.view
    wait(lambda: view.verticalScrollBar().value() > 0)
    assert "Heading 9" in view.cursorForPosition(view.viewport().rect().topLeft()).block().text()


def test_actions_are_found_and_done(window: MainWindow, wait: Wait) -> None:
    type_words(window, wait, "go stu")
    (action,) = window.search.model.results()
    assert isinstance(action, Action)
    QTest.keyClick(window.search.field, Qt.Key.Key_Return)
    assert window.rooms.currentWidget() is window.pages[Room.STUDY]


def test_the_arrows_go_through_the_results_and_escape_closes(window: MainWindow, wait: Wait) -> None:
    type_words(window, wait, "")
    assert window.search.list.currentIndex().row() == 0
    QTest.keyClick(window.search.field, Qt.Key.Key_Down)
    assert window.search.list.currentIndex().row() == 1
    QTest.keyClick(window.search.field, Qt.Key.Key_Up)
    QTest.keyClick(window.search.field, Qt.Key.Key_Up)
    assert window.search.list.currentIndex().row() == 0
    QTest.keyClick(window.search.field, Qt.Key.Key_Escape)
    assert not window.search.isVisible()


def test_nothing_found_is_said(window: MainWindow, wait: Wait) -> None:
    type_words(window, wait, "zebra")
    assert window.search._nothing.isVisible()
    assert not window.search.list.isVisible()


def test_actions_match_by_beginnings_of_their_words() -> None:
    actions = [Action("Go to Study", "study", lambda: None), Action("Study now", "study", lambda: None)]
    assert matching(actions, "stu now") == actions[1:]
    assert matching(actions, "tudy") == []
    assert matching(actions, "") == actions


@pytest.fixture
def unread(window: MainWindow, wait: Wait) -> list[DocumentRow]:
    """A hit was chosen in a document that the window has yet to read; these rows bring it."""
    rows = list(window.router.documents._rows)
    type_words(window, wait, "light")
    window.reading.document = None
    window.router.documents.fill([], is_whole=False)
    QTest.keyClick(window.search.field, Qt.Key.Key_Return)
    assert window.reading.document is None
    return rows


def test_a_hit_in_a_document_that_is_not_read_yet_opens_when_it_is(
    window: MainWindow, unread: list[DocumentRow], wait: Wait
) -> None:
    window.router.documents.extend(unread, is_whole=True)
    wait(lambda: window.page_pane.text_view.textCursor().selectedText() == "Leaves eat light.")
    assert window.reading.document == unread[0].document


@pytest.mark.parametrize(
    "go_elsewhere",
    [
        lambda window: window.show_room(Room.SETTINGS),
        lambda window: window.reading.choose_document(add_document("Rocks")),
    ],
    ids=["another room", "another document"],
)
def test_a_hit_that_came_late_does_not_fetch_back_who_has_gone_elsewhere(
    window: MainWindow, unread: list[DocumentRow], go_elsewhere: Callable[[MainWindow], None]
) -> None:
    go_elsewhere(window)
    room, document = window.rooms.currentWidget(), window.reading.document
    window.router.documents.extend(unread, is_whole=True)
    for _ in range(3):
        QApplication.processEvents()
    assert window.rooms.currentWidget() is room
    assert window.reading.document is document


def test_a_hit_in_a_document_that_was_deleted_meanwhile_is_not_waited_for(window: MainWindow, wait: Wait) -> None:
    rows = list(window.router.documents._rows)
    type_words(window, wait, "light")
    window.reading.document = None
    window.router.documents.fill([])
    QTest.keyClick(window.search.field, Qt.Key.Key_Return)
    window.router.documents.fill(rows)
    for _ in range(3):
        QApplication.processEvents()
    assert window.reading.document is None
