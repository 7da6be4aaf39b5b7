"""Names for screen readers, in the window and in each dialog and menu that it can open.

The places that make one are read out of the code: a new one fails here until the walk opens it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QSystemTrayIcon, QWidget, QWidgetAction

import ui
from app.export.formats import FORMATS
from app.notes import Citation
from app.store.bin import BinItem, BinKind
from app.store.edits import StoredSection, Version
from app.store.study import DeckCount
from tests.integration.companion_desk import CompanionDesk
from tests.unit.ui.conftest import Services, Wait
from tests.unit.ui.names import nameless, places, spoken, usable
from tests.unit.ui.samples import add_document, add_note, note, section, submit
from ui.companion_panel import CompanionPanel
from ui.main_window import MainWindow
from ui.page.pdf_file import Selected
from ui.parts.file_dialog import ask_files
from ui.settings.entry_row import EntryRow
from ui.study.deck_row import DeckRow
from ui.tray import Tray

ROOT: Final = Path(ui.__file__).parent


@dataclass(frozen=True)
class Scene:
    """The window with one document, its note, and how to wait for what it does."""

    services: Services
    window: MainWindow
    wait: Wait
    keep: Callable[[QWidget], QWidget]
    note_id: str
    document_id: str


@pytest.fixture
def scene(services: Services, keep: Callable[[QWidget], QWidget], wait: Wait) -> Iterator[Scene]:
    document = add_document("trees", kind="text", pages=("One.",) * 4)
    note_id = add_note(document, note(sections=2, points=3))
    window = keep(MainWindow(services.desk))
    assert isinstance(window, MainWindow)
    window.resize(1300, 800)
    window.show()
    wait(lambda: window.note_pane.view.note is not None and window.note_pane.view.is_built)
    yield Scene(services, window, wait, keep, note_id, document.id)
    window.close()


def dialog_of(parent: QWidget) -> QDialog:
    """The newest dialog that belongs to a widget."""
    return parent.findChildren(QDialog, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]


def popup() -> QWidget:
    opened = QApplication.activePopupWidget()
    assert opened is not None
    return opened


def file_dialog(scene: Scene) -> QWidget:
    ask_files(scene.window, lambda _paths: None)
    return dialog_of(scene.window)


def selection_menu(scene: Scene) -> QWidget:
    scene.window.beside._on_selected(Selected(0, "Statement 0.1 about leaves.", []), QPoint(5, 5))
    return popup()


def bin_menu(scene: Scene) -> QWidget:
    item = BinItem(kind=BinKind.DOCUMENT, id="id", name="Trees", document_id=None, notes=0, deleted_at=time.time())
    return scene.window.shelving.bin_menu([item])


def tag_dialog(scene: Scene) -> QWidget:
    scene.window.library._ask_tag()
    return dialog_of(scene.window.library)


def library_menu(scene: Scene) -> QWidget:
    scene.window.library.cards.selectAll()
    scene.window.library._open_menu(QPoint(5, 5))
    return popup()


def export_menu(scene: Scene) -> QWidget:
    return scene.window.exporting.menu(scene.note_id, "Trees", scene.document_id)


def export_dialog(scene: Scene) -> QWidget:
    scene.window.exporting._ask_place(next(iter(FORMATS)), scene.note_id, "Trees", scene.document_id)
    return dialog_of(scene.window)


def print_dialog(scene: Scene) -> QWidget:
    scene.window.exporting._print(scene.note_id)
    return dialog_of(scene.window)


def versions_menu(scene: Scene) -> QWidget:
    scene.window.editing._offer([Version("Hers", time.time())])
    return popup()


def section_menu(scene: Scene) -> QWidget:
    return scene.window.sections.menu(0, [StoredSection(1, section("Heading", "As it was."), time.time())])


def model_dialog(scene: Scene) -> QWidget:
    scene.window.models._choose_file()
    return dialog_of(scene.window.models)


def folder_dialog(scene: Scene) -> QWidget:
    scene.window.settings.make_all()
    row = next(each for each in scene.window.settings.findChildren(EntryRow) if each.entry.is_folder)
    row._on_folder()
    return dialog_of(row)


def card_form(scene: Scene) -> QWidget:
    scene.window.study.ask_card(scene.document_id, Citation(1, "One."))
    return dialog_of(scene.window)


def exam_menu(scene: Scene) -> QWidget:
    deck = DeckCount(
        document_id=scene.document_id, title="Trees", total=3, due=1, new=1, unseen=2, exam_on="2030-01-01"
    )
    row = scene.keep(DeckRow(deck, date(2029, 1, 1)))
    assert isinstance(row, DeckRow)
    row.exam_button.click()
    return popup()


def tray_menu(scene: Scene) -> QWidget:
    tray = Tray(scene.window)
    assert tray._icon is not None
    return tray._icon.contextMenu()


def companion_panel(scene: Scene) -> QWidget:
    desk = CompanionDesk(scene.services.folder)
    try:
        desk.companion.invite()
        panel = scene.keep(CompanionPanel(desk.companion, scene.services.desk.background))
        assert isinstance(panel, CompanionPanel)
        panel.show()
        scene.wait(lambda: panel._devices is not None)
        panel.hide()
    finally:
        desk.close()
    return panel


OPENED: Final[Mapping[str, Callable[[Scene], QWidget]]] = MappingProxyType(
    {
        "beside.py Beside._on_selected": selection_menu,
        "companion_panel.py CompanionPanel": companion_panel,
        "export_menu.py Exporting._ask_place": export_dialog,
        "export_menu.py Exporting._print": print_dialog,
        "export_menu.py Exporting.menu": export_menu,
        "library/room.py LibraryRoom._ask_tag": tag_dialog,
        "library/room.py LibraryRoom._open_menu": library_menu,
        "library/shelving.py Shelving.bin_menu": bin_menu,
        "models/room.py ModelsRoom._choose_file": model_dialog,
        "note/editing.py Editing._offer": versions_menu,
        "note/section_menu.py SectionMenu.menu": section_menu,
        "parts/file_dialog.py ask_files": file_dialog,
        "settings/entry_row.py EntryRow._on_folder": folder_dialog,
        "study/card_form.py CardForm": card_form,
        "study/deck_row.py DeckRow._choose_day": exam_menu,
        "tray.py Tray.__init__": tray_menu,
    }
)
"""How to open what each place in the code makes."""


def test_every_dialog_and_menu_of_the_code_is_in_the_walk() -> None:
    assert sorted(OPENED) == sorted(places(ROOT))


def test_a_new_dialog_is_seen_wherever_it_is_made(tmp_path: Path) -> None:
    (tmp_path / "new.py").write_text(
        "class Ours(QDialog):\n    pass\n"
        "class Deeper(Ours):\n    pass\n"
        "class Room:\n    def ask(self):\n        def later():\n            widgets.QMessageBox(self)\n"
        "menu = QMenu()\n"
    )
    assert sorted(places(tmp_path)) == ["new.py", "new.py Deeper", "new.py Ours", "new.py Room.ask.later"]


@pytest.mark.parametrize("place", OPENED)
def test_everything_one_can_use_in_a_dialog_or_menu_has_a_name(
    place: str, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    opened = OPENED[place](scene)
    assert spoken(opened), "it has a name itself"
    if isinstance(opened, QMenu):
        plain = [act for act in opened.actions() if not act.isSeparator() and not isinstance(act, QWidgetAction)]
        assert all(act.text() for act in plain)
    assert nameless(opened) == []
    opened.close()


def test_everything_one_can_use_in_the_window_has_a_name(scene: Scene) -> None:
    window = scene.window
    submit(scene.services.emitter)
    scene.wait(lambda: window.sidebar.jobs.actions_of(0) is not None)
    window.toasts.show_news("News", action="Act", act=lambda: None)
    window.settings.make_all()
    window.editing.edit()
    assert len(usable(window)) > 60
    assert nameless(window) == []


def test_the_walk_sees_a_button_without_a_name(keep: Callable[[QWidget], QWidget]) -> None:
    dialog = keep(QDialog())
    QLineEdit(dialog)
    assert nameless(dialog) == ["QLineEdit in QDialog"]
