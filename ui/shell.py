"""The frame of the window: the rail, the rooms one at a time, messages over them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ui.parts.drop_target import DropTarget
from ui.parts.toast import ToastBar
from ui.rail import Rail
from ui.rooms import Room


class Shell(DropTarget):
    """GUI thread. Knows no room's content."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rail = Rail()
        self.rooms = QStackedWidget()
        self.toasts = ToastBar(self)
        self.pages: dict[Room, QWidget] = {}
        self._on_shown: dict[Room, Callable[[], None]] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addWidget(self.rooms, 1)
        self.rail.chosen.connect(self.show_room)

    def add_room(self, room: Room, page: QWidget, *, shown: Callable[[], None] = lambda: None) -> None:
        """Gives a room its content; `shown` is called whenever the student goes there."""
        self.pages[room] = page
        self._on_shown[room] = shown
        self.rooms.addWidget(page)

    def show_room(self, room: Room) -> None:
        """Goes to a room."""
        self.rooms.setCurrentWidget(self.pages[room])
        self.rail.show_room(room)
        self._on_shown[room]()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.toasts.place()
