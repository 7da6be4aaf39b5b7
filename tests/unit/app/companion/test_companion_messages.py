"""What a tab may say."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.companion.messages import BadMessage, Complaint, Hello, Ping, Position, Subscribe, Unsubscribe, parse_message
from app.companion.rooms import Room, RoomKind

ANNA = Room(RoomKind.USER, "anna")


def parse(**message: object) -> object:
    return parse_message(json.dumps(message))


def test_all_that_may_be_said_is_understood() -> None:
    resume = {"epoch": "e", "seq": 3}
    assert parse(type="hello", token="t", resume=resume) == Hello("t", Position("e", 3))
    rooms = [{"userId": "anna"}]
    assert parse(type="subscribe:jobs", id="1", rooms=rooms) == Subscribe("1", (ANNA,), None)
    assert parse(type="subscribe:jobs", rooms=rooms, since=7) == Subscribe(None, (ANNA,), Position(None, 7))
    assert parse(type="unsubscribe:jobs", rooms=rooms) == Unsubscribe(None, (ANNA,))
    assert parse(type="ping", more="ignored") == Ping(None)


@pytest.mark.parametrize("token", [None, 7, "x" * 200, ["t"]])
def test_a_token_that_is_none_is_an_empty_one(token: object) -> None:
    assert parse(type="hello", token=token) == Hello("", None)


@pytest.mark.parametrize("since", [-1, 1.5, True, "7", 2**60, [], {"epoch": 3, "seq": 1}, {"epoch": "e"}])
def test_a_place_that_is_none_is_refused(since: object) -> None:
    with pytest.raises(BadMessage) as refused:
        parse(type="subscribe:jobs", id="4", rooms=[{"userId": "anna"}], since=since)
    assert (refused.value.complaint, refused.value.id) == (Complaint.BAD_MESSAGE, "4")


@given(st.text())
def test_no_text_does_more_than_be_refused(text: str) -> None:
    with pytest.raises(BadMessage):
        parse_message(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["type", "id", "rooms", "since", "token"]), inner)
        ),
    )
)
def test_no_json_does_more_than_be_refused(data: object) -> None:
    with suppress(BadMessage):
        assert isinstance(parse_message(json.dumps(data)), Hello | Ping | Subscribe | Unsubscribe)
