"""Who hears what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.companion.rooms import (
    MAX_ROOMS,
    Room,
    RoomError,
    RoomKind,
    Roster,
    encode_rooms,
    is_missed,
    parse_rooms,
    rooms_of,
)
from app.events import LibraryChanged, NoteDelta, timestamp_now

ANNA, JOB = Room(RoomKind.USER, "anna"), Room(RoomKind.JOB, "7")


def test_an_event_of_a_job_is_heard_by_its_user_and_by_who_follows_the_job() -> None:
    assert rooms_of(NoteDelta(job_id="7", user_id="anna", note_id="n")) == (ANNA, JOB)


def test_a_change_of_the_library_is_heard_by_its_user() -> None:
    changed = LibraryChanged(seq=1, epoch="e", user_id="anna", timestamp=timestamp_now())
    assert rooms_of(changed) == (ANNA,)


def test_rooms_go_over_the_wire_and_back_each_once() -> None:
    assert parse_rooms([*encode_rooms([ANNA, JOB]), {"userId": "anna"}]) == (ANNA, JOB)


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        [],
        ["anna"],
        [{}],
        [{"userId": 7}],
        [{"userId": ""}],
        [{"userId": "a", "jobId": "b"}],
        [{"roomId": "a"}],
        [{"jobId": "x" * 65}],
        [{"jobId": "é"}],
        [{"jobId": str(number)} for number in range(MAX_ROOMS + 1)],
    ],
)
def test_what_names_no_rooms_is_refused(data: object) -> None:
    with pytest.raises(RoomError):
        parse_rooms(data)


def test_a_member_in_two_rooms_is_found_once() -> None:
    roster: Roster[str] = Roster()
    roster.enter("tab", [ANNA, JOB])
    roster.enter("other", [JOB])
    assert sorted(roster.members([ANNA, JOB])) == ["other", "tab"]
    assert roster.members([ANNA]) == ["tab"]


def test_leaving_and_being_forgotten_empty_the_roster() -> None:
    roster: Roster[str] = Roster()
    roster.enter("tab", [ANNA, JOB])
    roster.leave("tab", [ANNA, Room(RoomKind.JOB, "unknown")])
    assert roster.rooms("tab") == {JOB}
    assert roster.members([ANNA]) == []
    assert len(roster) == 1
    roster.forget("tab")
    roster.forget("tab")
    assert (len(roster), roster.members([JOB]), roster.rooms("tab")) == (0, [], frozenset())


def test_missed_is_what_came_after_the_room_was_entered_and_after_what_was_heard() -> None:
    entered = {ANNA: 5}
    assert is_missed([ANNA], 6, entered, 0)
    assert not is_missed([ANNA], 5, entered, 0)
    assert not is_missed([ANNA], 6, entered, 6)
    assert not is_missed([JOB], 6, entered, 0)


@given(st.lists(st.tuples(st.sampled_from(["enter", "leave", "forget"]), st.integers(0, 3), st.integers(0, 3))))
def test_rooms_and_members_always_agree(acts: list[tuple[str, int, int]]) -> None:
    roster: Roster[int] = Roster()
    for act, member, key in acts:
        room = Room(RoomKind.JOB, str(key))
        if act == "enter":
            roster.enter(member, [room])
        elif act == "leave":
            roster.leave(member, [room])
        else:
            roster.forget(member)
    for member in range(4):
        for key in range(4):
            room = Room(RoomKind.JOB, str(key))
            assert (room in roster.rooms(member)) == (member in roster.members([room]))
