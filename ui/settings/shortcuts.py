"""The keys of the window, as the settings tell them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ui.rooms import Room
from ui.words import marked

SHORTCUTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        marked("Search everything"): "Ctrl+K",
        marked("Add files"): "Ctrl+O",
        marked("Paste files or text"): "Ctrl+V",
        marked("Ask about the document"): "Ctrl+L",
        marked("Export, copy or print"): "Ctrl+E",
        marked("Notes, quiz, cards"): "Ctrl+1, 2, 3",
        marked("Next or previous statement"): "Alt+Down, Alt+Up",
        marked("Edit the statement"): "Enter",
        marked("Leave the statement out"): "Delete",
        marked("Answer a question"): "1 to 4",
        marked("Turn a card, answer it"): "Space, 1 to 4",
        marked("Take an answer back"): "Ctrl+Z",
        **{f"Go to {room.words}": room.key for room in Room},
        marked("Close the window"): "Ctrl+W",
    }
)
