from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.notes import Citation, QuizQuestion
from tests.unit.ui.samples import note, question
from ui.study.flashcards_view import FlashcardsView
from ui.study.quiz_view import QuizView

Keep = Callable[[QWidget], QWidget]


@pytest.fixture
def quiz(keep: Keep) -> QuizView:
    made = keep(QuizView())
    assert isinstance(made, QuizView)
    made.set_questions((question(1), question(0)))
    made.show()
    return made


@pytest.fixture
def cards(keep: Keep) -> FlashcardsView:
    made = keep(FlashcardsView())
    assert isinstance(made, FlashcardsView)
    made.set_cards(note().flashcards)
    made.show()
    return made


def tones(quiz: QuizView) -> list[str]:
    return [button.tone for button in quiz.choices]


def test_a_right_answer_is_green(quiz: QuizView) -> None:
    quiz.choices[1].click()
    assert tones(quiz) == ["plain", "right", "plain", "plain"]
    assert quiz.score == (1, 1)


def test_a_wrong_answer_shows_the_right_one_too_and_says_so_in_words(quiz: QuizView) -> None:
    quiz.choices[2].click()
    assert tones(quiz) == ["plain", "right", "wrong", "plain"]
    assert quiz.score == (0, 1)
    assert quiz.choices[1].accessibleName() == "B: two, the right answer"
    assert quiz.choices[2].accessibleName() == "C: three, your answer, wrong"


def test_the_first_answer_counts(quiz: QuizView) -> None:
    quiz.answer(0)
    quiz.answer(1)
    assert quiz.score == (0, 1)


def test_answers_are_kept_when_one_turns_back(quiz: QuizView) -> None:
    quiz.answer(1)
    quiz.next_button.click()
    assert tones(quiz) == ["plain"] * 4
    quiz.previous_button.click()
    assert tones(quiz) == ["plain", "right", "plain", "plain"]


def test_the_same_quiz_again_keeps_the_answers_and_another_does_not(quiz: QuizView) -> None:
    quiz.answer(1)
    quiz.set_questions((question(1), question(0)))
    assert quiz.score == (1, 1)
    quiz.set_questions((question(3),))
    assert quiz.score == (0, 0)
    assert tones(quiz) == ["plain"] * 4


def test_starting_over_forgets(quiz: QuizView) -> None:
    quiz.answer(1)
    quiz.again_button.click()
    assert quiz.score == (0, 0)


def test_the_explanation_leads_to_its_page(quiz: QuizView) -> None:
    got: list[Citation] = []
    quiz.citation_activated.connect(got.append)
    quiz.answer(0)
    chips = [button for button in quiz.findChildren(QPushButton) if button.property("role") == "chip"]
    assert [chip.accessibleName() for chip in chips] == ["Show page 2"]
    chips[0].click()
    assert got == [Citation(2, "two")]


def test_a_card_turns_and_the_next_begins_with_its_front(cards: FlashcardsView) -> None:
    assert cards.card.text() == "Front"
    QTest.keyClick(cards.card, Qt.Key.Key_Space)
    assert cards.card.text() == "Back"
    assert cards.card.accessibleName() == "Back: Back"
    cards.next_button.click()
    assert cards.card.text() == "F2"
    assert not cards.next_button.isEnabled()
    cards.previous_button.click()
    assert cards.card.text() == "Front"


def test_after_a_long_question_the_way_on_is_in_sight(quiz: QuizView, app: QApplication) -> None:
    long = "word " * 60
    quiz.set_questions((QuizQuestion(long, tuple(f"{long}{n}" for n in range(4)), 0, long, (Citation(1, "q"),)),) * 2)
    quiz.resize(420, 360)
    quiz.show()
    quiz.answer(0)
    app.processEvents()
    app.processEvents()
    button = quiz.next_button
    assert quiz.viewport().rect().contains(QRect(button.mapTo(quiz.viewport(), QPoint()), button.size()))
