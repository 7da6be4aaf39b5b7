from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

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


def test_what_is_told_on_the_gui_thread_waits_its_turn(app: object, wait: Wait) -> None:
    bus, listener = SignalBus(), Listener()
    bus.happened.connect(listener.hear)
    thread = threading.Thread(target=lambda: bus.publish(NoteDelta(job_id="j", user_id="u", note_id="n", section=0)))
    thread.start()
    thread.join()
    bus.publish(NoteDelta(job_id="j", user_id="u", note_id="n", section=1))
    assert listener.heard == []
    wait(lambda: len(listener.heard) == 2)
    assert listener.heard == [0, 1]


def test_a_slot_that_tells_or_waits_itself_loses_nothing(app: QApplication, wait: Wait) -> None:
    bus, listener = SignalBus(), Listener()

    def tell_more(event: Event) -> None:
        assert isinstance(event, NoteDelta)
        if event.section == 0:
            bus.publish(NoteDelta(job_id="j", user_id="u", note_id="n", section=2))
            app.processEvents()  # as a dialog that opens here

    bus.happened.connect(listener.hear)
    bus.happened.connect(tell_more)
    for number in range(2):
        bus.publish(NoteDelta(job_id="j", user_id="u", note_id="n", section=number))
    wait(lambda: len(listener.heard) == 3)
    assert listener.heard == [0, 1, 2]
