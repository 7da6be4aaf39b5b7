"""The room of study: an overview, a session of cards, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.errors import StudyleafError
from app.notes import Citation, Flashcard
from app.store.study import LearntCard
from app.study import Progress, Rating, Study
from ui.background import Background
from ui.study.card_form import CardForm
from ui.study.overview import Overview
from ui.study.review_page import ReviewPage

CardWithWaits = tuple[LearntCard, Mapping[Rating, float]]


class StudyRoom(QStackedWidget):
    """Everything that reads or writes goes through the background. GUI thread."""

    waiting_changed = Signal(int)
    """How many cards wait."""
    learnt_changed = Signal(object)
    """A dict: for each document with cards, by its id, the share of them that was shown before, 0..1."""
    citation_activated = Signal(str, object)
    """A document's id and an app.notes.Citation on it."""
    finished = Signal(int)
    """A session ended with so many answers."""
    failed = Signal(object)
    """A StudyleafError."""

    def __init__(self, study: Study, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("room")
        self._study, self._background = study, background
        self._queue: list[LearntCard] = []
        self._done = 0
        self._is_busy = False
        self.overview = Overview()
        self.review = ReviewPage()
        self.addWidget(self.overview)
        self.addWidget(self.review)
        self.overview.study_requested.connect(self.begin)
        self.overview.exam_chosen.connect(self._on_exam)
        self.review.answered.connect(self._on_answered)
        self.review.undo_requested.connect(self._on_undo)
        self.review.ended.connect(self.end)
        self.review.citation_activated.connect(self.citation_activated)

    def refresh(self) -> None:
        """Takes in the cards of new notes, and shows how things stand."""

        def look() -> Progress:
            self._study.take_in_notes()
            return self._study.progress()

        self._background.run(look, self._on_progress, self.failed.emit)

    def begin(self, document_id: str = "") -> None:
        """Starts a session, on one document or on all."""
        self._background.run(lambda: self._study.session(document_id or None), self._on_session, self.failed.emit)

    def end(self) -> None:
        """Back to the overview."""
        if self.currentWidget() is self.review:
            self.setCurrentWidget(self.overview)
            self.finished.emit(self._done)
        self.refresh()

    def ask_card(self, document_id: str, citation: Citation) -> None:
        """Lets the student make a card of words on a page."""
        form = CardForm(citation, self.window())
        form.made.connect(lambda card: self.add_card(document_id, card))
        form.open()

    def add_card(self, document_id: str, card: Flashcard) -> None:
        """Takes a card of the student's own in."""
        self._background.run(
            lambda: self._study.add_card(document_id, card), lambda _key: self.refresh(), self.failed.emit
        )

    def _on_progress(self, progress: Progress) -> None:
        self.overview.show_progress(progress, date.today())  # noqa: DTZ011 - the student's own day
        self.learnt_changed.emit(
            {deck.document_id: 1 - deck.unseen / deck.total for deck in progress.decks if deck.total}
        )
        self.waiting_changed.emit(sum(deck.due + deck.new for deck in progress.decks))

    def _on_exam(self, document_id: str, iso: str) -> None:
        day = date.fromisoformat(iso) if iso else None
        self._background.run(
            lambda: self._study.set_exam(document_id, day), lambda _done: self.refresh(), self.failed.emit
        )

    def _on_session(self, cards: list[LearntCard]) -> None:
        self._queue, self._done = cards, 0
        self._next()

    def _next(self) -> None:
        self._is_busy = False
        if not self._queue:
            self.end()
            return
        card = self._queue[0]
        self._background.run(lambda: (card, self._study.previews(card)), self._on_card, self.failed.emit)

    def _on_card(self, shown: CardWithWaits) -> None:
        card, waits = shown
        self.setCurrentWidget(self.review)
        self.review.show_card(card, waits, done=self._done, total=self._done + len(self._queue))

    def _on_answered(self, rating: Rating) -> None:
        if self._is_busy:
            return
        self._is_busy = True
        card = self._queue.pop(0)

        def stored(_due: float) -> None:
            self._done += 1
            if rating is Rating.AGAIN:
                self._queue_again(card.id)
            else:
                self._next()

        self._background.run(lambda: self._study.answer(card.id, rating), stored, self._on_failed)

    def _queue_again(self, card_id: str) -> None:
        """A card that was not known comes once more before the session ends."""

        def put(card: LearntCard | None) -> None:
            if card:
                self._queue.append(card)
            self._next()

        self._background.run(lambda: self._study.find(card_id), put, self._on_failed)

    def _on_undo(self) -> None:
        if self._is_busy or not self._done:
            return
        self._is_busy = True

        def back(card: LearntCard | None) -> None:
            self._done = max(0, self._done - 1)
            if card:
                self._queue = [card, *(each for each in self._queue if each.id != card.id)]
            self._next()

        self._background.run(self._study.take_back, back, self._on_failed)

    def _on_failed(self, error: StudyleafError) -> None:
        self._is_busy = False
        self.failed.emit(error)
        self.end()
