"""Settings: defaults, a file over them, and what the file may not say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import ErrorCode, StudyleafError
from app.settings import DATA_DIR_VARIABLE, DataFolder, Settings, default_data_dir, load_settings


def test_without_a_file_the_defaults_hold(folder: DataFolder) -> None:
    assert load_settings(folder) == Settings()


def test_the_file_overrides_what_it_names(folder: DataFolder) -> None:
    (folder.root / "settings.toml").write_text('worker_threads = 1\nlease_s = 5\nmodel = "tiny"\n')
    assert load_settings(folder) == replace(Settings(), worker_threads=1, lease_s=5, model="tiny")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("worker_threads = ", ""),
        ("colour = 1", "there is no setting colour"),
        ('worker_threads = "3"', "worker_threads must be a whole number"),
        ("worker_threads = 1.5", "worker_threads must be a whole number"),
        ("worker_threads = true", "worker_threads must be a whole number"),
        ("worker_threads = 0", "worker_threads must be above 0"),
        ("lease_s = -1", "lease_s must be above 0"),
        ("lease_s = nan", "lease_s must be above 0"),
        ("lease_s = inf", "lease_s must be above 0"),
        ("lease_s = 'x'", "lease_s must be a number"),
        ("model = 1", "model must be a text"),
        ("speed = 'fast'", "speed must be one of quiet, balanced, full"),
        ("gpu = true", "gpu must be a text"),
        ("gpu = 'off'", "gpu must be one of auto-off, on"),
    ],
)
def test_a_wrong_file_is_told_with_the_reason(folder: DataFolder, text: str, reason: str) -> None:
    (folder.root / "settings.toml").write_text(text)
    with pytest.raises(StudyleafError) as caught:
        load_settings(folder)
    assert caught.value.code is ErrorCode.INPUT_INVALID
    assert "settings.toml" in caught.value.sentence
    assert reason in caught.value.sentence


def test_bytes_that_are_no_text_are_told(folder: DataFolder) -> None:
    (folder.root / "settings.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StudyleafError):
        load_settings(folder)


def test_the_environment_may_choose_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path))
    assert default_data_dir() == tmp_path
    monkeypatch.delenv(DATA_DIR_VARIABLE)
    assert default_data_dir().name == "Studyleaf"


def test_preparing_makes_the_folders_and_leaves_no_trace(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "deep" / "down")
    folder.prepare()
    folder.prepare()
    assert sorted(each.name for each in folder.root.iterdir()) == ["backups", "files", "logs", "models"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StudyleafError) as caught:
        DataFolder(tmp_path / "file" / "data").prepare()
    assert caught.value.code is ErrorCode.DATA_FOLDER_NOT_WRITABLE
