"""The parts of the window that the keyboard goes to as a whole: the rail, and the panes of the room that is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.parts.focus import holds_focus
from ui.rooms import Room
from ui.shell import Shell


@dataclass(frozen=True)
class Pane:
    """A part of the window, and where the keyboard works in it."""

    widget: QWidget
    main_stop: Callable[[], QWidget]


class Panes:
    """A note holds hundreds of links, and Tab goes through all of them: this goes past. GUI thread."""

    def __init__(self, shell: Shell, panes: Mapping[Room, tuple[Pane, ...]]) -> None:
        """`panes` are those of rooms that have several, in the order of reading."""
        self._shell, self._of_rooms = shell, panes

    def go_to(self, room: Room) -> None:
        """Shows a room and gives it the keyboard."""
        self._shell.show_room(room)
        if not holds_focus(self._shell.pages[room]):
            _enter(self._shown()[1])

    def step(self, by: int) -> None:
        """To the next pane (1) or the one before (-1), round and round."""
        panes = self._shown()
        here = next((at for at, pane in enumerate(panes) if holds_focus(pane.widget)), 0)
        _enter(panes[(here + by) % len(panes)])

    def _shown(self) -> list[Pane]:
        shell = self._shell
        room, page = next(each for each in shell.pages.items() if each[1] is shell.rooms.currentWidget())
        panes = self._of_rooms.get(room, (Pane(page, lambda: page.focusWidget() or page),))
        rail = Pane(shell.rail, lambda: shell.rail.buttons[room])
        return [rail, *(pane for pane in panes if pane.widget.isVisible() and _stops(pane.widget))]


def _enter(pane: Pane) -> None:
    main = pane.main_stop()
    stop = main if _is_stop(main) else next(iter(_stops(pane.widget)), pane.widget)
    stop.setFocus(Qt.FocusReason.TabFocusReason)


def _is_stop(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _stops(part: QWidget) -> list[QWidget]:
    """Where Tab would stop in a part, in its order."""
    found = []
    widget = part.nextInFocusChain()
    while widget and widget is not part:
        if part.isAncestorOf(widget) and _is_stop(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found
