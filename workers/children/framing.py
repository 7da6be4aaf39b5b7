"""JSON messages over a pipe: four bytes of length, big-endian, then UTF-8.

JSON and not pickle: a child that reads hostile files must not be able to run code in its parent.
"""

from __future__ import annotations

import json
import struct
from typing import BinaryIO, Final

from app.wire import Json

MAX_FRAME_BYTES: Final = 64 * 1024 * 1024
"""Above any message we send; a larger length means that the stream is out of step."""

_to_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_LENGTH = struct.Struct(">I")


class FrameError(Exception):
    """The stream holds something that is no message."""


def write_frame(stream: BinaryIO, message: Json) -> None:
    """Writes one message and flushes it. Raises OSError when the other side is gone."""
    body = _to_json(message).encode("utf-8", "surrogatepass")
    assert len(body) <= MAX_FRAME_BYTES, f"a message of {len(body)} bytes must be sent in parts"
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def read_frame(stream: BinaryIO) -> Json | None:
    """Reads one message; None at the end of the stream, also when it ends in the middle of a message.

    Raises:
        FrameError: what came is no message.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack(head)
    if size > MAX_FRAME_BYTES:
        raise FrameError(f"a message of {size} bytes")
    body = stream.read(size)
    if len(body) < size:
        return None
    try:
        return json.loads(body.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise FrameError(str(error)) from error
