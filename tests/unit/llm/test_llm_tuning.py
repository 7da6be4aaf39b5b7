"""Which copy of a model is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from app import wire
from tests.unit.llm.test_llm_gguf import VALUES, gguf
from workers.llm import tuning
from workers.llm.measurement import Measurement, Rehearsal
from workers.llm.model_files import ModelFile
from workers.llm.plan import Setup
from workers.llm.tuning import Trial, Tuner, Tuning, choose, choose_setup


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


USUAL = Setup(threads=2)


def rehearsed(**seconds: float) -> Callable[[Setup], Rehearsal]:
    """A computer on which each choice that is named takes so many seconds more or less than ten."""

    def rehearse(setup: Setup) -> Rehearsal:
        chosen = (
            f"threads{setup.threads}",
            f"lanes{setup.lanes}",
            f"rows{setup.decode_rows}",
            f"batch{setup.batch_tokens}",
        )
        return Rehearsal(10 + sum(seconds.get(name, 0) for name in chosen), "always the same")

    return rehearse


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ({}, USUAL),
        ({"threads1": -0.2, "run63": -0.1}, USUAL),
        ({"threads1": -2}, Setup(threads=1)),
        ({"threads4": -2, "rows2": -1, "batch128": -3}, Setup(threads=4, decode_rows=2, batch_tokens=128)),
        ({"lanes1": -1, "threads4": -1}, Setup(threads=4, lanes=1)),
        ({"rows2": -1, "rows12": -2}, Setup(threads=2, decode_rows=12)),
        ({"threads1": 5, "threads4": 5, "batch512": 1}, USUAL),
    ],
)
def test_what_is_clearly_faster_is_chosen(seconds: dict[str, float], expected: Setup) -> None:
    assert choose_setup(USUAL, rehearsed(**seconds), threads=[1, 2, 4], lanes=[1, 2], batches=[128, 512]) == expected


def test_a_busy_computer_is_not_measured_for_ever() -> None:
    now, count = [0.0], [0]

    def rehearse(_setup: Setup) -> Rehearsal:
        now[0] += tuning.REHEARSING_S / 2
        count[0] += 1
        return Rehearsal(1.0, "always the same")

    assert (
        choose_setup(USUAL, rehearse, threads=[1, 2, 4], lanes=[1, 2], batches=[128, 512], clock=lambda: now[0])
        == USUAL
    )
    assert count[0] <= 3


def test_a_way_in_which_other_texts_come_out_is_never_chosen() -> None:
    def rehearse(setup: Setup) -> Rehearsal:
        return Rehearsal(10 / setup.threads, "other" if setup.threads == 4 else "usual")

    assert choose_setup(USUAL, rehearse, threads=[1, 2, 4], lanes=[1, 2], batches=[]) == USUAL


def test_the_setup_is_remembered_with_the_record_and_goes_with_it(tmp_path: Path, model: ModelFile) -> None:
    folder = tmp_path / tuning.FOLDER
    folder.mkdir()
    record = Tuning(tuning.machine(), model.fingerprint(), (ORIGINAL,), setup=Setup(threads=3, decode_rows=20))
    (folder / "tiny.json").write_text(json.dumps(wire.encode(record)))
    tuner = Tuner(tmp_path)
    assert tuner.setup(model) == Setup(threads=3, decode_rows=20)
    model.path.write_bytes(b"GGUF" * 999)
    assert tuner.setup(model) is None


@pytest.mark.parametrize("setup", [{"threads": 0}, {"threads": 1, "decodeRows": 0}, {"threads": 1, "batchTokens": 32}])
def test_a_setup_that_would_change_texts_is_no_setup(setup: dict[str, int]) -> None:
    with pytest.raises(wire.WireError):
        wire.decode(Setup, setup)


def test_another_binding_is_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    before = tuning.machine()
    monkeypatch.setattr(PathDistribution, "read_text", lambda _self, _name: "llama_cpp/lib/libggml.so,sha256=other,1")
    assert tuning.machine() != before
