"""Messages over a pipe: whole or not at all."""

from __future__ import annotations

import io
import json
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.children.framing import MAX_FRAME_BYTES, FrameError, read_frame, write_frame

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def written(*messages: object) -> bytes:
    stream = io.BytesIO()
    for message in messages:
        write_frame(stream, message)
    return stream.getvalue()


@settings(max_examples=40)
@given(st.lists(ANY_JSON, max_size=5))
def test_messages_come_out_as_they_went_in(messages: list[object]) -> None:
    stream = io.BytesIO(written(*messages))
    assert [read_frame(stream) for _ in messages] == json.loads(json.dumps(messages))
    assert read_frame(stream) is None


def test_half_a_surrogate_pair_survives() -> None:
    assert read_frame(io.BytesIO(written({"text": "\ud800"}))) == {"text": "\ud800"}


@given(st.integers(min_value=0, max_value=20))
def test_a_stream_that_ends_inside_a_message_just_ends(length: int) -> None:
    assert read_frame(io.BytesIO(written({"text": "a long message"})[:length])) is None


@pytest.mark.parametrize(
    "stream",
    [
        struct.pack(">I", MAX_FRAME_BYTES + 1) + b"x",
        struct.pack(">I", 3) + b"abc",
        struct.pack(">I", 2) + b"\xff\xff",
        struct.pack(">I", 200_000) + b"[" * 200_000,
        b"HTTP/1.1 200 OK\r\n",
    ],
    ids=["too long", "no json", "no utf-8", "too deep", "another protocol"],
)
def test_what_is_no_message_is_refused(stream: bytes) -> None:
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(stream))


def test_a_message_too_long_to_be_read_is_not_written() -> None:
    stream = io.BytesIO()
    with pytest.raises(AssertionError, match="sent in parts"):
        write_frame(stream, "x" * (MAX_FRAME_BYTES + 1))
    assert stream.getvalue() == b""
