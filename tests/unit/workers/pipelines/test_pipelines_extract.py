"""The job `pdf-extract` and its stages, with real files, a real library and real children."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app import wire
from app.cancel import CancelToken
from app.emitter import JobEventEmitter
from app.errors import ErrorCode, JobCancelled, LeaseLost, StudyleafError
from app.events import JobMetadata, JobStage, JobType
from app.jobs import JobOptions
from app.newjob import NewJob
from app.settings import DataFolder, Settings
from app.store import documents
from app.store.documents import StoredPage
from app.store.jobs import find_job
from app.store.scans import scans_of
from tests.pdf_writer import Pdf, encrypted, paragraph
from tests.support import Recorder
from workers.extraction import EXTRACTION_VERSION
from workers.extraction.client import ExtractionSummary
from workers.llm.scripted import ScriptedModel
from workers.pipelines import extract, reading
from workers.pipelines.context import JobContext
from workers.pipelines.reading import read_pages
from workers.pipelines.source import bring_in
from workers.workshop import Workshop

CELLS = "The cell is the smallest unit of life, and every living thing is made of one or more of them. " * 3

MakeContext = Callable[..., JobContext]


@pytest.fixture
def workshop(folder: DataFolder) -> Iterator[Workshop]:
    made = Workshop(folder, replace(Settings(), text_children=1), model=ScriptedModel())
    yield made
    made.close()


@pytest.fixture
def make_context(emitter: JobEventEmitter) -> MakeContext:
    def make(options: JobOptions, *, name: str = "Biology.pdf", password: str | None = None) -> JobContext:
        new = NewJob(
            type=JobType.PDF_EXTRACT,
            user_id="local",
            options=wire.encode(options),
            metadata=JobMetadata(file_name=name),
        )
        claim = emitter.claim(emitter.submit(new), owner="me", lease_s=60)
        assert claim
        job = find_job(claim.job_id)
        assert job
        return JobContext(job, claim, CancelToken(), emitter, password)

    return make


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return Pdf([paragraph(f"{number}. {CELLS}") for number in range(1, 41)]).write(tmp_path / "Biology.pdf")


def from_file(path: Path) -> JobOptions:
    return JobOptions(path=str(path))


def test_a_file_is_copied_read_and_told(
    make_context: MakeContext, workshop: Workshop, pdf: Path, published: Recorder
) -> None:
    context = make_context(from_file(pdf))
    result = extract.run(context, workshop)
    assert (result.title, result.cache_hit, result.note_id) == ("Biology", False, "")
    (document,) = documents.list_documents()
    assert (document.page_count, document.language) == (40, "en")
    assert document.extraction_version == EXTRACTION_VERSION
    assert workshop.shelf.path_of(document).read_bytes() == pdf.read_bytes()
    assert [page.number for page in documents.pages_of(document.id)] == list(range(1, 41))
    stages = list(dict.fromkeys(event.stage for event in published.of(context.job.id)))
    assert stages == [
        JobStage.QUEUED,
        JobStage.INITIALIZING,
        JobStage.DOWNLOADING,
        JobStage.CHECKING_CACHE,
        JobStage.EXTRACTING_TEXT,
        JobStage.SAVING,
    ]
    percents = [event.progress for event in published.of(context.job.id)]
    assert percents == sorted(percents)
    job = find_job(context.job.id)
    assert job
    assert (job.document_id, job.metadata.file_id) == (document.id, document.id)


def test_a_document_that_was_read_is_not_read_again(
    make_context: MakeContext, workshop: Workshop, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract.run(make_context(from_file(pdf)), workshop)
    monkeypatch.delattr(workshop, "extractor")
    assert extract.run(make_context(from_file(pdf), name="copy.pdf"), workshop).cache_hit


def test_pages_of_an_older_extraction_are_read_again(make_context: MakeContext, workshop: Workshop, pdf: Path) -> None:
    extract.run(make_context(from_file(pdf)), workshop)
    (document,) = documents.list_documents()
    old = [StoredPage(number=number, label=None, text="old", blocks="[]", problem=None) for number in (1, 41)]
    documents.finish_extraction(document.id, title="", language="", page_count=41, outline=(), version=99)
    documents.save_pages(document.id, old)
    extract.run(make_context(from_file(pdf)), workshop)
    pages = list(documents.pages_of(document.id))
    assert [page.number for page in pages] == list(range(1, 41))
    assert pages[0].text.startswith("1. The cell")


def test_scanned_pages_are_read_once_their_reader_is_there(
    make_context: MakeContext, workshop: Workshop, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "is_installed", lambda: False)
    extract.run(make_context(from_file(pdf)), workshop)
    (document,) = documents.list_documents()
    left_out = StoredPage(number=2, label=None, text="", blocks="[]", problem=ErrorCode.OCR_MISSING.value)
    documents.save_pages(document.id, [left_out])
    assert reading.lacks_scans(document)
    assert extract.run(make_context(from_file(pdf)), workshop).cache_hit
    monkeypatch.setattr(reading, "is_installed", lambda: True)
    assert not reading.lacks_scans(document)
    assert not extract.run(make_context(from_file(pdf)), workshop).cache_hit
    assert documents.page_marks(document.id) == {}


def test_a_second_job_on_the_same_document_takes_no_page_from_the_first(
    make_context: MakeContext, workshop: Workshop, pdf: Path
) -> None:
    first, second = make_context(from_file(pdf)), make_context(from_file(pdf))
    unread = bring_in(second, workshop)
    document = read_pages(first, workshop, bring_in(first, workshop))
    seen: list[int] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.append(sum(1 for _ in documents.pages_of(document.id)))

    reader = threading.Thread(target=look)
    reader.start()
    read_pages(second, workshop, unread)
    done.set()
    reader.join()
    assert set(seen) <= {40}


def test_a_broken_off_reading_leaves_its_pages_and_no_finished_document(
    make_context: MakeContext, workshop: Workshop, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context(from_file(pdf))
    document = bring_in(context, workshop)
    save = documents.save_pages

    def save_then_cancel(document_id: str, pages: list[StoredPage]) -> None:
        save(document_id, pages)
        context.cancel.cancel()

    monkeypatch.setattr(documents, "save_pages", save_then_cancel)
    with pytest.raises(JobCancelled):
        read_pages(context, workshop, document)
    assert len(list(documents.pages_of(document.id))) == 16
    assert documents.find_document(document.id).extraction_version == 0


def test_a_retry_takes_scanned_pages_from_the_attempt_that_was_broken_off(
    make_context: MakeContext, workshop: Workshop, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context(from_file(pdf))
    document = bring_in(context, workshop)
    known: list[dict[int, str]] = []
    whole = workshop.extractor.extract

    def broken_off(*args: object, **kwargs: Any) -> ExtractionSummary:
        known.append(kwargs["scans"])
        if len(known) == 1:
            kwargs["on_scan"](7, "lines")
            raise JobCancelled
        return whole(*args, **{**kwargs, "scans": {}})

    monkeypatch.setattr(workshop.extractor, "extract", broken_off)
    with pytest.raises(JobCancelled):
        read_pages(context, workshop, document)
    read_pages(context, workshop, document)
    assert known == [{}, {7: "lines"}]
    assert scans_of(document.id, version=EXTRACTION_VERSION) == {}


def test_a_locked_file_is_read_with_the_jobs_password(
    make_context: MakeContext, workshop: Workshop, tmp_path: Path
) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(encrypted(Pdf([paragraph(CELLS)]).bytes(), "geheim"))
    with pytest.raises(StudyleafError) as caught:
        extract.run(make_context(from_file(path), name="locked.pdf"), workshop)
    assert caught.value.code is ErrorCode.PDF_PASSWORD_NEEDED
    assert "locked.pdf" in caught.value.sentence
    extract.run(make_context(from_file(path), password="geheim"), workshop)


def test_pasted_text_becomes_a_document(make_context: MakeContext, workshop: Workshop) -> None:
    context = make_context(JobOptions(text="# Zellen\n\nGröße \ud800 und Maß.", title="Zellen"), name="Zellen")
    extract.run(context, workshop)
    (document,) = documents.list_documents()
    assert (document.kind, document.title) == ("text", "Zellen")


def test_a_document_of_the_library_needs_no_file(make_context: MakeContext, workshop: Workshop, pdf: Path) -> None:
    document = bring_in(make_context(from_file(pdf)), workshop)
    pdf.unlink()
    assert bring_in(make_context(JobOptions(document_id=document.id)), workshop).id == document.id


def test_a_document_whose_copy_was_lost_is_told(make_context: MakeContext, workshop: Workshop, pdf: Path) -> None:
    document = bring_in(make_context(from_file(pdf)), workshop)
    workshop.shelf.path_of(document).unlink()
    with pytest.raises(StudyleafError) as caught:
        bring_in(make_context(JobOptions(document_id=document.id)), workshop)
    assert caught.value.code is ErrorCode.FILE_MISSING


def test_a_file_that_vanished_since_the_drop_is_told(make_context: MakeContext, workshop: Workshop, pdf: Path) -> None:
    pdf.unlink()
    with pytest.raises(StudyleafError) as caught:
        extract.run(make_context(from_file(pdf)), workshop)
    assert caught.value.code is ErrorCode.FILE_MISSING


def test_a_link_is_fetched_with_progress(
    make_context: MakeContext, workshop: Workshop, pdf: Path, monkeypatch: pytest.MonkeyPatch, published: Recorder
) -> None:
    from workers.pipelines import source

    def fetch(link: str, *, name: str, max_bytes: int, cancel: CancelToken, on_bytes: Callable[..., None]) -> object:
        assert (link, max_bytes) == ("https://uni.example/a.pdf", 200 * 2**20)
        on_bytes(50, 100)
        on_bytes(70, None)
        return io.BytesIO(pdf.read_bytes())

    monkeypatch.setattr(source, "fetch", fetch)
    context = make_context(JobOptions(link="https://uni.example/a.pdf"))
    bring_in(context, workshop)
    context.emitter.flush_progress(context.claim)
    last = published.of(context.job.id)[-1]
    assert (last.progress, last.metadata.file_size) == (20, pdf.stat().st_size)


def test_a_lost_lease_stops_the_work(make_context: MakeContext, workshop: Workshop, pdf: Path) -> None:
    context = make_context(from_file(pdf))
    context.emitter.stall(context.claim)
    with pytest.raises(LeaseLost):
        extract.run(context, workshop)


def test_measured_rates_are_kept_when_the_workshop_closes(
    make_context: MakeContext, folder: DataFolder, pdf: Path
) -> None:
    workshop = Workshop(folder, Settings(), model=ScriptedModel())
    extract.run(make_context(from_file(pdf)), workshop)
    workshop.close()
    workshop.close()
    assert Workshop(folder, Settings()).rates.remaining_ms(page=10) is not None


def test_a_call_whose_child_fails_is_repeated_once_and_then_told(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workers.children.pool import CallFailed

    calls: list[wire.Json] = []

    def fail(_: str, params: wire.Json, inputs: list[wire.Json], **__: object) -> wire.Json:
        calls.append(inputs)
        if len(calls) <= params:
            raise CallFailed(ErrorCode.EXTRACTION_FAILED)
        return "done"

    monkeypatch.setattr(workshop._pool, "call", fail)
    once = workshop.call("plan", 1, iter([1, 2]), name="a.pdf", cancel=CancelToken())
    assert (once, calls) == ("done", [[1, 2], [1, 2]])
    calls.clear()
    with pytest.raises(StudyleafError) as caught:
        workshop.call("plan", 2, [], name="a.pdf", cancel=CancelToken())
    assert (caught.value.code, len(calls)) == (ErrorCode.EXTRACTION_FAILED, 2)
    calls.clear()
    with pytest.raises(StudyleafError):
        workshop.call("plan", 1, [], name="a.pdf", cancel=CancelToken(), on_yield=lambda _: None)
    assert len(calls) == 1
