"""One box for everything: type, see what fits, press Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.store.search import Hit, search
from ui.background import Background
from ui.parts.widgets import label
from ui.search.result_delegate import ResultDelegate
from ui.search.results import RESULT_ROLE, Action, Result, ResultsModel, matching
from ui.theme.colors import tint
from ui.words import tr

WIDTH_PX: Final = 640
TOP_PX: Final = 90
MAX_LIST_PX: Final = 460
PAUSE_MS: Final = 25
"""Letters that come faster than this are one question."""
SHADE: Final = 0.28
STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Backtab: -1}
"""What keys do in the list. Tab too: what is behind the box is out of reach while it is open."""


class SearchBox(QWidget):
    """Covers the window it belongs to while it is open. GUI thread; the library is asked in the background."""

    hit_chosen = Signal(object)
    """An app.store.search.Hit."""
    failed = Signal(object)
    """A StudyleafError."""

    def __init__(self, background: Background, actions: Callable[[], list[Action]], parent: QWidget) -> None:
        super().__init__(parent)
        self._background, self._actions, self._window = background, actions, parent
        self._is_asking = False
        self._asked = ""
        self._before: QWidget | None = None
        self.model = ResultsModel(self)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Search documents, pages, notes and actions"))
        self.field.setAccessibleName(tr("Search everything"))
        self.field.setAcceptDrops(False)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setAccessibleName(tr("Results"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(ResultDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._choose)
        self._nothing = label(tr("Nothing found."), role="muted")
        self._nothing.setContentsMargins(18, 8, 18, 16)
        self._box = QFrame(self)
        self._box.setObjectName("searchBox")
        layout = QVBoxLayout(self._box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        layout.addWidget(self._nothing)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        self.field.textChanged.connect(lambda _words: self._timer.start())
        self.hide()

    def open(self) -> None:
        """Shows the box with what was typed last, selected."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self.setGeometry(self._window.rect())
        self.field.selectAll()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ask()

    def close_box(self) -> None:
        """Hides the box; the keyboard is again where it was."""
        before, self._before = self._before, None
        if before and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in STEPS:
                self._move(STEPS[key])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._choose(self.list.currentIndex())
                return True
            if key == Qt.Key.Key_Escape:
                self.close_box()
                return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._box.geometry().contains(event.position().toPoint()):
            self.close_box()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own signature
        painter = QPainter(self)
        painter.fillRect(self.rect(), tint(Qt.GlobalColor.black, SHADE))
        painter.end()

    def _ask(self) -> None:
        """One question at a time: what was typed meanwhile is asked when the answer is there."""
        words = self.field.text()
        if self._is_asking:
            return
        self._is_asking, self._asked = True, words
        self._background.run(lambda: search(words), self._on_found, self._on_failed)

    def _on_found(self, hits: list[Hit]) -> None:
        self._is_asking = False
        results: list[Result] = [*hits, *matching(self._actions(), self._asked)]
        self.model.show(results)
        self._lay_out()
        self._move(1)
        if self.field.text() != self._asked:
            self._ask()

    def _on_failed(self, error: object) -> None:
        self._is_asking = False
        self.close_box()
        self.failed.emit(error)

    def _lay_out(self) -> None:
        rows = self.model.rowCount()
        self.list.setVisible(rows > 0)
        self._nothing.setVisible(rows == 0)
        height = sum(self.list.sizeHintForRow(row) for row in range(rows)) + 12
        self.list.setFixedHeight(min(height, MAX_LIST_PX, max(120, self.height() - TOP_PX - 140)))
        width = min(WIDTH_PX, self.width() - 40)
        self._box.setFixedWidth(width)
        self._box.adjustSize()
        self._box.move((self.width() - width) // 2, min(TOP_PX, self.height() // 8))

    def _move(self, step: int) -> None:
        current = self.list.currentIndex()
        row = current.row() + step if current.isValid() else 0
        if 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row))

    def _choose(self, index: QModelIndex) -> None:
        result = index.data(RESULT_ROLE)
        if result is None:
            return
        self.close_box()
        if isinstance(result, Action):
            result.act()
        elif isinstance(result, Hit):
            self.hit_chosen.emit(result)
