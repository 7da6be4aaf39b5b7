"""News and errors at the foot of the window, over its content; nothing has to be clicked away before one can go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.errors import StudyleafError
from ui.parts.widgets import IconButton, label, push_button
from ui.text import error_words
from ui.words import tr

MAX_TOASTS: Final = 3
WIDTH_PX: Final = 460
MARGIN_PX: Final = 20
FOOT_PX: Final = 62
"""What stands at the foot of the window, a line to ask in or what can be done with a choice, is not covered."""
SHOWN_MS: Final = 15_000
"""Long enough to read twice; errors of jobs stay in the activity list."""


class ToastBar(QWidget):
    """The newest at the bottom; beyond three the oldest goes. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self._layout.setSpacing(8)
        self._toasts: list[_Toast] = []
        self.hide()

    def place(self) -> None:
        """Goes to the lower right of its parent, as high as its messages need."""
        parent = self.parentWidget()
        if parent and self._toasts:
            width = min(WIDTH_PX, parent.width() - 2 * MARGIN_PX)
            height = sum(toast.heightForWidth(width) for toast in self._toasts)
            height += self._layout.spacing() * (len(self._toasts) - 1)
            self.setGeometry(parent.width() - width - MARGIN_PX, parent.height() - height - FOOT_PX, width, height)
            self.raise_()

    def show_error(self, error: StudyleafError) -> None:
        """Sentence and hint of an error."""
        self._add(_Toast(error_words(error), "error"))

    def show_news(self, words: str, *, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Something worth knowing, with a button where there is something to do about it."""
        self._add(_Toast(words, "news", action=action, act=act))

    def words(self) -> list[str]:
        """What is shown, oldest first."""
        return [toast.words for toast in self._toasts]

    def _add(self, toast: _Toast) -> None:
        same = next((shown for shown in self._toasts if shown.words == toast.words), None)
        if same:
            self._remove(same)
        while len(self._toasts) >= MAX_TOASTS:
            self._remove(self._toasts[0])
        self._toasts.append(toast)
        self._layout.addWidget(toast)
        toast.on_gone = lambda: self._remove(toast)
        self.show()
        self.place()
        QAccessible.updateAccessibility(QAccessibleEvent(toast, QAccessible.Event.Alert))

    def _remove(self, toast: _Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            self._layout.removeWidget(toast)
            toast.hide()
            toast.deleteLater()
        self.setVisible(bool(self._toasts))
        self.place()


class _Toast(QFrame):
    def __init__(self, words: str, tone: str, *, action: str = "", act: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.setObjectName("toast")
        self.setProperty("tone", tone)
        self.setAccessibleName(words)
        self.words = words
        self.on_gone: Callable[[], None] = self.hide
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        text = label(words, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(text, 1)
        if action and act:
            button = push_button(action, action, role="link")
            button.clicked.connect(act)
            button.clicked.connect(self._go)
            layout.addWidget(button)
        close = IconButton("close", tr("Close this message"))
        close.clicked.connect(self._go)
        layout.addWidget(close)
        QTimer.singleShot(SHOWN_MS, self, self._go)

    def _go(self) -> None:
        self.on_gone()
