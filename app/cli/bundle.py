"""A diagnostic bundle: what somebody who helps needs to see, and nothing that a document says or is called."""

from __future__ import annotations

import importlib.metadata
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from app.events import JobEvent
from app.models import Document, Job
from app.settings import DataFolder
from app.store import events, jobs
from app.store.jobs import JobView
from app.timeline import timeline

MAX_JOBS: Final = 100
MAX_EVENTS: Final = 2000
MAX_LOG_BYTES: Final = 4_000_000
MIN_NAME_CHARS: Final = 4
"""A shorter name would be replaced inside ordinary words."""


def write_bundle(folder: DataFolder, report: Iterable[str], target: Path) -> None:
    """Writes the ZIP file; the library is open. `report` are the doctor's lines. Raises OSError."""
    names = known_names(folder)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.txt", without_names("\n".join(report), names))
        archive.writestr("packages.txt", "\n".join(packages()))
        archive.writestr("jobs.json", json.dumps([told(job) for job in _newest_jobs()], indent=1))
        for log in sorted(folder.logs.glob("*.log*")):
            text = log.read_bytes()[-MAX_LOG_BYTES:].decode("utf-8", "replace")
            archive.writestr(f"logs/{log.name}", without_names(text, names))


def told(job: JobView) -> dict[str, object]:
    """A job without its file's name, its title, its options and its question."""
    log = events.since(0, job_id=job.id, limit=MAX_EVENTS)
    spans = timeline(event for event in log if isinstance(event, JobEvent))
    return {
        "jobId": job.id,
        "jobType": job.type.value,
        "status": job.status.value,
        "attempt": job.attempt,
        "stalls": job.stalls,
        "fileSize": job.metadata.file_size,
        "pages": job.metadata.pages,
        "error": job.error.code.value if job.error else None,
        "timeline": [
            {"attempt": span.attempt, "stage": span.stage.value, "seconds": span.seconds, "page": span.page}
            for span in spans
        ],
    }


def known_names(folder: DataFolder) -> list[str]:
    """All that documents are called here, and where the student's folders lie; the longest first."""
    names = {str(row[0]) for row in Document.select(Document.file_name).tuples()}
    names |= {str(row[0]) for row in Document.select(Document.title).tuples()}
    for (details,) in Job.select(Job.details).tuples():
        names.add(str(json.loads(details).get("fileName") or ""))
    names |= {Path(name).stem for name in names} | {str(Path.home()), str(folder.root)}
    return sorted((name for name in names if len(name) >= MIN_NAME_CHARS), key=len, reverse=True)


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with every name put out."""
    for name in names:
        text = text.replace(name, "…")
    return text


def packages() -> list[str]:
    """What is installed beside us, with versions."""
    return sorted(f"{each.name}=={each.version}" for each in importlib.metadata.distributions())


def _newest_jobs() -> list[JobView]:
    rows = Job.select().order_by(Job.created_at.desc()).limit(MAX_JOBS)
    return [jobs.view_of(row) for row in rows]
