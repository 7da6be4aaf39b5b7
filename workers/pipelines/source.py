"""The stage `downloading`: whatever a job was given, afterwards it is a document of the library."""

from __future__ import annotations

import io
from pathlib import Path

from app.errors import ErrorCode, StudyleafError
from app.events import JobMetadata, JobStage
from app.store import documents
from app.store.documents import DocumentView
from workers.pipelines.context import JobContext
from workers.pipelines.download import fetch
from workers.workshop import Workshop

BEGIN_PERCENT, END_PERCENT = 5, 20


def bring_in(context: JobContext, workshop: Workshop) -> DocumentView:
    """Copies or fetches the job's file into the library, or finds it there; the job row names the document then."""
    context.report(JobStage.DOWNLOADING, BEGIN_PERCENT)
    document = _bring_in(context, workshop)
    context.emitter.attach(context.claim, document_id=document.id)
    metadata = JobMetadata(file_id=document.id, file_size=document.size_bytes)
    context.report(JobStage.DOWNLOADING, END_PERCENT, metadata)
    context.emitter.library_changed(context.job.user_id, document_ids=(document.id,))
    return document


def _bring_in(context: JobContext, workshop: Workshop) -> DocumentView:
    options, shelf = context.options, workshop.shelf
    known = context.job.document_id or options.document_id
    if known:
        document = documents.find_document(known)
        if shelf.path_of(document).exists():
            return document
    if options.path:
        return shelf.bring_in(Path(options.path), name=context.name, cancel=context.cancel)
    if options.link:
        limit = workshop.settings.max_download_mb * 2**20
        content = fetch(
            options.link,
            name=context.name,
            max_bytes=limit,
            cancel=context.cancel,
            on_bytes=lambda received, expected: _report_bytes(context, received, expected),
        )
        return shelf.keep(content, name=context.name, kind="pdf", cancel=context.cancel)
    if options.text is not None:
        text = io.BytesIO(options.text.encode("utf-8", "replace"))
        return shelf.keep(text, name=options.title or context.name, kind="text", cancel=context.cancel)
    raise StudyleafError(ErrorCode.FILE_MISSING, name=context.name)


def _report_bytes(context: JobContext, received: int, expected: int | None) -> None:
    share = received / expected if expected else 0.5
    span = END_PERCENT - BEGIN_PERCENT
    percent = BEGIN_PERCENT + span * min(1.0, share)
    context.report(JobStage.DOWNLOADING, percent, JobMetadata(file_size=expected))
