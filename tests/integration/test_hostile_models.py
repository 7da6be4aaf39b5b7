"""Files that only look like models: each is refused with a sentence, soon, and the program lives on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.hostile_models import make_all, try_model


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return make_all(tmp_path_factory.mktemp("hostile"))


def test_none_of_thirty_hostile_files_is_added_or_takes_long(files: list[Path], tmp_path: Path) -> None:
    outcomes = [try_model(path, tmp_path) for path in files]
    assert len(outcomes) >= 30
    assert {each.name: each.faults for each in outcomes if each.faults} == {}
    assert list(tmp_path.iterdir()) == []
