"""The statements that every job goes through several times, as SQL text: building them takes longer than running."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from app.models import database


class Expression(str):
    """A value that the database works out, as SQL; never made of what a user wrote."""

    __slots__ = ()


class JobRow(NamedTuple):
    """What an event needs of its job's row."""

    id: str
    type: str
    user_id: str
    status: str
    stage: str
    progress: int
    message: str
    details: str
    attempt: int


_RETURNING: Final = f" RETURNING {', '.join(JobRow._fields)}"


def insert_job(values: Mapping[str, object]) -> JobRow:
    """A new row, which needs a value for every column without a default in the database."""
    (row,) = _run(_insertion("job", tuple(values)) + _RETURNING, values.values())
    return JobRow(*row)


def update_job(
    job_id: str, values: Mapping[str, object], *, statuses: Collection[str], attempt: int | None
) -> JobRow | None:
    """Changes the job if it is in one of the statuses and, where one is named, in this attempt; else None."""
    given = [value for value in values.values() if not isinstance(value, Expression)]
    given += [job_id, *statuses]
    if attempt is not None:
        given.append(attempt)
    row = _run(_update(_sets(values), len(statuses), has_attempt=attempt is not None), given)
    return JobRow(*row[0]) if row else None


@cache
def _insertion(table: str, names: tuple[str, ...], rows: int = 1) -> str:
    values = ", ".join([f"({_marks(names)})"] * rows)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES {values}"


_Sets = tuple[tuple[str, Expression | None], ...]
"""Columns with the expression that each becomes, or None for a value that is given."""


def _sets(values: Mapping[str, object]) -> _Sets:
    return tuple((name, value if isinstance(value, Expression) else None) for name, value in values.items())


def _changes(sets: _Sets) -> str:
    return ", ".join(f"{name} = {database.param if expression is None else expression}" for name, expression in sets)


@cache
def _update(sets: _Sets, statuses: int, *, has_attempt: bool) -> str:
    condition = f"id = {database.param} AND status IN ({_marks(range(statuses))})"
    if has_attempt:
        condition += f" AND attempt = {database.param}"
    return f"UPDATE job SET {_changes(sets)} WHERE {condition}{_RETURNING}"


class JobColumns(NamedTuple):
    """All of a job's row that is read."""

    id: str
    type: str
    user_id: str
    status: str
    stage: str
    progress: int
    message: str
    details: str
    options: str
    document_id: str | None
    note_id: str | None
    result: str | None
    error: str | None
    attempt: int
    stalls: int
    failures: int
    priority: int
    fresh_since: float | None
    created_at: float
    started_at: float | None
    ended_at: float | None


_COLUMNS: Final = ", ".join(JobColumns._fields)


def find_job(job_id: str) -> JobColumns | None:
    """The row, or None."""
    found = _run(f"SELECT {_COLUMNS} FROM job WHERE id = {database.param}", [job_id])
    return JobColumns(*found[0]) if found else None


def any_waits() -> bool:
    """Whether a job is queued, whoever may begin it."""
    return bool(_run("SELECT 1 FROM job WHERE status = 'queued' LIMIT 1", ()))


def update_first(
    values: Mapping[str, object], *, but_not: Collection[str], now: float, far: float, about: str
) -> JobColumns | None:
    """Changes the first job in line that may begin `now`, unless the queue is paused; of one document if named.

    What is put off beyond `far` counts as due: the clock was set back since then.
    """
    given = [value for value in values.values() if not isinstance(value, Expression)]
    given += [now, far, *but_not, *([about] if about else [])]
    found = _run(_update_first(_sets(values), len(but_not), has_document=bool(about)), given)
    return JobColumns(*found[0]) if found else None


@cache
def _update_first(sets: _Sets, types: int, *, has_document: bool) -> str:
    mark = database.param
    first = (
        "SELECT id FROM job WHERE status = 'queued'"
        " AND NOT EXISTS (SELECT 1 FROM library WHERE paused)"
        f" AND (not_before IS NULL OR not_before <= {mark} OR not_before > {mark})"
    )
    first += f" AND type NOT IN ({_marks(range(types))})" if types else ""
    first += f" AND document_id = {mark}" if has_document else ""
    first += " ORDER BY priority, position, created_at LIMIT 1"
    return f"UPDATE job SET {_changes(sets)} WHERE id = ({first}) AND status = 'queued' RETURNING {_COLUMNS}"


def begin_alone(job_id: str, values: Mapping[str, object]) -> JobColumns | None:
    """Changes a queued job, unless another one waits or the queue is paused."""
    given = [value for value in values.values() if not isinstance(value, Expression)]
    found = _run(_begin_alone(_sets(values)), [*given, job_id, job_id])
    return JobColumns(*found[0]) if found else None


@cache
def _begin_alone(sets: _Sets) -> str:
    mark = database.param
    others = f"SELECT 1 FROM job AS other WHERE other.status = 'queued' AND other.id <> {mark}"
    return (
        f"UPDATE job SET {_changes(sets)} WHERE id = {mark} AND status = 'queued'"
        f" AND NOT EXISTS ({others}) AND NOT EXISTS (SELECT 1 FROM library WHERE paused) RETURNING {_COLUMNS}"
    )


def jobs_alike(likeness: str, statuses: Collection[str]) -> list[str]:
    """The ids of the jobs of this likeness that are in one of the statuses and not to stop, the oldest first."""
    condition = f"likeness = {database.param} AND status IN ({_marks(statuses)}) AND NOT cancel_requested"
    found = _run(f"SELECT id FROM job WHERE {condition} ORDER BY created_at", [likeness, *statuses])
    return [job_id for (job_id,) in found]


def insert_events(rows: Sequence[Mapping[str, object]]) -> None:
    """New rows of the event log, all with the same columns."""
    sql = _insertion("event", tuple(rows[0]), len(rows))
    database.execute_sql(sql, [value for row in rows for value in row.values()])


def advance_seq(count: int) -> tuple[str, int]:
    """Takes so many numbers of the event log; returns (epoch, the last of them)."""
    ((epoch, seq),) = _run(f"UPDATE library SET seq = seq + {count:d} WHERE id = 1 RETURNING epoch, seq", ())
    return epoch, seq


def _run(sql: str, values: Collection[object]) -> list[tuple[Any, ...]]:
    return list(database.execute_sql(sql, list(values)).fetchall())


def _marks(values: Collection[object]) -> str:
    return ", ".join([database.param] * len(values))
