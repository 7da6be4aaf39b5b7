"""Brings events from any thread to the window: one hop through Qt's queue for all that came meanwhile."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.events import Event


class SignalBus(QObject):
    """Lives on the GUI thread. `publish` may be called from every thread; slots of `happened` run on the GUI thread.

    Through Qt's queue goes an empty call and not the event: for each copy of a Python object there Qt would ask for
    Python's lock, which the worker that tells needs itself. What the GUI thread tells takes the same way, in order.
    """

    happened = Signal(object)
    """An app.events.Event."""

    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: deque[Event] = deque()
        self._is_on_its_way = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def publish(self, event: Event) -> None:
        self._told.append(event)
        if not self._is_on_its_way:
            self._is_on_its_way = True
            self._arrived.emit()

    @Slot()
    def _deliver(self) -> None:
        # Before the look: what is told from now on and not seen here comes with a call of its own.
        self._is_on_its_way = False
        while self._told:
            self.happened.emit(self._told.popleft())
