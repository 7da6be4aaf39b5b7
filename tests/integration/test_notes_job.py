"""Notes from a real document, through queue row, children and checker; only the model is scripted."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app import wire
from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from app.events import EventType, JobEvent, JobMetadata, JobStage, JobStatus, JobType, NoteDelta
from app.jobs import JobOptions
from app.newjob import NewJob
from app.notes import Origin
from app.settings import DataFolder, Settings
from app.store import documents, notes
from app.store.jobs import find_job
from resources import sample_document
from tests.integration.notes_jobs import Make, note_of, run, texts_of
from tests.support import Recorder
from workers.llm.protocol import Completion, OnText, Request, Score
from workers.llm.scripted import ScriptedModel
from workers.writing.version import WRITING_VERSION

LECTURE = Path(__file__).parent.parent / "data" / "lecture_variational_monte_carlo.pdf"


class Stopping(ScriptedModel):
    """Calls `act` before it gives out the text with this number, once, and waits to be stopped."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._at = at
        self.act: Callable[[], None] | None = None

    def work(
        self, requests: Sequence[Request], *, cancel: CancelToken, on_text: OnText | None = None
    ) -> Iterator[tuple[int, Completion | Score]]:
        for number, done in super().work(requests, cancel=cancel, on_text=on_text):
            if number == self._at and self.act:
                act, self.act = self.act, None
                act()
                cancel.wait(5)
                cancel.check()
            yield number, done


def test_a_job_goes_through_all_its_stages_in_order(make: Make, published: Recorder) -> None:
    service = make()
    job = run(service, service.jobs.notes_from_file(LECTURE))
    assert job.status is JobStatus.COMPLETED
    stages = list(dict.fromkeys(event.stage for event in published.of(job.id)))
    assert stages == [
        JobStage.QUEUED,
        JobStage.INITIALIZING,
        JobStage.DOWNLOADING,
        JobStage.CHECKING_CACHE,
        JobStage.EXTRACTING_TEXT,
        JobStage.GENERATING_NOTES,
        JobStage.GENERATING_QUIZ,
        JobStage.SAVING,
        JobStage.CACHING,
        JobStage.COMPLETED,
    ]
    percents = [event.progress for event in published.of(job.id)]
    assert percents == sorted(percents)


def test_what_a_model_invents_is_never_shown(make: Make) -> None:
    lie = "Napoleon won the battle of Waterloo in 1999 with 400 dragons."
    service = make(ScriptedModel(lambda _request: lie))
    note = note_of(run(service, service.jobs.notes_from_file(LECTURE)))
    assert texts_of(note)
    assert all("dragons" not in text for text in texts_of(note))
    assert {point.origin for section in note.sections for point in section.points if point.text == lie} == set()


def test_every_statement_is_found_on_the_page_that_it_cites(make: Make) -> None:
    service = make()
    job = run(service, service.jobs.notes_from_file(LECTURE))
    assert job.document_id
    pages = {page.number: "".join(page.text.split()) for page in documents.pages_of(job.document_id)}
    note = note_of(job)
    cited = [
        *note.quiz,
        *note.flashcards,
        *(part for section in note.sections for part in (*section.points, *section.terms)),
    ]
    assert all("".join(c.quote.split()) in pages[c.page] for part in cited for c in part.citations)


def test_the_draft_is_there_before_the_model_is_asked(make: Make) -> None:
    seen: list[list[str]] = []

    class Looking(ScriptedModel):
        def work(
            self, requests: Sequence[Request], *, cancel: CancelToken, on_text: OnText | None = None
        ) -> Iterator[tuple[int, Completion | Score]]:
            [view] = notes.list_notes("local")
            seen.append(texts_of(notes.load_note(view.id)))
            assert not view.complete
            return super().work(requests, cancel=cancel, on_text=on_text)

    service = make(Looking())
    run(service, service.jobs.notes_from_file(LECTURE))
    assert seen[0]


def test_a_cancelled_job_keeps_its_draft_and_a_retry_goes_on_from_there(make: Make) -> None:
    model = Stopping(6)
    service = make(model)
    job_id = service.jobs.notes_from_file(LECTURE)
    model.act = lambda: service.jobs.cancel(job_id)

    cancelled = run(service, job_id)
    assert cancelled.status is JobStatus.CANCELLED
    assert texts_of(note_of(cancelled))
    asked = len(model.asked)

    service.jobs.retry(job_id)
    done = run(service, job_id)
    assert done.status is JobStatus.COMPLETED
    assert done.note_id == cancelled.note_id
    assert notes.find_note(str(done.note_id)).complete
    first, second = model.asked[:asked], model.asked[asked:]
    *finished, _stopped = first
    assert second
    assert not set(finished) & set(second), "a text that was written is not written again"


