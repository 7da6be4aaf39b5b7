"""The part of the job `completion` that writes one section: of pages that a note leaves out, or once more, otherwise.

The sentences are chosen and shortened by rules, and checked like all others; the model is not asked, so it is quick.
The note around the section follows: its summary, and what is asked about it.
"""

from __future__ import annotations

from dataclasses import replace

from app import wire
from app.errors import ErrorCode, StudyleafError
from app.events import JobMetadata, JobResult, JobStage
from app.notes import Note, Origin, Section
from app.store import documents, edits, notes
from app.store.documents import StoredPage
from workers.pipelines.context import JobContext
from workers.pipelines.reading import read_pages
from workers.pipelines.source import bring_in
from workers.workshop import Workshop
from workers.writing.plan import NoteOptions, SectionPlan


def run(context: JobContext, workshop: Workshop) -> JobResult:
    """Writes the section into the note that the options name. Raises NO_READABLE_TEXT where the pages say nothing."""
    options = context.options
    note_id = options.note_id
    assert note_id
    context.report(JobStage.INITIALIZING, 2)
    document = read_pages(context, workshop, bring_in(context, workshop))
    view = notes.find_note(note_id)
    context.report(JobStage.GENERATING_NOTES, 40)
    wanted = [page for page in documents.pages_of(document.id) if page.number in options.pages]
    written = _write(context, workshop, wanted, language=document.language)
    if not written.points:
        raise StudyleafError(ErrorCode.NO_READABLE_TEXT, name=document.file_name)
    context.report(JobStage.SAVING, 90)
    if options.section is not None:
        _replace(note_id, options.section, written)
    elif not _has(note_id, written):
        notes.insert_section(note_id, written)
    context.emitter.library_changed(context.job.user_id, note_ids=(note_id,))
    if view.complete:
        _summarize(context, workshop, note_id, language=document.language)
        _ask_about(context, workshop, note_id, written, language=document.language)
    context.report(JobStage.SAVING, 95, JobMetadata(note_id=note_id))
    context.emitter.library_changed(context.job.user_id, note_ids=(note_id,))
    return JobResult(note_id=note_id, title=view.title, processing_time_ms=context.elapsed_ms, cache_hit=False)


def _write(context: JobContext, workshop: Workshop, wanted: list[StoredPage], *, language: str) -> Section:
    """One section of all that is worth telling of the pages."""
    params = {
        "options": wire.encode(NoteOptions(length=context.options.length)),
        "title": "",
        "fileName": context.name,
        "outline": [],
        "language": language,
    }
    pages = [
        {"number": page.number, "label": page.label, "text": page.text, "blocks": page.blocks, "problem": page.problem}
        for page in wanted
    ]
    parts: list[Section] = []

    def keep(value: wire.Json) -> None:
        context.alive()
        if "section" in value:
            plan = wire.decode(SectionPlan, value["section"])
            parts.append(plan.section(tuple(each.point for each in plan.points)))

    workshop.call("plan", params, pages, name=context.name, cancel=context.cancel, on_yield=keep)
    heading = parts[0].heading if len(parts) == 1 else ""
    return Section(
        heading=heading or _heading(context.options.pages),
        pages=context.options.pages,
        points=tuple(point for part in parts for point in part.points),
        terms=tuple(term for part in parts for term in part.terms),
    )


def _summarize(context: JobContext, workshop: Workshop, note_id: str, *, language: str) -> None:
    """Brings the summary, and the overviews of a book's chapters, in line: they say what points say, now others. Not
    what the student left out, nor her own words, which nobody has checked."""
    note = edits.load_edited(note_id)
    sections = [wire.encode(_without_edited(section)) for section in note.sections]
    params = {"title": note.title, "language": language}
    made = workshop.call("summarize", params, sections, name=context.name, cancel=context.cancel)
    headings = tuple(each.heading for each in note.sections)
    notes.renew_summary(note_id, made["summary"], made["overviews"], headings=headings)


def _ask_about(context: JobContext, workshop: Workshop, note_id: str, written: Section, *, language: str) -> None:
    """Questions and cards of the new section; those of what it was are not shown any more (app/asked.py)."""
    params = {
        "title": "",
        "language": language,
        "options": wire.encode(NoteOptions(length=context.options.length)),
        "asides": [[]],
    }
    made = workshop.call("compose", params, [wire.encode(written)], name=context.name, cancel=context.cancel)
    note = wire.decode(Note, made["note"])
    notes.add_practice(note_id, note.quiz, note.flashcards)


def _without_edited(section: Section) -> Section:
    return replace(section, points=tuple(each for each in section.points if each.origin is not Origin.EDITED))


def _has(note_id: str, written: Section) -> bool:
    """Whether an attempt that failed later has put this section in."""
    sections = notes.load_note(note_id).sections
    return any(each.pages == written.pages and each.points == written.points for each in sections)


def _replace(note_id: str, position: int, written: Section) -> None:
    """The section as it was becomes a version that can come back; its heading stays."""
    before = notes.load_section(note_id, position)
    if before is None:
        notes.insert_section(note_id, written)
        return
    edits.keep_section(note_id, position, before)
    kept = replace(before, points=written.points, terms=written.terms)
    notes.replace_section(note_id, position, kept)


def _heading(pages: tuple[int, ...]) -> str:
    first, last = min(pages), max(pages)
    return f"Page {first}" if first == last else f"Pages {first}–{last}"
