"""The window under load: `python -m tests.benchmarks.ui` prints metrics and writes `.bench/ui.json`.

Cold is the first start of this run, warm the median of the others, each from the birth of the process. Stalls are
delays of the event loop over its beat of 10 ms, measured while
20 documents are worked on, a book of 300 pages is scrolled and a note of 500 points is shown. `floor_` is what an idle
Qt loop suffers beside the same load: the system's part, which no window can be without.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import psutil
from PySide6.QtGui import QGuiApplication

from app.models import Document, PageRecord
from app.settings import DataFolder
from app.store.connection import open_library
from app.store.search import search
from tests.benchmarks.idle_loop import IdleLoop
from tests.benchmarks.report import Report, percentile
from tests.e2e.library_of_shots import BOOK_TITLE, WORDS, draw_book, make_library, sentence
from tests.e2e.shots import with_screen
from tests.e2e.student import Measured, Student, run_visit
from ui.plain_import import import_plainly

STARTS = 5
DROPPED = 20
SEARCHED_DOCUMENTS = 10_000
PAGES_EACH = 3


async def load(student: Student) -> Measured:
    """Twenty documents are worked on while a student scrolls and reads."""
    await student.until(lambda: student.window.router.documents.rowCount() >= 2, "the library is read")
    with IdleLoop() as idle:
        await asyncio.sleep(0.2)  # its start is none of the window's stalls
        measured = await scroll_beside_work(student)
    return {**measured, "floor_p99_ms": idle.delays_ms["p99"], "floor_max_ms": idle.delays_ms["max"]}


async def scroll_beside_work(student: Student) -> Measured:
    window, dog = student.window, student.desktop.watchdog
    dog.delays_s.clear()
    dog.stalls.clear()
    folder = Path(os.environ["STUDYLEAF_BENCH_FILES"])
    student.drop(*(folder / f"{number:02}.pdf" for number in range(DROPPED)))
    book = next(row.document for row in window.router.documents._rows if row.document.title == BOOK_TITLE)
    window.reading.choose_document(book)
    view, canvas = window.note_pane.view, window.page_pane.canvas
    await student.until(lambda: view.note and view.note.title == BOOK_TITLE and view.is_built, "the note is shown")
    began, step = time.monotonic(), 0
    while time.monotonic() - began < 40 and (step < 400 or busy(student)):
        bar = canvas.verticalScrollBar()
        bar.setValue((bar.value() + 260) % max(1, bar.maximum()))
        note_bar = view.verticalScrollBar()
        note_bar.setValue((note_bar.value() + 90) % max(1, note_bar.maximum()))
        step += 1
        await asyncio.sleep(0.03)
    delays = list(dog.delays_s)
    rss = psutil.Process().memory_info().rss / 2**20
    return {
        "p99_ms": 1000 * percentile(delays, 99),
        "max_ms": 1000 * max(delays),
        "stalls": len(dog.stalls),
        "rss_mb": rss,
    }


def busy(student: Student) -> bool:
    return any(row.is_live for row in student.window.router.jobs.rows())


def main() -> None:
    if sys.argv[1:2] == ["--visit"]:
        import_plainly()
        data = Path(sys.argv[2])
        raise SystemExit(run_visit(load, data, data, opens_dialogs=False))
    if sys.argv[1:2] == ["--prepare"]:
        prepare(Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as scratch, Report("ui") as report:
        measure(Path(scratch), report)


def prepare(scratch: Path) -> None:
    """The library to start on, and documents to drop."""
    application = QGuiApplication(sys.argv[:1])
    make_library(DataFolder(scratch / "data"), time.time())
    (scratch / "files").mkdir()
    chance = Random(3)
    for number in range(DROPPED):
        draw_book(scratch / "files" / f"{number:02}.pdf", [[sentence(chance) for _ in range(14)] for _ in range(10)])
    application.shutdown()


def measure(scratch: Path, report: Report) -> None:
    # A student's Python keeps what it has compiled.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    me = [sys.executable, "-m", "tests.benchmarks.ui"]
    subprocess.run([*me, "--prepare", str(scratch)], check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    seconds = [start_seconds(scratch / "data") for _ in range(STARTS)]
    report.add("window_cold_s", seconds[0])
    report.add("window_warm_s", statistics.median(seconds[1:]))
    os.environ["STUDYLEAF_BENCH_FILES"] = str(scratch / "files")
    out = scratch / "load.json"
    command = f"{sys.executable} -m tests.benchmarks.ui --visit {scratch / 'data'} > {out}"
    with_screen("light", ["sh", "-c", command])
    found = json.loads(out.read_text().splitlines()[-1])
    report.add("stall_ms_p99", found["p99_ms"])
    report.add("stall_ms_max", found["max_ms"])
    report.add("stalls_over_50_ms", found["stalls"])
    report.add("floor_stall_ms_p99", found["floor_p99_ms"])
    report.add("floor_stall_ms_max", found["floor_max_ms"])
    report.add("qt_rss_mb", found["rss_mb"])
    report.add("search_ms_p99_10k", search_ms(scratch / "search"))
    shutil.rmtree(scratch / "data", ignore_errors=True)


def start_seconds(data: Path) -> float:
    """From the birth of the process to a window that shows its library and takes input."""
    out = data / "ready.json"
    with_screen("light", ["sh", "-c", f"{sys.executable} -m tests.benchmarks.window_start {data} > {out}"])
    return float(json.loads(out.read_text().splitlines()[-1])["ready_s"])


def search_ms(root: Path) -> float:
    """The slowest of a hundred questions, as they are typed, among ten thousand documents."""
    folder = DataFolder(root)
    folder.prepare()
    library = open_library(folder.library)
    chance = Random(5)
    rows, pages = [], []
    for number in range(SEARCHED_DOCUMENTS):
        key = f"{number:032x}"
        title = f"{chance.choice(WORDS)} and {chance.choice(WORDS)} {number}"
        row = {"id": key, "sha256": key, "kind": "pdf", "file_name": f"{number}.pdf", "size_bytes": 1, "title": title}
        rows.append(row)
        pages += [
            {"document": key, "number": page, "text": " ".join(sentence(chance) for _ in range(8))}
            for page in range(1, PAGES_EACH + 1)
        ]
    with library.atomic():
        for at in range(0, len(rows), 100):
            Document.insert_many(rows[at : at + 100]).execute()
        for at in range(0, len(pages), 100):
            PageRecord.insert_many(pages[at : at + 100]).execute()
    taken = []
    for _ in range(25):
        word = chance.choice(WORDS)
        for typed in (word[:2], word[:3], word, f"{word} {chance.choice(WORDS)[:3]}"):
            began = time.perf_counter()
            search(typed)
            taken.append(1000 * (time.perf_counter() - began))
    library.close_everywhere()
    return percentile(taken, 99)


if __name__ == "__main__":
    main()
