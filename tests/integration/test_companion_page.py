"""The page as a student meets it: a PDF dropped, a note growing, its proof; on a phone, by keyboard, for all eyes."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from app.companion.pages import words_of
from app.companion.server import Companion
from app.errors import ErrorCode, StudyleafError
from app.events import JobStage, NoteDelta
from app.notes import Citation, Flashcard, Note, Origin, Point, QuizQuestion, Section, Term
from app.pictures import Picture, PictureShelf
from app.settings import LOCAL_USER, DataFolder, Settings
from app.store import documents, notes
from resources import sample_document
from tests.integration.companion_browser import (
    LAPTOP,
    PHONE,
    Visitor,
    chromium,
    needs_chromium,
    shoot,
    wait_loaded,
    wait_state,
)
from tests.integration.companion_desk import CompanionDesk, desk_in
from tests.support import eventually
from workers.service import JobService

pytestmark = [needs_chromium, pytest.mark.shares_threads]

HOSTILE = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
"""A PNG of one pixel, in base64."""
ALL_SAID = """() => [...document.querySelectorAll("body *")].flatMap((node) => [
  ...[...node.childNodes].filter((child) => child.nodeType === 3).map((child) => child.data.trim()),
  ...["aria-label", "placeholder", "alt"].map((name) => node.getAttribute(name))]).filter(Boolean)"""
"""Each text that is on the page, and each that only a screen reader says."""
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    made = Visitor(browser, viewport=PHONE, has_touch=True)
    yield made
    made.close()
    assert not made.faults


@pytest.fixture
def desk(folder: DataFolder) -> Iterator[CompanionDesk]:
    with desk_in(folder) as made:
        yield made


def a_note() -> Note:
    """Small, whole, and with a page's attempt to be more than text."""
    proof = (Citation(1, "Leaves turn light into sugar."),)
    point = Point("Leaves turn light into sugar.", Origin.QUOTED, proof)
    hostile = Point(f"{HOSTILE} {LONG}", Origin.QUOTED, (Citation(2, HOSTILE),))
    section = Section("Light", (1, 2), (point, hostile), (Term("Chlorophyll", "what makes leaves green", proof),))
    question = QuizQuestion("What do leaves make?", ("Salt", "Sugar", "Stone", HOSTILE), 1, "Sugar, of light.", proof)
    card = Flashcard("What is chlorophyll?", "What makes leaves green.", proof)
    return Note("How leaves work", "Leaves make sugar.", (section, section), (question, question), (card, card))


def write_note(name: str = "leaves.pdf", note: Note | None = None) -> str:
    """A finished note on a text document in the library; returns the note's id."""
    document = documents.add_document(sha256=name.ljust(64, "0"), kind="text", file_name=name, size_bytes=2048)
    page = documents.StoredPage(number=1, label=None, text="Leaves turn light\ninto sugar.", blocks="[]", problem=None)
    documents.save_pages(document.id, [page])
    documents.finish_extraction(
        document.id, title="How leaves work", language="en", page_count=1, outline=(), version=1
    )
    note_id = notes.create_note(user_id=LOCAL_USER, document_id=document.id, note=note or a_note(), model="m")
    notes.complete_note(note_id, note or a_note(), timings=notes.Timings(), cache_key=None)
    return note_id


def drop(page: Page, name: str, content: bytes) -> None:
    """Drops a file on the page, as from a file manager."""
    carried = page.evaluate_handle(
        """([name, text]) => {
          const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
          const carried = new DataTransfer();
          carried.items.add(new File([bytes], name, { type: "application/pdf" }));
          return carried;
        }""",
        [name, base64.b64encode(content).decode()],
    )
    for kind in ("dragenter", "dragover", "drop"):
        page.dispatch_event("body", kind, {"dataTransfer": carried})


