"""Whether a large library is as quick as a small one: 10,000 documents, 100,000 notes and 1,000,000 events beside 100
documents, 1,000 notes and 10,000 events, all generated.

Each figure is the shortest of some tries, in milliseconds, for the small and the large library, and what one takes as
a multiple of the other: `window` from the birth of the program to a window that shows its library and takes input,
`start` until the library is open and recovered, `snapshot` for all that a window shows first, `documents`, `notes`
and `jobs` for the first of one list each, `find_job` by the beginning of its id, `replay` of the last 1,000 events,
`submit` of a job, `search` for words that are on all pages, on one, in titles and nowhere, for one letter of titles,
two that none has, the beginning of a word and a word of all pages with one of a single, `bin` for the newest of what
was deleted, `backlog` for the jobs that wait.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from app.events import (
    EventType,
    JobEvent,
    JobMetadata,
    JobResult,
    JobStage,
    JobStatus,
    JobType,
    encode_event,
    timestamp_now,
)
from app.models import Document, EventRecord, Job, Library, NoteRecord, NoteSection, PageRecord, database
from app.settings import LOCAL_USER, DataFolder, Settings
from app.store import documents, events, jobs, notes
from app.store.bin import list_bin
from app.store.connection import open_library
from app.store.search import search
from tests.benchmarks.report import Report
from tests.benchmarks.ui import start_seconds
from ui.snapshot import read_snapshot
from workers.service import JobService

SIZES: Final = {"small": 100, "large": 10_000}
"""In documents."""
NOTES_PER_DOCUMENT: Final = 10
JOBS_PER_DOCUMENT: Final = 10
EVENTS_PER_JOB: Final = 10
BINNED_SHARE: Final = 50
"""One in so many documents lies in the bin."""
REPLAYED: Final = 1000
SHOWN: Final = 90
"""Of each list: so many there are in the small library, too."""
TRIES: Final = 7
ROWS_PER_INSERT: Final = 5000
RARE: Final = "mitochondria"
"""On one page and in one note of each library."""
WORDS: Final = "the cell divides into two daughter cells which carry the same chromosomes as their mother did " * 20


def generate(folder: DataFolder, count: int) -> None:
    """A library of so many documents, as if each had been read and written about some times."""
    library = open_library(folder.library)
    epoch = Library.get().epoch
    began = time.time() - 86_400 * 365
    _insert(Document, _documents(count, began))
    _insert(PageRecord, ({"document": f"d{n}", "number": 1, "text": f"{WORDS} {n} {_rare(n)}"} for n in range(count)))
    total = count * NOTES_PER_DOCUMENT
    _insert(NoteRecord, _notes(total, began))
    _insert(NoteSection, ({"note": f"n{n}", "position": 0, "body": _section(n)} for n in range(total)))
    total = count * JOBS_PER_DOCUMENT
    _insert(Job, _jobs(total, began))
    _insert(EventRecord, _events(total, epoch))
    Library.update(seq=total * EVENTS_PER_JOB).execute()
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    library.close_everywhere()


def _rare(number: int) -> str:
    return RARE if number == 1 else ""


def _section(number: int) -> str:
    citations = [{"page": 1, "quote": WORDS[:190]}]
    point = {"text": f"{WORDS[:190]} {_rare(number)}", "origin": "quoted", "citations": citations}
    return json.dumps({"heading": "Cells", "pages": [1], "points": [point], "terms": [], "level": 1})


def _insert(table: Any, rows: Iterator[dict[str, object]]) -> None:
    batch: list[dict[str, object]] = []
    for row in rows:
        batch.append({table._meta.fields[name].column_name: value for name, value in row.items()})
        if len(batch) == ROWS_PER_INSERT:
            _write(table, batch)
            batch = []
    if batch:
        _write(table, batch)


def _write(table: Any, batch: list[dict[str, object]]) -> None:
    """By hand: a million rows through the mapper take minutes."""
    defaults = {
        field.column_name: field.default() if callable(field.default) else field.default
        for field in table._meta.sorted_fields
        if field.default is not None
    }
    columns = list({**defaults, **batch[0]})
    marks = ", ".join("?" * len(columns))
    sql = f"INSERT INTO {table._meta.table_name} ({', '.join(columns)}) VALUES ({marks})"
    with database.atomic():
        rows = [[{**defaults, **row}[column] for column in columns] for row in batch]
        database.connection().executemany(sql, rows)


def _documents(count: int, began: float) -> Iterator[dict[str, object]]:
    for n in range(count):
        yield {
            "id": f"d{n}",
            "sha256": f"{n:064d}",
            "kind": "pdf",
            "file_name": f"Lecture {n}.pdf",
            "size_bytes": 100_000 + n,
            "title": f"Lecture {n}",
            "extraction_version": 1,
            "page_count": 1,
            "added_at": began + n,
            "deleted_at": began + n if n % BINNED_SHARE == 0 else None,
        }


def _notes(count: int, began: float) -> Iterator[dict[str, object]]:
    for n in range(count):
        document = n // NOTES_PER_DOCUMENT
        yield {
            "id": f"n{n}",
            "document": f"d{document}",
            "user_id": LOCAL_USER,
            "title": f"Lecture {document}",
            "complete": True,
            "cache_key": f"c{n}",
            "created_at": began + n,
            "updated_at": began + n,
            "deleted_at": began + document if document % BINNED_SHARE == 0 else None,
            "deleted_along": document % BINNED_SHARE == 0,
        }


def _jobs(count: int, began: float) -> Iterator[dict[str, object]]:
    for n in range(count):
        yield {
            "id": f"{n:032x}",
            "type": JobType.PDF_NOTES.value,
            "user_id": LOCAL_USER,
            "status": JobStatus.COMPLETED.value,
            "stage": JobStage.COMPLETED.value,
            "progress": 100,
            "details": json.dumps({"fileName": f"Lecture {n}.pdf", "fileSize": n}),
            "document": f"d{n // JOBS_PER_DOCUMENT}",
            "note": f"n{n // JOBS_PER_DOCUMENT * NOTES_PER_DOCUMENT}",
            "likeness": f"l{n}",
            "position": began + n,
            "created_at": began + n,
        }


def _events(count: int, epoch: str) -> Iterator[dict[str, object]]:
    seq, now = 0, timestamp_now()
    result = JobResult(note_id="n1", title="Lecture", processing_time_ms=1, cache_hit=False)
    for n in range(count):
        for number in range(EVENTS_PER_JOB):
            seq += 1
            is_last = number == EVENTS_PER_JOB - 1
            event = JobEvent(
                seq=seq,
                epoch=epoch,
                type=EventType.JOB_COMPLETED if is_last else EventType.JOB_PROGRESS,
                job_id=f"{n:032x}",
                job_type=JobType.PDF_NOTES,
                user_id=LOCAL_USER,
                status=JobStatus.COMPLETED if is_last else JobStatus.ACTIVE,
                stage=JobStage.COMPLETED if is_last else JobStage.EXTRACTING_TEXT,
                progress=number,
                metadata=JobMetadata(file_name=f"Lecture {n}.pdf", pages=10, page=number),
                result=result if is_last else None,
                timestamp=now,
            )
            body = json.dumps(encode_event(event), separators=(",", ":"))
            yield {"seq": seq, "job": event.job_id, "user_id": LOCAL_USER, "type": event.type.value, "body": body}


def measure(folder: DataFolder) -> dict[str, float]:
    """Milliseconds of each act on a library."""
    figures = {
        "window": min(1000 * start_seconds(folder.root) for _ in range(TRIES)),
        "start": min(_start(folder) for _ in range(TRIES)),
    }
    service = JobService(folder, Settings())
    try:
        epoch, newest = events.position()
        some_job = jobs.list_jobs(LOCAL_USER, limit=1)[0].id
        acts: dict[str, Callable[[], object]] = {
            "snapshot": lambda: read_snapshot(service.jobs, LOCAL_USER),
            "documents": lambda: documents.list_documents(limit=SHOWN),
            "notes": lambda: notes.list_notes(LOCAL_USER, limit=SHOWN),
            "jobs": lambda: service.jobs.list(limit=SHOWN),
            "find_job": lambda: jobs.find_job(some_job[:-1]),
            "replay": lambda: events.replay(epoch, newest - REPLAYED, user_id=LOCAL_USER),
            "submit": lambda: service.jobs.notes_from_text(f"{time.perf_counter()}", title="t"),
            "search": lambda: search("daughter chromosomes"),
            "search_rare": lambda: search(RARE),
            "search_title": lambda: search("Lecture 7"),
            "search_nothing": lambda: search("photosynthesis"),
            "search_letter": lambda: search("l"),
            "search_letters": lambda: search("qz"),
            "search_beginning": lambda: search("daught"),
            "search_mixed": lambda: search(f"daught {RARE}"),
            "bin": lambda: list_bin(LOCAL_USER, limit=2),
            "backlog": jobs.queued_job_ids,
        }
        for name, act in acts.items():
            figures[name] = min(_took(act) for _ in range(TRIES))
    finally:
        service.close()
    return figures


def _start(folder: DataFolder) -> float:
    began = time.perf_counter()
    service = JobService(folder, Settings())
    service.take_up_dead_jobs()
    took = 1000 * (time.perf_counter() - began)
    service.close()
    return took


def _took(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - began)


def main() -> None:
    """Generates both libraries, a minute or two, and measures them."""
    found: dict[str, dict[str, float]] = {}
    with Report("scale") as report:
        for size, count in SIZES.items():
            with tempfile.TemporaryDirectory() as place:
                folder = DataFolder(Path(place))
                folder.prepare()
                generate(folder, count)
                found[size] = measure(folder)
        for name, small in found["small"].items():
            large = found["large"][name]
            report.add(f"{name}_ms_small", small)
            report.add(f"{name}_ms_large", large)
            report.add(f"{name}_times", large / small)


if __name__ == "__main__":
    main()
