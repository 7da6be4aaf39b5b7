"""What a tab may say on its socket, read strictly, and the codes with which it is refused."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Final

from app.companion.rooms import Room, RoomError, parse_rooms
from app.wire import Json

MAX_MESSAGE_BYTES: Final = 64 * 1024
MAX_ID_CHARS: Final = 64
MAX_TOKEN_CHARS: Final = 128


class Close(IntEnum):
    """Why the server ends a connection; 4xxx follow the HTTP codes of the same meaning."""

    RESTART = 1012
    NO_TEXT = 1003
    UNAUTHORIZED = 4401
    HELLO_TIMEOUT = 4408
    TOO_MANY_MESSAGES = 4429


class Complaint(Enum):
    """Why a message was not carried out; the connection goes on."""

    BAD_MESSAGE = "bad-message"
    UNKNOWN_TYPE = "unknown-type"
    NOT_GREETED = "hello-first"
    GREETED_ALREADY = "greeted-already"
    BAD_ROOMS = "bad-rooms"
    NOT_YOURS = "not-yours"


class BadMessage(Exception):
    """A message that cannot be carried out. `id` is its own, where it could be read."""

    def __init__(self, complaint: Complaint, text: str, *, id_: str | None = None) -> None:
        super().__init__(text)
        self.complaint = complaint
        self.text = text
        self.id = id_


@dataclass(frozen=True, slots=True)
class Position:
    """A place in an event log; without an epoch, in the one that is now."""

    epoch: str | None
    seq: int


@dataclass(frozen=True, slots=True)
class Hello:
    """Who it is, and up to where it had heard everything before it was cut off."""

    token: str
    resume: Position | None


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Rooms to enter. `since`: the last event that is known already; without it, only news."""

    id: str | None
    rooms: tuple[Room, ...]
    since: Position | None


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """Rooms to leave."""

    id: str | None
    rooms: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class Ping:
    """Is anybody there? For pages, whose WebSockets cannot send a ping of the protocol."""

    id: str | None


Message = Hello | Subscribe | Unsubscribe | Ping


def parse_message(text: str) -> Message:
    """Reads one message. Raises BadMessage."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):  # the latter: brackets a thousand deep
        raise BadMessage(Complaint.BAD_MESSAGE, "a message is one JSON object") from None
    if not isinstance(data, dict):
        raise BadMessage(Complaint.BAD_MESSAGE, "a message is one JSON object")
    id_ = data.get("id")
    if id_ is not None and not (isinstance(id_, str) and len(id_) <= MAX_ID_CHARS):
        raise BadMessage(Complaint.BAD_MESSAGE, f"id must be a text of at most {MAX_ID_CHARS} characters")
    match data.get("type"):
        case "hello":
            return Hello(_token(data), parse_position(data.get("resume"), id_))
        case "subscribe:jobs":
            return Subscribe(id_, _rooms(data, id_), parse_position(data.get("since"), id_))
        case "unsubscribe:jobs":
            return Unsubscribe(id_, _rooms(data, id_))
        case "ping":
            return Ping(id_)
    raise BadMessage(Complaint.UNKNOWN_TYPE, "type must be hello, subscribe:jobs, unsubscribe:jobs or ping", id_=id_)


def parse_position(data: Json, id_: str | None = None) -> Position | None:
    """A place in the log: `{"epoch", "seq"}`, or only the number. Raises BadMessage."""
    if data is None:
        return None
    epoch = None
    if isinstance(data, dict):
        epoch, data = data.get("epoch"), data.get("seq")
    is_number = isinstance(data, int) and not isinstance(data, bool) and 0 <= data < 2**53
    if not is_number or not (epoch is None or (isinstance(epoch, str) and len(epoch) <= MAX_ID_CHARS)):
        raise BadMessage(Complaint.BAD_MESSAGE, 'a position is a number or {"epoch", "seq"}', id_=id_)
    return Position(epoch, data)


def _token(data: Json) -> str:
    token = data.get("token")
    return token if isinstance(token, str) and len(token) <= MAX_TOKEN_CHARS else ""


def _rooms(data: Json, id_: str | None) -> tuple[Room, ...]:
    try:
        return parse_rooms(data.get("rooms"))
    except RoomError as error:
        raise BadMessage(Complaint.BAD_ROOMS, str(error), id_=id_) from None
