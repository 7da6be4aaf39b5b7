"""The keyboard's place in the window, kept where a change would send it away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

ENTER_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def enter_clicks(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Has Enter press a button as Space does; whether it was Enter. Qt itself knows that in dialogs only."""
    if event.key() not in ENTER_KEYS:
        return False
    button.click()
    return True


def holds_focus(place: QWidget) -> bool:
    """Whether the keyboard works in a widget or in anything inside it."""
    focus = QApplication.focusWidget()
    return focus is not None and (focus is place or place.isAncestorOf(focus))


@contextmanager
def focus_kept(place: QWidget, instead: Callable[[], QWidget]) -> Iterator[None]:
    """While a place changes. A button that is switched off or hidden loses the focus to whatever comes next in the
    window; then it goes to `instead`, which is asked when the change is made. GUI thread."""
    held = QApplication.focusWidget() if holds_focus(place) else None
    yield
    if held and QApplication.focusWidget() is not held:
        instead().setFocus(Qt.FocusReason.OtherFocusReason)


class InSight(QObject):
    """Has a scroll area show whatever in it gets the keyboard; Qt does so only for a step from inside. GUI thread."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now and self._area.isAncestorOf(now):
            self._area.ensureWidgetVisible(now)
