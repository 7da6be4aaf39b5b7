"""Who hears what: an event goes to the rooms it names, and a member hears it once, in however many of them it is.

Pure: standard library and vocabulary only.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from enum import StrEnum
from typing import Final, Generic, NamedTuple, TypeVar

from app.events import Event, LibraryChanged
from app.wire import Json

MAX_KEY_CHARS: Final = 64
"""Ids are 32 characters; what is longer names nothing of ours."""

MAX_ROOMS: Final = 64
"""In one message, and of one member: a page shows a handful of jobs."""


class RoomKind(StrEnum):
    """What a room is about; the value is the key by which a message names it."""

    USER = "userId"
    """Everything that happens to a user's jobs and library."""
    JOB = "jobId"
    """One job, and the note that it writes."""


class Room(NamedTuple):
    """A room by its kind and the id of what it is about. Looked up for every delivery, so its hash is a tuple's."""

    kind: RoomKind
    key: str


class RoomError(ValueError):
    """A message names rooms in a way that cannot be read."""


def rooms_of(event: Event) -> tuple[Room, ...]:
    """The rooms in which an event is heard."""
    return rooms_by(event.user_id, None if isinstance(event, LibraryChanged) else event.job_id)


def rooms_by(user_id: str, job_id: str | None) -> tuple[Room, ...]:
    """The rooms of what happens to a user, and to a job where it is about one."""
    user = Room(RoomKind.USER, user_id)
    return (user,) if job_id is None else (user, Room(RoomKind.JOB, job_id))


def parse_rooms(data: Json) -> tuple[Room, ...]:
    """The rooms of a message: `[{"userId": …}, {"jobId": …}]`, each named once.

    Raises:
        RoomError: it is no such list, or too long a one.
    """
    if not isinstance(data, list) or not 0 < len(data) <= MAX_ROOMS:
        raise RoomError(f"rooms must be a list of 1 to {MAX_ROOMS}")
    return tuple(dict.fromkeys(_parse_room(item) for item in data))


def encode_rooms(rooms: Iterable[Room]) -> Json:
    """The form that `parse_rooms` reads."""
    return [{room.kind.value: room.key} for room in rooms]


def _parse_room(item: Json) -> Room:
    if isinstance(item, dict) and len(item) == 1:
        ((name, key),) = item.items()
        kinds = [kind for kind in RoomKind if kind.value == name]
        if kinds and isinstance(key, str) and key.isascii() and 0 < len(key) <= MAX_KEY_CHARS:
            return Room(kinds[0], key)
    raise RoomError('a room is {"userId": …} or {"jobId": …}')


def is_missed(event_rooms: Iterable[Room], seq: int, entered: Mapping[Room, int], heard_to: int) -> bool:
    """Whether a member has yet to hear a stored event.

    `entered` says, by room, after which event the member wants to hear it; `heard_to` is the last event that the
    member was told of, if it was in one of its rooms then.
    """
    return seq > heard_to and any(room in entered and seq > entered[room] for room in event_rooms)


M = TypeVar("M", bound=Hashable)


class Roster(Generic[M]):
    """Which members are in which rooms."""

    def __init__(self) -> None:
        self._members: dict[Room, set[M]] = {}
        self._rooms: dict[M, set[Room]] = {}

    def enter(self, member: M, rooms: Iterable[Room]) -> None:
        for room in rooms:
            self._members.setdefault(room, set()).add(member)
            self._rooms.setdefault(member, set()).add(room)

    def leave(self, member: M, rooms: Iterable[Room]) -> None:
        for room in rooms:
            members = self._members.get(room)
            if members is None:
                continue
            members.discard(member)
            if not members:
                del self._members[room]
            self._rooms.get(member, set()).discard(room)

    def forget(self, member: M) -> None:
        """Takes a member out of all its rooms."""
        self.leave(member, tuple(self._rooms.get(member, ())))
        self._rooms.pop(member, None)

    def members(self, rooms: Iterable[Room]) -> list[M]:
        """All that are in any of the rooms, each once."""
        found: dict[M, None] = {}
        for room in rooms:
            found.update(dict.fromkeys(self._members.get(room, ())))
        return list(found)

    def rooms(self, member: M) -> frozenset[Room]:
        """The rooms that a member is in."""
        return frozenset(self._rooms.get(member, ()))

    def __len__(self) -> int:
        return len(self._rooms)
