"""What all pipelines share: engines that know whom to prefer and how hard to work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.settings import CACHE_DIR_VARIABLE, DataFolder, Settings
from workers.llm.effort import Speed
from workers.llm.engine import Engine
from workers.workshop import Workshop


@pytest.fixture
def workshop(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workshop]:
    monkeypatch.setenv(CACHE_DIR_VARIABLE, str(folder.root / "cache"))
    made = Workshop(folder, Settings())
    yield made
    made.close()


def engine_of(workshop: Workshop) -> Engine:
    workshop.language_model(owner="some document")
    [engine] = workshop._engines.values()
    return engine


def test_what_is_looked_at_is_preferred_by_engines_that_are_there_and_that_come(workshop: Workshop) -> None:
    workshop.look_at("first")
    engine = engine_of(workshop)
    assert engine.wishes.foreground == "first"
    workshop.look_at("second")
    assert engine.wishes.foreground == "second"


def test_the_speed_is_read_again_before_each_job(workshop: Workshop, folder: DataFolder) -> None:
    file = folder.root / "settings.toml"
    assert engine_of(workshop).wishes.speed is Speed.BALANCED
    file.write_text('speed = "quiet"')
    assert engine_of(workshop).wishes.speed is Speed.QUIET
    file.write_text("speed = ")
    assert engine_of(workshop).wishes.speed is Speed.BALANCED


def test_models_rest_while_the_queue_is_paused_also_one_that_comes_then(workshop: Workshop) -> None:
    workshop.hold(is_held=True)
    engine = engine_of(workshop)
    assert engine.wishes.is_paused
    workshop.hold(is_held=False)
    assert not engine.wishes.is_paused
    workshop.hold(is_held=True)
    assert engine.wishes.is_paused
