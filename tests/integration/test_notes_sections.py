"""Sections that are made for a page, written anew, and asked about anew; only the model is scripted."""

from __future__ import annotations

from pathlib import Path

from app.events import JobStatus
from app.notebook import Notebook
from app.notes import Note
from app.settings import LOCAL_USER
from app.store import edits, notes
from app.summaries import still_said
from resources import sample_document
from tests.integration.notes_jobs import Make, note_of, run

LECTURE = Path(__file__).parent.parent / "data" / "lecture_variational_monte_carlo.pdf"


def test_a_page_that_the_notes_leave_out_gets_a_section_of_its_own(make: Make) -> None:
    service = make()
    job = run(service, service.jobs.notes_from_file(sample_document()))
    before = note_of(job)
    assert job.note_id
    assert job.document_id
    asked = service.jobs.write_section(job.note_id, job.document_id, pages=(2,), title="sample")
    assert run(service, asked).status is JobStatus.COMPLETED
    after = notes.load_note(job.note_id)
    assert len(after.sections) == len(before.sections) + 1
    (added,) = [section for section in after.sections if section not in before.sections]
    assert {citation.page for point in added.points for citation in point.citations} == {2}
    assert [min(section.pages) for section in after.sections] == sorted(min(s.pages) for s in after.sections)


def test_a_section_is_written_anew_and_what_it_was_comes_back(make: Make) -> None:
    service = make()
    job = run(service, service.jobs.notes_from_file(sample_document(), length="brief"))
    before = note_of(job)
    assert job.note_id
    assert job.document_id
    section = before.sections[1]
    asked = service.jobs.write_section(
        job.note_id, job.document_id, pages=section.pages, title="sample", section=1, length="detailed"
    )
    run(service, asked)
    after = notes.load_note(job.note_id)
    assert after.sections[1].heading == section.heading
    assert len(after.sections[1].points) > len(section.points)
    assert [each for at, each in enumerate(after.sections) if at != 1] == [*before.sections[:1], *before.sections[2:]]
    (version,) = edits.section_versions(job.note_id, 1)
    assert version.section == section
    assert is_said(after.summary, after), "the summary says what the points say now"


def test_the_summary_follows_its_points(make: Make) -> None:
    service = make()
    job = run(service, service.jobs.notes_from_file(sample_document(), length="detailed"))
    assert job.note_id
    assert job.document_id
    before = note_of(job)
    changed = next(at for at, each in enumerate(before.sections) if any(p.text in before.summary for p in each.points))
    pages = before.sections[changed].pages
    # Another page comes to stand for the section, so that what the summary says is in no point any more.
    other = tuple(page for page in range(1, 5) if page not in pages)[-1:]
    asked = service.jobs.write_section(job.note_id, job.document_id, pages=other, title="x", section=changed)
    assert run(service, asked).status is JobStatus.COMPLETED
    after = notes.load_note(job.note_id)
    assert after.summary
    assert after.summary != before.summary
    assert is_said(after.summary, after)
    (version,) = edits.section_versions(job.note_id, changed)
    Notebook(service.emitter, user_id=LOCAL_USER).bring_back(job.note_id, changed, version.id)
    back = notes.load_note(job.note_id)
    assert back.sections[changed] == before.sections[changed]
    assert is_said(back.summary, back)


def test_a_new_summary_does_not_say_what_the_student_left_out(make: Make) -> None:
    service = make()
    job = run(service, service.jobs.notes_from_file(sample_document(), length="detailed"))
    assert job.note_id
    assert job.document_id
    before = note_of(job)
    place, point = next(
        (at, point)
        for at, each in enumerate(before.sections)
        for point in each.points
        if before.summary.startswith(point.text)
    )
    Notebook(service.emitter, user_id=LOCAL_USER).change(job.note_id, point, "")
    left_out = set(before.sections[place].pages)
    other = next(at for at, each in enumerate(before.sections) if not left_out & set(each.pages))
    pages = before.sections[other].pages
    asked = service.jobs.write_section(job.note_id, job.document_id, pages=pages, title="x", section=other)
    assert run(service, asked).status is JobStatus.COMPLETED
    assert notes.load_note(job.note_id).summary
    assert point.text not in notes.load_note(job.note_id).summary


def is_said(summary: str, note: Note) -> bool:
    return still_said(summary, note) == summary


def test_a_section_written_anew_is_asked_about_anew(make: Make) -> None:
    service = make()
    job = run(service, service.jobs.notes_from_file(sample_document()))
    assert job.note_id
    assert job.document_id
    before = notes.load_note(job.note_id)
    section = before.sections[0]
    again = service.jobs.write_section(
        job.note_id, job.document_id, pages=section.pages, title="x", section=0, length="detailed"
    )
    assert run(service, again).status is JobStatus.COMPLETED
    shown = edits.load_edited(job.note_id)
    kept = {(card.front, card.back) for card in before.flashcards}
    assert [card for card in shown.flashcards if (card.front, card.back) not in kept], "new words are asked about"
    cited = {
        (citation.page, citation.quote)
        for each in shown.sections
        for statement in (*each.points, *each.terms)
        for citation in statement.citations
    }
    former = {
        (citation.page, citation.quote)
        for each in edits.section_versions(job.note_id, 0)
        for point in each.section.points
        for citation in point.citations
    }
    asked = [*shown.quiz, *shown.flashcards]
    assert not [each for each in asked if all((c.page, c.quote) in former - cited for c in each.citations)]
