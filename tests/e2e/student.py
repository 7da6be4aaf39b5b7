"""A student at the real window: drops, waits, clicks, looks. Run by the tests of this folder, one visit a process.

    python -m tests.e2e.student VISIT DATA_DIR SHOTS_DIR

A visit is a coroutine on the window's own loop. It prints what it measured as one JSON object; a failed assertion ends
the process with exit code 1.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from app.bus import SignalBus
from app.desktop import Desktop, make_application
from app.events import JobStatus
from app.settings import DataFolder, load_settings
from ui.activity.job_row import JobRow
from ui.activity.jobs_model import JOB_ROLE
from ui.single_instance import SingleInstance
from workers.service import JobService

PATIENCE_S = 240.0
POLL_S = 0.02

Measured = dict[str, Any]


class WindowManager(QObject):
    """Does what no other program does on a bare screen: gives a dialog that opens the keyboard, and takes it back."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.activateWindow()
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if isinstance(watched, QDialog) and event.type() in {QEvent.Type.Show, QEvent.Type.Hide}:
            wanted = watched if event.type() is QEvent.Type.Show else self._window
            QTimer.singleShot(0, wanted, wanted.activateWindow)
        return False


class Student:
    """Sees what is on the window and does what hands can do."""

    def __init__(self, desktop: Desktop, shots: Path) -> None:
        self.desktop = desktop
        self.window = desktop.window
        self._shots = shots

    def drop(self, *files: Path) -> None:
        """Drags files over the window and lets go of them in its middle."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        place = self.window.rect().center()
        none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, left, none)
        QApplication.sendEvent(self.window, enter)
        assert enter.isAccepted(), "the window takes files"
        drop = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, left, none)
        QApplication.sendEvent(self.window, drop)

    def job(self, title: str) -> JobRow | None:
        """The newest job of this name in the activity list."""
        return next((row for row in self.window.router.jobs.rows() if row.title == title), None)

    async def until(self, is_so: Callable[[], object], what: str) -> float:
        """Waits; returns the seconds that it took."""
        began = time.monotonic()
        while not is_so():
            assert time.monotonic() - began < PATIENCE_S, f"{what} did not happen; {self.activity()}"
            await asyncio.sleep(POLL_S)
        return time.monotonic() - began

    async def until_status(self, title: str, status: JobStatus) -> float:
        return await self.until(lambda: (row := self.job(title)) and row.status is status, f"{title} {status.value}")

    def click_action(self, title: str) -> None:
        """Clicks the button in a job's row: stop, or try again."""
        model = self.window.sidebar.jobs.model()
        rows = [model.index(row, 0).data(JOB_ROLE) for row in range(model.rowCount())]
        place = next(place for place, row in enumerate(rows) if row.title == title)
        actions = self.window.sidebar.jobs.actions_of(place)
        assert actions is not None, f"{title} has a button"
        button = actions.focusProxy()
        assert isinstance(button, QWidget)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))

    def activity(self) -> str:
        return "; ".join(f"{row.title}: {row.words}" for row in self.window.router.jobs.rows())

    async def shoot(self, name: str) -> None:
        """A picture of the screen as it is, after what is due has been painted."""
        await asyncio.sleep(0.4)
        screen = QGuiApplication.primaryScreen()
        picture = screen.grabWindow(self.window.winId())
        assert not picture.isNull()
        picture.save(str(self._shots / f"{name}.png"))


def run_visit(
    visit: Callable[[Student], Awaitable[Measured]], data_dir: Path, shots: Path, *, opens_dialogs: bool = True
) -> int:
    """Opens the window on a data folder, lets the student in, closes everything; prints what was measured.

    A visit that opens no dialog wants no WindowManager: it runs Python for every event of every widget.
    """
    folder = DataFolder(data_dir)
    folder.prepare()
    application = make_application()
    instance = SingleInstance(folder.root)
    assert instance.try_become_first()
    bus = SignalBus()
    service = JobService(folder, load_settings(folder), publish=bus.publish)
    desktop = Desktop(application, instance, service, bus)

    async def visited() -> Measured:
        try:
            await asyncio.sleep(0.5)
            if opens_dialogs:
                WindowManager(desktop.window)
            return await visit(Student(desktop, shots))
        finally:
            if isValid(desktop.window):  # she may have closed it herself
                desktop.window.close()

    task = desktop.loop.create_task(visited())
    desktop.run([])
    instance.close()
    service.close()
    print(json.dumps(task.result()))
    return 0


def main() -> int:
    from tests.e2e import keyboard, mouse, visits, walk

    name, data_dir, shots = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    home = next(module for module in (visits, keyboard, mouse, walk) if hasattr(module, name))
    return run_visit(getattr(home, name), data_dir, shots)


if __name__ == "__main__":
    sys.exit(main())
