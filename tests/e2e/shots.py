"""Pictures of all rooms: by day, by night, at 200 %, from right to left, and in German. `make shots`
draws them into `.shots/`. What runs from right to left is in a test language: English in Arabic letters.

    python -m tests.e2e.shots [VARIANT …]
    python -m tests.e2e.shots walk          the pictures of README.md, in steps/

Each variant is a process of its own on a screen of its own; a tour is a visit like those of the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.settings import CACHE_DIR_VARIABLE, DataFolder
from app.settings_file import change_setting
from tests.e2e.library_of_shots import BOOK_TITLE, make_library
from tests.e2e.student import Measured, Student, run_visit
from ui.rooms import Room

OUT = Path(".shots")
STEPS = Path(__file__).parent / "steps"

VARIANTS = {
    "light": {"scheme": "light"},
    "dark": {"scheme": "dark"},
    "large": {"scheme": "light", "scale": "2"},
    "rtl": {"scheme": "light", "language": "ar"},
    "german": {"scheme": "light", "language": "de"},
}
SIZES = {"large": "2600x1760x24"}


async def tour(student: Student) -> Measured:
    """Every room once, on the sample and on the book."""
    window = student.window
    await student.until(lambda: window.router.documents.rowCount() == 2, "the library is read")
    sample, book = sorted((row.document for row in window.router.documents._rows), key=lambda each: each.page_count)
    await student.until(lambda: all(window.covers.picture(each) for each in (sample, book)), "covers are drawn")
    window.show_room(Room.LIBRARY)
    await student.shoot("library")
    window.show_room(Room.READ)
    window.reading.choose_document(sample)
    view, page = window.note_pane.view, window.page_pane
    await student.until(lambda: view.is_built and view.note and view.note.title != BOOK_TITLE, "the note is shown")
    await student.until(lambda: page.canvas._images, "the page is drawn")
    view.choose("0/p/1")
    await student.until(lambda: page.canvas._marked[1], "its sentence is marked")
    await student.shoot("note")
    window.editing.edit()
    await student.shoot("edit")
    view.choose("")
    for number, name in ((1, "quiz"), (2, "cards")):
        window.note_pane._on_tab(number)
        if name == "quiz":
            window.note_pane.quiz.answer(0)
        await student.shoot(name)
    window.note_pane.show_notes()
    window.reading.choose_document(book)
    await student.until(lambda: view.is_built and view.note and view.note.title == BOOK_TITLE, "the long note is shown")
    await student.until(lambda: page.canvas._images, "its page is drawn")
    window.beside._on_bar(150)
    await student.shoot("book")
    window.show_room(Room.STUDY)
    await student.until(lambda: window.study.overview.rows, "the decks are counted")
    await student.shoot("study")
    window.study.begin()
    await student.until(lambda: window.study.currentWidget() is window.study.review, "a card is shown")
    window.study.review.turn()
    await student.shoot("review")
    window.study.end()
    for room in (Room.ACTIVITY, Room.MODELS, Room.SETTINGS):
        window.show_room(room)
        if room is Room.SETTINGS:
            window.settings.make_all()
            await student.until(lambda: window.settings._settings, "the settings are read")
        await student.shoot(room.value[1])
    window.show_room(Room.LIBRARY)
    window.search.open()
    QTest.keyClicks(window.search.field, "memory")
    await student.until(lambda: window.search.model.rowCount() > 4 and not window.search._is_asking, "hits")
    await student.shoot("search")
    return {}


def shoot(variant: str, data: Path, out: Path) -> None:
    """One variant, in this process."""
    wishes = VARIANTS[variant]
    settings = QSettings(str(data / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("preferences/scheme", wishes["scheme"])
    settings.sync()
    change_setting(DataFolder(data), "language", wishes.get("language", "en"))
    out.mkdir(parents=True, exist_ok=True)
    raise SystemExit(run_visit(tour, data, out))


def prepare(data: Path) -> None:
    """The library, once for all variants."""
    application = QGuiApplication(sys.argv[:1])
    make_library(DataFolder(data), time.time())
    application.shutdown()


def run_all(variants: list[str], out: Path) -> None:
    """Each variant on a screen of its own."""
    scratch = out / "data"
    shutil.rmtree(scratch, ignore_errors=True)
    me = [sys.executable, "-m", "tests.e2e.shots"]
    offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([*me, "--prepare", str(scratch)], check=True, env=offscreen)
    for variant in variants:
        data = out / f"data-{variant}"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(scratch, data)
        unmeasured = {CACHE_DIR_VARIABLE: str(data / "cache")}  # no picture tells how fast this computer is
        with_screen(variant, [*me, "--one", variant, str(data), str(out / variant)], unmeasured)
        shutil.rmtree(data)
    shutil.rmtree(scratch)


def draw_walk() -> None:
    """The steps of a new student, for README.md."""
    with TemporaryDirectory() as scratch:
        visit = [sys.executable, "-m", "tests.e2e.student", "a_new_student_walks", f"{scratch}/data", str(STEPS)]
        with_screen("walk", visit, {"STUDYLEAF_TEST_FILES": scratch})


def with_screen(variant: str, command: list[str], variables: Mapping[str, str] = MappingProxyType({})) -> None:
    """Runs a command on an X screen that is there only for it."""
    read, write = os.pipe()
    size = SIZES.get(variant, "1440x900x24")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as numbers:
        display = f":{numbers.readline().strip()}"
    environment = {**os.environ, **variables, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    if scale := VARIANTS.get(variant, {}).get("scale"):
        environment["QT_SCALE_FACTOR"] = scale
    try:
        subprocess.run(command, check=True, env=environment)
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    arguments = sys.argv[1:]
    if arguments[:1] == ["--prepare"]:
        prepare(Path(arguments[1]))
    elif arguments[:1] == ["--one"]:
        shoot(arguments[1], Path(arguments[2]), Path(arguments[3]))
    elif arguments == ["walk"]:
        draw_walk()
    else:
        run_all(arguments or list(VARIANTS), OUT)


if __name__ == "__main__":
    main()
