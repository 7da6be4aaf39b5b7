"""What must hold of a library after whatever happened to the program; read from the file, not through our code."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path
from typing import Final

ENDS: Final = {"completed": "job:completed", "failed": "job:error", "cancelled": "job:cancelled"}

WATCH: Final = """
CREATE TABLE IF NOT EXISTS faults_seen (kind TEXT NOT NULL, what TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS faults_section AFTER INSERT ON written_section
BEGIN INSERT INTO faults_seen VALUES (CASE WHEN new.body LIKE '{"%' THEN 'section' ELSE 'text' END, new.key); END;
CREATE TRIGGER IF NOT EXISTS faults_page AFTER INSERT ON page
BEGIN INSERT INTO faults_seen VALUES ('page', new.document_id || ' ' || new.number); END;
"""
"""Notes each unit of work as it is stored, so that one that was done twice is seen."""


def watch_work(library: Path) -> None:
    """Has the library count finished units from now on."""
    with _opened(library) as connection:
        connection.executescript(WATCH)


def done_twice(library: Path) -> Counter[str]:
    """How many finished units of each kind were stored again."""
    with _opened(library) as connection:
        rows = connection.execute("SELECT kind, count(*) - 1 FROM faults_seen GROUP BY kind, what HAVING count(*) > 1")
        again: Counter[str] = Counter()
        for kind, times in rows:
            again[kind] += times
    return again


def statuses(library: Path) -> dict[str, str]:
    """The status of each job."""
    with _opened(library) as connection:
        return dict(connection.execute("SELECT id, status FROM job"))


def breaches(library: Path, submitted: set[str], *, retried: bool = False) -> list[str]:
    """What should not be: jobs lost or ended twice, notes lost or doubled, gaps and repeats in the event log.

    Jobs that were `retried` may have failed before.
    """
    with _opened(library) as connection:
        found = [f"integrity: {row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"a row points nowhere: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
        found += _log_breaches(connection)
        found += _job_breaches(connection, submitted, "job:error" if retried else "")
        found += _note_breaches(connection)
    return found


def _log_breaches(connection: sqlite3.Connection) -> list[str]:
    numbers = [number for (number,) in connection.execute("SELECT seq FROM event ORDER BY seq")]
    ((last,),) = connection.execute("SELECT seq FROM library").fetchall()
    if numbers != list(range(1, len(numbers) + 1)) or last != len(numbers):
        return [f"the log has {len(numbers)} events up to {numbers[-1:]}, the library counted {last}"]
    return []


def _job_breaches(connection: sqlite3.Connection, submitted: set[str], harmless: str) -> list[str]:
    found = []
    rows = dict(connection.execute("SELECT id, status FROM job"))
    if set(rows) != submitted:
        found.append(f"jobs: {len(submitted)} were submitted, {len(rows)} are there")
    for job_id, status in rows.items():
        told = [
            kind for (kind,) in connection.execute("SELECT type FROM event WHERE job_id = ? ORDER BY seq", [job_id])
        ]
        if status not in ENDS:
            found.append(f"job {job_id} is {status}")
        elif told[-1] != ENDS[status] or sum(kind in ENDS.values() and kind != harmless for kind in told) != 1:
            found.append(f"job {job_id} is {status}, its log says {told}")
    return found


def _note_breaches(connection: sqlite3.Connection) -> list[str]:
    found = []
    notes = dict(connection.execute("SELECT id, complete FROM note"))
    wanted = dict(
        connection.execute("SELECT note_id, id FROM job WHERE status = 'completed' AND type != 'pdf-extract'")
    )
    for note_id, job_id in wanted.items():
        if not notes.get(note_id):
            found.append(f"job {job_id} is completed, its note is not")
    drafts = {note_id for (note_id,) in connection.execute("SELECT note_id FROM job WHERE note_id IS NOT NULL")}
    found += [f"note {note_id} belongs to no job" for note_id in notes if note_id not in drafts]
    for note_id, places in connection.execute(
        "SELECT note_id, group_concat(position) FROM (SELECT * FROM note_section ORDER BY position) GROUP BY note_id"
    ):
        if places.split(",") != list(map(str, range(places.count(",") + 1))):
            found.append(f"note {note_id} has sections {places}")
    return found


class _opened:  # noqa: N801 - reads as a verb where it is used
    """A connection of our own, closed at the end; it waits for whoever writes."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, timeout=30)

    def __enter__(self) -> sqlite3.Connection:
        return self._connection

    def __exit__(self, *exc: object) -> None:
        self._connection.commit()
        self._connection.close()
