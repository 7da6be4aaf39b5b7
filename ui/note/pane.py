"""The middle of the window: the note, its quiz and its cards; below, answers and the line to ask in."""

from __future__ import annotations

import functools
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.notes import Note
from app.store.notes import NoteView as StoredNote
from ui.note.answer_card import AnswerCard
from ui.note.ask_bar import AskBar
from ui.note.coverage_bar import CoverageBar
from ui.note.statement_bar import StatementBar
from ui.note.view import COLUMN_PX, NoteView
from ui.note.waiting_page import WaitingPage
from ui.parts.widgets import IconButton, Selector, label, push_button
from ui.settings.shortcuts import Keymap
from ui.study.flashcards_view import FlashcardsView
from ui.study.quiz_view import QuizView
from ui.text import moment_words
from ui.words import tr

FOOT_PX: Final = COLUMN_PX + 2 * 28
"""Answers are as wide as the note above them."""


class NotePane(QWidget):
    """It lays out and emits what the student asks for. GUI thread."""

    citation_activated = Signal(object)
    """An app.notes.Citation."""
    note_selected = Signal(str)
    """The id of another note on the same document."""
    touched = Signal()
    """The student is at work in what is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading")
        self.view = NoteView()
        self.quiz = QuizView()
        self.cards = FlashcardsView()
        self.coverage = CoverageBar()
        self.waiting = WaitingPage()
        self.answer = AnswerCard()
        self.ask_bar = AskBar()
        self.statement_bar = StatementBar()
        self._chosen = QWidget()
        """Where the bar comes up, while the notes are shown."""
        self._state = label(role="muted")
        self._selector = Selector()
        self._selector.setAccessibleName(tr("Notes on this document"))
        self._selector.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._selector.setToolTip(tr("There are several notes on this document"))
        self.export_button = IconButton("export", tr("Export, copy or print"))
        self._tabs = QButtonGroup(self)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.clear()

    @property
    def main_stop(self) -> QWidget:
        """Where the keyboard works with what is shown."""
        stops = (self.view, self.quiz.main_stop, self.cards.card, self.waiting)
        return stops[self._pages.currentIndex()]

    def clear(self) -> None:
        """Shows no note."""
        self._pages.setCurrentWidget(self.waiting)
        self._header.hide()
        self._strip.hide()
        self.answer.hide()
        self.ask_bar.hide()

    def show_waiting(self) -> None:
        """Shows the page that stands for a note to come; the owner fills it."""
        self._pages.setCurrentWidget(self.waiting)
        self._header.hide()
        self._strip.hide()
        self.ask_bar.hide()

    def show_note(self, note: Note, facts: str) -> None:
        """Shows another note from its top."""
        self.view.show_note(note, facts)
        self._show_extras(note)
        self._header.show()
        self._strip.show()
        self.ask_bar.show()
        self._show_page(0)
        if self.hasFocus():  # the focus of what stood here before fell to the pane, where it is not seen
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def update_note(self, note: Note, facts: str) -> None:
        """Shows a newer state of the note that is shown."""
        self.view.update_note(note, facts)
        self._show_extras(note)

    def show_notes(self) -> None:
        """Goes from quiz or cards to the notes."""
        if self._header.isVisible():
            self._show_page(0)

    def set_state(self, words: str) -> None:
        """What happens to the note, in a few words; empty when it is finished."""
        self._state.setText(words)

    def set_notes(self, notes: tuple[StoredNote, ...], shown: str) -> None:
        """Offers the notes of the document, newest first, where there is more than one."""
        self._selector.blockSignals(True)
        self._selector.clear()
        for note in notes:
            self._selector.addItem(moment_words(note.created_at), note.id)
        self._selector.setCurrentIndex(max(0, self._selector.findData(shown)))
        self._selector.blockSignals(False)
        self._selector.setVisible(len(notes) > 1)

    def _lay_out(self) -> None:
        tabs = QFrame()
        tabs.setObjectName("tabs")
        tabs_layout = QHBoxLayout(tabs)
        tabs_layout.setContentsMargins(3, 3, 3, 3)
        tabs_layout.setSpacing(2)
        for number, (words, tip) in enumerate(
            (
                (tr("Notes"), tr("The notes")),
                (tr("Quiz"), tr("Test yourself")),
                (tr("Cards"), tr("Flashcards")),
            )
        ):
            button = push_button(words, tip, role="tab")
            button.setCheckable(True)
            self._tabs.addButton(button, number)
            tabs_layout.addWidget(button)
        self._header = QWidget()
        header = QHBoxLayout(self._header)
        header.setContentsMargins(24, 10, 20, 6)
        header.addWidget(tabs)
        header.addSpacing(10)
        header.addWidget(self._state, 1)
        header.addWidget(self._selector)
        header.addWidget(self.export_button)
        for page in (self.view, self.quiz, self.cards, self.waiting):
            self._pages.addWidget(page)
        foot = QWidget()
        foot.setMaximumWidth(FOOT_PX)
        foot_layout = QVBoxLayout(foot)
        foot_layout.setContentsMargins(20, 0, 20, 0)
        foot_layout.setSpacing(0)
        chosen = QVBoxLayout(self._chosen)
        chosen.setContentsMargins(0, 6, 0, 0)
        chosen.addWidget(self.statement_bar)
        foot_layout.addWidget(self._chosen)
        foot_layout.addWidget(self.answer)
        foot_layout.addWidget(self.ask_bar)
        foot_row = QHBoxLayout()
        foot_row.addStretch(1)
        foot_row.addWidget(foot, 100)
        foot_row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._strip = QWidget()
        strip = QHBoxLayout(self._strip)
        strip.setContentsMargins(28, 0, 24, 0)
        strip.addWidget(self.coverage)
        layout.addWidget(self._header)
        layout.addWidget(self._strip)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot_row)

    def _connect(self) -> None:
        self._pages.currentChanged.connect(lambda at: self._chosen.setVisible(at == 0))
        self._tabs.idClicked.connect(self._on_tab)
        self._selector.activated.connect(lambda at: self.note_selected.emit(self._selector.itemData(at)))
        for source in (self.view, self.quiz, self.cards, self.answer):
            source.citation_activated.connect(self.citation_activated)
        self.view.link_activated.connect(self._on_link)
        self.view.verticalScrollBar().sliderMoved.connect(self.touched)
        self.view.verticalScrollBar().actionTriggered.connect(self.touched)
        self.answer.closed.connect(self.answer.hide)

    def use_keys(self, keymap: Keymap) -> None:
        """The keys for the three pages and for asking, while the notes are there to be seen."""
        for number, name in enumerate(("notes", "quiz", "cards")):
            keymap.bind(name, self, functools.partial(self._on_tab, number))
            keymap.tell(name, self._tabs.button(number))
        keymap.bind("ask", self, lambda: self.ask_bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason))
        keymap.tell("ask", self.ask_bar.field)
        keymap.tell("export", self.export_button)

    def _show_extras(self, note: Note) -> None:
        self.quiz.set_questions(note.quiz)
        self.cards.set_cards(note.flashcards)
        for number, (words, count) in enumerate(
            ((tr("Quiz"), len(note.quiz)), (tr("Cards"), len(note.flashcards))), start=1
        ):
            button = self._tabs.button(number)
            button.setText(f"{words} {count}" if count else words)
            button.setAccessibleName(f"{words}, {count}")
            button.setEnabled(count > 0)
            if not count and self._pages.currentIndex() == number:
                self._show_page(0)

    def _on_tab(self, number: int) -> None:
        if self._header.isVisible() and self._tabs.button(number).isEnabled():
            self._show_page(number)
            # Only on the student's own wish: a note that shows itself leaves the focus where she works.
            self.main_stop.setFocus(Qt.FocusReason.OtherFocusReason)
            self.touched.emit()

    def _on_link(self, link: str) -> None:
        page = {"show:quiz": 1, "show:cards": 2}.get(link)
        if page:
            self._on_tab(page)

    def _show_page(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        self._tabs.button(number).setChecked(True)
