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
from app.notes import QuizQuestion
from app.store import notes
from workers import rates
from workers.llm.protocol import LanguageModel, ScoreRequest
from workers.pipelines.context import JobContext
from workers.pipelines.rewriting import Draft, deadline_of
from workers.rates import Pace
from workers.workshop import Workshop
from workers.writing.version import WRITING_VERSION

USUAL_READING_S: Final = 0.03
"""For one choice with the embedded model on two cores, until it was measured here."""
READ_BEGIN, READ_END = 87.0, 92.0
"""Of the job, in percent."""
TELL_INTERVAL_S: Final = 0.5


def better_quiz(
    context: JobContext,
    workshop: Workshop,
    draft: Draft,
    model: LanguageModel,
    composed: wire.Json,
    params: wire.Json,
) -> tuple[QuizQuestion, ...] | None:
    """The quiz that the model would not pass without the document; None where the student's time is over.

    `composed` is what the call `compose` gave for `params` and the draft's sections.
    """
    readings = [wire.decode(ScoreRequest, reading) for reading in composed["readings"]]
    if not readings:
        return None
    totals = _read(context, workshop, draft, model, readings)
    if totals is None:
        return None
    sections = [wire.encode(section) for section in draft.sections]
    asked = {**params, "asked": composed["asked"], "totals": totals}
    result = workshop.call("choose_quiz", asked, sections, name=context.name, cancel=context.cancel)
    return tuple(wire.decode(QuizQuestion, question) for question in result["quiz"])


def _read(
    context: JobContext, workshop: Workshop, draft: Draft, model: LanguageModel, readings: Sequence[ScoreRequest]
) -> list[float | None] | None:
    """The log-likelihood of each text, None for one without room; None altogether where there is no time for all."""
    key = readings_key(readings, model)
    stored = notes.find_checkpoint(key, since=context.job.fresh_since)
    if stored:
        totals: list[float | None] = json.loads(stored)
        return totals
    deadline = deadline_of(context, reserved_s=0)
    each_s = workshop.rates.seconds(rates.READING) or USUAL_READING_S
    expected_s = len(readings) * each_s
    if deadline is not None and time.monotonic() + expected_s > deadline:
        return None
    began = told_at = time.monotonic()
    pace = Pace(len(readings), expected_s=each_s)
    found: dict[int, float | None] = {}
    scored = model.score(readings, cancel=context.cancel)
    with closing(scored) if isinstance(scored, Generator) else nullcontext():
        for number, score in scored:
            context.alive()
            found[number] = score.total if math.isfinite(score.total) else None
            read = score.prompt_tokens + len(score.log_likelihoods)
            draft.prompt_tokens += read
            workshop.metrics.wrote(read_tokens=read, written_tokens=0)
            if time.monotonic() - told_at > TELL_INTERVAL_S:
                told_at = time.monotonic()
                _report(context, pace, len(found), len(readings))
            if deadline is not None and time.monotonic() > deadline:
                return None
    workshop.rates.measured(rates.READING, time.monotonic() - began, len(readings))
    workshop.rates.measured(rates.QUIZ, time.monotonic() - began, 1)
    totals = [found[number] for number in range(len(readings))]
    notes.save_checkpoint(key, json.dumps(totals), document_id=draft.document_id)
    return totals


def _report(context: JobContext, pace: Pace, done: int, total: int) -> None:
    percent = READ_BEGIN + (READ_END - READ_BEGIN) * done / total
    metadata = JobMetadata(estimated_time_remaining_ms=pace.remaining_ms(done))
    context.report(JobStage.GENERATING_QUIZ, percent, metadata)


def readings_key(readings: Sequence[ScoreRequest], model: LanguageModel) -> str:
    """The hash of all that decides what the model makes of the readings."""
    value = [[wire.encode(reading) for reading in readings], model.fingerprint, WRITING_VERSION]
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
