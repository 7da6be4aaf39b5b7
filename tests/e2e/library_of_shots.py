"""The library that pictures and measurements are taken of: the sample with its notes, and a book of 300 pages."""

from __future__ import annotations

import hashlib
from pathlib import Path
from random import Random

from PySide6.QtGui import QPainter, QPdfWriter

from app.models import StudyCard
from app.notes import Citation, Flashcard, Note, Origin, Point, Receipt, Section, Timings
from app.settings import LOCAL_USER, DataFolder, load_settings
from app.store import documents, notes
from app.store.documents import StoredPage
from app.study import DAY_S, Rating, Study
from resources import sample_document
from workers.service import JobService

BOOK_PAGES = 300
BOOK_POINTS = 500
BOOK_TITLE = "A Long Book on Forests"
WORDS = (
    "roots", "leaves", "water", "light", "soil", "fungi", "bark", "seeds", "winter", "growth", "carbon", "shade",
    "birds", "canopy", "rings", "sap", "drought", "fire", "insects", "moss", "rain", "decay",
)  # fmt: skip


def make_library(folder: DataFolder, now: float) -> None:
    """Fills an empty data folder. Needs the embedded model for some seconds, and an application object."""
    folder.prepare()
    service = JobService(folder, load_settings(folder))
    try:
        service.run_here(service.jobs.notes_from_file(sample_document()))
        add_book(service, folder)
        learn(now)
    finally:
        service.close()


def add_book(service: JobService, folder: DataFolder) -> None:
    """A book with notes, written straight into the library: no model is asked about it."""
    chance = Random(7)
    path = folder.root / "book.pdf"
    pages = [[sentence(chance) for _ in range(14)] for _ in range(BOOK_PAGES)]
    draw_book(path, pages)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    document = documents.add_document(
        sha256=sha256, kind="pdf", file_name="forests.pdf", size_bytes=path.stat().st_size
    )
    place = service.workshop.shelf.path_of(document)
    place.parent.mkdir(exist_ok=True)
    path.rename(place)
    stored = [
        StoredPage(number=number, label=None, text="\n\n".join(page), blocks="[]", problem=None)
        for number, page in enumerate(pages, 1)
    ]
    documents.save_pages(document.id, stored)
    documents.finish_extraction(
        document.id, title=BOOK_TITLE, language="en", page_count=BOOK_PAGES, outline=(), version=1
    )
    note = book_note(pages)
    note_id = notes.create_note(user_id=LOCAL_USER, document_id=document.id, note=note, model="SmolLM2-135M-Instruct")
    notes.complete_note(note_id, note, timings=Timings(), cache_key=None)


def book_note(pages: list[list[str]]) -> Note:
    """Five hundred points in fifty sections; a third of the pages is not spoken of."""
    chosen = [number for number in range(1, BOOK_PAGES + 1) if number % 3]
    points = []
    for at in range(BOOK_POINTS):
        page = chosen[at * len(chosen) // BOOK_POINTS]
        quote = pages[page - 1][at % 14]
        points.append(Point(quote, Origin.QUOTED if at % 3 else Origin.REWRITTEN, (Citation(page, quote),)))
    sections = []
    for at in range(0, BOOK_POINTS, 10):
        part = tuple(points[at : at + 10])
        covered = tuple(sorted({point.citations[0].page for point in part}))
        sections.append(Section(f"{at // 10 + 1}. Of {WORDS[at // 10 % len(WORDS)]}", covered, part))
    cards = tuple(
        Flashcard(f"What is said of {word}?", points[at].text, points[at].citations) for at, word in enumerate(WORDS)
    )
    receipt = Receipt(model="SmolLM2-135M-Instruct", points=BOOK_POINTS, rewritten=167, quoted=333)
    return Note(BOOK_TITLE, "What a forest lives of, told at length.", tuple(sections), (), cards, receipt)


def sentence(chance: Random) -> str:
    """Something that might stand in the book."""
    one, two, three = chance.sample(WORDS, 3)
    count = chance.randrange(3, 90)
    return f"Where {one} and {two} meet, the forest keeps more {three} than in any of the {count} others."


def draw_book(path: Path, pages: list[list[str]]) -> None:
    """A PDF of A4 pages with text."""
    writer = QPdfWriter(str(path))
    writer.setResolution(72)
    painter = QPainter(writer)
    for number, page in enumerate(pages):
        if number:
            writer.newPage()
        painter.drawText(40, 40, 440, 700, 0x1000, "\n\n".join(page))
    painter.end()


def learn(now: float) -> None:
    """Half a year of reviews; some cards are due."""
    clock = [now - 170 * DAY_S]
    past = Study(lambda: clock[0])
    past.take_in_notes()
    chance = Random(4)
    while clock[0] < now - DAY_S:
        for card in past.session()[: chance.randrange(9)]:
            past.answer(card.id, chance.choice((Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.HARD)))
        clock[0] += DAY_S
    clock[0] = now - 3600
    for card in chance.sample(list(StudyCard.select().order_by(StudyCard.id)), 9):
        past.answer(card.id, Rating.AGAIN)
