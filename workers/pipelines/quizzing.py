"""The model's part in the quiz: it reads what could be asked, so that what it guesses unread is not asked."""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Generator, Sequence
from contextlib import closing, nullcontext
from typing import Final

from app import wire
from app.events import JobMetadata, JobStage
from app.notes import Section
from app.store import notes
from workers import rates
from workers.llm.protocol import LanguageModel, Score, ScoreRequest
from workers.pipelines.budget import deadline_of
from workers.pipelines.context import JobContext
from workers.pipelines.draft import Draft, composing_params
from workers.pipelines.outlook import ENOUGH_READ
from workers.rates import Pace
from workers.workshop import Workshop
from workers.writing.version import WRITING_VERSION

READ_BEGIN, READ_END = 90.0, 92.0
"""Of the job, in percent."""
TELL_INTERVAL_S: Final = 0.5


def propose(context: JobContext, workshop: Workshop, draft: Draft, sections: Sequence[Section]) -> wire.Json:
    """What could be asked about these sections, and what the model is to read for it; see the call `propose`."""
    params = composing_params(context, draft)
    encoded = [wire.encode(section) for section in sections]
    return workshop.call("propose", params, encoded, name=context.name, cancel=context.cancel)


def foresee(context: JobContext, workshop: Workshop, draft: Draft) -> list[ScoreRequest]:
    """What the quiz will want to have read, by the plan: nearly all of it stays when the model has shortened points."""
    sections = [each.section(tuple(draft.point for draft in each.points)) for each in draft.plan.sections]
    proposed = propose(context, workshop, draft, sections)
    return [wire.decode(ScoreRequest, reading) for reading in proposed["readings"]]


def weighed(workshop: Workshop, draft: Draft, reading: ScoreRequest, score: Score) -> None:
    """Takes in that the model has read something."""
    draft.totals[reading] = score.total if math.isfinite(score.total) else None
    read = score.prompt_tokens + len(score.log_likelihoods)
    draft.prompt_tokens += read
    workshop.metrics.wrote(read_tokens=read, written_tokens=0)


def totals_of(
    context: JobContext, workshop: Workshop, draft: Draft, model: LanguageModel, readings: Sequence[ScoreRequest]
) -> list[float | None] | None:
    """The log-likelihood of each text, None for one without room; None altogether where there are none to read or the
    student's time is over. What the model has not read yet it reads now."""
    if not readings:
        return None
    key = readings_key(readings, model)
    stored = notes.find_checkpoint(key, since=context.job.fresh_since)
    if stored:
        kept: list[float | None] = json.loads(stored)
        return kept
    missing = [reading for reading in readings if reading not in draft.totals]
    if missing and not _read(context, workshop, draft, model, missing):
        return None
    totals = [draft.totals[reading] for reading in readings]
    notes.save_checkpoint(key, json.dumps(totals), document_id=draft.document_id)
    return totals


def _read(
    context: JobContext, workshop: Workshop, draft: Draft, model: LanguageModel, missing: Sequence[ScoreRequest]
) -> bool:
    """Tells whether there was time for all."""
    deadline = deadline_of(context, reserved_s=0)
    unit = rates.in_language(rates.READING, draft.plan.language)
    each_s = workshop.rates.expected_s(unit)
    if deadline is not None and time.monotonic() + len(missing) * each_s > deadline:
        return False
    began = told_at = time.monotonic()
    pace = Pace(len(missing), expected_s=each_s)
    scored = model.score(missing, cancel=context.cancel)
    done = 0
    with closing(scored) if isinstance(scored, Generator) else nullcontext():
        for number, score in scored:
            context.alive()
            done += 1
            weighed(workshop, draft, missing[number], score)
            if time.monotonic() - told_at > TELL_INTERVAL_S:
                told_at = time.monotonic()
                _report(context, pace, done, len(missing))
            if deadline is not None and time.monotonic() > deadline:
                return False
    if done >= ENOUGH_READ:
        workshop.rates.measured(unit, time.monotonic() - began, done)
    return True


def _report(context: JobContext, pace: Pace, done: int, total: int) -> None:
    percent = READ_BEGIN + (READ_END - READ_BEGIN) * done / total
    metadata = JobMetadata(estimated_time_remaining_ms=pace.remaining_ms(done))
    context.report(JobStage.GENERATING_QUIZ, percent, metadata)


def readings_key(readings: Sequence[ScoreRequest], model: LanguageModel) -> str:
    """The hash of all that decides what the model makes of the readings."""
    value = [[wire.encode(reading) for reading in readings], model.fingerprint, WRITING_VERSION]
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
