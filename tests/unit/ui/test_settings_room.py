from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from app.desktop import carried_language
from app.settings import DataFolder, load_settings
from tests.unit.ui.conftest import Services
from ui.background import Background
from ui.library.watching import FolderWatch, documents_in
from ui.settings.entries import all_entries
from ui.settings.preferences import Preferences, PreferenceStore
from ui.settings.room import SettingsRoom
from ui.settings.shortcuts import Keymap
from ui.theme.apply import Theme, apply_theme
from ui.theme.colors import DARK_CONTRAST
from ui.theme.fonts import text_scale
from ui.theme.look import Look, Scheme

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def room(services: Services, keep: Callable[[QWidget], QWidget]) -> SettingsRoom:
    store = PreferenceStore(services.desk.state_file)
    made = keep(SettingsRoom(store, services.folder, services.desk.background, Keymap(services.desk.state_file)))
    assert isinstance(made, SettingsRoom)
    made.resize(900, 700)
    made.show()
    return made


@pytest.fixture
def theme(app: QApplication) -> Iterator[Theme]:
    made = apply_theme(app)
    yield made
    made.use(Look())


def test_rows_are_made_a_few_at_a_time_once_they_can_be_seen(
    services: Services, keep: Callable[[QWidget], QWidget], wait: Wait
) -> None:
    store = PreferenceStore(services.desk.state_file)
    store.change("scheme", Scheme.DARK)
    room = keep(SettingsRoom(store, services.folder, services.desk.background, Keymap(services.desk.state_file)))
    assert isinstance(room, SettingsRoom)
    assert room.rows == []
    room.resize(900, 700)
    room.show()
    room.refresh()
    wait(lambda: [row.entry.name for row in room.rows] == [entry.name for entry in all_entries()])
    control = room.row("scheme").control
    assert isinstance(control, QComboBox)
    assert control.currentText() == "Dark"
    wait(lambda: room._slices.is_done)
    gone_to: list[QWidget] = []
    widget = room.search.nextInFocusChain()
    while widget is not room.search:
        gone_to.append(widget)
        widget = widget.nextInFocusChain()
    wanted = [*(row.control for row in room.rows), *room._shortcuts.fields.values()]
    assert [widget for widget in gone_to if widget in wanted] == wanted


def choose(room: SettingsRoom, name: str, at: int) -> None:
    control = room.row(name).control
    assert isinstance(control, QComboBox)
    control.setCurrentIndex(at)
    control.activated.emit(at)


def test_every_setting_says_its_effect_in_a_sentence() -> None:
    assert [entry.name for entry in all_entries() if not entry.effect.endswith(".")] == []


def test_a_preference_holds_at_once_and_after_a_restart(room: SettingsRoom, services: Services) -> None:
    choose(room, "scheme", 2)
    QTest.mouseClick(
        room.row("wide_text").control, Qt.MouseButton.LeftButton, pos=room.row("wide_text").control.rect().center()
    )
    again = PreferenceStore(services.desk.state_file).held
    assert (again.scheme, again.wide_text) == (Scheme.DARK, True)


def test_what_is_unreadable_in_the_file_has_its_default(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    file.write_text("[preferences]\nscheme=plaid\ntext_percent=900\nhigh_contrast=true\n")
    assert PreferenceStore(file).held == Preferences(high_contrast=True)


def test_a_setting_of_the_program_is_stored_for_the_workers(room: SettingsRoom, services: Services, wait: Wait) -> None:
    choose(room, "speed", 2)
    wait(lambda: load_settings(services.folder).speed == "full")
    room.row("speed").show_value("quiet")
    room.refresh()
    control = room.row("speed").control
    assert isinstance(control, QComboBox)
    wait(lambda: control.currentText() == "Full")


def test_settings_are_found_by_what_they_do(room: SettingsRoom) -> None:
    room.search.setText("battery")
    assert [row.entry.name for row in room.rows if row.isVisible()] == ["speed"]
    assert not room._shortcuts.isVisible()
    room.search.setText("zebra")
    assert room._nothing.isVisible()
    room.search.setText("")
    assert all(row.isVisible() for row in room.rows)


def test_the_theme_follows_the_look(app: QApplication, theme: Theme) -> None:
    theme.use(Look(Scheme.DARK, high_contrast=True, text_percent=150))
    assert theme.is_dark
    assert app.palette().window().color().name() == DARK_CONTRAST.window
    assert text_scale(app.font()) == pytest.approx(1.5)
    assert "font-size: 18px" in app.styleSheet()


def test_documents_that_appear_in_a_watched_folder_are_told_once_they_are_whole(
    background: Background, tmp_path: Path, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.library.watching.SETTLE_MS", 10)
    (tmp_path / "old.pdf").write_bytes(b"old")
    watch = FolderWatch(background)
    told: list[str] = []
    watch.appeared.connect(told.append)
    watch.watch(str(tmp_path))
    wait(lambda: watch._known is not None)
    (tmp_path / "picture.png").write_bytes(b"no document")
    (tmp_path / "new.pdf").write_bytes(b"new")
    wait(lambda: bool(told))
    assert told == [str(tmp_path / "new.pdf")]
    watch.watch("")


def test_a_folder_that_is_not_there_holds_no_documents(tmp_path: Path) -> None:
    assert documents_in(tmp_path / "nowhere") == {}


def test_a_language_that_an_earlier_release_kept_becomes_the_setting_once(folder: DataFolder) -> None:
    file = folder.root / "window.ini"
    file.write_text("[preferences]\nlanguage=de\n")
    assert carried_language(PreferenceStore(file), folder, "system") == "de"
    assert load_settings(folder).language == "de"
    assert carried_language(PreferenceStore(file), folder, "system") == "system", "it was taken out"
    file.write_text("[preferences]\nlanguage=xx\n")
    assert carried_language(PreferenceStore(file), folder, "en") == "en"
    file.write_text("[preferences]\nlanguage=xx\n")
    assert carried_language(PreferenceStore(file), folder, "system") == "system"
