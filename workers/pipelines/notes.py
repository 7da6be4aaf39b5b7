"""The jobs `pdf-notes-optimized` and `ai-notes`: a draft at once, then the model improves it section by section."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field
from typing import Final

from app import wire
from app.events import JobMetadata, JobResult, JobStage, NoteDelta
from app.notes import Note, Section, Timings
from app.store import documents, notes
from app.store.documents import DocumentView
from app.store.notes import NoteView
from workers import rates
from workers.extraction import EXTRACTION_VERSION
from workers.llm.protocol import GenerationRequest, LanguageModel
from workers.pipelines.context import JobContext
from workers.pipelines.reading import lacks_scans, read_pages
from workers.pipelines.source import bring_in
from workers.rates import Forecast
from workers.workshop import Workshop
from workers.writing.plan import NoteOptions, NotePlan, SectionPlan
from workers.writing.prompts import rewrite_requests
from workers.writing.version import WRITING_VERSION

CACHE_PERCENT: Final = 25
WRITE_BEGIN, WRITE_END = 42, 85
QUIZ_PERCENT: Final = 87
SAVE_PERCENT: Final = 92
CACHING_PERCENT: Final = 96
REQUEST_BYTES: Final = 60
"""What asking costs beside the sentence itself, in bytes of it."""
EXPECTED_LENGTH: Final = 0.75
"""Of a text that the model writes, as a share of what it reads; only the forecast depends on it."""
TELL_INTERVAL_S: Final = 1.0
"""How often the forecast is told while texts grow and none is whole."""


@dataclass(slots=True)
class _Draft:
    """A note while it is written: its plan, its sections so far, and what it cost."""

    note_id: str
    plan: NotePlan
    sections: list[Section]
    prompt_tokens: int = 0
    generated_tokens: int = 0
    extract_ms: int = 0
    draft_ms: int = 0
    keys: dict[int, str] = field(default_factory=dict)


def run(context: JobContext, workshop: Workshop) -> JobResult:
    """Carries a document through all stages. Cancelled or broken off, it leaves what was written so far."""
    context.report(JobStage.INITIALIZING, 2)
    document = bring_in(context, workshop)
    context.report(JobStage.CHECKING_CACHE, CACHE_PERCENT)
    model = workshop.language_model(context.options.model, owner=document.id)
    cache_key = note_key(document, model, context)
    cached = _finished_before(context) or notes.copy_cached(cache_key, user_id=context.job.user_id)
    if cached:
        context.emitter.attach(context.claim, note_id=cached.id)
        if context.job.note_id:
            notes.discard_draft(context.job.note_id)
        context.emitter.library_changed(context.job.user_id, note_ids=(cached.id,))
        return JobResult(note_id=cached.id, title=cached.title, processing_time_ms=context.elapsed_ms, cache_hit=True)
    document = read_pages(context, workshop, document, on_text=model.prepare)
    cache_key = note_key(document, model, context)  # which pages are missing is known only now
    extract_ms = context.elapsed_ms
    draft = make_draft(context, workshop, document, model)
    draft.extract_ms = extract_ms
    draft.draft_ms = context.elapsed_ms - extract_ms
    improve(context, workshop, draft, model)
    note = finish(context, workshop, draft, document, cache_key)
    if draft.generated_tokens:
        workshop.rates.measured(rates.WRITTEN_PAGE, (context.elapsed_ms - extract_ms) / 1000, document.page_count)
    return JobResult(note_id=draft.note_id, title=note.title, processing_time_ms=context.elapsed_ms, cache_hit=False)


def _finished_before(context: JobContext) -> NoteView | None:
    """The job's own note, where an attempt before this one stored it whole and could not say so any more."""
    note = notes.find_note(context.job.note_id) if context.job.note_id else None
    return note if note and note.complete else None


def note_key(document: DocumentView, model: LanguageModel, context: JobContext) -> str:
    """The hash of all that decides what the notes of a document say."""
    options = context.options
    versions = [EXTRACTION_VERSION, WRITING_VERSION, model.fingerprint]
    return _hash([document.sha256, document.kind, *versions, options.length, lacks_scans(document)])


def make_draft(context: JobContext, workshop: Workshop, document: DocumentView, model: LanguageModel) -> _Draft:
    """Chooses the sentences and stores the cited draft; the note is there to be read from now on."""
    context.report(JobStage.GENERATING_NOTES, WRITE_BEGIN)
    params = {
        "options": wire.encode(NoteOptions(length=context.options.length)),
        "title": context.options.title or document.title,
        "fileName": document.file_name,
        "outline": documents.outline_of(document.id),
        "language": document.language,
    }
    pages = (
        {"number": page.number, "label": page.label, "text": page.text, "blocks": page.blocks, "problem": page.problem}
        for page in documents.pages_of(document.id)
    )
    planned: list[SectionPlan] = []

    def keep(value: wire.Json) -> None:
        context.alive()
        planned.append(wire.decode(SectionPlan, value["section"]))

    result = workshop.call("plan", params, pages, name=document.file_name, cancel=context.cancel, on_yield=keep)
    plan = wire.decode(NotePlan, {**result["plan"], "sections": []})
    draft = plan.draft
    if context.job.note_id:
        note_id = context.job.note_id
        notes.restart_draft(note_id, draft)
    else:
        note_id = notes.create_note(user_id=context.job.user_id, document_id=document.id, note=draft, model=model.name)
        context.emitter.attach(context.claim, note_id=note_id)
    context.report(JobStage.GENERATING_NOTES, WRITE_BEGIN, JobMetadata(note_id=note_id))
    context.emitter.library_changed(context.job.user_id, note_ids=(note_id,))
    full = NotePlan(
        title=plan.title, language=plan.language, few_shot=plan.few_shot, sections=tuple(planned), draft=draft
    )
    return _Draft(note_id, full, list(draft.sections))


