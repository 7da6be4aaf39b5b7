from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.emitter import JobEventEmitter
from app.events import JobType
from app.settings import Settings
from tests.unit.workers.running import SETTINGS, MakeRunner
from workers.pipelines.context import Pipeline
from workers.runner import JobRunner


@pytest.fixture
def make_runner(emitter: JobEventEmitter) -> Iterator[MakeRunner]:
    made: list[JobRunner] = []

    def make(pipeline: Pipeline, settings: Settings = SETTINGS) -> JobRunner:
        pipelines = dict.fromkeys(JobType, pipeline)
        runner = JobRunner(emitter, pipelines, settings, owner="me", password_of={"locked": "geheim"}.get)
        made.append(runner)
        return runner

    yield make
    for runner in made:
        runner.close()
        runner.join(5.0)
