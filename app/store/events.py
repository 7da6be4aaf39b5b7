"""The event log: appended in the transaction that makes the change, replayed from any place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from peewee import SQL, fn

from app import wire
from app.events import Event, decode_event, encode_event
from app.models import EventRecord, Library, database
from app.store import statements
from app.store.connection import transaction

EVENTS_PER_STEP: Final = 5000
"""So many are forgotten in one transaction, some ten milliseconds."""


def next_seq(count: int = 1) -> tuple[str, int]:
    """Takes so many next numbers; returns (epoch, the first of them). In a transaction: a rollback gives them back."""
    epoch, last = statements.advance_seq(count)
    return epoch, last - count + 1


def position() -> tuple[str, int]:
    """(epoch, seq) of the newest event; seq is 0 in a new library."""
    row = Library.select(Library.epoch, Library.seq).where(Library.id == 1).tuples().get()
    return row[0], row[1]


def append(*numbered: Any, job_id: str | None) -> None:
    """Stores events that carry their own numbers, all of one job or of none."""
    statements.insert_events(
        [
            {
                "seq": event.seq,
                "job_id": job_id,
                "user_id": event.user_id,
                "type": event.type.value,
                "body": wire.compact_json(encode_event(event)),
            }
            for event in numbered
        ]
    )


def since(seq: int, *, job_id: str | None = None, user_id: str | None = None, limit: int = 1000) -> list[Event]:
    """The stored events after `seq`, in order, of one job or user or of all."""
    query = EventRecord.select(EventRecord.body).where(EventRecord.seq > seq)
    if job_id is not None:
        query = query.where(EventRecord.job == job_id)
    if user_id is not None:
        query = query.where(EventRecord.user_id == user_id)
    rows = query.order_by(SQL("seq")).limit(limit).tuples()
    return [decode_event(_parse(body)) for (body,) in rows]


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as the log holds it: `body` is its JSON text, for those who only pass it on."""

    seq: int
    user_id: str
    job_id: str | None
    body: str


def stored_since(seq: int, *, user_id: str | None = None, limit: int = 1000) -> list[StoredEvent]:
    """As `since`, without reading what the events say."""
    query = _stored().where(EventRecord.seq > seq)
    if user_id is not None:
        query = query.where(EventRecord.user_id == user_id)
    return [StoredEvent(*row) for row in query.order_by(SQL("seq")).limit(limit).tuples()]


def last_of(job_ids: Sequence[str], *, user_id: str, up_to: int) -> list[StoredEvent]:
    """The last event of each of a user's jobs as of an event of the log, in their order there."""
    known = (EventRecord.job.in_(list(job_ids))) & (EventRecord.user_id == user_id) & (EventRecord.seq <= up_to)
    newest = EventRecord.select(fn.MAX(EventRecord.seq)).where(known).group_by(EventRecord.job)
    rows = _stored().where(EventRecord.seq.in_(newest)).order_by(SQL("seq")).tuples()
    return [StoredEvent(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Replay:
    """What a subscriber missed: all of it and in order, or nothing and `recovered` False.

    (`epoch`, `seq`) is where it stands afterwards: the last event here, or, not recovered, the newest of the log, from
    which a snapshot taken after this goes on.
    """

    recovered: bool
    epoch: str
    seq: int
    stored: tuple[StoredEvent, ...] = ()

    @property
    def events(self) -> tuple[Event, ...]:
        """What the stored events say."""
        return tuple(decode_event(_parse(each.body)) for each in self.stored)


def replay(epoch: str, seq: int, *, user_id: str | None = None, limit: int = 1000) -> Replay:
    """What came after (`epoch`, `seq`); with `limit` events there may be more, to be asked for from where this ends.

    Not recovered: the log is another library's, has not come that far, or no longer goes back that far.
    """
    with database.atomic():  # the log's beginning and its events as of one moment
        row = Library.select(Library.epoch, Library.seq, Library.first_kept).where(Library.id == 1).tuples().get()
        current, newest, first_kept = row
        if epoch != current or not first_kept - 1 <= seq <= newest:
            return Replay(False, current, newest)
        found = tuple(stored_since(seq, user_id=user_id, limit=limit))
    last = found[-1].seq if len(found) == limit else newest
    return Replay(True, current, last, found)


def compact(*, keep: int) -> int:
    """Forgets all but the newest `keep` events; returns how many went. A replay from before them is refused after.

    In steps, between which others write.
    """
    gone = 0
    while step := _forget_some(keep):
        gone += step
    return gone


def _forget_some(keep: int) -> int:
    with transaction():
        row = Library.select(Library.seq, Library.first_kept).where(Library.id == 1).tuples().get()
        newest, first_kept = row
        first = min(newest - keep + 1, first_kept + EVENTS_PER_STEP)
        if first <= first_kept:
            return 0
        Library.update(first_kept=first).where(Library.id == 1).execute()
        return int(EventRecord.delete().where(EventRecord.seq < first).execute())


def _stored() -> Any:
    return EventRecord.select(EventRecord.seq, EventRecord.user_id, EventRecord.job, EventRecord.body)


def _parse(body: str) -> wire.Json:
    return json.loads(body)
