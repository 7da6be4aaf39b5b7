"""A question to the whole library: an answer from each document that may know, or that none of them says it."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.errors import StudyleafError
from app.events import JobStatus, JobType
from app.notes import Note
from app.store import notes
from ui.activity.job_row import JobRow
from ui.activity.jobs_model import JobsModel
from ui.desk import Desk
from ui.note.answer_card import AnswerCard
from ui.note.ask_bar import AskBar
from ui.parts.widgets import label
from ui.text import error_words
from ui.words import tr

MAX_HEIGHT_PX: Final = 300


class LibraryAnswers(QWidget):
    """The field and, above it, what came of the last question. GUI thread."""

    citation_activated = Signal(str, object)
    """A document's id, and an app.notes.Citation of it."""

    def __init__(self, desk: Desk, jobs: JobsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self._question = ""
        self._cards: dict[str, AnswerCard] = {}
        self._titles: dict[str, str] = {}
        self._open: set[str] = set()
        """Jobs that may still end."""
        self._unsettled: set[str] = set()
        """Jobs whose answer is not shown yet."""
        self._said = False
        self.status = label(role="muted", wrap=True)
        self.bar = AskBar()
        self.bar.field.setPlaceholderText(tr("Ask all your documents…"))
        self.bar.field.setAccessibleName(tr("Question about all your documents"))
        self.bar.field.setToolTip(tr("Answers come from the pages of each document, with citations"))
        self.bar.asked.connect(self.ask)
        self._column = QVBoxLayout()
        self._scroll = QScrollArea()
        self._lay_out()

    @property
    def cards(self) -> list[AnswerCard]:
        """Those that are shown: documents that know, or are still being asked."""
        return [card for card in self._cards.values() if not card.isHidden()]

    def ask(self, question: str) -> None:
        """Asks the documents that may know."""
        self._question = question
        self._clear()
        self._say(tr("Looking through all documents…"))

        def asked(found: list[tuple[str, str, str]]) -> None:
            if question != self._question:
                return
            for job_id, document_id, title in found:
                self._add(job_id, document_id, title)
                self._jobs.rename(job_id, question)
                # It may have been answered before this was told.
                if row := self._jobs.find(job_id):
                    self.on_job(row)
            self._scroll.setVisible(bool(found))
            self._conclude()

        self._desk.background.run(lambda: self._desk.jobs.ask_library(question), asked, self._on_failed)

    def on_job(self, row: JobRow) -> None:
        """Follows the jobs of the question."""
        card = self._cards.get(row.id)
        if card is None or row.type is not JobType.COMPLETION or row.id not in self._open:
            return
        if row.status is JobStatus.COMPLETED and row.note_id:
            self._open.discard(row.id)
            self._desk.background.run(
                partial(notes.load_note, row.note_id), partial(self._show, row.id), self._on_failed
            )
        elif row.error:
            self._open.discard(row.id)
            self._said = True
            card.show_error(row.error)
            self._settle(row.id)
        elif row.status is JobStatus.CANCELLED:
            self._open.discard(row.id)
            card.hide()
            self._settle(row.id)

    def _add(self, job_id: str, document_id: str, title: str) -> None:
        card = AnswerCard()
        card.show_waiting(title)
        card.closed.connect(card.hide)
        card.citation_activated.connect(partial(self.citation_activated.emit, document_id))
        self._column.insertWidget(self._column.count() - 1, card)
        self._cards[job_id] = card
        self._open.add(job_id)
        self._unsettled.add(job_id)
        self._titles[job_id] = title

    def _show(self, job_id: str, note: Note) -> None:
        card = self._cards.get(job_id)
        if card is None:
            return
        if note.sections:
            self._said = True
            card.show_answer(note, headed=self._titles[job_id])
        else:
            card.hide()
        self._settle(job_id)

    def _settle(self, job_id: str) -> None:
        self._unsettled.discard(job_id)
        self._conclude()

    def _conclude(self) -> None:
        if self._unsettled:
            return
        self._scroll.setVisible(bool(self.cards))
        if self._said:
            self._say(self._question)
        else:
            silent = tr("Your documents do not say.")
            self._say(f"{self._question} — {silent}")

    def _clear(self) -> None:
        for card in self._cards.values():
            card.hide()
            card.deleteLater()
        self._cards.clear()
        self._titles.clear()
        self._open.clear()
        self._unsettled.clear()
        self._said = False
        self._scroll.hide()

    def _say(self, words: str) -> None:
        self.status.setText(words)
        self.status.setVisible(bool(words))

    def _on_failed(self, error: StudyleafError) -> None:
        self._say(error_words(error))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("column")
        inside.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMaximumHeight(MAX_HEIGHT_PX)
        self._scroll.setMinimumHeight(150)
        self._scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.status)
        layout.addWidget(self._scroll)
        layout.addWidget(self.bar)
        self._clear()
        self.status.hide()
