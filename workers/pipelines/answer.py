"""The job `completion`: a question about a document, answered with what its pages say; or one section of a note."""

from __future__ import annotations

from app import wire
from app.errors import ErrorCode, StudyleafError
from app.events import JobMetadata, JobResult, JobStage
from app.notes import Note, Section
from app.store import documents, notes
from workers.llm.protocol import GenerationRequest, Message
from workers.pipelines import extend
from workers.pipelines.context import JobContext
from workers.pipelines.reading import read_pages
from workers.pipelines.source import bring_in
from workers.workshop import Workshop
from workers.writing.prompts import ANSWER_MAX_TOKENS


def run(context: JobContext, workshop: Workshop) -> JobResult:
    """Finds the passages, has the model answer from them, checks the answer and stores it as a note of its own."""
    if context.options.note_id:
        return extend.run(context, workshop)
    question = context.options.question
    if not question:
        raise StudyleafError(ErrorCode.INPUT_INVALID, name="question", reason="it is empty")
    context.report(JobStage.INITIALIZING, 2)
    document = read_pages(context, workshop, bring_in(context, workshop))
    context.report(JobStage.GENERATING_NOTES, 50)
    params = {"question": question, "language": document.language}
    pages = (
        {"number": page.number, "label": page.label, "text": page.text, "blocks": page.blocks, "problem": page.problem}
        for page in documents.pages_of(document.id)
    )
    plan = workshop.call("plan_answer", params, pages, name=document.file_name, cancel=context.cancel)
    model = workshop.language_model(context.options.model, owner=document.id)
    text = ""
    if plan["found"]:
        messages = tuple(wire.decode(Message, message) for message in plan["messages"])
        request = GenerationRequest(messages=messages, max_tokens=ANSWER_MAX_TOKENS)
        for _, completion in model.generate([request], cancel=context.cancel, on_text=lambda *_: context.alive()):
            text = completion.text
            workshop.metrics.wrote(read_tokens=completion.prompt_tokens, written_tokens=completion.generated_tokens)
    context.report(JobStage.SAVING, 90)
    params = {"question": question, "language": document.language, "passages": plan["passages"], "text": text}
    answer = workshop.call("finish_answer", params, (), name=document.file_name, cancel=context.cancel)
    section = wire.decode(Section, answer["section"])
    note = Note(title=question, summary="", sections=(section,) if section.points else ())
    note_id = context.job.note_id
    if note_id and notes.is_there(note_id):  # an earlier attempt was broken off after it had stored its answer
        notes.restart_draft(note_id, note)
    else:
        note_id = notes.create_note(
            user_id=context.job.user_id,
            document_id=document.id,
            note=note,
            model=model.name,
            kind=notes.ANSWER,
            attach=context.attach_note,
        )
    context.report(JobStage.SAVING, 95, JobMetadata(note_id=note_id))
    return JobResult(note_id=note_id, title=question, processing_time_ms=context.elapsed_ms, cache_hit=False)
