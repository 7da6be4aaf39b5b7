"""The keys of the window, as the settings tell them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ui.rooms import Room

SHORTCUTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Search everything": "Ctrl+K",
        "Add files": "Ctrl+O",
        "Paste files or text": "Ctrl+V",
        "Ask about the document": "Ctrl+L",
        "Export, copy or print": "Ctrl+E",
        "Notes, quiz, cards": "Ctrl+1, 2, 3",
        "Next or previous statement": "Alt+Down, Alt+Up",
        "Edit the statement": "Enter",
        "Leave the statement out": "Delete",
        "Answer a question": "1 to 4",
        "Turn a card, answer it": "Space, 1 to 4",
        "Take an answer back": "Ctrl+Z",
        **{f"Go to {room.words}": room.key for room in Room},
        "Close the window": "Ctrl+W",
    }
)
