"""What can be done from anywhere in the window: by keys, and by its name typed into the search."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.panes import Pane, Panes
from ui.rooms import Room
from ui.search.results import Action
from ui.settings.shortcuts import Keymap, native, room_key, words_of
from ui.words import tr

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class Commands:
    """GUI thread."""

    def __init__(self, window: MainWindow, keymap: Keymap) -> None:
        self._window, self._keymap = window, keymap
        self._panes = Panes(
            window,
            {
                Room.READ: (
                    Pane(window.sidebar, lambda: window.sidebar.documents),
                    Pane(window.note_pane, lambda: window.note_pane.main_stop),
                    Pane(window.page_pane, lambda: window.page_pane.main_stop),
                )
            },
        )

    def use_keys(self) -> None:
        """Binds the keys, and tells them where the mouse rests on what does the same."""
        window, keymap = self._window, self._keymap
        for name, (_icon, act) in self._keyed().items():
            keymap.bind(name, window, act)
        keymap.bind("next-pane", window, functools.partial(self._panes.step, 1))
        keymap.bind("previous-pane", window, functools.partial(self._panes.step, -1))
        window.note_pane.use_keys(keymap)
        keymap.tell("search", window.rail.search_button)
        for room, button in window.rail.buttons.items():
            keymap.tell(room_key(room), button)
        keymap.tell("ask-library", window.answers.bar.field)
        for adder in (window.sidebar, window.empty, window.welcome, window.library):
            keymap.tell("add", adder.add_button)

    def actions(self) -> list[Action]:
        """What the search offers."""
        window = self._window
        keyed = [
            Action(words_of(name), icon, act, native(self._keymap.keys_of(name)))
            for name, (icon, act) in self._keyed().items()
            if name != "search"
        ]
        return [
            Action(tr("Study now"), "study", window.study_now),
            Action(tr("Try the sample document"), "leaf", window.open_sample),
            *keyed,
        ]

    def _keyed(self) -> dict[str, tuple[str, Callable[[], object]]]:
        """By the name of the shortcut: icon and act."""
        window = self._window
        rooms = {room_key(room): (room.icon, functools.partial(self._panes.go_to, room)) for room in Room}
        return {
            "search": ("search", window.search.open),
            "add": ("add", window.choose_files),
            "paste": ("copy", window.paste),
            "ask-library": ("send", window.ask_library),
            "export": ("export", window.open_export_menu),
            "close": ("close", window.close),
            **rooms,
        }
