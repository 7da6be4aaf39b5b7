"""The text of a document that is no PDF, page by page, with a quote selected."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from ui.page.quote_search import find_quote
from ui.words import tr

BREAK: Final = "\n\n"
PAGES_PER_SLICE: Final = 2
"""Some 6,000 characters enter the document in a turn of the event loop."""


class TextPageView(QPlainTextEdit):
    """Read only. A long text arrives in slices, the page that is asked for as soon as it is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Text of the document"))
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(18)
        font = self.font()
        font.setPixelSize(14)
        self.setFont(font)
        self._pages: list[str] = []
        self._starts: list[int] = []
        self._shown = 0
        self._target: tuple[int, str] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._add_slice)

    def set_pages(self, pages: list[str]) -> None:
        """Shows other pages."""
        self.clear()
        self._pages, self._shown, self._target = pages, 0, None
        # Qt counts UTF-16 units: characters beyond the basic plane are two.
        lengths = (_units(page) + len(BREAK) for page in pages)
        self._starts = list(accumulate(lengths, initial=0))
        self._timer.start()

    def go_to(self, page: int, quote: str) -> None:
        """Selects the quote on a page (0-based) and scrolls to it, when the page is there."""
        self._target = (page, quote)
        self._reach_target()

    def _add_slice(self) -> None:
        batch = self._pages[self._shown : self._shown + PAGES_PER_SLICE]
        if not batch:
            self._timer.stop()
            return
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText("".join(page + BREAK for page in batch))
        self._shown += len(batch)
        self._reach_target()

    def _reach_target(self) -> None:
        if self._target is None or not 0 <= self._target[0] < self._shown:
            return
        page, quote = self._target
        self._target = None
        place = find_quote(self._pages[page], quote) or (0, 0)
        start = self._starts[page] + _units(self._pages[page][: place[0]])
        length = _units(self._pages[page][place[0] : sum(place)])
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
