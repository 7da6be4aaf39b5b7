"""Citations as a row of round buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.notes import Citation
from ui.parts.widgets import push_button
from ui.text import page_words
from ui.words import tr


class ChipRow(QWidget):
    """One chip a citation, left to right."""

    citation_activated = Signal(object)
    """An app.notes.Citation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)

    def set_citations(self, citations: tuple[Citation, ...]) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for citation in citations:
            chip = push_button(
                page_words(citation.page),
                tr("Page {page}: “{quote}”").format(page=citation.page, quote=citation.quote),
                role="chip",
            )
            chip.setAccessibleName(tr("Show page {page}").format(page=citation.page))
            chip.clicked.connect(lambda _checked=False, cited=citation: self.citation_activated.emit(cited))
            self._layout.addWidget(chip)
        self._layout.addStretch(1)
