"""What a job says about the time that is left, while its notes and its quiz are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from app import emitter
from app.events import JobEvent, JobStage
from app.settings import DataFolder, Settings
from tests.support import Recorder
from workers import rates
from workers.llm.scripted import ScriptedModel
from workers.pipelines import rewriting
from workers.service import JobService

LECTURE = Path(__file__).parent.parent / "data" / "lecture_variational_monte_carlo.pdf"


@pytest.fixture
def told(folder: DataFolder, published: Recorder, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Sequence[JobEvent]]:
    monkeypatch.setattr(emitter, "PROGRESS_INTERVAL_S", 0.0)

    def make_notes() -> Sequence[JobEvent]:
        service = JobService(folder, Settings(), publish=published, model=ScriptedModel())
        service.run_here(service.jobs.notes_from_file(LECTURE))
        service.close()
        return [event for event in published.events if isinstance(event, JobEvent)]

    return make_notes


def test_the_time_that_the_quiz_will_take_is_counted_while_notes_are_written(
    folder: DataFolder, told: Callable[[], Sequence[JobEvent]]
) -> None:
    (folder.root / "rates.json").write_text(f'{{"{rates.WRITTEN_BYTE}": 0.001, "{rates.READING}": 3600.0}}')
    left = [event.metadata.estimated_time_remaining_ms for event in told() if event.stage is JobStage.GENERATING_NOTES]
    known = [each for each in left if each is not None]
    assert known
    assert all(each >= 3_600_000 for each in known)


def test_the_reading_of_the_quiz_tells_how_far_it_is(
    folder: DataFolder, told: Callable[[], Sequence[JobEvent]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.root / "rates.json").write_text(f'{{"{rates.WRITTEN_BYTE}": 0.001}}')
    monkeypatch.setattr(rewriting, "TELL_INTERVAL_S", 0.0)
    events = [event for event in told() if event.stage is JobStage.GENERATING_QUIZ]
    progress = [event.progress for event in events]
    assert len(set(progress)) > 2
    assert progress == sorted(progress)
    assert any(event.metadata.estimated_time_remaining_ms for event in events)
