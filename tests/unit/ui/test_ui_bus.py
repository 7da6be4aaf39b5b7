from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject

from app.bus import SignalBus
from app.events import Event, NoteDelta

EVENTS = 5_000
Wait = Callable[[Callable[[], bool]], None]


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[int | None] = []
        self.threads: set[int] = set()

    def hear(self, event: Event) -> None:
        assert isinstance(event, NoteDelta)
        self.heard.append(event.section)
        self.threads.add(threading.get_ident())


def test_all_events_of_a_thread_arrive_in_order_on_the_gui_thread(app: object, wait: Wait) -> None:
    bus, listener = SignalBus(), Listener()
    bus.happened.connect(listener.hear)

    def publish() -> None:
        for number in range(EVENTS):
            bus.publish(NoteDelta(job_id="j", user_id="u", note_id="n", section=number))

    thread = threading.Thread(target=publish)
    thread.start()
    wait(lambda: len(listener.heard) == EVENTS)
    thread.join()
    assert listener.heard == list(range(EVENTS))
    assert listener.threads == {threading.get_ident()}
