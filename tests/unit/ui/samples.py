"""Notes, events and documents as tests need them."""

from __future__ import annotations

from app.emitter import JobEventEmitter
from app.events import (
    STATUS_OF,
    EventType,
    JobEvent,
    JobMetadata,
    JobStage,
    JobType,
    timestamp_now,
)
from app.newjob import NewJob
from app.notes import Citation, Flashcard, Note, Origin, Point, QuizQuestion, Section, Term
from app.settings import LOCAL_USER
from app.store import documents, notes
from app.store.documents import DocumentView, StoredPage


def point(words: str, page: int = 1, origin: Origin = Origin.REWRITTEN) -> Point:
    return Point(words, origin, (Citation(page, words),))


def section(heading: str, *words: str) -> Section:
    return Section(heading, (1, 2), tuple(point(text) for text in words))


def question(answer: int = 1) -> QuizQuestion:
    return QuizQuestion("Which?", ("one", "two", "three", "four"), answer, "Because.", (Citation(2, "two"),))


def note(sections: int = 3, points: int = 4) -> Note:
    made = tuple(
        section(f"Heading {index}", *(f"Statement {index}.{place} about leaves." for place in range(points)))
        for index in range(sections)
    )
    term = Term("Leaf", "What a tree breathes with.", (Citation(4, "breathes with"),))
    first = Section(made[0].heading, made[0].pages, made[0].points, (term,))
    cards = (Flashcard("Front", "Back", (Citation(3, "Back"),)), Flashcard("F2", "B2", (Citation(3, "B2"),)))
    return Note("Trees", "All about trees.", (first, *made[1:]), (question(), question(0)), cards)


def job_event(job_id: str = "job", kind: EventType = EventType.JOB_PROGRESS, **values: object) -> JobEvent:
    fields: dict[str, object] = {
        "seq": 1,
        "epoch": "e",
        "type": kind,
        "job_id": job_id,
        "job_type": JobType.PDF_NOTES,
        "user_id": LOCAL_USER,
        "status": STATUS_OF[kind],
        "stage": JobStage.EXTRACTING_TEXT,
        "progress": 30,
        "metadata": JobMetadata(file_name="trees.pdf"),
        "timestamp": timestamp_now(),
    }
    return JobEvent(**{**fields, **values})  # type: ignore[arg-type]


def add_document(title: str, *, kind: str = "pdf", pages: tuple[str, ...] = ("One.", "Two.")) -> DocumentView:
    """Stores a read document without a file."""
    added = documents.add_document(sha256=title.encode().hex(), kind=kind, file_name=f"{title}.{kind}", size_bytes=9)
    documents.save_pages(
        added.id,
        [StoredPage(number=n, label=None, text=text, blocks="[]", problem=None) for n, text in enumerate(pages, 1)],
    )
    documents.finish_extraction(added.id, title=title, language="en", page_count=len(pages), outline=(), version=1)
    return documents.find_document(added.id)


def add_note(document: DocumentView, content: Note | None = None, *, kind: str = notes.NOTES) -> str:
    """Stores a draft; returns its id."""
    return notes.create_note(
        user_id=LOCAL_USER, document_id=document.id, note=content or note(), model="test", kind=kind
    )


def submit(emitter: JobEventEmitter, name: str = "trees.pdf", kind: JobType = JobType.PDF_NOTES) -> str:
    """Stores a queued job; returns its id."""
    metadata = JobMetadata(file_name=name)
    return emitter.submit(NewJob(type=kind, user_id=LOCAL_USER, options={}, metadata=metadata))
