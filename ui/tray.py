"""The icon beside the clock: says when notes are ready while the window is away, and brings it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from ui import counts
from ui.theme.icons import app_icon
from ui.words import tr


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours of the day (0 to 23) in which the system tells nothing; none where `begin` is negative."""

    begin: int = -1
    end: int = 7

    def holds(self, hour: int) -> bool:
        if self.begin < 0 or self.begin == self.end:
            return False
        if self.begin < self.end:
            return self.begin <= hour < self.end
        return hour >= self.begin or hour < self.end


class Tray(QObject):
    """Nothing at all where the system has no place for it. GUI thread."""

    opened = Signal()
    """The student wants to see the window."""
    quit_requested = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.notify = True
        self.quiet = QuietHours()
        self._icon: QSystemTrayIcon | None = None
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        self._icon = QSystemTrayIcon(app_icon(), self)
        menu = QMenu(window)
        menu.setAccessibleName("Studyleaf")
        menu.addAction(tr("Show Studyleaf")).triggered.connect(self.opened.emit)
        menu.addAction(tr("Quit")).triggered.connect(self.quit_requested.emit)
        self._icon.setContextMenu(menu)
        self._icon.activated.connect(lambda _reason: self.opened.emit())
        self._icon.messageClicked.connect(self.opened.emit)
        self._icon.show()

    def show_working(self, count: int) -> None:
        """How many jobs are at work."""
        if self._icon:
            working = tr("Studyleaf: {documents} in work").format(documents=counts.documents(count))
            self._icon.setToolTip(working if count else "Studyleaf")

    def tell(self, words: str) -> None:
        """A message of the system, if the student is elsewhere and wants one."""
        away = QGuiApplication.applicationState() is not Qt.ApplicationState.ApplicationActive
        if self._icon and self.notify and away and not self.quiet.holds(datetime.now().hour):  # noqa: DTZ005 - her own clock
            self._icon.showMessage("Studyleaf", words, app_icon())
