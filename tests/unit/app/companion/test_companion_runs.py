"""Events of the same rooms go out as one piece, in order, and each tab gets what it has yet to hear of them."""

from __future__ import annotations

from typing import Any, cast

import pytest

from app.companion import limits
from app.companion.feed import Feed, Told
from app.companion.rooms import Room, RoomKind, Roster
from app.companion.runs import event_message, runs_of
from app.companion.tab import Tab

ANNA = Room(RoomKind.USER, "anna")
JOB, OTHER = Room(RoomKind.JOB, "7"), Room(RoomKind.JOB, "8")


def event(seq: int, job: Room = JOB, size: int = 1) -> Told:
    return Told(seq, "anna", (ANNA, job), '{"text":"' + "é" * size + f'{seq}"}}')


class Transport:
    waiting = 0

    def get_write_buffer_size(self) -> int:
        return self.waiting


class Socket:
    def __init__(self) -> None:
        self.transport = Transport()


def live_tab(rooms: dict[Room, int], heard_to: int = 0) -> Tab:
    roster: Roster[Tab] = Roster()
    tab = Tab(cast(Any, Socket()), address="", user_id="anna", feed=Feed(lambda _batch: None), roster=roster)
    tab._rooms, tab._heard_to, tab._live = rooms, heard_to, True
    return tab


def test_runs_keep_the_order_and_end_where_the_rooms_change():
    batch = [event(1), event(0), event(2), event(3, OTHER), event(4)]
    runs = runs_of(batch)
    assert [each for run in runs for each in run.events] == batch
    assert [(run.rooms[1], run.first, run.last) for run in runs] == [(JOB, 1, 2), (OTHER, 3, 3), (JOB, 4, 4)]
    assert all(run.whole == b"".join(run.frames) for run in runs)


@pytest.mark.parametrize("size", [1, 100, 40_000])
def test_a_frame_is_an_unmasked_text_frame_of_its_message(size: int):
    (frame,) = runs_of([event(1, size=size)])[0].frames
    text = event_message(event(1, size=size)).encode()
    assert frame[0] == 0x81
    assert not frame[1] & 0x80
    assert frame.endswith(text)
    assert len(frame) - len(text) == (2 if len(text) < 126 else 4 if len(text) < 65_536 else 10)


@pytest.mark.parametrize(
    ("rooms", "heard_to", "expected"),
    [
        ({ANNA: 0}, 0, [0, 1, 2, 3]),
        ({ANNA: 0}, 2, [0, 3]),
        ({JOB: 2}, 0, [0, 3]),
        ({JOB: 2, ANNA: 0}, 0, [0, 1, 2, 3]),
        ({JOB: 3}, 3, [0]),
        ({OTHER: 0}, 0, []),
    ],
)
def test_a_tab_gets_what_it_has_yet_to_hear(rooms: dict[Room, int], heard_to: int, expected: list[int]):
    (run,) = runs_of([event(0), event(1), event(2), event(3)])
    tab = live_tab(rooms, heard_to)
    assert tab.overhears(run) == b"".join(run.frames[seq] for seq in expected)
    again = run.frames[0] if expected else b""
    assert tab.overhears(run) == again, "only what is not stored is told twice"


def test_a_slow_tab_does_without_what_is_not_stored():
    (run,) = runs_of([event(0), event(1)])
    tab = live_tab({JOB: 0})
    cast(Any, tab.socket).transport.waiting = limits.WRITE_LIMIT_BYTES // 2
    assert tab.overhears(run) == run.frames[1]
