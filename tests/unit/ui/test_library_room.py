from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.store import documents
from app.store.documents import DocumentView
from tests.unit.ui.conftest import Services
from tests.unit.ui.samples import add_document
from ui.library.covers import Covers, draw_cover
from ui.library.documents_model import DOCUMENT_ROLE
from ui.library.filtering import Order
from ui.main_window import MainWindow
from ui.rooms import Room

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def window(services: Services, keep: Callable[[QWidget], QWidget], wait: Wait) -> Iterator[MainWindow]:
    """The window in the library, with three documents."""
    add_document("Trees", pages=("One.",) * 3)
    add_document("ants", pages=("One.",) * 9)
    add_document("Rocks", pages=("One.",))
    made = keep(MainWindow(services.desk))
    assert isinstance(made, MainWindow)
    made.resize(1300, 800)
    made.show()
    made.show_room(Room.LIBRARY)
    wait(lambda: made.library._filter.rowCount() == 3)
    # Keys go to the window that the system calls active; nobody has clicked on this one yet.
    made.activateWindow()
    wait(made.isActiveWindow)
    yield made
    made.close()


def titles(window: MainWindow) -> list[str]:
    model = window.library._filter
    return [model.index(row, 0).data(Qt.ItemDataRole.DisplayRole) for row in range(model.rowCount())]


def choose(window: MainWindow, *rows: int) -> None:
    for row in rows:
        window.library.cards.selectionModel().select(
            window.library._filter.index(row, 0), QItemSelectionModel.SelectionFlag.Select
        )


def test_an_empty_library_teaches_what_to_do(services: Services, keep: Callable[[QWidget], QWidget]) -> None:
    made = keep(MainWindow(services.desk))
    assert isinstance(made, MainWindow)
    assert made.library.currentWidget() is made.welcome
    made.close()


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.ADDED, ["Rocks", "ants", "Trees"]),
        (Order.TITLE, ["ants", "Rocks", "Trees"]),
        (Order.PAGES, ["ants", "Trees", "Rocks"]),
    ],
)
def test_documents_come_in_the_chosen_order(window: MainWindow, order: Order, expected: list[str]) -> None:
    window.library._filter.use_order(order)
    assert titles(window) == expected


def test_documents_without_cards_come_after_those_least_learnt(window: MainWindow) -> None:
    ids = {row.document.title: row.document.id for row in window.router.documents._rows}
    window.study.learnt_changed.emit({ids["ants"]: 0.9, ids["Trees"]: 0.1})
    window.library._filter.use_order(Order.LEARNT)
    assert titles(window) == ["Trees", "ants", "Rocks"]


def test_words_filter_by_title_and_tell_when_nothing_matches(window: MainWindow) -> None:
    QTest.keyClicks(window.library.search, "tre")
    assert titles(window) == ["Trees"]
    assert window.library._count.text() == "1 of 3 documents"
    window.library.search.setText("zebra")
    assert window.library._nothing.isVisible()


def test_tags_are_given_to_several_at_once_and_filter(window: MainWindow, wait: Wait) -> None:
    choose(window, 0, 2)
    assert window.library._chosen_words.text() == "2 documents selected"
    window.library.tag_added.emit([document.id for document in window.library.chosen()], "  exam  one ")
    wait(lambda: window.library.tags.count() == 2)
    window.library.tags.setCurrentIndex(1)
    window.library.tags.activated.emit(1)
    assert titles(window) == ["Rocks", "Trees"]
    window.library.tag_removed.emit([window.library._filter.index(0, 0).data(DOCUMENT_ROLE).document.id], "exam one")
    wait(lambda: titles(window) == ["Trees"])


def test_deleted_documents_come_back_by_undo_and_from_the_bin(window: MainWindow, wait: Wait) -> None:
    choose(window, 0, 1)
    window.library.cards.setFocus()
    QTest.keyClick(window.library.cards, Qt.Key.Key_Delete)
    wait(lambda: titles(window) == ["Trees"])
    wait(lambda: window.toasts.words() == ["2 documents are in the bin."])
    items = window._desk.bin.list_bin()
    menu = window.shelving.bin_menu(items)
    assert len([action for action in menu.actions() if action.text().startswith("Put back")]) == 2
    menu.actions()[0].trigger()
    menu.close()
    wait(lambda: len(titles(window)) == 2)
    window.shelving.take_back([item.id for item in items])
    wait(lambda: len(titles(window)) == 3)


def test_enter_opens_a_document_in_the_room_of_notes(window: MainWindow, wait: Wait) -> None:
    window.library.opened.emit(window.library._filter.index(0, 0).data(DOCUMENT_ROLE).document)
    assert window.rooms.currentWidget() is window.pages[Room.READ]
    assert window.reading.document is not None
    assert window.reading.document.title == "Rocks"


def test_a_cover_is_drawn_once_and_kept(
    services: Services, make_pdf: Callable[[list[str]], Path], wait: Wait, tmp_path: Path
) -> None:
    document = stored_pdf(services, make_pdf(["Hello."]))
    covers = Covers(services.shelf, tmp_path / "covers")
    assert covers.picture(document) is None
    wait(lambda: covers.picture(document) is not None)
    picture = covers.picture(document)
    assert picture is not None
    assert picture.width() == 320
    assert (tmp_path / "covers" / f"{document.sha256}.png").exists()
    covers.shut()


def test_what_cannot_be_drawn_is_an_empty_picture(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"no")
    assert draw_cover(tmp_path / "bad.pdf", tmp_path / "kept.png").isNull()


def stored_pdf(services: Services, path: Path) -> DocumentView:
    added = documents.add_document(sha256="cd" * 32, kind="pdf", file_name="a.pdf", size_bytes=9)
    place = services.shelf.path_of(added)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(path.read_bytes())
    documents.finish_extraction(added.id, title="A", language="en", page_count=1, outline=(), version=1)
    return documents.find_document(added.id)
