"""The badge over a page that was read from a scan, or not read at all: nothing recognised passes for printed text."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from app.store import documents
from app.store.documents import PageMark
from ui.background import Background
from ui.text import page_mark_words


class ScanBadge(QLabel):
    """Hidden over ordinary pages. GUI thread."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "badge")
        self._background = background
        self._document_id = ""
        self._marks: dict[int, PageMark] = {}
        self._page = 0
        self.hide()

    def set_document(self, document_id: str) -> None:
        """Learns about another document's pages; an empty id is none."""
        self._document_id, self._marks, self._page = document_id, {}, 0
        self._tell()
        if document_id:
            self._background.run(
                lambda: documents.page_marks(document_id), lambda marks: self._on_marks(document_id, marks)
            )

    def show_page(self, number: int) -> None:
        """Tells about a page, counted from 1."""
        self._page = number
        self._tell()

    def _on_marks(self, document_id: str, marks: dict[int, PageMark]) -> None:
        if document_id == self._document_id:
            self._marks = marks
            self._tell()

    def _tell(self) -> None:
        mark = self._marks.get(self._page)
        words, tip = page_mark_words(mark.confidence, mark.problem) if mark else ("", "")
        self.setText(words)
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        self.setVisible(bool(words))
