"""Events that follow each other in the same rooms, as the bytes that every tab in them gets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from websockets.frames import Frame, Opcode

from app.companion.feed import Told
from app.companion.rooms import Room


@dataclass(frozen=True, slots=True)
class Run:
    """`frames` holds one whole frame for each of `events`; `whole` is all of them in one piece.

    `first` and `last` are the numbers of the first and the last stored event, 0 where none is stored.
    """

    user_id: str
    rooms: tuple[Room, ...]
    events: tuple[Told, ...]
    frames: tuple[bytes, ...]
    whole: bytes
    first: int
    last: int


def runs_of(batch: Iterable[Told]) -> list[Run]:
    """The events of a batch in their order. A server's frames are not masked, so the same bytes serve all tabs."""
    return [
        _run(user_id, rooms, tuple(events))
        for (user_id, rooms), events in groupby(batch, key=lambda event: (event.user_id, event.rooms))
    ]


def event_message(event: Told) -> str:
    """The message that carries an event."""
    return f'{{"type":"event","event":{event.body}}}'


def _run(user_id: str, rooms: tuple[Room, ...], events: tuple[Told, ...]) -> Run:
    frames = tuple(Frame(Opcode.TEXT, event_message(event).encode()).serialize(mask=False) for event in events)
    stored = [event.seq for event in events if event.seq]
    first, last = (stored[0], stored[-1]) if stored else (0, 0)
    return Run(user_id, rooms, events, frames, b"".join(frames), first, last)
