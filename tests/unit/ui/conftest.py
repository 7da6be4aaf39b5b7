"""Widgets without a screen, over a real library in a temporary folder."""

from __future__ import annotations

import os
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication, QWidget

from app.bin import Bin
from app.bus import SignalBus
from app.emitter import JobEventEmitter
from app.jobs import Jobs
from app.library import FileShelf
from app.notebook import Notebook
from app.pictures import PictureShelf
from app.settings import LOCAL_USER, DataFolder, Settings
from app.store.connection import LibraryDatabase
from app.study import Study
from app.tagging import Tagging
from tests.unit.ui.few_models import FewModels
from ui.background import Background
from ui.desk import Desk
from ui.language import Language, Speech
from ui.theme.apply import apply_theme

PATIENCE_MS = 20_000
"""How long anything may take before a test gives up."""

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture(scope="session")
def app() -> Iterator[QApplication]:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply_theme(application)
    Speech(application).use(Language.ENGLISH)
    yield application
    # What a test has put there belongs to Python; the platform drops it when there is no Python any more.
    application.clipboard().clear()


@pytest.fixture
def wait(app: QApplication) -> Wait:
    """Runs the event loop until something is true."""

    def until(is_true: Callable[[], bool]) -> None:
        timer = QElapsedTimer()
        timer.start()
        while not is_true():
            assert timer.elapsed() < PATIENCE_MS, "it never became true"
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    return until


@pytest.fixture
def keep(app: QApplication) -> Iterator[Callable[[QWidget], QWidget]]:
    """Takes care of a widget: deleted, with all that is pending for it, when the test ends."""
    kept: list[QWidget] = []

    def take(widget: QWidget) -> QWidget:
        kept.append(widget)
        return widget

    yield take
    for widget in kept:
        widget.hide()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def background(app: QApplication) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


class Services:
    """What the window works with, and what the workers were woken for."""

    def __init__(self, folder: DataFolder, background: Background) -> None:
        self.folder = folder
        self.bus = SignalBus()
        self.emitter = JobEventEmitter(self.bus.publish)
        self.woken: list[str] = []
        self.shelf = FileShelf(folder, max_file_mb=Settings().max_file_mb)
        self.jobs = Jobs(
            self.emitter, Settings(), user_id=LOCAL_USER, wake=lambda _type, job_id: self.woken.append(job_id)
        )
        self.notebook = Notebook(self.emitter, user_id=LOCAL_USER)
        self.models = FewModels()
        self.bin = Bin(self.emitter, self.shelf, PictureShelf(folder), user_id=LOCAL_USER)
        self.desk = Desk(
            jobs=self.jobs,
            notebook=self.notebook,
            study=Study(time.time),
            tagging=Tagging(self.emitter, user_id=LOCAL_USER),
            models=self.models,
            bin=self.bin,
            folder=folder,
            covers=folder.root / "covers",
            bus=self.bus,
            shelf=self.shelf,
            background=background,
            user_id=LOCAL_USER,
            state_file=folder.root / "window.ini",
        )


@pytest.fixture
def services(folder: DataFolder, library: LibraryDatabase, background: Background) -> Iterator[Services]:
    yield Services(folder, background)
    # Before the library is closed: its threads may still read.
    background.close()


@pytest.fixture
def make_pdf(app: QApplication, tmp_path: Path) -> Callable[[list[str]], Path]:
    """Writes a PDF of the given page texts."""

    def make(pages: list[str]) -> Path:
        path = tmp_path / "made.pdf"
        writer = QPdfWriter(str(path))
        writer.setResolution(72)
        painter = QPainter(writer)
        for number, text in enumerate(pages):
            if number:
                writer.newPage()
            painter.drawText(20, 20, 400, 600, 0x1000, text)
        painter.end()
        return path

    return make