def test_notes_of_another_length_take_over_the_texts_that_they_share(make: Make) -> None:
    model = ScriptedModel()
    service = make(model)
    run(service, service.jobs.notes_from_file(LECTURE, length="brief"))
    brief = list(model.asked)
    run(service, service.jobs.notes_from_file(LECTURE, length="detailed"))
    assert len(model.asked) > len(brief) > 0
    assert not set(brief) & set(model.asked[len(brief) :])


def test_the_same_content_again_asks_the_model_nothing(make: Make, tmp_path: Path) -> None:
    model = ScriptedModel()
    service = make(model)
    first = run(service, service.jobs.notes_from_file(LECTURE))
    asked = len(model.asked)
    copy = tmp_path / "renamed.pdf"
    shutil.copyfile(LECTURE, copy)
    again = run(service, service.jobs.notes_from_file(copy))
    assert len(model.asked) == asked
    assert again.result
    assert again.result.cache_hit
    assert again.note_id != first.note_id
    assert note_of(again) == note_of(first)
    assert again.document_id == first.document_id


def test_two_jobs_for_the_same_document_at_the_same_time_are_one_work(make: Make) -> None:
    model = ScriptedModel()
    service = make(model)
    both = [
        service.emitter.submit(
            NewJob(
                type=JobType.PDF_NOTES,
                user_id="local",
                options=wire.encode(JobOptions(path=str(LECTURE))),
                metadata=JobMetadata(file_name=LECTURE.name),
            )
        )
        for _ in range(2)
    ]
    threads = [threading.Thread(target=service.run_here, args=(job_id,)) for job_id in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done = [find_job(job_id) for job_id in both]
    assert sorted(bool(job and job.result and job.result.cache_hit) for job in done) == [False, True]
    assert len(model.asked) == len(set(model.asked)), "no text is written twice"


def test_from_scratch_everything_is_made_again(make: Make, published: Recorder) -> None:
    model = ScriptedModel()
    service = make(model)
    first = run(service, service.jobs.notes_from_file(LECTURE))
    asked = list(model.asked)
    again = run(service, service.jobs.retry_from_scratch(first.id))
    assert again.status is JobStatus.COMPLETED
    assert model.asked[len(asked) :] == asked
    assert again.note_id != first.note_id
    assert note_of(again).sections == note_of(first).sections
    assert JobStage.EXTRACTING_TEXT in {event.stage for event in published.of(again.id)}


def test_another_model_s_notes_are_no_cache(make: Make) -> None:
    service = make()
    run(service, service.jobs.notes_from_file(LECTURE))
    other = ScriptedModel(fingerprint="another")
    again = make(other)
    job = run(again, again.jobs.notes_from_file(LECTURE))
    assert job.result
    assert not job.result.cache_hit
    assert other.asked


def test_an_engine_that_fails_leaves_the_draft_and_can_be_tried_again(make: Make) -> None:
    class Broken(ScriptedModel):
        def work(self, *_: object, **__: object) -> Iterator[tuple[int, Completion | Score]]:
            raise StudyleafError(ErrorCode.ENGINE_FAILED)

    service = make(Broken())
    job_id = service.jobs.notes_from_file(LECTURE)
    for _ in range(Settings().max_tries - 1):
        assert run(service, job_id).status is JobStatus.QUEUED, "it is tried again by itself"
    job = run(service, job_id)
    assert job.status is JobStatus.FAILED
    assert job.error
    assert job.error.code is ErrorCode.ENGINE_FAILED
    assert job.error.recoverable
    assert texts_of(note_of(job))


def test_closing_the_program_hands_the_job_back(make: Make, folder: DataFolder) -> None:
    model = Stopping(3)
    service = make(model)
    closing = threading.Thread(target=service.close)
    model.act = closing.start
    job_id = service.jobs.notes_from_file(LECTURE)
    service.run_here(job_id)
    closing.join()

    next_start = make()
    job = run(next_start, job_id)
    assert (job.status, job.attempt) == (JobStatus.COMPLETED, 2)


def test_a_note_is_told_to_grow_section_by_section(make: Make, published: Recorder) -> None:
    service = make()
    job = run(service, service.jobs.notes_from_file(LECTURE))
    deltas = [event for event in published.events if isinstance(event, NoteDelta)]
    whole = {delta.section for delta in deltas if delta.point is None}
    assert whole
    assert all(delta.note_id == job.note_id for delta in deltas)


def test_the_event_log_holds_what_was_published(make: Make, published: Recorder) -> None:
    from app.store import events

    service = make()
    run(service, service.jobs.notes_from_file(LECTURE))
    stored = events.since(0)
    assert stored == [event for event in published.events if not isinstance(event, NoteDelta)]
    assert [event.seq for event in stored if isinstance(event, JobEvent)][-1] == events.position()[1]
    assert stored[-1].type is EventType.JOB_COMPLETED


def test_pasted_text_becomes_notes(make: Make) -> None:
    service = make()
    text = sample_document().with_suffix(".md").read_text(encoding="utf-8")
    job = run(service, service.jobs.notes_from_text(text, title="How we remember"))
    assert job.status is JobStatus.COMPLETED
    assert texts_of(note_of(job))


def test_a_question_is_answered_from_the_document_or_not_at_all(make: Make) -> None:
    service = make(ScriptedModel(lambda _request: "Chunking is the grouping of single items into larger units."))
    done = run(service, service.jobs.notes_from_file(sample_document()))
    assert done.document_id
    answered = run(service, service.jobs.ask(done.document_id, "What is chunking?", file_name="sample"))
    assert answered.status is JobStatus.COMPLETED
    assert any("hunking" in text for text in texts_of(note_of(answered)))
    unknown = run(
        service, service.jobs.ask(done.document_id, "Who won the football cup in Brazil?", file_name="sample")
    )
    assert unknown.status is JobStatus.COMPLETED
    assert texts_of(note_of(unknown)) == []
    assert len(notes.list_notes("local")) == 1, "answers are not among the notes"


def test_a_rewritten_point_says_so(make: Make) -> None:
    service = make(ScriptedModel(lambda request: request.messages[-1].content.split("\n")[-1].replace("In 1956 ", "")))
    note = note_of(run(service, service.jobs.notes_from_file(LECTURE)))
    origins = {point.origin for section in note.sections for point in section.points}
    assert origins <= {Origin.REWRITTEN, Origin.QUOTED}


def test_a_note_keeps_a_receipt(make: Make) -> None:
    lie = "Napoleon won the battle of Waterloo in 1999 with 400 dragons."
    model = ScriptedModel(lambda _request: lie)
    service = make(model)
    note = note_of(run(service, service.jobs.notes_from_file(LECTURE, length="brief")))
    receipt = note.receipt
    assert receipt
    assert (receipt.model, receipt.length, receipt.style, receipt.language) == ("scripted", "brief", "standard", "en")
    assert receipt.points == len(texts_of(note)) == receipt.rewritten + receipt.quoted
    assert receipt.asked == len(model.asked) == sum(receipt.dropped.values())
    assert receipt.by_model == 0
    assert receipt.version == WRITING_VERSION


def test_a_budget_decides_how_much_the_model_is_asked(make: Make) -> None:
    model = ScriptedModel()
    service = make(model)
    note = note_of(run(service, service.jobs.notes_from_file(LECTURE, minutes=0.001)))
    assert model.asked == []
    assert model.scored == []
    assert note.quiz
    assert note.receipt
    assert note.receipt.minutes == 0.001
    assert note.receipt.unasked > 0
    assert texts_of(note)
    full = note_of(run(service, service.jobs.notes_from_file(LECTURE, minutes=60)))
    assert full.receipt
    assert (full.receipt.unasked, full.receipt.asked) == (0, len(model.asked))


def test_the_model_reads_once_what_the_quiz_could_ask(make: Make) -> None:
    model = ScriptedModel(likelihood=lambda request: -1.0 - len(request.text) % 7)
    service = make(model)
    unread = note_of(run(service, service.jobs.notes_from_file(LECTURE, minutes=0.001)))
    note = note_of(run(service, service.jobs.notes_from_file(LECTURE)))
    read = len(model.scored)
    assert read
    assert unread.quiz != note.quiz
    other = note_of(run(service, service.jobs.notes_from_file(LECTURE, minutes=60)))
    assert len(model.scored) == read
    assert other.quiz == note.quiz


def test_cornell_notes_have_cues_that_stand_in_their_points(make: Make) -> None:
    service = make()
    note = note_of(run(service, service.jobs.notes_from_file(LECTURE, style="cornell")))
    cues = [(point.cue, point.text) for section in note.sections for point in section.points if point.cue]
    assert cues
    assert all(cue in text for cue, text in cues)


def test_the_draft_is_shown_before_it_is_shortened(make: Make, published: Recorder) -> None:
    service = make()
    job = run(service, service.jobs.notes_from_file(LECTURE))
    kinds = [
        "draft" if isinstance(event, JobEvent) else "section"
        for event in published.events
        if (isinstance(event, JobEvent) and event.metadata.note_id == job.note_id)
        or (isinstance(event, NoteDelta) and event.point is None)
    ]
    assert kinds[0] == "draft"
    assert "section" in kinds


def test_the_tokens_of_a_job_are_counted_for_whoever_watches(make: Make) -> None:
    service = make()
    job = run(service, service.jobs.notes_from_file(LECTURE))
    assert job.note_id
    timings = notes.timings_of(job.note_id)
    counted = [
        service.metrics.registry.get_sample_value("studyleaf_tokens_total", {"kind": kind})
        for kind in ("read", "written")
    ]
    assert counted == [timings.prompt_tokens, timings.generated_tokens]
    assert timings.generated_tokens > 0
