"""The jobs `pdf-notes-optimized` and `ai-notes`: a draft at once, then the model improves it section by section."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from dataclasses import replace
from typing import Final

from app import wire
from app.events import JobMetadata, JobResult, JobStage
from app.notes import Note, Origin, Receipt, Timings
from app.store import documents, notes
from app.store.documents import DocumentView
from app.store.notes import NoteView
from workers import rates
from workers.extraction import EXTRACTION_VERSION
from workers.llm.protocol import LanguageModel, ScoreRequest
from workers.pipelines.context import JobContext
from workers.pipelines.draft import Draft, composing_params, options_of, put
from workers.pipelines.quizzing import propose, totals_of
from workers.pipelines.reading import lacks_scans, read_pages
from workers.pipelines.rewriting import WRITE_BEGIN, improve
from workers.pipelines.source import bring_in
from workers.workshop import Workshop
from workers.writing.plan import NotePlan, SectionPlan
from workers.writing.version import WRITING_VERSION

CACHE_PERCENT: Final = 25
QUIZ_PERCENT: Final = 90
SAVE_PERCENT: Final = 92
CACHING_PERCENT: Final = 96


def run(context: JobContext, workshop: Workshop) -> JobResult:
    """Carries a document through all stages. Cancelled or broken off, it leaves what was written so far."""
    context.report(JobStage.INITIALIZING, 2)
    document = bring_in(context, workshop)
    context.report(JobStage.CHECKING_CACHE, CACHE_PERCENT)
    model = workshop.language_model(context.options.model, owner=document.id)
    # Who asks for the same at the same time gets the first one's notes, not a second model's work.
    with workshop.ongoing.alone(f"notes {note_key(document, model, workshop, context)}", context.cancel):
        return _found_or_made(context, workshop, document, model)


def _found_or_made(context: JobContext, workshop: Workshop, document: DocumentView, model: LanguageModel) -> JobResult:
    cache_key = note_key(document, model, workshop, context)
    cached = _finished_before(context) or notes.copy_cached(
        cache_key, user_id=context.job.user_id, since=context.job.fresh_since, attach=context.attach_note
    )
    if cached:
        if context.job.note_id:
            notes.discard_draft(context.job.note_id)
        context.emitter.library_changed(context.job.user_id, note_ids=(cached.id,))
        return JobResult(note_id=cached.id, title=cached.title, processing_time_ms=context.elapsed_ms, cache_hit=True)
    document = read_pages(context, workshop, document, on_text=model.prepare)
    cache_key = note_key(document, model, workshop, context)  # which pages are missing is known only now
    extract_ms = context.elapsed_ms
    draft = make_draft(context, workshop, document, model)
    draft.extract_ms = extract_ms
    draft.draft_ms -= extract_ms
    improve(context, workshop, draft, model)
    note = finish(context, workshop, draft, model, cache_key)
    if draft.generated_tokens:
        written_s = (context.elapsed_ms - extract_ms) / 1000
        workshop.rates.measured(rates.WRITTEN_PAGE, written_s, rates.in_written_pages(document.page_count))
    return JobResult(note_id=draft.note_id, title=note.title, processing_time_ms=context.elapsed_ms, cache_hit=False)


def _finished_before(context: JobContext) -> NoteView | None:
    """The job's own note, where an attempt before this one stored it whole and could not say so any more."""
    note_id = context.job.note_id
    note = notes.find_note(note_id) if note_id and notes.is_there(note_id) else None
    is_fresh = note is not None and note.updated_at >= (context.job.fresh_since or 0.0)
    return note if note and note.complete and is_fresh else None


def note_key(document: DocumentView, model: LanguageModel, workshop: Workshop, context: JobContext) -> str:
    """The hash of all that decides what the notes of a document say."""
    chosen = context.options
    versions = [document.sha256, document.kind, EXTRACTION_VERSION, WRITING_VERSION, model.fingerprint]
    versions += [way.value for way in workshop.ways(chosen.model)]
    return _hash([*versions, chosen.length, chosen.style, chosen.minutes, lacks_scans(document)])


