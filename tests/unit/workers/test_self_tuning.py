"""A model is measured by itself, once, when nothing else is to be done, and never against a wish."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from tests.support import PATIENCE_S
from workers.llm.measurement import Measurement
from workers.llm.model_files import ModelFile
from workers.llm.tuning import Trial, Tuner, Tuning, machine
from workers.self_tuning import CALM_LOOKS, SelfTuning


class CountingTuner(Tuner):
    """Keeps a record as a real one does, without a model."""

    def __init__(self, cache: Path) -> None:
        super().__init__(cache)
        self.tuned: list[str] = []
        self.act = lambda _cancel: None

    def tune(self, model: ModelFile, text: str, *, cancel: CancelToken) -> Tuning:
        assert text
        self.tuned.append(model.name)
        self.act(cancel)
        self.undo(model)
        return Tuning(machine(), model.fingerprint(), (Trial("", Measurement(1, 1, 1)),))


@pytest.fixture
def model(tmp_path: Path) -> ModelFile:
    path = tmp_path / "tiny.gguf"
    path.write_bytes(b"GGUF" * 1000)
    return ModelFile("tiny", path)


@pytest.fixture
def tuner(tmp_path: Path) -> CountingTuner:
    return CountingTuner(tmp_path)


def looks(tuning: SelfTuning, count: int = 3 * CALM_LOOKS) -> None:
    for _ in range(count):
        tuning.look()


def test_a_model_is_measured_once_when_nothing_is_to_be_done(tuner: CountingTuner, model: ModelFile) -> None:
    looks(SelfTuning(tuner, lambda: model, has_work=lambda: False, is_on_battery=lambda: False))
    assert tuner.tuned == ["tiny"]


@pytest.mark.parametrize(("has_work", "on_battery"), [(True, False), (False, True)])
def test_a_busy_program_or_a_battery_is_left_alone(
    tuner: CountingTuner, model: ModelFile, *, has_work: bool, on_battery: bool
) -> None:
    looks(SelfTuning(tuner, lambda: model, has_work=lambda: has_work, is_on_battery=lambda: on_battery))
    assert tuner.tuned == []


def test_what_was_undone_is_not_done_again(tuner: CountingTuner, model: ModelFile) -> None:
    tuner.undo(model)
    looks(SelfTuning(tuner, lambda: model, has_work=lambda: False, is_on_battery=lambda: False))
    assert tuner.tuned == []
    assert tuner.best(model) == model


def test_a_job_that_comes_breaks_it_off_and_it_is_tried_again_later(tuner: CountingTuner, model: ModelFile) -> None:
    work = threading.Event()

    def measure(cancel: CancelToken) -> None:
        work.set()
        assert cancel.wait(PATIENCE_S)
        cancel.check()

    tuner.act = measure
    tuning = SelfTuning(tuner, lambda: model, has_work=work.is_set, is_on_battery=lambda: False)
    looks(tuning)
    assert tuner.tuned == ["tiny"]
    tuner.act = lambda _cancel: None
    work.clear()
    looks(tuning)
    assert tuner.tuned == ["tiny", "tiny"]


def test_a_model_that_cannot_be_measured_is_tried_once(tuner: CountingTuner, model: ModelFile) -> None:
    def fail(_cancel: CancelToken) -> None:
        raise StudyleafError(ErrorCode.ENGINE_FAILED)

    tuner.act = fail
    looks(SelfTuning(tuner, lambda: model, has_work=lambda: False, is_on_battery=lambda: False))
    assert tuner.tuned == ["tiny"]


def test_without_a_model_nothing_happens(tuner: CountingTuner) -> None:
    def missing() -> ModelFile:
        raise StudyleafError(ErrorCode.MODEL_MISSING, name="x")

    looks(SelfTuning(tuner, missing, has_work=lambda: False, is_on_battery=lambda: False))
    assert tuner.tuned == []
