"""One document in the room of study: what waits of its cards, and when the exam is."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QVBoxLayout, QWidget, QWidgetAction

from app.store.study import DeckCount
from ui import counts
from ui.parts.menus import passing_menu
from ui.parts.widgets import label, push_button
from ui.text import exam_words
from ui.words import tr


class DeckRow(QFrame):
    """GUI thread."""

    study_requested = Signal(str)
    """A document's id."""
    exam_chosen = Signal(str, str)
    """A document's id, and the day of its exam (ISO date), empty for none."""

    def __init__(self, deck: DeckCount, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("row")
        self.deck = deck
        words = QVBoxLayout()
        words.setSpacing(2)
        title = label(deck.title, role="heading")
        title.setMinimumWidth(60)
        words.addWidget(title)
        words.addWidget(label(self._facts(), role="muted"))
        exam = date.fromisoformat(deck.exam_on) if deck.exam_on else None
        self.exam_button = push_button(
            exam_words(exam, today), tr("Spread the cards so that all are known by then"), role="link"
        )
        self.exam_button.setAccessibleName(
            tr("Exam on {title}: {exam}").format(title=deck.title, exam=exam_words(exam, today))
        )
        self.exam_button.clicked.connect(lambda: self._choose_day(exam, today))
        waiting = deck.due + deck.new
        self.study_button = push_button(
            tr("Study {waiting}").format(waiting=waiting) if waiting else tr("Done"),
            tr("Study the cards of {title}").format(title=deck.title),
        )
        self.study_button.setAccessibleName(
            tr("Study {title}, {cards}").format(title=deck.title, cards=counts.cards(waiting))
        )
        self.study_button.setEnabled(waiting > 0)
        self.study_button.clicked.connect(lambda: self.study_requested.emit(deck.document_id))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 10, 2, 10)
        layout.addLayout(words, 1)
        layout.addWidget(self.exam_button)
        layout.addWidget(self.study_button)

    def _facts(self) -> str:
        parts = [
            tr("{due} due").format(due=self.deck.due),
            tr("{new} new").format(new=self.deck.new),
            tr("{cards} in all").format(cards=counts.cards(self.deck.total)),
        ]
        return " · ".join(parts)

    def _choose_day(self, exam: date | None, today: date) -> None:
        menu = passing_menu(tr("Day of the exam"), self)
        calendar = QCalendarWidget()
        calendar.setAccessibleName(tr("Day of the exam"))
        calendar.setMinimumDate(QDate(today.year, today.month, today.day))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if exam:
            calendar.setSelectedDate(QDate(exam.year, exam.month, exam.day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        if exam:
            menu.addAction(tr("No exam")).triggered.connect(lambda: self.exam_chosen.emit(self.deck.document_id, ""))

        def choose(day: QDate) -> None:
            menu.close()
            self.exam_chosen.emit(self.deck.document_id, day.toString(Qt.DateFormat.ISODate))

        calendar.clicked.connect(choose)
        calendar.activated.connect(choose)
        menu.popup(self.exam_button.mapToGlobal(QPoint(0, self.exam_button.height())))
