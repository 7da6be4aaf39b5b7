"""Whole jobs, for the benchmark of the engine: how long to the draft and to the end, and how good the forecast was."""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from app.events import Event, JobEvent, JobStatus, LibraryChanged
from app.settings import DataFolder, Settings
from app.store.jobs import find_job
from app.store.notes import timings_of
from workers.llm.protocol import GenerationRequest
from workers.llm.scripted import ScriptedModel
from workers.service import JobService

WORDS_PER_PAGE: Final = 480
PARAGRAPHS: Final = 6
"""Of a chapter."""
LONG_WORD: Final = re.compile(r"\b[a-z]{6,}\b")


@dataclass
class Job:
    """What was seen of a job; times in seconds since it was asked for."""

    began: float = field(default_factory=time.perf_counter)
    draft_s: float = 0.0
    total_s: float = 0.0
    tokens: int = 0
    """That the model read and wrote for it."""
    forecasts: list[tuple[float, float]] = field(default_factory=list)
    """When, and how many seconds were said to be left."""

    def hear(self, event: Event) -> None:
        now = time.perf_counter() - self.began
        if isinstance(event, LibraryChanged) and event.note_ids and not self.draft_s:
            self.draft_s = now
        if isinstance(event, JobEvent) and event.metadata.estimated_time_remaining_ms:
            self.forecasts.append((now, event.metadata.estimated_time_remaining_ms / 1000))

    def forecast_errors(self) -> list[float]:
        """Of each forecast from a tenth of the time to nine tenths, as a share of what was really left."""
        some = [(at, said) for at, said in self.forecasts if 0.1 <= at / self.total_s <= 0.9]
        assert some, "a job this long says how long it takes"
        return [abs(said - (self.total_s - at)) / (self.total_s - at) for at, said in some]


def run_jobs(*files: Path) -> list[Job]:
    """One after another in a new data folder, each with no child started before it."""
    done = []
    with tempfile.TemporaryDirectory() as place:
        folder = DataFolder(Path(place))
        folder.prepare()
        for file in files:
            current = Job()
            service = JobService(folder, Settings(), publish=current.hear)
            job_id = service.jobs.notes_from_file(file)
            service.run_here(job_id)
            current.total_s = time.perf_counter() - current.began
            job = find_job(job_id)
            assert job is not None
            assert job.status is JobStatus.COMPLETED, job.error
            assert job.note_id
            timings = timings_of(job.note_id)
            current.tokens = timings.prompt_tokens + timings.generated_tokens
            done.append(current)
            service.close()
    return done


def asked_for(file: Path) -> ScriptedModel:
    """A model that was `asked` for what a job on this file wants written, and `scored` what it wants read."""
    model = ScriptedModel()
    with tempfile.TemporaryDirectory() as place:
        folder = DataFolder(Path(place))
        folder.prepare()
        service = JobService(folder, Settings(), model=model)
        service.run_here(service.jobs.notes_from_file(file))
        service.close()
    return model


def with_other_words(requests: Sequence[GenerationRequest], *, times: int, seed: int = 4) -> list[GenerationRequest]:
    """So many times as many requests of the same lengths, no two alike."""
    generator = random.Random(seed)
    words = sorted({word for request in requests for word in LONG_WORD.findall(request.messages[-1].content)})
    made = []
    for _ in range(times):
        others = dict(zip(words, generator.sample(words, len(words)), strict=True))
        for request in requests:
            last = request.messages[-1]
            content = LONG_WORD.sub(lambda match: others[match[0]], last.content)  # noqa: B023 - used at once
            made.append(replace(request, messages=(*request.messages[:-1], replace(last, content=content))))
    return made


def write_text(path: Path, sentences: Sequence[str], *, pages: int, seed: int = 10) -> Path:
    """A text of so many pages, of these sentences with other words in them, so that no page repeats another."""
    generator = random.Random(seed)
    words = sorted({word for sentence in sentences for word in LONG_WORD.findall(sentence)})
    lines, count, chapter = ["# A long text", ""], 0, 0
    while count < pages * WORDS_PER_PAGE:
        chapter += 1
        others = dict(zip(words, generator.sample(words, len(words)), strict=True))
        lines += [f"## {chapter}. On {' '.join(generator.sample(words, 2))}", ""]
        for _ in range(PARAGRAPHS):
            paragraph = " ".join(generator.sample(list(sentences), min(4, len(sentences))))
            changed = LONG_WORD.sub(lambda match: others[match[0]], paragraph)  # noqa: B023 - used at once
            lines += [changed, ""]
            count += len(changed.split())
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
