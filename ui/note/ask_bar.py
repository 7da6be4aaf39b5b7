"""The line under the note in which a question about its document is asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from ui.parts.widgets import IconButton
from ui.words import tr


class AskBar(QFrame):
    """GUI thread."""

    asked = Signal(str)
    """The question; never empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("askBar")
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Ask about this document…"))
        self.field.setAccessibleName(tr("Question about this document"))
        self.field.setToolTip(tr("The answer comes from the document’s pages, with citations"))
        self.field.setAcceptDrops(False)
        self.field.setMaxLength(500)
        self.button = IconButton("send", tr("Ask"))
        self.button.setEnabled(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 14)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.button)
        self.field.textChanged.connect(lambda words: self.button.setEnabled(bool(words.strip())))
        self.field.returnPressed.connect(self._on_entered)
        self.button.clicked.connect(self._on_entered)

    def _on_entered(self) -> None:
        question = self.field.text().strip()
        if question:
            self.field.clear()
            self.asked.emit(question)
