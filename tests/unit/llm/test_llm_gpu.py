"""A GPU is used only when it was tried and worked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from app.wire import Json
from workers.children.process import ChildDied
from workers.llm import gpu, sizing
from workers.llm.engine import Engine
from workers.llm.model_files import ModelFile, embedded_model
from workers.llm.plan import LaneSize, LoadPlan, Setup

PLAN = LoadPlan((LaneSize(3, 1024),), Setup(threads=1), 2**30)
WROTE = {"done": {"id": 1, "result": {"generatedTokens": 3}}}
SILENT = {"done": {"id": 1, "result": {"generatedTokens": 0}}}
DEATH = ChildDied(-11, "")


class Child:
    """Answers with what it was given; an exception is raised."""

    def __init__(self, *replies: Json | Exception) -> None:
        self.replies = list(replies)
        self.killed = False

    def send(self, message: Json) -> None:
        """It knows its answers already."""

    def receive(self, _timeout_s: float) -> Json:
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply

    def kill(self) -> None:
        self.killed = True


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets the child that tells about the build, and the one that is loaded."""

    def be(about: Child, loaded: Child | Exception) -> None:
        def load(_model: ModelFile, plan: LoadPlan, _cancel: CancelToken) -> Child:
            assert plan.gpu
            if isinstance(loaded, Exception):
                raise loaded
            return loaded

        monkeypatch.setattr(gpu, "start_child", lambda: about)
        monkeypatch.setattr(gpu, "load_in_child", load)

    return be


def a_model() -> ModelFile:
    model = embedded_model()
    assert model
    return model


@pytest.mark.parametrize(
    ("loaded", "expected"),
    [
        (Child({"begun": {"id": 1}}, WROTE), True),
        (Child(SILENT), False),
        (Child(DEATH), False),
        (DEATH, False),
        (StudyleafError(ErrorCode.MODEL_INVALID), False),
    ],
)
def test_it_works_when_the_model_writes_on_it(
    children: Callable[..., None], loaded: Child | Exception, *, expected: bool
) -> None:
    children(Child({"about": {"gpu": True}}), loaded)
    assert gpu.works(a_model(), PLAN, CancelToken()) is expected
    assert isinstance(loaded, Exception) or loaded.killed


@pytest.mark.parametrize("about", [Child({"about": {"gpu": False}}), Child(DEATH), Child({})])
def test_a_build_that_cannot_or_does_not_say_is_not_tried(children: Callable[..., None], about: Child) -> None:
    children(about, AssertionError("not to be loaded"))
    assert not gpu.works(a_model(), PLAN, CancelToken())
    assert about.killed


def test_the_wish_for_a_gpu_is_part_of_what_decides_texts() -> None:
    model = a_model()
    assert Engine(model, gpu=True).fingerprint != Engine(model).fingerprint


def test_the_plan_of_a_model_has_no_gpu() -> None:
    model = a_model()
    assert not sizing.plan(model, model.header(), sizing.default_setup()).gpu
