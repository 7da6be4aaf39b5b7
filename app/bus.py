"""Brings events from any thread to the window: one signal, one hop through Qt's queue."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.events import Event


class SignalBus(QObject):
    """Lives on the GUI thread. `publish` may be called from every thread; slots of `happened` run on the GUI thread.

    The slots must belong to QObjects on the GUI thread (bound methods of widgets and models): Qt queues calls to those.
    """

    happened = Signal(object)
    """An app.events.Event."""

    def publish(self, event: Event) -> None:
        self.happened.emit(event)
