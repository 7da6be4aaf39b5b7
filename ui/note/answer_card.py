"""The answer to a question, above the line where it was asked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.errors import StudyleafError
from app.events import JobError
from app.notes import Note
from ui.note.cited_browser import CitedBrowser
from ui.note.format import NoteFormats, point_block, write
from ui.parts.widgets import IconButton, label
from ui.text import error_words
from ui.words import tr

MAX_HEIGHT_PX: Final = 260


class AnswerCard(QFrame):
    """Shows one question with what came of it. GUI thread."""

    citation_activated = Signal(object)
    """An app.notes.Citation."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answerCard")
        self._question = label(wrap=True)
        font = self._question.font()
        font.setWeight(font.Weight.DemiBold)
        self._question.setFont(font)
        self._status = label(role="muted", wrap=True)
        self._answer = _AnswerText()
        self._note: Note | None = None
        self._answer.citation_activated.connect(self.citation_activated)
        close = IconButton("close", tr("Close the answer"))
        close.clicked.connect(self.closed.emit)
        head = QHBoxLayout()
        head.addWidget(self._question, 1)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 8, 12)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._status)
        layout.addWidget(self._answer)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @property
    def words(self) -> str:
        """What the card says below the question."""
        return self._status.text() or self._answer.toPlainText()

    def show_waiting(self, question: str) -> None:
        self._question.setText(question)
        self._say(tr("Looking through the pages…"))

    def show_answer(self, note: Note, *, headed: str = "") -> None:
        """The checked answer; one without sections means that the document is silent. Headed by the question."""
        self._question.setText(headed or note.title)
        if not note.sections:
            self._say(tr("The document does not say."))
            return
        self._status.clear()
        self._status.hide()
        self._answer.show_note(note)
        self._answer.show()

    def show_error(self, error: JobError | StudyleafError) -> None:
        self._say(error_words(error))

    def show_cancelled(self) -> None:
        self._say(tr("Cancelled."))

    def _say(self, words: str) -> None:
        self._answer.hide()
        self._status.setText(words)
        self._status.show()


class _AnswerText(CitedBrowser):
    """As high as its text, up to a limit."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Answer"))
        self._note: Note | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_note(self, note: Note) -> None:
        self._note = note
        self.sections = list(note.sections)
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and getattr(self, "_note", None):
            self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        self.document().setTextWidth(max(100, self.viewport().width()))
        return QSize(300, min(MAX_HEIGHT_PX, int(self.document().size().height()) + 4))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, min(60, self.sizeHint().height()))

    def _write(self) -> None:
        assert self._note is not None
        formats = NoteFormats(self.palette(), self.font())
        blocks = [
            point_block(point, f"{index}/p/{place}", formats)
            for index, section in enumerate(self._note.sections)
            for place, point in enumerate(section.points)
        ]
        self.document().clear()
        write(QTextCursor(self.document()), blocks)
        self.setTextCursor(QTextCursor(self.document()))
        self.updateGeometry()
