"""The keyboard alone, with keys that come from the screen itself."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Visit

MARKDOWN_BYTES, PACKAGE_BYTES = 500, 2000
"""Less than this is no note, and no package of cards."""


def test_everything_is_done_with_the_keyboard_alone(visit: Visit, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    done = visit("keyboard_alone", STUDYLEAF_TEST_FILES=str(files))
    assert done["answered"] > 0
    assert done["cards"] > 0
    markdown, package = done["exported"]
    assert markdown > MARKDOWN_BYTES
    assert package > PACKAGE_BYTES


def test_the_tab_key_goes_round_each_room_in_the_order_of_reading_and_is_seen(visit: Visit) -> None:
    rooms = visit("focus_goes_round")
    assert all(found["stops"] for found in rooms.values())
    assert {name: found["unseen"] for name, found in rooms.items() if found["unseen"]} == {}
    assert {name: found["leaps"] for name, found in rooms.items() if found["leaps"]} == {}
