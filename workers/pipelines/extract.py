"""The job `pdf-extract`: a document's text, page by page, and nothing else."""

from __future__ import annotations

from app.events import JobResult, JobStage
from workers.pipelines.context import JobContext
from workers.pipelines.reading import read_pages
from workers.pipelines.source import bring_in
from workers.workshop import Workshop


def run(context: JobContext, workshop: Workshop) -> JobResult:
    """Brings the file in and reads it; the text lies in the library afterwards."""
    context.report(JobStage.INITIALIZING, 2)
    document = bring_in(context, workshop)
    context.report(JobStage.CHECKING_CACHE, 25)
    read = read_pages(context, workshop, document)
    context.report(JobStage.SAVING, 95)
    return JobResult(
        note_id="",
        title=read.title,
        processing_time_ms=context.elapsed_ms,
        cache_hit=read is document,
    )
