"""Keys can be seen and changed; who has them already is named; and the whole window can be used without a mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.unit.ui.conftest import Services
from ui.settings.shortcut_table import ShortcutTable
from ui.settings.shortcuts import SHORTCUTS, Keymap, is_free_standing


@pytest.fixture
def keymap(services: Services) -> Keymap:
    return Keymap(services.desk.state_file)


@pytest.fixture
def table(keymap: Keymap, keep: Callable[[QWidget], QWidget]) -> ShortcutTable:
    made = keep(ShortcutTable(keymap))
    assert isinstance(made, ShortcutTable)
    for make_row in made.steps():
        make_row()
    made.show()
    return made


def press(table: ShortcutTable, name: str, keys: str) -> None:
    field = table.fields[name]
    field.setKeySequence(QKeySequence(keys))
    field.editingFinished.emit()


def test_no_two_shortcuts_have_the_same_keys_from_the_start() -> None:
    given = [QKeySequence(keys).toString() for shortcut in SHORTCUTS.values() for keys in shortcut.all_keys]
    assert len(given) == len(set(given))


def test_a_changed_key_works_at_once_and_after_a_restart(
    table: ShortcutTable, keymap: Keymap, services: Services, keep: Callable[[QWidget], QWidget], app: QApplication
) -> None:
    place, told = keep(QWidget()), []
    button = QPushButton("Search", place)
    button.setToolTip("Search everything")
    keymap.bind("search", place, lambda: told.append("search"))
    keymap.tell("search", button)
    place.show()
    place.activateWindow()
    assert QTest.qWaitForWindowActive(place)
    press(table, "search", "Ctrl+J")
    assert button.toolTip() == "Search everything (Ctrl+J)"
    QTest.keyClick(place, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert told == []
    QTest.keyClick(place, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert told == ["search"]
    assert Keymap(services.desk.state_file).keys_of("search") == "Ctrl+J"


def test_keys_that_are_taken_are_refused_by_name(table: ShortcutTable, keymap: Keymap) -> None:
    press(table, "search", "Ctrl+O")
    assert table.trouble.text() == "Ctrl+O is taken: Add files."
    assert keymap.keys_of("search") == "Ctrl+K"
    assert table.fields["search"].keySequence().toString() == "Ctrl+K", "the field shows what holds"
    press(table, "search", "Ctrl+Z")
    assert table.trouble.text() == "Ctrl+Z is taken: Take an answer back."
    press(table, "search", "Ctrl+J")
    assert not table.trouble.isVisible()


def test_a_bare_letter_is_refused_for_it_would_be_typing(table: ShortcutTable, keymap: Keymap) -> None:
    press(table, "search", "J")
    assert "would be typing" in table.trouble.text()
    assert keymap.keys_of("search") == "Ctrl+K"
    assert is_free_standing("F5")
    assert not is_free_standing("Shift+J")


def test_keys_can_be_taken_away_and_had_back(table: ShortcutTable, keymap: Keymap, services: Services) -> None:
    press(table, "add", "")
    assert Keymap(services.desk.state_file).keys_of("add") == ""
    assert table._resets["add"].isVisible()
    table._resets["add"].click()
    assert keymap.keys_of("add") == "Ctrl+O"
    assert not table._resets["add"].isVisible()
    assert "keys" not in services.desk.state_file.read_text() if services.desk.state_file else True


def test_two_shortcuts_can_change_places(table: ShortcutTable, services: Services) -> None:
    press(table, "search", "Ctrl+J")
    press(table, "add", "Ctrl+K")
    press(table, "search", "Ctrl+O")
    again = Keymap(services.desk.state_file)
    assert (again.keys_of("search"), again.keys_of("add")) == ("Ctrl+O", "Ctrl+K")


def test_keys_written_into_the_file_by_hand_hold_only_if_they_could_be_chosen(services: Services) -> None:
    assert services.desk.state_file
    services.desk.state_file.write_text("[keys]\nsearch=Ctrl+O\nadd=x\nclose=Ctrl+Q\n")
    keymap = Keymap(services.desk.state_file)
    assert [keymap.keys_of(name) for name in ("search", "add", "close")] == ["Ctrl+K", "Ctrl+O", "Ctrl+Q"]
