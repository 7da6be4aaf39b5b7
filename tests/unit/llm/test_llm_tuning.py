"""Which copy of a model is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app import wire
from tests.unit.llm.test_llm_gguf import VALUES, gguf
from workers.llm import tuning
from workers.llm.measurement import Measurement
from workers.llm.model_files import ModelFile
from workers.llm.tuning import Trial, Tuner, Tuning, choose


def trial(format_name: str, rate: float, perplexity: float = 20.0) -> Trial:
    return Trial(format_name, Measurement(rate, rate, perplexity))


ORIGINAL = trial("", 100)


@pytest.mark.parametrize(
    ("copies", "chosen"),
    [
        ([], ""),
        ([trial("Q8_0", 150)], "Q8_0"),
        ([trial("Q8_0", 150), trial("Q4_0", 300)], "Q4_0"),
        ([trial("Q8_0", 150), trial("Q4_0", 300, perplexity=21)], "Q8_0"),
        ([trial("Q8_0", 105)], ""),
        ([trial("Q8_0", 50)], ""),
    ],
)
def test_the_fastest_copy_that_is_as_good_is_chosen(copies: list[Trial], chosen: str) -> None:
    assert choose([ORIGINAL, *copies]) == chosen


@pytest.fixture
def model(tmp_path: Path) -> ModelFile:
    path = tmp_path / "tiny.gguf"
    path.write_bytes(b"GGUF" * 1000)
    return ModelFile("tiny", path)


def keep_record(models: Path, model: ModelFile, *, machine: str | None = None) -> Path:
    """As if tuning had chosen Q8_0."""
    folder = models / tuning.FOLDER
    folder.mkdir()
    record = Tuning(machine or tuning.machine(), model.fingerprint(), (ORIGINAL, trial("Q8_0", 200)), "Q8_0")
    (folder / "tiny.json").write_text(json.dumps(wire.encode(record)))
    copy = folder / "tiny.Q8_0.gguf"
    copy.write_bytes(gguf(VALUES))
    return copy


def test_the_chosen_copy_is_used_under_the_model_s_own_name(tmp_path: Path, model: ModelFile) -> None:
    copy = keep_record(tmp_path, model)
    assert Tuner(tmp_path).best(model) == ModelFile("tiny", copy)


@pytest.mark.parametrize("change", ["machine", "model", "copy", "cut", "record"])
def test_after_a_change_the_original_is_used(tmp_path: Path, model: ModelFile, change: str) -> None:
    copy = keep_record(tmp_path, model, machine="another computer" if change == "machine" else None)
    if change == "model":
        model.path.write_bytes(b"GGUF" * 999)
    if change == "copy":
        copy.unlink()
    if change == "cut":
        copy.write_bytes(copy.read_bytes()[:40])
    if change == "record":
        (tmp_path / tuning.FOLDER / "tiny.json").write_text("{")
    assert Tuner(tmp_path).best(model) == model


def test_forgetting_removes_the_copy(tmp_path: Path, model: ModelFile) -> None:
    copy = keep_record(tmp_path, model)
    tuner = Tuner(tmp_path)
    assert tuner.record(model)
    tuner.forget(model)
    assert not copy.exists()
    assert tuner.record(model) is None
    assert tuner.best(model) == model
