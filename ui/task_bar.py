"""What the system's task bar shows of the work: how many documents, and how far they are.

Qt knows a number on the program's icon (docks of macOS and Windows, and of Linux desktops that speak Unity's protocol).
Progress is no part of it: on Linux it is told over the same protocol here; Windows' interface for it, ITaskbarList3,
cannot be reached from PySide6, so there it is the number alone.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from ui.activity.jobs_model import JobsModel

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusMessage

RENEW_MS: Final = 500
PATH: Final = "/com/canonical/unity/launcherentry/1"
INTERFACE: Final = "com.canonical.Unity.LauncherEntry"
APPLICATION: Final = "application://studyleaf.desktop"


class TaskBar(QObject):
    """Follows the jobs. GUI thread."""

    def __init__(self, jobs: JobsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._told: tuple[int, int] = (0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RENEW_MS)
        self._timer.timeout.connect(self._tell)
        for changed in (jobs.rowsInserted, jobs.rowsRemoved, jobs.modelReset, jobs.dataChanged):
            changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        now = work_of(self._jobs)
        if now == self._told:
            return
        self._told = now
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.setBadgeNumber(now[0])
        if sys.platform.startswith("linux"):
            from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - the window's start does not wait for it

            bus = QDBusConnection.sessionBus()
            if bus.isConnected():
                bus.send(message(*now))


def work_of(jobs: JobsModel) -> tuple[int, int]:
    """How many jobs are at work or wait, and how far they are all together, in percent."""
    live = [row.progress for row in jobs.rows() if row.is_live]
    return len(live), round(sum(live) / len(live)) if live else 0


def message(count: int, percent: int) -> QDBusMessage:
    """What is told over D-Bus; the number on the icon is told by Qt."""
    from PySide6.QtDBus import QDBusMessage  # noqa: PLC0415

    told = QDBusMessage.createSignal(PATH, INTERFACE, "Update")
    told.setArguments([APPLICATION, {"progress": percent / 100, "progress-visible": count > 0}])
    return told
