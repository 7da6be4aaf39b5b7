"""A card of the student's own, made from words on a page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.notes import Citation, Flashcard
from ui.parts.widgets import label, push_button
from ui.words import tr

WIDTH_PX = 440


class CardForm(QDialog):
    """Not modal for the loop: open it with `open()`. GUI thread."""

    made = Signal(object)
    """An app.notes.Flashcard."""

    def __init__(self, citation: Citation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("New card"))
        self.setFixedWidth(WIDTH_PX)
        self._citation = citation
        self.front = QLineEdit()
        self.front.setAccessibleName(tr("Question on the front"))
        self.front.setPlaceholderText(tr("What do you want to be asked?"))
        self.back = QPlainTextEdit(citation.quote)
        self.back.setObjectName("editor")
        self.back.setAccessibleName(tr("Answer on the back"))
        self.back.setTabChangesFocus(True)
        self.back.setFixedHeight(120)
        self.keep_button = push_button(tr("Make the card"), tr("Study it together with the others"), role="primary")
        self.keep_button.setEnabled(False)
        self.keep_button.clicked.connect(self._keep)
        cancel = push_button(tr("Cancel"), tr("Make no card"), role="link")
        cancel.clicked.connect(self.reject)
        self.front.textChanged.connect(lambda _words: self._look())
        self.back.textChanged.connect(self._look)
        foot = QHBoxLayout()
        foot.addWidget(label(tr("From page {page}").format(page=citation.page), role="muted"), 1)
        foot.addWidget(cancel)
        foot.addWidget(self.keep_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(8)
        for widget in (label(tr("Front"), role="caption"), self.front, label(tr("Back"), role="caption"), self.back):
            layout.addWidget(widget)
        layout.addSpacing(6)
        layout.addLayout(foot)

    def _look(self) -> None:
        self.keep_button.setEnabled(bool(self.front.text().strip() and self.back.toPlainText().strip()))

    def _keep(self) -> None:
        back = self.back.toPlainText().strip()
        self.made.emit(Flashcard(self.front.text().strip(), back, (self._citation,)))
        self.accept()
