"""The window's composition root: Qt and asyncio on one loop, the job service behind it, and an orderly end."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final

import qasync
from PySide6.QtCore import QEvent, QLocale, QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.bus import SignalBus
from app.companion.server import Companion
from app.errors import ErrorCode, StudyleafError
from app.language import SYSTEM
from app.logs import start_logging
from app.notebook import Notebook
from app.settings import LOCAL_USER, DataFolder, cache_dir, load_settings
from app.settings_file import change_setting
from app.study import Study
from app.tagging import Tagging
from resources import sample_document
from ui.background import Background
from ui.companion_panel import add_companion_panel
from ui.desk import Desk
from ui.language import Language, Speech
from ui.main_window import MainWindow
from ui.settings.preferences import PreferenceStore
from ui.short_turns import take_short_turns
from ui.single_instance import SingleInstance
from ui.theme.apply import apply_theme
from ui.watchdog import Watchdog
from workers.model_shelf import LocalModels
from workers.service import JobService

SIGNAL_POLL_MS: Final = 250
"""Where no socket can wake the loop for a signal, Python looks for one this often."""

SWITCH_S: Final = 0.0001

logger = logging.getLogger(__name__)


def run_desktop(data_dir: Path, files: list[Path]) -> int:
    """Shows the window until it is closed; returns the exit code. On the main thread.

    Raises:
        StudyleafError: the data folder or the library cannot be opened.
    """
    folder = DataFolder(data_dir.expanduser().absolute())
    folder.prepare()
    application = make_application()
    instance = SingleInstance(folder.root)
    paths = [str(file.expanduser().absolute()) for file in files]
    if not instance.try_become_first():
        if instance.hand_over(paths):
            return 0
        raise StudyleafError(ErrorCode.DATABASE_BUSY)
    start_logging(folder.logs, "studyleaf")
    bus = SignalBus()
    service = JobService(folder, load_settings(folder), publish=bus.publish)
    try:
        return Desktop(application, instance, service, bus).run(paths)
    finally:
        instance.close()
        service.close()


def make_application() -> QApplication:
    """Qt's application object, named and themed; made once per process."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    # Worker threads hold Python's lock for so long at most while the window wants it: the usual 5 ms would
    # be seen, and a pass of the loop that paints asks for the lock a hundred times.
    sys.setswitchinterval(SWITCH_S)
    application = QApplication.instance() or _Application(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Studyleaf")
    application.setDesktopFileName("studyleaf")
    application.setQuitOnLastWindowClosed(False)  # closing has stages of its own
    apply_theme(application)
    return application


def carried_language(preferences: PreferenceStore, folder: DataFolder, language: str) -> str:
    """The language to speak: the setting, or what was chosen when it was kept as a preference, which it then becomes.

    On the GUI thread, once: two files of a few hundred bytes.
    """
    chosen = preferences.take_out("language")
    if language != SYSTEM or chosen in {"", SYSTEM}:
        return language
    try:
        return change_setting(folder, "language", chosen).language
    except StudyleafError:
        logger.warning("the language %r is not carried over", chosen)
        return language


class _Application(QApplication):
    """Quitting from a menu or at the end of the session is told, and then goes its stages.

    A filter of the application's events would run Python for every event of every widget.
    """

    quit_wanted = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Quit:
            self.quit_wanted.emit()
            return True
        return super().event(event)


class Desktop(QObject):
    """The running window. `_closed_down` tells, from the thread that closes the service, that all is done."""

    _closed_down = Signal()

    def __init__(
        self, application: QApplication, instance: SingleInstance, service: JobService, bus: SignalBus
    ) -> None:
        super().__init__()
        self.service = service
        self._instance = instance
        self.loop = qasync.QEventLoop(application)
        self._background = Background()
        desk = Desk(
            jobs=service.jobs,
            notebook=Notebook(service.emitter, user_id=LOCAL_USER),
            study=Study(time.time),
            tagging=Tagging(service.emitter, user_id=LOCAL_USER),
            models=LocalModels(service.folder),
            bin=service.bin,
            folder=service.folder,
            covers=cache_dir() / "covers",
            bus=bus,
            shelf=service.workshop.shelf,
            background=self._background,
            user_id=LOCAL_USER,
            sample=sample_document(),
            look_at=service.workshop.look_at,
            state_file=service.folder.root / "window.ini",
        )
        # Before the first widget: each asks for its texts once, and to dress them anew takes as long as to make them.
        preferences = PreferenceStore(desk.state_file)
        theme = apply_theme(application, preferences.held.look)
        self.speech = Speech(application)
        self.speech.use(Language(carried_language(preferences, service.folder, service.settings.language)))
        self.window = MainWindow(desk)
        self.watchdog = Watchdog(self)
        self.companion = Companion(service.companion_services(QLocale().name()))
        service.listen(self.companion.publish)
        self.companion_panel = add_companion_panel(self.window, self.companion, self._background)
        self._ended: asyncio.Event | None = None
        self._closing = False
        self.window.closed.connect(self.close_down)
        self.window.looked.connect(theme.use)
        self._closed_down.connect(self._on_closed_down)
        instance.files_received.connect(self._on_files_received)
        if isinstance(application, _Application):
            application.quit_wanted.connect(self._on_quit)
        self._signals = _Signals(self.window.close)

    def run(self, paths: list[str]) -> int:
        """Shows the window and runs the loop until everything is closed."""
        hook, sys.excepthook = sys.excepthook, self._on_stray_error
        try:
            with self.loop:
                self.loop.run_until_complete(self._main(paths))
        finally:
            sys.excepthook = hook
            self._signals.close()
        return 0

    def close_down(self) -> None:
        """Closes the service on a thread, after the window has gone from the screen. Safe to call twice."""
        if self._closing:
            return
        self._closing = True
        self._instance.close()  # a start that comes now opens a window of its own
        self.window.hide()
        self.service.leave()  # nobody else can close what this thread has opened at the start
        threading.Thread(target=self._close_service, name="close-down").start()

    async def _main(self, paths: list[str]) -> None:
        self._ended = asyncio.Event()
        self.window.show()
        self.watchdog.start()
        # After the first paint: the student sees the window before workers and children start.
        QTimer.singleShot(0, self._start_workers)
        if paths:
            self.window.add_files(paths)
        await self._ended.wait()

    def _start_workers(self) -> None:
        take_short_turns()
        # All that is here now stays until the end: to look through it again and again would hold the window up.
        gc.freeze()
        gc.enable()
        self._background.run(self.service.start, self._warm_up, self.window.toasts.show_error)

    def _warm_up(self, _started: None) -> None:
        # What fails here fails again, with a sentence, when the first document needs it.
        self._background.run(self.service.warm_up, lambda _done: None)

    def _close_service(self) -> None:
        """On a thread of its own. The window's reads end first: who has ended leaves the library to be closed."""
        try:
            self._background.close()
            self.companion.stop()
            self.service.close()
        finally:
            self._closed_down.emit()

    def _on_closed_down(self) -> None:
        self.watchdog.stop()
        self.window.deleteLater()
        assert self._ended is not None
        self._ended.set()

    def _on_quit(self) -> None:
        if not self._closing:
            self.window.close()

    def _on_files_received(self, paths: list[str]) -> None:
        self.window.bring_forward()
        if paths:
            self.window.add_files(paths)

    def _on_stray_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The boundary of all slots: what escapes one is logged and told; the window lives on."""
        logger.critical("an error escaped a slot", exc_info=(kind, error, trace))
        if not self._closing:
            self.window.toasts.show_error(StudyleafError(ErrorCode.INTERNAL))


class _Signals:
    """SIGINT and SIGTERM close the program in its stages. Python runs their handlers only when Qt lets it run."""

    def __init__(self, close_down: Callable[[], object]) -> None:
        self._handlers = {number: signal.signal(number, lambda *_: close_down()) for number in _CLOSING_SIGNALS}
        self._notifier: QSocketNotifier | None = None
        self._timer: QTimer | None = None
        if os.name == "posix":
            self._woken, self._waker = socket.socketpair()
            self._waker.setblocking(False)
            self._woken.setblocking(False)
            self._old_fd = signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
            self._notifier = QSocketNotifier(self._woken.fileno(), QSocketNotifier.Type.Read)
            self._notifier.activated.connect(self._drain)
        else:
            self._timer = QTimer()
            self._timer.timeout.connect(lambda: None)
            self._timer.start(SIGNAL_POLL_MS)

    def close(self) -> None:
        """Gives the signals back."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        if self._notifier:
            self._notifier.setEnabled(False)
            signal.set_wakeup_fd(self._old_fd)
            self._woken.close()
            self._waker.close()
        if self._timer:
            self._timer.stop()

    def _drain(self) -> None:
        self._woken.recv(64)


_CLOSING_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
