"""The keys of the window: what each does, what the student has put in its place, and who has it already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QKeyCombination, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.rooms import Room
from ui.words import marked, tr


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`words` are marked for translation; `keys` are those from the start, "" for none.

    Fixed ones belong to a place (a card, a statement) and mean what they mean in all programs; they only are shown.
    `also` are more keys of a fixed one.
    """

    words: str
    keys: str
    is_fixed: bool = False
    also: tuple[str, ...] = ()

    @property
    def all_keys(self) -> tuple[str, ...]:
        return (self.keys, *self.also)


def room_key(room: Room) -> str:
    """The name of the shortcut that goes to a room."""
    return f"room-{room.name.lower()}"


ROOM_WORDS: Final[Mapping[Room, str]] = MappingProxyType(
    {
        Room.LIBRARY: marked("Go to the library"),
        Room.READ: marked("Go to the notes"),
        Room.STUDY: marked("Go to study"),
        Room.ACTIVITY: marked("Go to activity"),
        Room.MODELS: marked("Go to models"),
        Room.SETTINGS: marked("Go to settings"),
    }
)

SHORTCUTS: Final[Mapping[str, Shortcut]] = MappingProxyType(
    {
        "search": Shortcut(marked("Search everything"), "Ctrl+K"),
        "add": Shortcut(marked("Add files"), "Ctrl+O"),
        "paste": Shortcut(marked("Paste files or text"), "Ctrl+V"),
        "ask": Shortcut(marked("Ask about the document"), "Ctrl+L"),
        "ask-library": Shortcut(marked("Ask the whole library"), "Ctrl+Shift+L"),
        "export": Shortcut(marked("Export, copy or print"), "Ctrl+E"),
        "notes": Shortcut(marked("Show the notes"), "Ctrl+1"),
        "quiz": Shortcut(marked("Show the quiz"), "Ctrl+2"),
        "cards": Shortcut(marked("Show the cards"), "Ctrl+3"),
        **{room_key(room): Shortcut(words, room.key) for room, words in ROOM_WORDS.items()},
        "next-pane": Shortcut(marked("Go to the next part of the window"), "F6"),
        "previous-pane": Shortcut(marked("Go to the part before"), "Shift+F6"),
        "close": Shortcut(marked("Close the window"), "Ctrl+W"),
        "next": Shortcut(marked("Next statement"), "Alt+Down", is_fixed=True),
        "previous": Shortcut(marked("Previous statement"), "Alt+Up", is_fixed=True),
        "copy": Shortcut(marked("Copy the statement with its page"), "Ctrl+Shift+C", is_fixed=True),
        "versions": Shortcut(marked("What the statement was before"), "Ctrl+Shift+H", is_fixed=True),
        "edit": Shortcut(marked("Edit the statement, open a document"), "Return", is_fixed=True),
        "leave-out": Shortcut(marked("Leave the statement out, delete a document"), "Del", is_fixed=True),
        "turn": Shortcut(marked("Turn a card"), "Space", is_fixed=True),
        "answer": Shortcut(marked("Answer a question or a card"), "1", is_fixed=True, also=("2", "3", "4")),
        "take-back": Shortcut(marked("Take an answer back"), "Ctrl+Z", is_fixed=True),
    }
)


class Keymap(QObject):
    """The keys that hold, kept beside the preferences. GUI thread."""

    changed = Signal(str)
    """The name of a shortcut that has other keys now."""

    def __init__(self, path: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = QSettings(str(path), QSettings.Format.IniFormat) if path else None
        # What somebody wrote into the file by hand holds only as what could have been chosen here.
        self._chosen = {name: keys for name, keys in self._stored().items() if not keys or is_free_standing(keys)}
        while taken := [name for name, keys in self._chosen.items() if keys and self.owner(keys, name)]:
            del self._chosen[taken[0]]

    def _stored(self) -> dict[str, str]:
        if self._settings is None:
            return {}
        changeable = [name for name, shortcut in SHORTCUTS.items() if not shortcut.is_fixed]
        stored = {name: self._settings.value(f"keys/{name}") for name in changeable}
        return {name: str(keys) for name, keys in stored.items() if keys is not None}

    def keys_of(self, name: str) -> str:
        """In Qt's portable form, "" for none."""
        return self._chosen.get(name, SHORTCUTS[name].keys)

    def owner(self, keys: str, besides: str) -> str:
        """The name of another shortcut that has these keys; "" if they are free."""
        wanted = QKeySequence(keys)
        for name, shortcut in SHORTCUTS.items():
            held = shortcut.all_keys if shortcut.is_fixed else (self.keys_of(name),)
            if name != besides and any(each and QKeySequence(each) == wanted for each in held):
                return name
        return ""

    def change(self, name: str, keys: str) -> None:
        """Gives a shortcut other keys; "" for none. They must be free."""
        assert not SHORTCUTS[name].is_fixed
        assert not keys or not self.owner(keys, name)
        if keys == SHORTCUTS[name].keys:
            self._chosen.pop(name, None)
        else:
            self._chosen[name] = keys
        if self._settings:
            if name in self._chosen:
                self._settings.setValue(f"keys/{name}", keys)
            else:
                self._settings.remove(f"keys/{name}")
            self._settings.sync()
        self.changed.emit(name)

    def bind(self, name: str, place: QWidget, act: Callable[[], object]) -> None:
        """Has the keys do something wherever the focus is in the window, while `place` is there to be seen."""
        shortcut = QShortcut(QKeySequence(self.keys_of(name)), place)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(act)

        def follow(changed: str) -> None:
            if changed == name:
                shortcut.setKey(QKeySequence(self.keys_of(name)))

        self.changed.connect(follow)

    def tell(self, name: str, widget: QWidget) -> None:
        """Puts the keys behind the tip of what does the same by mouse, now and whenever they change."""
        tip = widget.toolTip()

        def show(changed: str) -> None:
            if changed == name:
                keys = native(self.keys_of(name))
                widget.setToolTip(f"{tip} ({keys})" if keys else tip)

        show(name)
        self.changed.connect(show)


def native(keys: str) -> str:
    """As the keyboard of this system has them printed on, in the student's language."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def is_free_standing(keys: str) -> bool:
    """Whether keys cannot be meant as typing: with Ctrl, Alt or the like, or a function key."""
    wanted = QKeySequence(keys)
    if wanted.count() != 1:
        return False
    pressed: QKeyCombination = wanted[0]  # type: ignore[index]  # PySide6 declares no __getitem__
    modifiers = pressed.keyboardModifiers()
    strong = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    return bool(modifiers & strong) or Qt.Key.Key_F1 <= pressed.key() <= Qt.Key.Key_F35


def words_of(name: str) -> str:
    """What a shortcut does, in the student's language."""
    return tr(SHORTCUTS[name].words)
