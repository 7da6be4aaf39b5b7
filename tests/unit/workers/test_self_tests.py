"""The test of a model is kept beside it, for that file alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cancel import CancelToken
from app.settings import DataFolder
from workers import self_tests
from workers.llm.model_files import ModelFile
from workers.llm.protocol import GenerationRequest
from workers.llm.scripted import ScriptedModel
from workers.self_tests import SelfTests, tried
from workers.writing.trial import Trial
from workers.writing.ways import USUAL_WAYS, Way

SHORTER = {
    "Local farmers": "Local farmers have invested heavily in wells and pumps.",
    "The central": "The central bank raises interest rates when inflation is high.",
    "The parameters": "The parameters can be given either as numbers or as functions.",
}


def good(request: GenerationRequest) -> str:
    sentence = request.messages[-1].content
    return next((text for key, text in SHORTER.items() if sentence.startswith(key)), sentence)


class Closing(ScriptedModel):
    """Stands where a test makes an engine of a file."""

    def __init__(self, _model: ModelFile) -> None:
        super().__init__(good)

    def close(self) -> None:
        """There is no child."""


@pytest.fixture
def model(tmp_path: Path) -> ModelFile:
    path = tmp_path / "clever.gguf"
    path.write_bytes(b"some weights")
    return ModelFile("clever", path)


@pytest.fixture
def tests(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> SelfTests:
    monkeypatch.setattr(self_tests, "Engine", Closing)
    return SelfTests(folder.models)


def test_a_model_that_shortens_truly_is_asked_in_the_way_in_which_it_does() -> None:
    assert tried(ScriptedModel(good), cancel=CancelToken()).ways == (Way.FREE,)
    assert tried(ScriptedModel(), cancel=CancelToken()).ways == ()


def test_what_was_found_is_kept_until_the_file_is_another(tests: SelfTests, model: ModelFile) -> None:
    assert (tests.record(model), tests.ways(model)) == (None, USUAL_WAYS)
    trial = tests.test(model, cancel=CancelToken())
    assert tests.record(model) == trial
    model.path.write_bytes(b"other weights")
    assert tests.record(model) is None


def test_what_was_found_goes_with_the_model(tests: SelfTests, model: ModelFile, folder: DataFolder) -> None:
    tests.test(model, cancel=CancelToken())
    tests.forget(model)
    assert tests.record(model) is None
    assert not list(folder.models.iterdir())


def test_a_record_that_cannot_be_read_counts_as_none(tests: SelfTests, model: ModelFile, folder: DataFolder) -> None:
    tests.test(model, cancel=CancelToken())
    [record] = folder.models.iterdir()
    record.write_text('{"version": 1}')
    assert tests.ways(model) == USUAL_WAYS


def test_a_model_that_writes_nothing_true_is_not_asked(
    folder: DataFolder, model: ModelFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(_model: object, *, cancel: CancelToken) -> Trial:
        cancel.check()
        return Trial((), ())

    monkeypatch.setattr(self_tests, "Engine", Closing)
    monkeypatch.setattr(self_tests, "tried", nothing)
    tests = SelfTests(folder.models)
    tests.test(model, cancel=CancelToken())
    assert tests.ways(model) == ()
