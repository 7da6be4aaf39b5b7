"""The statements that every job goes through several times, as SQL text: building them takes longer than running."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple, cast

from app.models import Job, database


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
    (row,) = _run(f"INSERT INTO job ({', '.join(values)}) VALUES ({_marks(values)}){_RETURNING}", values.values())
    return JobRow(*row)


def update_job(
    job_id: str, values: Mapping[str, object], *, statuses: Collection[str], attempt: int | None
) -> JobRow | None:
    """Changes the job if it is in one of the statuses and, where one is named, in this attempt; else None."""
    sets = [f"{name} = {value if isinstance(value, Expression) else database.param}" for name, value in values.items()]
    given = [value for value in values.values() if not isinstance(value, Expression)]
    condition = f"id = {database.param} AND status IN ({_marks(statuses)})"
    given += [job_id, *statuses]
    if attempt is not None:
        condition += f" AND attempt = {database.param}"
        given.append(attempt)
    row = _run(f"UPDATE job SET {', '.join(sets)} WHERE {condition}{_RETURNING}", given)
    return JobRow(*row[0]) if row else None


def find_job(job_id: str) -> Any | None:
    """The row of `Job`, or None."""
    return next(iter(Job.raw(f"SELECT * FROM job WHERE id = {database.param}", job_id)), None)


def first_waiting(
    but_not: Collection[str], taken: Collection[str], *, now: float, far: float, about: str = ""
) -> tuple[str, str] | None:
    """(id, type) of the first job in line that may begin `now`, unless the queue is paused; of one document if named.

    What is put off beyond `far` counts as due: the clock was set back since then.
    """
    mark = database.param
    sql = (
        "SELECT id, type FROM job WHERE status = 'queued'"
        " AND NOT EXISTS (SELECT 1 FROM library WHERE paused)"
        f" AND (not_before IS NULL OR not_before <= {mark} OR not_before > {mark})"
    )
    for column, values in (("type", but_not), ("id", taken)):
        sql += f" AND {column} NOT IN ({_marks(values)})" if values else ""
    sql += f" AND document_id = {mark}" if about else ""
    given = [now, far, *but_not, *taken, *([about] if about else [])]
    found = _run(f"{sql} ORDER BY priority, position, created_at LIMIT 1", given)
    return cast(tuple[str, str], found[0]) if found else None


def jobs_alike(likeness: str, statuses: Collection[str]) -> list[str]:
    """The ids of the jobs of this likeness that are in one of the statuses and not to stop, the oldest first."""
    condition = f"likeness = {database.param} AND status IN ({_marks(statuses)}) AND NOT cancel_requested"
    found = _run(f"SELECT id FROM job WHERE {condition} ORDER BY created_at", [likeness, *statuses])
    return [job_id for (job_id,) in found]


def insert_event(values: Mapping[str, object]) -> None:
    """A new row of the event log."""
    database.execute_sql(f"INSERT INTO event ({', '.join(values)}) VALUES ({_marks(values)})", list(values.values()))


def next_seq() -> tuple[str, int]:
    """Takes the next number of the event log; returns (epoch, seq)."""
    ((epoch, seq),) = _run("UPDATE library SET seq = seq + 1 WHERE id = 1 RETURNING epoch, seq", ())
    return epoch, seq


def _run(sql: str, values: Collection[object]) -> list[tuple[Any, ...]]:
    return list(database.execute_sql(sql, list(values)).fetchall())


def _marks(values: Collection[object]) -> str:
    return ", ".join([database.param] * len(values))
