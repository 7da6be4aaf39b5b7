"""The window without a mouse, with keys that come from the X screen itself."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Visit


def test_a_student_without_a_mouse_goes_from_the_sample_to_an_anki_deck(visit: Visit, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    done = visit("keyboard_alone", STUDYLEAF_TEST_FILES=str(files))
    assert done["answered"] > 4
    assert done["cards"] > 4
    assert all(size > 1000 for size in done["exported"])


def test_tab_goes_through_every_room_in_the_order_of_reading_and_its_place_is_always_seen(visit: Visit) -> None:
    rooms = visit("focus_goes_round")
    assert len(rooms) == 6
    assert {name: found["unseen"] for name, found in rooms.items() if found["unseen"]} == {}
    assert [stop for found in rooms.values() for stop in found["stops"] if stop.endswith("“”")] == [], "no names"
    assert {name: found["leaps"] for name, found in rooms.items() if found["leaps"]} == {}
