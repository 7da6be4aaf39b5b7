"""The rooms of the window, as the rail at its left names them."""

from __future__ import annotations

from enum import Enum

from ui.words import marked, tr


class Room(Enum):
    """Each with its word, its icon, and the key that goes there with Alt."""

    LIBRARY = (marked("Library"), "library", "1")
    READ = (marked("Notes"), "read", "2")
    STUDY = (marked("Study"), "study", "3")
    ACTIVITY = (marked("Activity"), "activity", "4")
    MODELS = (marked("Models"), "models", "5")
    SETTINGS = (marked("Settings"), "settings", "6")

    @property
    def words(self) -> str:
        return tr(self.value[0])

    @property
    def icon(self) -> str:
        return self.value[1]

    @property
    def key(self) -> str:
        return f"Alt+{self.value[2]}"


LOWER = frozenset({Room.MODELS, Room.SETTINGS})
"""Rooms that are visited now and then, at the foot of the rail."""