def make_draft(context: JobContext, workshop: Workshop, document: DocumentView, model: LanguageModel) -> Draft:
    """Chooses the sentences and stores the cited draft at once; its sections are shortened one after the other."""
    context.report(JobStage.GENERATING_NOTES, WRITE_BEGIN)
    params = {
        "options": wire.encode(options_of(context)),
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
    made: list[Draft] = []

    def keep(value: wire.Json) -> None:
        context.alive()
        if "plan" in value:
            plan = wire.decode(NotePlan, {**value["plan"], "sections": []})
            made.append(_store_draft(context, document, plan, model))
            return
        section = wire.decode(SectionPlan, value["section"])
        planned.append(section)
        points = tuple(point.point for point in section.points)
        index = len(planned) - 1
        if points != made[0].sections[index].points:
            put(context, made[0], index, section.section(points))

    workshop.call("plan", params, pages, name=document.file_name, cancel=context.cancel, on_yield=keep)
    draft = made[0]
    draft.plan = replace(draft.plan, sections=tuple(planned))
    return draft


def _store_draft(context: JobContext, document: DocumentView, plan: NotePlan, model: LanguageModel) -> Draft:
    """The note is there to be read from now on."""
    note_id = context.job.note_id
    if note_id and notes.is_there(note_id):
        notes.restart_draft(note_id, plan.draft)
    else:
        note_id = notes.create_note(
            user_id=context.job.user_id,
            document_id=document.id,
            note=plan.draft,
            model=model.name,
            attach=context.attach_note,
        )
    context.report(JobStage.GENERATING_NOTES, WRITE_BEGIN, JobMetadata(note_id=note_id))
    context.emitter.library_changed(context.job.user_id, note_ids=(note_id,))
    return Draft(note_id, document.id, plan, list(plan.draft.sections), draft_ms=context.elapsed_ms)


def finish(context: JobContext, workshop: Workshop, draft: Draft, model: LanguageModel, cache_key: str) -> Note:
    """Makes summary, quiz and cards from the finished sections and stores the note, with its receipt, as complete."""
    context.report(JobStage.GENERATING_QUIZ, QUIZ_PERCENT)
    note = replace(
        _composed(context, workshop, draft, model),
        receipt=receipt_of(context, draft, model),
        open_ends=draft.plan.draft.open_ends,
    )
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


def _composed(context: JobContext, workshop: Workshop, draft: Draft, model: LanguageModel) -> Note:
    """The note around its finished sections, with the quiz that the model would not pass without the document."""
    began = time.monotonic()
    proposed = propose(context, workshop, draft, draft.sections)
    composing_s = time.monotonic() - began
    readings = [wire.decode(ScoreRequest, reading) for reading in proposed["readings"]]
    totals = totals_of(context, workshop, draft, model, readings)
    params = {**composing_params(context, draft), "asked": proposed["asked"], "totals": totals}
    sections = [wire.encode(section) for section in draft.sections]
    began = time.monotonic()
    composed = workshop.call("compose", params, sections, name=context.name, cancel=context.cancel)
    composing_s += time.monotonic() - began
    workshop.rates.measured(rates.COMPOSED_POINT, composing_s, draft.points)
    return wire.decode(Note, composed["note"])


def receipt_of(context: JobContext, draft: Draft, model: LanguageModel) -> Receipt:
    """What the note owes to whom."""
    origins = Counter(point.origin for section in draft.sections for point in section.points)
    return Receipt(
        model=model.name,
        language=draft.plan.language,
        length=context.options.length,
        style=context.options.style,
        minutes=context.options.minutes,
        points=origins.total(),
        rewritten=origins[Origin.REWRITTEN],
        by_model=draft.by_model,
        quoted=origins[Origin.QUOTED],
        asked=draft.by_model + draft.dropped.total(),
        unasked=draft.unasked,
        dropped=dict(draft.dropped),
        version=WRITING_VERSION,
    )


def _hash(value: wire.Json) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
