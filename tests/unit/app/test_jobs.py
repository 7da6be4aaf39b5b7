"""What a student can ask for: what is stored, who is woken, what is refused."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app import wire
from app.emitter import JobEventEmitter
from app.errors import ErrorCode, StudyleafError
from app.events import Event, EventType, JobEvent, JobResult, JobStatus, JobType
from app.jobs import JobOptions, Jobs
from app.settings import Settings
from app.store import jobs as store
from app.store.documents import add_document, find_document, finish_extraction
from app.store.jobs import JobView, Priority, find_job
from tests.support import a_new_job

Woken = list[tuple[JobType, str]]


@pytest.fixture
def woken() -> Woken:
    return []


@pytest.fixture
def jobs(emitter: JobEventEmitter, woken: Woken) -> Jobs:
    def wake(job_type: JobType, job_id: str) -> None:
        assert find_job(job_id), "a job is stored before anybody is woken"
        woken.append((job_type, job_id))

    return Jobs(emitter, Settings(max_file_mb=1), user_id="local", wake=wake)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "Biology.pdf"
    path.write_bytes(b"%PDF-1.7")
    return path


def job_of(job_id: str) -> JobView:
    found = find_job(job_id)
    assert found
    return found


def options_of(job_id: str) -> JobOptions:
    return wire.decode(JobOptions, job_of(job_id).options)


def test_notes_from_a_pdf_are_stored_queued_and_woken(jobs: Jobs, woken: Woken, pdf: Path) -> None:
    job_id = jobs.notes_from_file(pdf, model="tiny", length="short")
    job = job_of(job_id)
    assert (job.type, job.status) == (JobType.PDF_NOTES, JobStatus.QUEUED)
    assert options_of(job_id) == JobOptions(path=str(pdf), model="tiny", length="short")
    assert (job.metadata.file_name, job.metadata.file_size) == ("Biology.pdf", 8)
    assert woken == [(JobType.PDF_NOTES, job_id)]


def test_a_text_file_makes_notes_from_text(jobs: Jobs, tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("# Cells")
    assert job_of(jobs.notes_from_file(path)).type is JobType.AI_NOTES


def test_a_relative_path_is_kept_absolute(jobs: Jobs, pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pdf.parent)
    assert options_of(jobs.extract(Path(pdf.name))).path == str(pdf)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_a_name_that_is_no_valid_text_is_shown_mended_and_found_again(jobs: Jobs, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/Gr\xf6\xdfe.pdf"))
    path.write_bytes(b"%PDF-1.7")
    job_id = jobs.notes_from_file(path)
    stored = options_of(job_id).path
    assert stored is not None
    assert Path(stored).read_bytes() == b"%PDF-1.7"
    assert job_of(job_id).metadata.file_name == "Gr??e.pdf"


def test_other_requests_keep_what_they_were_given(jobs: Jobs, pdf: Path) -> None:
    link = jobs.notes_from_link("HTTPS://uni.example/Script%201.pdf")
    text = jobs.notes_from_text("Zellen teilen sich.", title="Zellen")
    stored = add_document(sha256="a", kind="pdf", file_name="d.pdf", size_bytes=1)
    document = jobs.notes_from_document(stored.id, file_name="d.pdf")
    assert options_of(link).link == "HTTPS://uni.example/Script%201.pdf"
    assert job_of(link).metadata.file_name == "Script 1.pdf"
    assert (options_of(text).text, job_of(text).type) == ("Zellen teilen sich.", JobType.AI_NOTES)
    assert options_of(document).document_id == job_of(document).document_id == stored.id


def test_a_document_that_is_not_there_is_named(jobs: Jobs, woken: Woken) -> None:
    with pytest.raises(StudyleafError) as caught:
        jobs.ask("nobody", "Why?", file_name="d.pdf")
    assert caught.value.code is ErrorCode.DOCUMENT_NOT_FOUND
    assert woken == []


def test_a_question_names_its_document(jobs: Jobs) -> None:
    document = add_document(sha256="a", kind="pdf", file_name="d.pdf", size_bytes=1)
    job = job_of(jobs.ask(document.id, "Why do cells divide?", file_name="d.pdf"))
    assert (job.type, job.document_id) == (JobType.COMPLETION, document.id)
    assert options_of(job.id).question == "Why do cells divide?"


@pytest.mark.parametrize("link", ["ftp://uni.example/a.pdf", "file:///etc/passwd", "a.pdf", "javascript:alert(1)", ""])
def test_only_web_links_are_taken(jobs: Jobs, woken: Woken, link: str) -> None:
    with pytest.raises(StudyleafError) as caught:
        jobs.notes_from_link(link)
    assert caught.value.code is ErrorCode.LINK_UNSUPPORTED
    assert woken == []


@pytest.mark.parametrize("ask", [Jobs.notes_from_file, Jobs.extract])
def test_a_file_that_cannot_be_read_is_refused_before_it_is_queued(
    jobs: Jobs, woken: Woken, tmp_path: Path, ask: Callable[[Jobs, Path], str]
) -> None:
    with pytest.raises(StudyleafError) as caught:
        ask(jobs, tmp_path / "gone.pdf")
    assert caught.value.code is ErrorCode.FILE_MISSING
    assert (jobs.list(), woken) == ([], [])


def test_a_waiting_job_is_cancelled_at_once(jobs: Jobs, pdf: Path) -> None:
    job_id = jobs.notes_from_file(pdf)
    jobs.cancel(job_id)
    assert job_of(job_id).status is JobStatus.CANCELLED


def test_what_ended_cannot_be_cancelled_and_what_waits_cannot_be_retried(jobs: Jobs, pdf: Path) -> None:
    job_id = jobs.notes_from_file(pdf)
    with pytest.raises(StudyleafError) as caught:
        jobs.retry(job_id)
    assert caught.value.code is ErrorCode.JOB_NOT_RETRYABLE
    jobs.cancel(job_id)
    with pytest.raises(StudyleafError) as caught:
        jobs.cancel(job_id)
    assert caught.value.code is ErrorCode.JOB_NOT_CANCELLABLE


def test_a_retry_queues_and_wakes_again_and_may_bring_a_password(jobs: Jobs, woken: Woken, pdf: Path) -> None:
    job_id = jobs.notes_from_file(pdf)
    jobs.cancel(job_id)
    jobs.retry(job_id, password="geheim")
    assert job_of(job_id).status is JobStatus.QUEUED
    assert woken == [(JobType.PDF_NOTES, job_id)] * 2
    assert jobs.passwords.get(job_id) == "geheim"


def test_a_password_is_never_stored(jobs: Jobs, pdf: Path, folder: object) -> None:
    job_id = jobs.notes_from_file(pdf)
    jobs.cancel(job_id)
    jobs.retry(job_id, password="geheim-4711")
    assert "geheim-4711" not in repr(job_of(job_id))


def test_a_job_that_is_not_there_is_told(jobs: Jobs) -> None:
    for ask in (jobs.cancel, jobs.retry):
        with pytest.raises(StudyleafError) as caught:
            ask("nobody")
        assert caught.value.code is ErrorCode.JOB_NOT_FOUND
        assert "nobody" in caught.value.sentence


def test_jobs_are_listed_newest_first_and_by_status(jobs: Jobs, pdf: Path) -> None:
    first, second = jobs.notes_from_file(pdf), jobs.notes_from_file(pdf, length="brief")
    jobs.cancel(first)
    assert [job.id for job in jobs.list()] == [second, first]
    assert [job.id for job in jobs.list(statuses=(JobStatus.QUEUED,))] == [second]


def test_what_is_asked_for_again_while_it_is_being_done_is_the_same_job(
    jobs: Jobs, emitter: JobEventEmitter, woken: Woken, pdf: Path
) -> None:
    first = jobs.notes_from_file(pdf)
    assert jobs.notes_from_file(pdf) == first
    claim = emitter.claim(first, owner="me", lease_s=30)
    assert claim
    assert jobs.notes_from_file(pdf) == first
    assert jobs.notes_from_file(pdf, length="brief") != first
    emitter.cancelled(claim)
    assert jobs.notes_from_file(pdf) != first
    assert len(woken) == 3


def test_a_job_that_is_about_to_stop_is_not_joined(jobs: Jobs, emitter: JobEventEmitter, pdf: Path) -> None:
    first = jobs.notes_from_file(pdf)
    assert emitter.claim(first, owner="me", lease_s=30)
    jobs.cancel(first)
    assert job_of(first).status is JobStatus.ACTIVE, "it hears of the wish a moment later"
    assert jobs.notes_from_file(pdf) != first


def test_a_worker_that_is_quicker_than_a_retry_finds_its_password_and_no_reading(
    jobs: Jobs, emitter: JobEventEmitter, pdf: Path
) -> None:
    found: list[tuple[str | None, int]] = []
    document = add_document(sha256="a", kind="pdf", file_name="d.pdf", size_bytes=1)

    def look(event: Event) -> None:
        if isinstance(event, JobEvent) and event.type is EventType.JOB_QUEUED:
            found.append((quick.passwords.get(event.job_id), find_document(document.id).extraction_version))

    quick = Jobs(JobEventEmitter(look), Settings(), user_id="local", wake=lambda _type, _id: None)
    job_id = jobs.notes_from_file(pdf)
    claim = emitter.claim(job_id, owner="w", lease_s=30)
    assert claim
    emitter.attach(claim, document_id=document.id)
    emitter.cancelled(claim)
    quick.retry(job_id, password="geheim")
    jobs.cancel(job_id)
    finish_extraction(document.id, title="t", language="en", page_count=1, outline=(), version=7)
    quick.retry_from_scratch(job_id, password="neu")
    assert found == [("geheim", 0), ("neu", 0)]


def test_a_retry_that_is_refused_changes_neither_password_nor_reading(jobs: Jobs, emitter: JobEventEmitter) -> None:
    document = add_document(sha256="a", kind="pdf", file_name="d.pdf", size_bytes=1)
    finish_extraction(document.id, title="t", language="en", page_count=1, outline=(), version=7)
    job_id = jobs.notes_from_document(document.id, file_name="d.pdf")
    for retry in (jobs.retry, jobs.retry_from_scratch):
        with pytest.raises(StudyleafError):
            retry(job_id, password="falsch")
    assert jobs.passwords.get(job_id) is None
    assert find_document(document.id).extraction_version == 7


def test_a_file_that_was_written_anew_is_another_job(jobs: Jobs, pdf: Path) -> None:
    first = jobs.notes_from_file(pdf)
    pdf.write_bytes(b"%PDF-1.7 and more")
    assert jobs.notes_from_file(pdf) != first


def test_only_waiting_jobs_are_moved(jobs: Jobs, emitter: JobEventEmitter, pdf: Path) -> None:
    first, second = jobs.notes_from_file(pdf), jobs.notes_from_file(pdf, length="brief")
    jobs.move(second)
    assert store.queued_job_ids() == [second, first]
    jobs.move(first, before=second)
    assert store.queued_job_ids() == [first, second]
    assert emitter.claim(first, owner="me", lease_s=30)
    with pytest.raises(StudyleafError) as caught:
        jobs.move(first)
    assert caught.value.code is ErrorCode.JOB_NOT_WAITING


def test_a_paused_queue_is_woken_when_it_goes_on(jobs: Jobs, woken: Woken, pdf: Path) -> None:
    job_id = jobs.notes_from_file(pdf)
    woken.clear()
    jobs.pause()
    assert store.is_paused()
    jobs.resume()
    assert (store.is_paused(), woken) == (False, [(JobType.PDF_NOTES, job_id)])


def test_the_same_file_in_another_place_joins_the_job_that_is_at_work_on_it(
    jobs: Jobs, pdf: Path, tmp_path: Path, woken: Woken
) -> None:
    first = jobs.notes_from_file(pdf)
    copy, other = tmp_path / "Copy.pdf", tmp_path / "Other.pdf"
    copy.write_bytes(pdf.read_bytes())
    other.write_bytes(pdf.read_bytes()[::-1])
    assert jobs.notes_from_file(copy) == first
    assert jobs.notes_from_file(copy, length="brief") != first
    assert jobs.notes_from_file(other) != first
    assert len(woken) == 3


def test_what_the_library_took_in_counts_and_not_what_lies_at_its_path_now(
    jobs: Jobs, pdf: Path, tmp_path: Path, emitter: JobEventEmitter
) -> None:
    content = pdf.read_bytes()
    first = jobs.notes_from_file(pdf)
    document = add_document(
        sha256=hashlib.sha256(content).hexdigest(), kind="pdf", file_name="Biology.pdf", size_bytes=len(content)
    )
    claim = emitter.claim(first, owner="w", lease_s=30)
    assert claim
    emitter.attach(claim, document_id=document.id)
    pdf.unlink()
    copy = tmp_path / "Copy.pdf"
    copy.write_bytes(content)
    assert jobs.notes_from_file(copy) == first


def test_a_file_that_was_written_anew_at_its_path_is_another_one(
    jobs: Jobs, pdf: Path, emitter: JobEventEmitter
) -> None:
    content = pdf.read_bytes()
    first = jobs.notes_from_file(pdf)
    claim = emitter.claim(first, owner="w", lease_s=30)
    assert claim
    pdf.write_bytes(content[::-1])
    os.utime(pdf, (time.time() + 60, time.time() + 60))
    second = jobs.notes_from_file(pdf)
    assert second != first, "it was written while the job may have been reading"
    document = add_document(
        sha256=hashlib.sha256(content).hexdigest(), kind="pdf", file_name="Biology.pdf", size_bytes=len(content)
    )
    emitter.attach(claim, document_id=document.id)
    assert jobs.notes_from_file(pdf) == second
    jobs.cancel(second)
    assert jobs.notes_from_file(pdf) not in {first, second}, "the library has what lay there before"


def test_a_file_that_is_gone_is_the_same_as_no_other(jobs: Jobs, pdf: Path, tmp_path: Path) -> None:
    first = jobs.notes_from_file(pdf)
    copy = tmp_path / "Copy.pdf"
    pdf.rename(copy)
    assert jobs.notes_from_file(copy) != first


def test_a_submission_with_a_key_is_made_once(jobs: Jobs, emitter: JobEventEmitter, woken: Woken) -> None:
    first = jobs.notes_from_text("Cells divide.", title="Cells", key="upload 1")
    claim = emitter.claim(first, owner="w", lease_s=30)
    assert claim
    emitter.cancelled(claim)
    assert jobs.notes_from_text("Cells divide.", title="Cells", key="upload 1") == first
    assert jobs.notes_from_text("Cells divide.", title="Cells", key="upload 2") != first
    assert len(woken) == 2


def test_a_key_that_another_program_used_meanwhile_gives_its_job(
    jobs: Jobs, emitter: JobEventEmitter, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs: list[str] = []
    look = store.find_by_key

    def too_late(user_id: str, key: str) -> str | None:
        if theirs:
            return look(user_id, key)
        theirs.append(emitter.submit(replace(a_new_job(), key=key)))
        return None

    monkeypatch.setattr(store, "find_by_key", too_late)
    assert [jobs.notes_from_text("Cells divide.", title="Cells", key="k")] == theirs


def test_a_retry_from_scratch_forgets_what_was_made(jobs: Jobs, pdf: Path, emitter: JobEventEmitter) -> None:
    job_id = jobs.notes_from_file(pdf)
    document = add_document(sha256="a", kind="pdf", file_name="d.pdf", size_bytes=1)
    finish_extraction(document.id, title="t", language="en", page_count=1, outline=(), version=7)
    claim = emitter.claim(job_id, owner="w", lease_s=30)
    assert claim
    emitter.attach(claim, document_id=document.id)
    emitter.cancelled(claim)
    jobs.retry(job_id)
    assert (job_of(job_id).fresh_since, find_document(document.id).extraction_version) == (None, 7)
    jobs.cancel(job_id)
    began = time.time()
    assert jobs.retry_from_scratch(job_id) == job_id
    assert (job_of(job_id).fresh_since or 0) >= began
    assert find_document(document.id).extraction_version == 0


def test_a_completed_job_is_done_from_scratch_as_a_new_one(jobs: Jobs, emitter: JobEventEmitter) -> None:
    first = jobs.notes_from_text("Cells divide.", title="Cells")
    claim = emitter.claim(first, owner="w", lease_s=30)
    assert claim
    emitter.complete(claim, JobResult(note_id="", title="Cells", processing_time_ms=1, cache_hit=False))
    with pytest.raises(StudyleafError):
        jobs.retry(first)
    second = jobs.retry_from_scratch(first)
    assert job_of(first).status is JobStatus.COMPLETED
    assert (job_of(second).status, job_of(second).options) == (JobStatus.QUEUED, job_of(first).options)
    assert job_of(second).fresh_since


def test_the_order_of_the_queue_is_the_student_s(jobs: Jobs) -> None:
    a, b, c = (jobs.notes_from_text(text, title=text) for text in "abc")
    document = add_document(sha256="a", kind="pdf", file_name="d.pdf", size_bytes=1)
    question = jobs.ask(document.id, "Why?", file_name="d.pdf")
    assert store.queued_job_ids() == [question, a, b, c]
    jobs.move(c, before=b)
    assert store.queued_job_ids() == [question, a, c, b]
    jobs.move_last(a)
    assert store.queued_job_ids() == [question, c, b, a]
    jobs.prioritize(question, Priority.LATER)
    assert store.queued_job_ids() == [c, b, a, question]
    jobs.move(a)
    assert store.queued_job_ids() == [a, c, b, question]
    jobs.move(b, before=question)
    assert store.queued_job_ids() == [a, c, b, question]
    assert job_of(b).priority is Priority.LATER
    jobs.cancel(a)
    with pytest.raises(StudyleafError) as caught:
        jobs.prioritize(a, Priority.FIRST)
    assert caught.value.code is ErrorCode.JOB_NOT_WAITING
