"""The room of settings: searchable, grouped, each with what it does; and the shortcuts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.settings import DataFolder, Settings, load_settings
from app.settings_file import change_setting
from ui.background import Background
from ui.parts.focus import InSight
from ui.parts.slices import Slices, Step
from ui.parts.widgets import label
from ui.settings.entries import Entry, Home, all_entries
from ui.settings.entry_row import EntryRow
from ui.settings.preferences import Preferences, PreferenceStore
from ui.settings.shortcut_table import ShortcutTable
from ui.settings.shortcuts import Keymap
from ui.words import tr

WIDTH_PX = 760


class SettingsRoom(QScrollArea):
    """GUI thread; `settings.toml` is read and written in the background. Its rows are made when it is first shown: they
    are a hundred widgets, and most starts of the window never see them."""

    failed = Signal(object)
    """A StudyleafError: a value was refused."""

    def __init__(
        self,
        preferences: PreferenceStore,
        folder: DataFolder,
        background: Background,
        keymap: Keymap,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("room")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._preferences, self._folder, self._background = preferences, folder, background
        self.search = QLineEdit()
        self.rows: list[EntryRow] = []
        self._settings: Settings | None = None
        self._groups: list[tuple[QLabel, list[EntryRow]]] = []
        self._nothing = label(tr("No setting is called that."), role="muted")
        self._shortcut_caption = label(tr("Shortcuts"), role="caption")
        self._shortcuts = ShortcutTable(keymap)
        self._column = QVBoxLayout()
        self._lay_out()
        self._slices = Slices(self._steps(), self)
        preferences.changed.connect(self._show_preferences)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._slices.begin()

    def refresh(self) -> None:
        """Reads what holds now."""
        self._background.run(lambda: load_settings(self._folder), self._show_settings, self.failed.emit)

    def make_all(self) -> None:
        """Makes what is not made yet, for who wants all of it now."""
        self._slices.finish()

    def row(self, name: str) -> EntryRow:
        """The row of a setting."""
        self.make_all()
        return next(row for row in self.rows if row.entry.name == name)

    def _lay_out(self) -> None:
        InSight(self)
        self.search.setPlaceholderText(tr("Search settings"))
        self.search.setAccessibleName(tr("Search settings"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(260)
        self.search.textChanged.connect(self._on_search)
        head = QHBoxLayout()
        head.addWidget(label(tr("Settings"), role="title"), 1)
        head.addWidget(self.search)
        inner = QWidget()
        inner.setMaximumWidth(WIDTH_PX)
        column = QVBoxLayout(inner)
        column.setContentsMargins(40, 30, 40, 40)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._nothing)
        self._column.setSpacing(0)
        column.addLayout(self._column)
        self._shortcut_caption.setContentsMargins(0, 24, 0, 8)
        column.addWidget(self._shortcut_caption)
        column.addWidget(self._shortcuts)
        column.addStretch(1)
        page = QWidget()
        page.setObjectName("column")
        row_layout = QHBoxLayout(page)
        row_layout.setContentsMargins(0, 0, 0, 0)
        row_layout.addStretch(1)
        row_layout.addWidget(inner, 100)
        row_layout.addStretch(1)
        self.setWidget(page)
        self._nothing.hide()

    def _steps(self) -> Iterator[Step]:
        """A row each."""
        for entry in all_entries():
            yield partial(self._make_row, entry)
        # After them: Tab goes from one to the next in the order in which they were made.
        yield from self._shortcuts.steps()

    def _make_row(self, entry: Entry) -> None:
        row = EntryRow(entry)
        self._show_value(row)
        row.changed.connect(self._on_changed)
        if not self._groups or self._groups[-1][0].text() != entry.group:
            caption = label(entry.group, role="caption")
            caption.setContentsMargins(0, 24, 0, 2)
            self._column.addWidget(caption)
            self._groups.append((caption, []))
        self._column.addWidget(row)
        self._groups[-1][1].append(row)
        self.rows.append(row)

    def _on_search(self, words: str) -> None:
        self.make_all()
        found = False
        for caption, rows in self._groups:
            hits = [row for row in rows if row.entry.matches(words)]
            for row in rows:
                row.setVisible(row in hits)
            caption.setVisible(bool(hits))
            found = found or bool(hits)
        wants_keys = not words.strip() or words.strip().casefold() in tr("Shortcuts").casefold()
        self._shortcuts.setVisible(wants_keys)
        self._shortcut_caption.setVisible(wants_keys)
        self._nothing.setVisible(not found and not wants_keys)

    def _on_changed(self, entry: Entry, value: object) -> None:
        if entry.home is Home.WINDOW:
            self._preferences.change(entry.name, value)
            return
        assert isinstance(value, str)

        def refused(error: object) -> None:
            self.failed.emit(error)
            self.refresh()

        self._background.run(lambda: change_setting(self._folder, entry.name, value), self._show_settings, refused)

    def _show_preferences(self, _held: Preferences) -> None:
        self._show_values(Home.WINDOW)

    def _show_settings(self, settings: Settings) -> None:
        self._settings = settings
        self._show_values(Home.PROGRAM)

    def _show_values(self, home: Home) -> None:
        for row in self.rows:
            if row.entry.home is home:
                self._show_value(row)

    def _show_value(self, row: EntryRow) -> None:
        name = row.entry.name
        if row.entry.home is Home.WINDOW:
            row.show_value(getattr(self._preferences.held, name))
        elif row.entry.home is Home.PROGRAM and self._settings and name in {each.name for each in fields(Settings)}:
            row.show_value(getattr(self._settings, name))
