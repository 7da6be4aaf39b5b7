"""A diagnostic bundle tells what happened, and nothing that a document says or is called."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from app.cli.bundle import known_names, without_names, write_bundle
from app.emitter import JobEventEmitter
from app.errors import ErrorCode, StudyleafError
from app.events import JobMetadata, JobType
from app.newjob import NewJob
from app.settings import DataFolder
from app.store.connection import LibraryDatabase

SECRETS = ("My Diary 2026", "what did I dream", "divorce papers")


@pytest.fixture
def failed_job(emitter: JobEventEmitter) -> str:
    new = NewJob(
        type=JobType.COMPLETION,
        user_id="local",
        options={"question": "what did I dream of?", "path": "/home/x/divorce papers.pdf"},
        metadata=JobMetadata(file_name="My Diary 2026.pdf", file_size=77),
    )
    claim = emitter.claim(emitter.submit(new), owner="me", lease_s=30)
    assert claim
    emitter.fail(claim, StudyleafError(ErrorCode.PDF_DAMAGED, name="My Diary 2026.pdf"))
    return claim.job_id


def test_it_holds_times_and_codes_and_no_names_or_texts(
    library: LibraryDatabase, folder: DataFolder, failed_job: str, tmp_path: Path
) -> None:
    (folder.logs / "studyleaf.log").write_text("WARNING reading My Diary 2026.pdf failed on page 3\n")
    write_bundle(folder, [f"✓ Data folder: {folder.root}"], tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert set(parts) == {"report.txt", "packages.txt", "jobs.json", "logs/studyleaf.log"}
    assert all(secret not in text for secret in (*SECRETS, str(folder.root)) for text in parts.values())
    assert "failed on page 3" in parts["logs/studyleaf.log"]
    assert "peewee==" in parts["packages.txt"]
    (job,) = json.loads(parts["jobs.json"])
    assert (job["jobId"], job["error"], job["fileSize"]) == (failed_job, "PDF_DAMAGED", 77)
    assert [span["stage"] for span in job["timeline"]] == ["queued", "initializing", "failed"]


def test_longer_names_are_put_out_before_what_they_contain(
    library: LibraryDatabase, folder: DataFolder, failed_job: str
) -> None:
    names = known_names(folder)
    assert names == sorted(names, key=len, reverse=True)
    assert without_names("read My Diary 2026.pdf twice", names) == "read … twice"
