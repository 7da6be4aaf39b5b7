"""The quiz, one question at a time: choose, see at once whether it is right, why, and on which page."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.notes import CHOICES_PER_QUESTION, QuizQuestion
from ui.parts.chip_row import ChipRow
from ui.parts.column import Column
from ui.parts.focus import focus_kept
from ui.parts.widgets import label, push_button
from ui.parts.wrapped_button import WrappedButton
from ui.words import marked, tr

LETTERS: Final = "ABCD"
FINISHED: Final = marked("All answered, {right} of {answered} right")


class QuizView(Column):
    """Keeps what was answered until other questions come. Keys 1 to 4 choose, left and right turn. GUI thread."""

    citation_activated = Signal(object)
    """An app.notes.Citation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quizPage")
        self._questions: tuple[QuizQuestion, ...] = ()
        self._answers: dict[int, int] = {}
        self._at = 0
        self._place = label(role="muted")
        self._score = label(role="muted")
        self._question = label(role="question", wrap=True)
        self.choices = [WrappedButton(badge=letter) for letter in LETTERS[:CHOICES_PER_QUESTION]]
        self._verdict = label()
        self._explanation = label(wrap=True)
        self._chips = ChipRow()
        self._chips.citation_activated.connect(self.citation_activated)
        self._told = QFrame()
        self.previous_button = push_button(tr("Previous"), tr("The question before (left arrow)"))
        self.next_button = push_button(tr("Next"), tr("The next question (right arrow)"), role="primary")
        self.again_button = push_button(tr("Start over"), tr("Forget the answers and begin again"), role="link")
        self._lay_out()
        self._connect()

    @property
    def score(self) -> tuple[int, int]:
        """(right answers, answers)."""
        right = sum(1 for number, choice in self._answers.items() if self._questions[number].answer_index == choice)
        return right, len(self._answers)

    @property
    def main_stop(self) -> QWidget:
        """Where the keyboard goes on: the first choice, or what comes after the answer."""
        if self._at not in self._answers:
            return self.choices[0]
        return self.next_button if self._at + 1 < len(self._questions) else self.previous_button

    def set_questions(self, questions: tuple[QuizQuestion, ...]) -> None:
        """Shows a quiz from its first question; the same questions again change nothing."""
        if questions == self._questions:
            return
        self._questions = questions
        self.start_over()

    def start_over(self) -> None:
        self._answers.clear()
        self._show(0)

    def answer(self, choice: int) -> None:
        """Chooses an answer (0-based) to the question shown; the first choice counts."""
        if self._questions and self._at not in self._answers:
            self._answers[self._at] = choice
            self._show(self._at)
            self.main_stop.setFocus()
            # Once the explanation has its place: under a long question it would come up out of sight.
            QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.next_button))

    def _connect(self) -> None:
        for number, button in enumerate(self.choices):
            button.clicked.connect(lambda _checked=False, choice=number: self.answer(choice))
            self._shortcut(str(number + 1), functools.partial(self.answer, number))
        self.previous_button.clicked.connect(self._previous)
        self.next_button.clicked.connect(self._next)
        self.again_button.clicked.connect(self.start_over)
        self._shortcut("Left", self._previous)
        self._shortcut("Right", self._next)

    def _shortcut(self, keys: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._place, 1)
        top.addWidget(self._score)
        self.body.addLayout(top)
        self.body.addWidget(self._question)
        self.body.addSpacing(4)
        for button in self.choices:
            self.body.addWidget(button)
        self._told.setObjectName("explanation")
        told = QVBoxLayout(self._told)
        told.setContentsMargins(16, 12, 16, 12)
        told.setSpacing(6)
        for widget in (self._verdict, self._explanation, self._chips):
            told.addWidget(widget)
        self.body.addWidget(self._told)
        bottom = QHBoxLayout()
        bottom.addWidget(self.previous_button)
        bottom.addWidget(self.again_button)
        bottom.addStretch(1)
        bottom.addWidget(self.next_button)
        self.body.addSpacing(4)
        self.body.addLayout(bottom)
        self.body.addStretch(1)

    def _previous(self) -> None:
        if self._at > 0:
            self._show(self._at - 1)

    def _next(self) -> None:
        if self._at + 1 < len(self._questions):
            self._show(self._at + 1)

    def _show(self, number: int) -> None:
        self._at = number
        if self._questions:
            with focus_kept(self, lambda: self.main_stop):
                self._show_question(number)

    def _show_question(self, number: int) -> None:
        question = self._questions[number]
        chosen = self._answers.get(number)
        right, answered = self.score
        self._place.setText(tr("Question {number} of {count}").format(number=number + 1, count=len(self._questions)))
        said = tr("{right} of {answered} right") if answered < len(self._questions) else tr(FINISHED)
        self._score.setText(said.format(right=right, answered=answered) if answered else "")
        self._question.setText(question.question)
        for choice, button in enumerate(self.choices):
            self._show_choice(button, choice, question, chosen)
        self._told.setVisible(chosen is not None)
        if chosen is not None:
            self._tell(question, chosen)
        self.previous_button.setEnabled(number > 0)
        self.next_button.setEnabled(number + 1 < len(self._questions))
        self.again_button.setVisible(answered > 0)

    def _show_choice(self, button: WrappedButton, choice: int, question: QuizQuestion, chosen: int | None) -> None:
        words = question.choices[choice]
        button.setText(words)
        button.setToolTip(tr("Choose with {choice}").format(choice=choice + 1) if chosen is None else "")
        is_answer = choice == question.answer_index
        if chosen is not None and is_answer:
            button.set_tone("right", badge="✓")
        elif chosen == choice:
            button.set_tone("wrong", badge="✗")
        else:
            button.set_tone("plain", badge=LETTERS[choice])
        said = {"right": tr(", the right answer"), "wrong": tr(", your answer, wrong")}.get(button.tone, "")
        button.setAccessibleName(f"{LETTERS[choice]}: {words}{said}")
        button.setEnabled(chosen is None)
        button.updateGeometry()

    def _tell(self, question: QuizQuestion, chosen: int) -> None:
        right = chosen == question.answer_index
        self._verdict.setText(tr("Right.") if right else tr("Not quite."))
        self._verdict.setProperty("role", "right" if right else "wrong")
        self._verdict.style().unpolish(self._verdict)
        self._verdict.style().polish(self._verdict)
        self._explanation.setText(question.explanation)
        self._explanation.setVisible(bool(question.explanation))
        self._chips.set_citations(question.citations)
