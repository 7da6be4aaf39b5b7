"""One socket's conversation: who it is, what it listens to, and how far it has heard.

A tab is either live, and then hears each event as it happens, or behind, and then it is read to from the log until
there is nothing between the log and the next live event. It goes from one to the other without a gap or a repeat,
because both keep the same two numbers: after which event each room was entered, and the last event that was told.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from typing import Final, Protocol

import peewee
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State

from app.companion import limits, messages
from app.companion.access import Device
from app.companion.feed import Feed, Told, told_again
from app.companion.limits import Bucket
from app.companion.messages import BadMessage, Close, Complaint, Position
from app.companion.rooms import MAX_ROOMS, Room, RoomKind, Roster, encode_rooms, is_missed
from app.companion.runs import Run, event_message
from app.companion.snapshot import MAX_BYTES, jobs_snapshot
from app.store import events
from app.wire import Json, compact_json

PAGE: Final = 200
"""Events that are read from the log at a time."""

logger = logging.getLogger(__name__)


class Doorkeeper(Protocol):
    """Says whose token it is, or None; counts the wrong ones."""

    def __call__(self, token: str, *, address: str) -> Device | None: ...


class Tab:
    """Belongs to the companion's loop. `run` returns when the conversation is over."""

    def __init__(
        self, socket: ServerConnection, *, address: str, user_id: str, feed: Feed, roster: Roster[Tab]
    ) -> None:
        self.socket = socket
        self.device: Device | None = None
        self.user_id = user_id
        self._address = address
        self._feed = feed
        self._roster = roster
        self._resume: Position | None = None
        self._rooms: dict[Room, int] = {}
        """By room: the event after which it is heard."""
        self._heard_to = 0
        """The last stored event that was told, or was not for this tab."""
        self._live = False
        self._unwritten = 0
        """Bytes of frames that are about to be written."""
        self._pumping = asyncio.Lock()
        self._catching_up: asyncio.Task[None] | None = None

    async def run(self, doorkeeper: Doorkeeper, on_entered: Callable[[Tab], None]) -> None:
        """Greets, and then does what is asked, one message after the other."""
        bucket = Bucket(limits.MESSAGES_PER_S, limits.MESSAGES_AT_ONCE)
        try:
            if not await self._greet(doorkeeper):
                return
            on_entered(self)
            async for message in self.socket:
                if not bucket.take():
                    await self.socket.close(Close.TOO_MANY_MESSAGES, "too many messages")
                    return
                if isinstance(message, bytes):
                    await self.socket.close(Close.NO_TEXT, "messages are text")
                    return
                await self._answer(message)
        finally:
            self._roster.forget(self)
            if self._catching_up:
                self._catching_up.cancel()

    def overhears(self, run: Run) -> bytes:
        """The frames of these events that are to be sent now. A tab that cannot keep up is live no more."""
        if not self._live:
            return b""
        waiting = self.socket.transport.get_write_buffer_size() + self._unwritten
        entered = min((self._rooms[room] for room in run.rooms if room in self._rooms), default=None)
        if entered is None:
            return b""
        fits = waiting + len(run.whole) < limits.WRITE_LIMIT_BYTES // 2
        # Nearly always a tab hears all of a run: then nothing is done for each event.
        if fits and (not run.first or run.first > max(entered, self._heard_to)):
            self._heard_to = run.last or self._heard_to
            self._unwritten += len(run.whole)
            return run.whole
        return b"".join(
            frame for event, frame in zip(run.events, run.frames, strict=True) if self._overhears_one(event, len(frame))
        )

    def _overhears_one(self, event: Told, size: int) -> bool:
        if not self._live:
            return False
        waiting = self.socket.transport.get_write_buffer_size() + self._unwritten
        if not event.seq:
            # What is written is shown by the note itself; a slow tab does without its growing.
            if waiting >= limits.WRITE_LIMIT_BYTES // 2:
                return False
        elif not is_missed(event.rooms, event.seq, self._rooms, self._heard_to):
            return False
        elif waiting > limits.WRITE_LIMIT_BYTES:
            self._live = False
            self._catching_up = asyncio.create_task(self._catch_up(), name="companion-catch-up")
            return False
        else:
            self._heard_to = event.seq
        self._unwritten += size
        return True

    def write(self, frames: bytes) -> None:
        """Sends frames that `overhears` let through. They are whole messages, so they may go between any others."""
        self._unwritten = 0
        if self.socket.state is State.OPEN:
            self.socket.transport.write(frames)

    async def _greet(self, doorkeeper: Doorkeeper) -> bool:
        try:
            async with asyncio.timeout(limits.HELLO_S):
                text = await self.socket.recv()
        except TimeoutError:
            await self.socket.close(Close.HELLO_TIMEOUT, "no hello came")
            return False
        try:
            hello = messages.parse_message(text) if isinstance(text, str) else None
        except BadMessage:
            hello = None
        device = doorkeeper(hello.token, address=self._address) if isinstance(hello, messages.Hello) else None
        if not isinstance(hello, messages.Hello) or device is None:
            await self.socket.close(Close.UNAUTHORIZED, "say hello with a valid token")
            return False
        self.device, self._resume = device, hello.resume
        await self._send(
            {
                "type": "welcome",
                "epoch": self._feed.epoch,
                "seq": self._feed.seq,
                "userId": self.user_id,
                "readOnly": device.read_only,
            }
        )
        return True

    async def _answer(self, text: str) -> None:
        try:
            await self._carry_out(messages.parse_message(text))
        except BadMessage as error:
            await self._send({"type": "error", "id": error.id, "code": error.complaint.value, "message": error.text})

    async def _carry_out(self, message: messages.Message) -> None:
        match message:
            case messages.Subscribe():
                await self._subscribe(message)
            case messages.Unsubscribe():
                self._unsubscribe(message)
                await self._send({"type": "unsubscribed", "id": message.id, "rooms": encode_rooms(message.rooms)})
            case messages.Ping():
                await self._send({"type": "pong", "id": message.id})
            case messages.Hello():
                raise BadMessage(Complaint.GREETED_ALREADY, "hello was said")

    async def _subscribe(self, message: messages.Subscribe) -> None:
        """Enters rooms, tells what was missed in them since the named place, and goes live without a gap."""
        self._check_rooms(message)
        async with self._pumping:
            if self._live:
                self._live, self._heard_to = False, self._feed.seq
            answer: dict[str, Json] = {"type": "subscribed", "id": message.id, "rooms": encode_rooms(message.rooms)}
            before, stood = dict(self._rooms), self._heard_to
            entered = await self._place_of(message, answer)
            fresh = dict.fromkeys(message.rooms, entered)
            self._rooms |= fresh
            self._roster.enter(self, message.rooms)
            start = min(entered, stood) if before else entered
            if not before:
                stood = start

            def is_wanted(event: Told) -> bool:
                rooms, seq = event.rooms, event.seq
                if seq > stood:
                    return is_missed(rooms, seq, self._rooms, 0)
                # Up to here the other rooms were heard: only what none of them told is missing.
                return is_missed(rooms, seq, fresh, 0) and not is_missed(rooms, seq, before, 0)

            await self._pump(start, is_wanted, answer)

    def _check_rooms(self, message: messages.Subscribe) -> None:
        for room in message.rooms:
            if room.kind is RoomKind.USER and room.key != self.user_id:
                raise BadMessage(Complaint.NOT_YOURS, "this is another user's room", id_=message.id)
        if len(self._rooms.keys() | set(message.rooms)) > MAX_ROOMS:
            raise BadMessage(Complaint.BAD_ROOMS, f"at most {MAX_ROOMS} rooms at a time", id_=message.id)

    async def _place_of(self, message: messages.Subscribe, answer: dict[str, Json]) -> int:
        """After which event the new rooms are heard; puts what a newcomer needs beside it into the answer."""
        since = message.since or self._resume
        answer["recovered"] = True
        if since is None:
            now = self._feed.seq
            jobs = [room.key for room in message.rooms if room.kind is RoomKind.JOB]
            last = await asyncio.to_thread(events.last_of, jobs, user_id=self.user_id, up_to=now)
            answer["events"] = [json.loads(event.body) for event in last]
            return now
        epoch = since.epoch or self._feed.epoch
        missed = await asyncio.to_thread(events.replay, epoch, since.seq, user_id=self.user_id, limit=1)
        if missed.recovered:
            return since.seq
        answer["recovered"] = False
        answer["snapshot"] = await asyncio.to_thread(jobs_snapshot, self.user_id)
        return int(answer["snapshot"]["seq"])

    def _unsubscribe(self, message: messages.Unsubscribe) -> None:
        self._roster.leave(self, message.rooms)
        for room in message.rooms:
            self._rooms.pop(room, None)

    async def _catch_up(self) -> None:
        """Reads the log to a tab that fell behind, as fast as it takes it."""
        try:
            async with self._pumping:
                await self._pump(self._heard_to, lambda event: is_missed(event.rooms, event.seq, self._rooms, 0))
        except ConnectionClosed:
            logger.debug("a slow tab has gone")
        except peewee.DatabaseError as error:
            logger.warning("the event log could not be read: %s", type(error).__name__)
            self.socket.transport.abort()  # it comes back and resumes

    async def _pump(self, start: int, is_wanted: Callable[[Told], bool], answer: dict[str, Json] | None = None) -> None:
        """Tells what is wanted of the log after `start`, the first of it in `answer`; then the tab is live."""
        place = start
        while True:
            page = await asyncio.to_thread(events.replay, self._feed.epoch, place, user_id=self.user_id, limit=PAGE)
            if not page.recovered:
                if self.leave_all():
                    await self.tell_resync()
                return
            missed = [each for each in map(told_again, page.stored) if is_wanted(each)]
            if answer:
                missed = await self._tell_first(answer, missed)
                answer = None
            for event in missed:
                await self._send_text(event_message(event))
            place = page.seq
            # No wait between this look and going live: what is published next is above `place`, or is left out.
            if place >= self._feed.seq:
                self._heard_to, self._live = place, True
                return

    async def _tell_first(self, answer: dict[str, Json], missed: list[Told]) -> list[Told]:
        """Sends the answer with as many events as it holds; returns the others."""
        size, count = 0, 0
        for event in missed:
            size += len(event.body.encode()) + 1
            if size > MAX_BYTES or not answer["recovered"]:
                break
            count += 1
        if answer["recovered"]:
            answer["events"] = [*answer.get("events", ()), *(json.loads(each.body) for each in missed[:count])]
        await self._send(answer)
        return missed[count:]

    async def tell_resync(self) -> None:
        """Tells that the log does not go back to where the tab stood: it must enter its rooms anew."""
        await self._send({"type": "resync", "epoch": self._feed.epoch, "seq": self._feed.seq})

    def leave_all(self) -> bool:
        """Hears nothing more until it subscribes again; False where it was in no room."""
        was_in = bool(self._rooms)
        self._live = False
        self._roster.leave(self, tuple(self._rooms))
        self._rooms.clear()
        self._resume = None
        return was_in

    async def _send(self, message: Mapping[str, Json]) -> None:
        shown = {key: value for key, value in message.items() if value is not None}
        await self._send_text(compact_json(shown))

    async def _send_text(self, text: str) -> None:
        try:
            async with asyncio.timeout(limits.SLOW_S):
                await self.socket.send(text)
        except TimeoutError:
            logger.info("a tab took nothing for %.0f s and is let go", limits.SLOW_S)
            self.socket.transport.abort()
            raise ConnectionClosed(None, None) from None
