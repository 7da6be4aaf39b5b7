from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.notes import Citation, Flashcard, Note
from app.settings import LOCAL_USER
from app.store import notes, study
from app.store.connection import LibraryDatabase
from app.study import DAY_S, NEW_A_DAY, Rating, Study
from tests.unit.ui.samples import add_document

pytestmark = pytest.mark.usefixtures("library")

CITED = (Citation(1, "Said."),)


class Clock:
    """Noon of some day, until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp()

    def __call__(self) -> float:
        return self.now

    def pass_days(self, days: float) -> None:
        self.now += days * DAY_S

    @property
    def today(self) -> date:
        return datetime.fromtimestamp(self.now, UTC).astimezone().date()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def learner(library: LibraryDatabase, clock: Clock) -> Study:
    return Study(clock)


def deck(count: int, *, title: str = "cells", back: str = "Back") -> str:
    """Stores a document with notes of so many cards; returns its id."""
    document = add_document(title)
    cards = tuple(Flashcard(f"Front {number}", back, CITED) for number in range(count))
    note_id = notes.create_note(
        user_id=LOCAL_USER, document_id=document.id, note=Note("Cells", "", (), (), cards), model="m"
    )
    notes.complete_note(note_id, Note("Cells", "", (), (), cards), timings=notes.timings_of(note_id), cache_key=None)
    return document.id


def test_cards_of_notes_are_new_and_today_takes_its_share(learner: Study) -> None:
    deck(NEW_A_DAY + 5)
    learner.take_in_notes()
    assert len(learner.session()) == NEW_A_DAY
    learner.answer(learner.session()[0].id, Rating.GOOD)
    assert len(learner.session()) == NEW_A_DAY - 1


def test_a_card_comes_again_and_later_each_time_it_is_known(learner: Study, clock: Clock) -> None:
    deck(1)
    learner.take_in_notes()
    waits = []
    for _ in range(5):
        (card,) = learner.session()
        due = learner.answer(card.id, Rating.GOOD)
        waits.append(due - clock.now)
        clock.now = due + 1
    assert waits[0] < DAY_S
    assert waits[1:] == sorted(waits[1:])
    assert waits[-1] > 7 * DAY_S


def test_a_card_that_was_not_known_comes_within_minutes(learner: Study, clock: Clock) -> None:
    deck(1)
    learner.take_in_notes()
    due = learner.answer(learner.session()[0].id, Rating.AGAIN)
    assert due - clock.now <= 600
    assert learner.session() == []
    clock.now = due
    assert len(learner.session()) == 1


def test_the_buttons_foretell_what_comes(learner: Study) -> None:
    deck(1)
    learner.take_in_notes()
    waits = learner.previews(learner.session()[0])
    assert list(waits) == list(Rating)
    assert list(waits.values()) == sorted(waits.values())


def test_an_answer_can_be_taken_back(learner: Study) -> None:
    deck(1)
    learner.take_in_notes()
    (before,) = learner.session()
    learner.answer(before.id, Rating.EASY)
    assert learner.take_back() == before
    assert learner.session() == [before]
    assert learner.take_back() is None


def test_new_notes_keep_what_was_learnt_and_drop_what_was_never_seen(learner: Study) -> None:
    document_id = deck(3)
    learner.take_in_notes()
    learner.answer(study.card_id(document_id, "Front 1"), Rating.EASY)
    own = learner.add_card(document_id, Flashcard("Mine", "Yes", CITED))
    study.put_cards(document_id, [Flashcard("Front 1", "Better back", CITED), Flashcard("Other", "B", CITED)])
    learnt = study.find_card(study.card_id(document_id, "Front 1"))
    assert learnt is not None
    assert learnt.state is not None
    assert learnt.card.back == "Better back"
    assert study.find_card(study.card_id(document_id, "Front 0")) is None
    assert study.find_card(own) is not None


def test_an_exam_shows_every_card_before_it_and_lets_none_wait_beyond(learner: Study, clock: Clock) -> None:
    document_id = deck(60)
    learner.take_in_notes()
    learner.set_exam(document_id, clock.today + timedelta(days=5))
    for _ in range(3):
        for card in learner.session():
            due = learner.answer(card.id, Rating.EASY)
            assert due <= clock.now + 5 * DAY_S
        clock.pass_days(1)
    assert study.deck_counts(clock.now)[0].new == 0


def test_an_exam_that_is_over_changes_nothing_any_more(learner: Study, clock: Clock) -> None:
    document_id = deck(NEW_A_DAY + 5)
    learner.take_in_notes()
    learner.set_exam(document_id, clock.today - timedelta(days=1))
    assert len(learner.session()) == NEW_A_DAY


def test_progress_counts_days_weeks_and_the_streak(learner: Study, clock: Clock) -> None:
    deck(1)
    learner.take_in_notes()
    for rating in (Rating.GOOD, Rating.AGAIN, Rating.GOOD):
        (card,) = learner.session()
        learner.answer(card.id, rating)
        clock.pass_days(1)
    progress = learner.progress()
    assert progress.streak == 3
    assert sum(progress.reviews.values()) == 3
    assert progress.retention[-1] == 0.5  # of two answers to a known card, one was right
    assert progress.retention[0] is None
    assert progress.ahead[0] == progress.decks[0].due
    clock.pass_days(2)
    assert learner.progress().streak == 0


def test_a_session_on_one_document_leaves_others_alone(learner: Study) -> None:
    cells, rocks = deck(2, title="cells"), deck(3, title="rocks")
    learner.take_in_notes()
    assert {card.document_id for card in learner.session(cells)} == {cells}
    assert len(learner.session(rocks)) == 3
    assert learner.waiting() == 5
