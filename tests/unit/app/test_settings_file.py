from __future__ import annotations

import pytest

from app.errors import ErrorCode, StudyleafError
from app.settings import DataFolder, Settings, SettingsNow, load_settings
from app.settings_file import change_setting


def test_a_change_is_read_again_and_leaves_others_alone(folder: DataFolder) -> None:
    (folder.root / "settings.toml").write_text('speed = "quiet"\nmax_file_mb = 7\n')
    assert change_setting(folder, "models_address", "https://a.b/“c”").models_address == "https://a.b/“c”"
    settings = load_settings(folder)
    assert (settings.speed, settings.max_file_mb) == ("quiet", 7)


def test_a_default_needs_no_line(folder: DataFolder) -> None:
    change_setting(folder, "speed", "full")
    change_setting(folder, "speed", "balanced")
    assert (folder.root / "settings.toml").read_text() == ""


@pytest.mark.parametrize(("name", "value"), [("speed", "warp"), ("nothing", 1), ("max_file_mb", -1)])
def test_what_cannot_be_is_refused_and_the_file_stays(folder: DataFolder, name: str, value: str | int) -> None:
    change_setting(folder, "speed", "full")
    with pytest.raises(StudyleafError) as refused:
        change_setting(folder, name, value)
    assert refused.value.code is ErrorCode.INPUT_INVALID
    assert load_settings(folder).speed == "full"


def test_the_settings_now_are_those_of_the_file_and_read_once(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[DataFolder] = []

    def load(wanted: DataFolder) -> Settings:
        reads.append(wanted)
        return load_settings(wanted)

    monkeypatch.setattr("app.settings.load_settings", load)
    now = SettingsNow(folder)
    assert [now().speed, now().speed] == ["balanced"] * 2
    change_setting(folder, "speed", "full")
    assert [now().speed, now().speed] == ["full"] * 2
    assert len(reads) == 2
    (folder.root / "settings.toml").write_text("speed = ")
    for _ in range(2):
        with pytest.raises(StudyleafError):
            now()
    (folder.root / "settings.toml").unlink()
    assert now().speed == "balanced"
