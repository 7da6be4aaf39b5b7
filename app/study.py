"""Learning by heart: what is due today, how well it goes, and what an exam's date changes. The schedule is FSRS."""

from __future__ import annotations

import functools
import json
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any, Final

from app.notes import Flashcard
from app.store import edits, notes, study
from app.store.study import DeckCount, LearntCard

NEW_A_DAY: Final = 20
"""New cards of one document on one day, where no exam asks for more."""
SESSION_CARDS: Final = 200
RETENTION: Final = 0.9
"""How likely a card is still known when it comes again."""
EXAM_RETENTION: Final = 0.94
"""The same when the exam is near."""
NEAR_DAYS: Final = 14
HEAT_DAYS: Final = 7 * 26
DAY_S: Final = 86_400


class Rating(Enum):
    """How an answer went."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Progress:
    """How the learning goes. Days are the student's own.

    `reviews` counts answers by day, `ahead` the cards that fall due on each of the next days, from today on.
    `retention` is the share of known cards that were still known, week by week, oldest first; None without any.
    """

    decks: list[DeckCount]
    reviews: dict[date, int]
    ahead: list[int]
    retention: list[float | None]
    streak: int


@functools.cache
def _library() -> Any:
    """The scheduler's library, once a card asks for it: the window's start does not wait for its import."""
    import fsrs  # noqa: PLC0415

    return fsrs


class Study:
    """Any thread but the GUI's. `now` is the clock, in seconds since 1970."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now

    def take_in_notes(self) -> None:
        """Brings the cards of all newest notes in; what was learnt stays learnt."""
        for document_id, note_id in study.newest_notes():
            shown = edits.load_edited(note_id).flashcards
            fronts = {card.front for card in shown}
            retired = [card.front for card in notes.load_note(note_id).flashcards if card.front not in fronts]
            study.put_cards(document_id, shown, retired=retired)

    def add_card(self, document_id: str, card: Flashcard) -> str:
        """A card of the student's own."""
        return study.add_own_card(document_id, card)

    def session(self, document_id: str | None = None) -> list[LearntCard]:
        """What is to be learnt now: what is due, and then today's share of what is new."""
        now = self._now()
        due = study.due_cards(now, document_id=document_id, limit=SESSION_CARDS)
        documents = [document_id] if document_id else [deck.document_id for deck in study.deck_counts(now)]
        for each in documents:
            due += study.new_cards(document_id=each, limit=self._new_today(each))
        return due[:SESSION_CARDS]

    def waiting(self) -> int:
        """How many cards a session would hold."""
        return len(self.session())

    def answer(self, card_id: str, rating: Rating) -> float:
        """Stores an answer; returns when the card comes again, in seconds since 1970."""
        card = study.find_card(card_id)
        assert card is not None, f"no card {card_id}"
        now = self._now()
        after, _log = self._scheduler(card.document_id).review_card(
            _fsrs(card), _library().Rating(rating.value), _moment(now)
        )
        due: float = after.due.timestamp()
        study.store_review(card_id, rating=rating.value, at=now, state=json.dumps(after.to_dict()), due=due)
        return due

    def find(self, card_id: str) -> LearntCard | None:
        """A card as it stands now."""
        return study.find_card(card_id)

    def take_back(self) -> LearntCard | None:
        """Undoes the last answer; returns its card as it was."""
        key = study.take_back_review(lambda state: _library().Card.from_dict(json.loads(state)).due.timestamp())
        return study.find_card(key) if key else None

    def previews(self, card: LearntCard) -> dict[Rating, float]:
        """In how many seconds the card would come again after each answer."""
        now = _moment(self._now())
        scheduler = self._scheduler(card.document_id, fuzzy=False)
        return {
            rating: (
                scheduler.review_card(_fsrs(card), _library().Rating(rating.value), now)[0].due - now
            ).total_seconds()
            for rating in Rating
        }

    def set_exam(self, document_id: str, day: date | None) -> None:
        """Spreads a document's cards so that all are known on a day."""
        study.set_exam(document_id, day.isoformat() if day else None)

    def progress(self, *, days_ahead: int = 14, weeks: int = 12) -> Progress:
        """How it goes, for the room of study."""
        now = self._now()
        today = _day(now)
        history = study.reviews_since(now - HEAT_DAYS * DAY_S)
        reviews = Counter(_day(at) for at, _rating, _known in history)
        ahead = Counter((_day(due) - today).days for due in study.due_between(now, now + days_ahead * DAY_S))
        decks = study.deck_counts(now)
        ahead[0] += sum(deck.due for deck in decks)
        retention: list[float | None] = []
        for week in range(weeks - 1, -1, -1):
            start, end = now - (week + 1) * 7 * DAY_S, now - week * 7 * DAY_S
            known = [rating > Rating.AGAIN.value for at, rating, had in history if had and start <= at < end]
            retention.append(sum(known) / len(known) if known else None)
        return Progress(
            decks=[self._with_share(deck) for deck in decks],
            reviews=dict(reviews),
            ahead=[ahead[day] for day in range(days_ahead)],
            retention=retention,
            streak=_streak(set(reviews), today),
        )

    def _with_share(self, deck: DeckCount) -> DeckCount:
        """A deck of which only today's share of new cards counts as new."""
        share = min(deck.new, self._new_today(deck.document_id))
        return replace(deck, new=share)

    def _new_today(self, document_id: str) -> int:
        """How many new cards may still be shown today: an exam wants all to be seen some days before it."""
        now = self._now()
        midnight = datetime.combine(_day(now), datetime.min.time()).astimezone().timestamp()
        seen = study.first_seen_since(midnight, document_id=document_id)
        days = self._days_to_exam(document_id)
        if days is None:
            return max(0, NEW_A_DAY - seen)
        unseen = next((deck.new for deck in study.deck_counts(now) if deck.document_id == document_id), 0)
        # The last two days are for what was seen.
        return max(0, math.ceil((unseen + seen) / max(1, days - 2)) - seen)

    def _days_to_exam(self, document_id: str) -> int | None:
        exam = study.exam_of(document_id)
        days = (date.fromisoformat(exam) - _day(self._now())).days if exam else -1
        return days if days >= 0 else None

    def _scheduler(self, document_id: str, *, fuzzy: bool = True) -> Any:
        days = self._days_to_exam(document_id)
        if days is None:
            return _library().Scheduler(desired_retention=RETENTION, enable_fuzzing=fuzzy)
        retention = EXAM_RETENTION if days <= NEAR_DAYS else RETENTION
        return _library().Scheduler(desired_retention=retention, maximum_interval=max(1, days), enable_fuzzing=fuzzy)


def _fsrs(card: LearntCard) -> Any:
    return (
        _library().Card.from_dict(json.loads(card.state))
        if card.state
        else _library().Card(card_id=int(card.id[:12], 16))
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _day(seconds: float) -> date:
    return _moment(seconds).astimezone().date()


def _streak(days: set[date], today: date) -> int:
    """Days in a row with reviews up to today, or to yesterday while today is young."""
    day = today if today in days else today - timedelta(days=1)
    count = 0
    while day in days:
        count, day = count + 1, day - timedelta(days=1)
    return count
