"""Brings events from the threads that make them to the companion's loop, in the order of the log and without a gap.

A stored event that comes with the next number is handed on at once. Whenever a number is missing (another program wrote
to the same library, or more came than could wait), the log says what is between.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import peewee

from app.companion.rooms import Room, rooms_by, rooms_of
from app.events import Event, NoteDelta, encode_event
from app.store import events
from app.store.events import StoredEvent
from app.wire import compact_json

WAITING: Final = 2000
"""Events that may wait for the loop; the oldest of more are read from the log instead."""
AT_A_TIME: Final = 100
"""Events that are handed on before the loop looks at its sockets again."""
LOOK_S: Final = 1.0
"""How often the log is asked for what other programs wrote."""
PAGE: Final = 500

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it goes to tabs. `seq` is 0 for one that is not stored; `body` is its JSON object as text."""

    seq: int
    user_id: str
    rooms: tuple[Room, ...]
    body: str


def told(event: Event) -> Told:
    """The event with its text, made once however many tabs hear it."""
    seq = 0 if isinstance(event, NoteDelta) else event.seq
    body = compact_json(encode_event(event))
    return Told(seq, event.user_id, rooms_of(event), body)


def told_again(stored: StoredEvent) -> Told:
    """The same of an event of the log."""
    return Told(stored.seq, stored.user_id, rooms_by(stored.user_id, stored.job_id), stored.body)


class Feed:
    """`publish` may be called from any thread; the rest belongs to the loop on which `open` ran.

    `deliver` gets each event once, several where several wait: stored ones in the order of their numbers, note:delta as
    they come. `seq` is by then that of the last of them. `on_replaced` is told when what was heard so far does not lead
    on: a backup was put in the library's place, or the log has forgotten what is between.
    """

    def __init__(
        self, deliver: Callable[[list[Told]], None], *, on_replaced: Callable[[], None] = lambda: None
    ) -> None:
        self._deliver = deliver
        self._on_replaced = on_replaced
        self._incoming: deque[Event] = deque(maxlen=WAITING)
        self._waking = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._filling: asyncio.Task[None] | None = None
        self._looking: asyncio.Task[None] | None = None
        self.epoch = ""
        self.seq = 0
        """The last stored event that was handed on, or was there before `open`."""

    async def open(self) -> None:
        """Begins with what comes after the newest event of the log."""
        # Before the log is asked: what is published from now on waits, or is in the answer.
        self._loop = asyncio.get_running_loop()
        self._waking = True
        self.epoch, self.seq = await asyncio.to_thread(events.position)
        self._drain()
        self._looking = asyncio.create_task(self._look(), name="companion-look")

    async def close(self) -> None:
        """Hands nothing on any more."""
        self._loop = None
        for task in (self._looking, self._filling):
            if task:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)

    def publish(self, event: Event) -> None:
        """Takes an event from any thread; returns at once. Does nothing while the feed is not open."""
        loop = self._loop
        if loop is None:
            return
        self._incoming.append(event)
        # One waking for many events: the flag falls before the loop looks, so none is left lying.
        if not self._waking:
            self._waking = True
            try:
                loop.call_soon_threadsafe(self._drain)
            except RuntimeError:  # the loop was closed in between
                self._loop = None

    def _drain(self) -> None:
        if self._loop is None or (self._filling and not self._filling.done()):
            return
        self._waking = False
        batch: list[Told] = []
        while self._incoming and len(batch) < AT_A_TIME:
            event = self._incoming.popleft()
            seq = 0 if isinstance(event, NoteDelta) else event.seq
            if seq > self.seq + 1:
                self._deliver(batch)
                self._fill()
                return
            if not seq or seq == self.seq + 1:
                batch.append(told(event))
                self.seq = seq or self.seq
        self._deliver(batch)
        if self._incoming and not self._waking:
            self._waking = True
            self._loop.call_soon(self._drain)

    def _fill(self) -> None:
        """Reads the log from where we are; what comes meanwhile waits."""
        if self._loop and (self._filling is None or self._filling.done()):
            self._waking = True
            self._filling = asyncio.create_task(self._read_log(), name="companion-fill")
            self._filling.add_done_callback(lambda _task: self._drain())

    async def _read_log(self) -> None:
        while True:
            try:
                found = await asyncio.to_thread(events.stored_since, self.seq, limit=PAGE)
            except peewee.DatabaseError as error:
                logger.warning("the event log could not be read: %s", type(error).__name__)
                await asyncio.sleep(LOOK_S)
                continue
            if found:
                if found[0].seq > self.seq + 1:  # the log forgot what is between
                    self._on_replaced()
                self.seq = found[-1].seq
                self._deliver([told_again(event) for event in found])
            if len(found) < PAGE:
                return

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            try:
                epoch, newest = await asyncio.to_thread(events.position)
            except peewee.DatabaseError as error:
                logger.warning("the event log could not be read: %s", type(error).__name__)
                continue
            if epoch != self.epoch:  # a backup was put in the library's place
                self.epoch, self.seq = epoch, newest
                self._on_replaced()
            elif newest > self.seq:
                self._fill()