def improve(context: JobContext, workshop: Workshop, draft: _Draft, model: LanguageModel) -> None:
    """Has the model rewrite the points of all sections in one batch; a section is checked and stored when whole."""
    texts: list[list[str | None]] = [[None] * len(section.points) for section in draft.plan.sections]
    requests: list[GenerationRequest] = []
    places: list[tuple[int, int]] = []
    for index, section in enumerate(draft.plan.sections):
        draft.keys[index] = section_key(section, model)
        stored = notes.find_checkpoint(draft.keys[index])
        if stored:
            _put(context, draft, index, wire.decode(Section, json.loads(stored)))
            continue
        for point, request in rewrite_requests(draft.plan.few_shot, section):
            places.append((index, point))
            requests.append(request)
    waiting = [sum(1 for place in places if place[0] == index) for index in range(len(texts))]
    if not requests:
        return
    sizes = [REQUEST_BYTES + len(request.messages[-1].content.encode()) for request in requests]
    forecast = Forecast(sizes, expected_s=workshop.rates.seconds(rates.WRITTEN_BYTE))
    after_ms = (
        workshop.rates.remaining_ms(**{rates.COMPOSED_POINT: sum(len(section.points) for section in draft.sections)})
        or 0
    )
    _report_written(context, forecast, after_ms)
    told_at = time.monotonic()

    def tell(number: int, text: str) -> None:
        nonlocal told_at
        context.alive()
        section, point = places[number]
        _tell(context, draft, section, point=point, text=text)
        forecast.written(number, len(text.encode()) / (EXPECTED_LENGTH * (sizes[number] - REQUEST_BYTES)))
        if time.monotonic() - told_at > TELL_INTERVAL_S:
            told_at = time.monotonic()
            _report_written(context, forecast, after_ms)

    for number, completion in model.generate(requests, cancel=context.cancel, on_text=tell):
        index, point = places[number]
        texts[index][point] = completion.text
        draft.prompt_tokens += completion.prompt_tokens
        draft.generated_tokens += completion.generated_tokens
        waiting[index] -= 1
        forecast.finished(number)
        if not waiting[index]:
            finish_section(context, workshop, draft, index, texts[index])
        _report_written(context, forecast, after_ms)
    if unit_s := forecast.unit_s():
        workshop.rates.measured(rates.WRITTEN_BYTE, unit_s, 1)


def _report_written(context: JobContext, forecast: Forecast, after_ms: int) -> None:
    remaining_ms = forecast.remaining_ms()
    metadata = JobMetadata(estimated_time_remaining_ms=None if remaining_ms is None else remaining_ms + after_ms)
    percent = WRITE_BEGIN + (WRITE_END - WRITE_BEGIN) * forecast.share
    context.report(JobStage.GENERATING_NOTES, percent, metadata)


def finish_section(context: JobContext, workshop: Workshop, draft: _Draft, index: int, texts: list[str | None]) -> None:
    """Checks what the model wrote for a section, keeps it as a checkpoint and puts it into the note."""
    params = {
        "section": wire.encode(draft.plan.sections[index]),
        "texts": texts,
        "language": draft.plan.language,
    }
    result = workshop.call("finish_section", params, (), name=context.name, cancel=context.cancel)
    notes.save_checkpoint(draft.keys[index], json.dumps(result["section"], ensure_ascii=False))
    _put(context, draft, index, wire.decode(Section, result["section"]))


def finish(context: JobContext, workshop: Workshop, draft: _Draft, document: DocumentView, cache_key: str) -> Note:
    """Makes summary, quiz and cards from the finished sections and stores the note as complete."""
    context.report(JobStage.GENERATING_QUIZ, QUIZ_PERCENT)
    options = NoteOptions(length=context.options.length)
    params = {"title": draft.plan.title, "language": draft.plan.language, "options": wire.encode(options)}
    sections = [wire.encode(section) for section in draft.sections]
    began = time.monotonic()
    result = workshop.call("compose", params, sections, name=document.file_name, cancel=context.cancel)
    points = sum(len(section.points) for section in draft.sections)
    workshop.rates.measured(rates.COMPOSED_POINT, time.monotonic() - began, points)
    note = wire.decode(Note, result["note"])
    context.report(JobStage.SAVING, SAVE_PERCENT)
    total = context.elapsed_ms
    timings = Timings(
        extract_ms=draft.extract_ms,
        draft_ms=draft.draft_ms,
        write_ms=total - draft.extract_ms - draft.draft_ms,
        total_ms=total,
        prompt_tokens=draft.prompt_tokens,
        generated_tokens=draft.generated_tokens,
    )
    context.report(JobStage.CACHING, CACHING_PERCENT)
    notes.complete_note(draft.note_id, note, timings=timings, cache_key=cache_key)
    context.emitter.library_changed(context.job.user_id, note_ids=(draft.note_id,))
    return note


def section_key(section: SectionPlan, model: LanguageModel) -> str:
    """The hash of all that decides what is written for a section."""
    return _hash([wire.encode(section), model.fingerprint, WRITING_VERSION])


def _put(context: JobContext, draft: _Draft, index: int, section: Section) -> None:
    draft.sections[index] = section
    notes.replace_section(draft.note_id, index, section)
    _tell(context, draft, index)


def _tell(
    context: JobContext, draft: _Draft, section: int, *, point: int | None = None, text: str | None = None
) -> None:
    delta = NoteDelta(
        job_id=context.job.id,
        user_id=context.job.user_id,
        note_id=draft.note_id,
        section=section,
        point=point,
        text=text,
    )
    context.emitter.note_delta(delta)


def _hash(value: wire.Json) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
