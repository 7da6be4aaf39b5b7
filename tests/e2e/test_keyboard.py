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