def serious_faults(page: Page) -> list[Any]:
    found = Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")]


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("() => document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.timeout(600)
def test_a_dropped_pdf_becomes_a_note_that_grows_in_the_tab(folder: DataFolder, browser: Browser) -> None:
    service = JobService(folder, Settings())
    companion = Companion(service.companion_services("en"))
    service.listen(companion.publish)
    visitor = Visitor(browser, viewport=LAPTOP)
    try:
        companion.start(port=0)
        service.start()
        page = visitor.open(companion.invite("Laptop"))
        wait_loaded(page)
        drop(page, "how-we-remember.pdf", sample_document().read_bytes())
        page.wait_for_selector("a.document[href*=note]", timeout=120_000)
        page.click("a.document[href*=note]")
        page.wait_for_selector(".growing:visible")
        page.wait_for_selector(".part.writing li", timeout=120_000)
        shoot(page, "growing")
        done = "() => [...window.studyleaf.store.jobs.values()].some((job) => job.status === 'completed')"
        page.wait_for_function(done, timeout=240_000)
        page.wait_for_selector(".growing", state="hidden")
        page.click(".part .chip")
        page.wait_for_function("() => document.querySelector('.sheet img')?.naturalWidth > 500")
        shoot(page, "proof")
        page.click(".tabs >> text=Quiz")
        page.wait_for_selector(".choice")
    finally:
        visitor.close()
        companion.stop()
        service.close()
    assert not visitor.faults


def test_a_section_that_was_made_better_takes_its_place_while_it_is_read(desk: CompanionDesk, visitor: Visitor) -> None:
    note_id = write_note()
    page = visitor.open(f"{desk.address}")
    wait_loaded(page)
    page.evaluate("address => location.hash = address", f"#/note/{note_id}")
    page.wait_for_selector("section.part")
    better = Point("Leaves make sugar of light.", Origin.REWRITTEN, (Citation(1, "Leaves turn light into sugar."),))
    notes.replace_section(note_id, 1, Section("Light", (1,), (better,)))
    desk.emitter.note_delta(NoteDelta(job_id="j", user_id=LOCAL_USER, note_id=note_id, section=1))
    page.wait_for_selector(".part.fresh >> text=Leaves make sugar of light.")
    assert page.locator(".part.fresh").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_of_access_and_nothing_too_wide_on_a_phone(
    desk: CompanionDesk, browser: Browser, scheme: Any
) -> None:
    note_id = write_note()
    claim = desk.begin_job()
    desk.emitter.progress(claim, JobStage.GENERATING_NOTES, 40)
    visitor = Visitor(browser, viewport=PHONE, color_scheme=scheme)
    try:
        page = visitor.open(desk.address)
        wait_loaded(page)
        page.wait_for_selector(".activity progress")
        for name, address, wanted in (
            ("home", "#/", "a.document"),
            ("note", f"#/note/{note_id}", "section.part"),
            ("quiz", f"#/note/{note_id}/quiz", ".choice"),
            ("cards", f"#/note/{note_id}/cards", ".card"),
        ):
            page.evaluate("address => location.hash = address", address)
            page.wait_for_selector(wanted)
            shoot(page, f"{name}-{scheme}")
            assert serious_faults(page) == [], name
            assert not is_too_wide(page), name
        page.evaluate("address => location.hash = address", f"#/note/{note_id}")
        page.click(".part .chip")
        page.wait_for_selector(".sheet mark")
        shoot(page, f"proof-{scheme}")
        assert serious_faults(page) == []
        assert not is_too_wide(page)
    finally:
        visitor.close()


def test_the_page_speaks_german_and_nothing_else(folder: DataFolder, browser: Browser) -> None:
    """Every view is walked through; what it says is of the German table, and none of it is the English for that."""
    english, german = words_of("en"), words_of("de")
    strange = {text for text in english.values() if text not in german.values()}
    visitor = Visitor(browser, viewport=PHONE, locale="en-GB")
    with desk_in(folder, language="de_AT") as desk:
        try:
            note_id = write_note()
            claim = desk.begin_job()
            desk.emitter.progress(claim, JobStage.GENERATING_NOTES, 40)
            page = visitor.open(desk.address)
            wait_loaded(page)
            assert page.get_attribute("html", "lang") == "de"
            said: set[str] = set()
            for name, wanted, hand in (
                ("", f".activity >> text={german['stage_generating_notes']}", ""),
                (f"note/{note_id}", "section.part", ""),
                (f"note/{note_id}/quiz", ".choice", ".choice"),
                (f"note/{note_id}/cards", ".card", ".card"),
                ("document/none", f"text={german['not_here']}", ""),
                (f"note/{note_id}", ".part .chip", ".part .chip"),
            ):
                page.evaluate("address => location.hash = address", f"#/{name}")
                page.wait_for_selector(wanted)
                if hand:
                    page.locator(hand).first.click()
                    page.wait_for_selector(".verdict p, .card.turned, .sheet mark")
                shoot(page, f"german-{name.replace(note_id, 'id').replace('/', '-')}{hand[-5:]}")
                assert not is_too_wide(page), name
                said |= set(page.evaluate(ALL_SAID))
            assert said & strange == set()
            assert {german[key] for key in ("add", "documents", "cards", "card_turn", "answer", "close")} <= said
            assert {"Frage 1 von 2", "Karte 1 von 2", "1 Seite", "S. 1", "Beleg auf Seite 1", "Seite 1 von 1"} <= said
        finally:
            visitor.close()
    assert not visitor.faults


def test_what_a_document_says_is_text_and_nothing_else(desk: CompanionDesk, visitor: Visitor) -> None:
    note_id = write_note(f"{HOSTILE}.pdf")
    page = visitor.open(desk.address)
    wait_loaded(page)
    for part in ("", "/quiz", "/cards"):
        page.evaluate("address => location.hash = address", f"#/note/{note_id}{part}")
        page.wait_for_selector(".tabs a[aria-current]")
        page.wait_for_timeout(100)
        assert page.title() != "taken"
        assert page.locator("main img, main script").count() == 0
    page.evaluate("address => location.hash = address", f"#/note/{note_id}")
    page.wait_for_selector("section.part")
    assert HOSTILE in page.inner_text("main")


def test_pictures_in_the_students_words_are_shown(desk: CompanionDesk, visitor: Visitor) -> None:
    drawn = base64.b64decode(DOT)
    kept, lost = PictureShelf(desk.folder).keep(drawn, width=1, height=1), Picture("0" * 16, 9, 9, "a lost one")
    proof = (Citation(1, "Leaves turn light into sugar."),)
    point = Point(f"See {kept.mark} and {lost.mark}.", Origin.EDITED, proof)
    note = Note(
        "Leaves",
        "",
        (Section("Light", (1,), (point,), ()),),
        (),
        (Flashcard(f"What is {kept.mark}?", "A dot.", proof),),
    )
    note_id = write_note(note=note)
    page = visitor.open(desk.address)
    wait_loaded(page)
    for part, place in (("", "section.part li"), ("/cards", ".card-text")):
        page.evaluate("address => location.hash = address", f"#/note/{note_id}{part}")
        page.wait_for_function(
            "place => { const shown = document.querySelectorAll(`${place} img`);"
            " return shown.length === 1 && shown[0].naturalWidth === 1; }",
            arg=place,
        )
        assert "picture:" not in page.inner_text(place)
        assert serious_faults(page) == []
    page.evaluate("address => location.hash = address", f"#/note/{note_id}")
    page.wait_for_selector("section.part li >> text=and a lost one.")


def test_the_quiz_is_answered_with_keys_alone(desk: CompanionDesk, visitor: Visitor) -> None:
    note_id = write_note()
    page = visitor.open(desk.address)
    wait_loaded(page)
    page.evaluate("address => location.hash = address", f"#/note/{note_id}/quiz")
    page.wait_for_selector(".choice")
    page.focus(".choice")
    page.keyboard.press("2")
    page.wait_for_selector(".verdict .right")
    page.keyboard.press("Enter")  # on “Next question”, which has the focus
    page.wait_for_selector("text=Question 2 of 2")
    page.focus(".choice")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=1 of 2 right")


def test_an_upload_goes_on_after_a_break_and_a_job_is_cancelled_and_retried(
    desk: CompanionDesk, visitor: Visitor
) -> None:
    page = visitor.open(desk.address)
    wait_loaded(page)
    page.evaluate(
        "() => { const real = fetch; let count = 0; window.fetch = (path, options) => "
        "options?.method === 'PUT' && ++count === 2 ? Promise.reject(new TypeError('cut')) : real(path, options); }"
    )
    drop(page, "book.pdf", b"%PDF-1.7\n" + bytes(1_300_000))
    page.wait_for_selector(".activity >> text=Waiting")
    [document] = documents.list_documents()
    assert (document.file_name, document.size_bytes) == ("book.pdf", 1_300_009)
    page.click("text=Cancel")
    page.wait_for_selector(".activity >> text=Cancelled")
    page.click("text=Retry")
    page.wait_for_selector(".activity >> text=Waiting")
    eventually(lambda: not list((desk.folder.root / "uploads").iterdir()), "the pieces are gone")


def test_a_locked_document_is_opened_with_its_password(desk: CompanionDesk, visitor: Visitor) -> None:
    claim = desk.begin_job()
    desk.emitter.fail(claim, StudyleafError(ErrorCode.PDF_PASSWORD_NEEDED, name="Biology.pdf"))
    page = visitor.open(desk.address)
    wait_loaded(page)
    page.wait_for_selector("text=“Biology.pdf” needs a password.")
    page.fill("input[type=password]", "leaf")
    page.keyboard.press("Enter")
    page.wait_for_selector(".activity >> text=Waiting")
    assert desk.jobs.passwords.get(claim.job_id) == "leaf"
    assert page.input_value("input[type=password]") == ""


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(desk: CompanionDesk, visitor: Visitor) -> None:
    page = visitor.open(desk.address)
    wait_loaded(page)
    drop(page, "huge.pdf", bytes(3_000_000))
    page.wait_for_selector("text=It is larger than 2 MB.")
    assert desk.jobs.list() == []


def test_who_may_only_read_is_offered_nothing_else(desk: CompanionDesk, visitor: Visitor) -> None:
    desk.begin_job()
    page = visitor.open(desk.companion.invite("Reader", read_only=True))
    wait_loaded(page)
    page.wait_for_selector(".activity")
    assert not page.locator("text=Add documents").is_visible()
    assert page.locator("text=Cancel").count() == 0


def test_a_stranger_is_told_where_to_get_in(desk: CompanionDesk, visitor: Visitor) -> None:
    page = visitor.open(f"http://127.0.0.1:{desk.port}/#token=wrong")
    wait_state(page, "refused")
    assert "not let in" in page.inner_text("main")
