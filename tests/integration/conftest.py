from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.settings import DataFolder, Settings
from tests.integration.notes_jobs import Make
from tests.support import Recorder
from workers.llm.scripted import ScriptedModel
from workers.service import JobService


@pytest.fixture
def make(folder: DataFolder, published: Recorder) -> Iterator[Make]:
    made: list[JobService] = []

    def service(model: ScriptedModel | None = None) -> JobService:
        made.append(JobService(folder, Settings(), publish=published, model=model or ScriptedModel()))
        return made[-1]

    yield service
    for each in made:
        each.close()
