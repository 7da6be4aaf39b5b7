"""The event log: appended in the transaction that makes the change, replayed from any place."""

from __future__ import annotations

import json
from typing import Any

from peewee import SQL

from app import wire
from app.events import Event, decode_event, encode_event
from app.models import EventRecord, Library, database


def next_seq() -> tuple[str, int]:
    """Takes the next number; returns (epoch, seq). Inside a transaction, so that a rollback gives it back."""
    # By hand: it is part of every event, and building the query takes longer than running it.
    taken = database.execute_sql("UPDATE library SET seq = seq + 1 WHERE id = 1 RETURNING epoch, seq")
    ((epoch, seq),) = taken.fetchall()
    return epoch, seq


def position() -> tuple[str, int]:
    """(epoch, seq) of the newest event; seq is 0 in a new library."""
    row = Library.select(Library.epoch, Library.seq).where(Library.id == 1).tuples().get()
    return row[0], row[1]


def append(event: Any, *, job_id: str | None) -> None:
    """Stores an event that carries its own number."""
    body = json.dumps(encode_event(event), ensure_ascii=False, separators=(",", ":"))
    EventRecord.insert(seq=event.seq, job=job_id, user_id=event.user_id, type=event.type.value, body=body).execute()


def since(seq: int, *, job_id: str | None = None, user_id: str | None = None, limit: int = 1000) -> list[Event]:
    """The stored events after `seq`, in order, of one job or user or of all."""
    query = EventRecord.select(EventRecord.body).where(EventRecord.seq > seq)
    if job_id is not None:
        query = query.where(EventRecord.job == job_id)
    if user_id is not None:
        query = query.where(EventRecord.user_id == user_id)
    rows = query.order_by(SQL("seq")).limit(limit).tuples()
    return [decode_event(_parse(body)) for (body,) in rows]


def _parse(body: str) -> wire.Json:
    return json.loads(body)
