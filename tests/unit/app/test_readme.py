"""The README's tables say what the code does; `python -m build_spec.readme_tables` writes them anew."""

from __future__ import annotations

from app.errors import ErrorCode
from app.events import JobStatus
from build_spec.readme_tables import README, errors_table, transitions_table, with_tables


def test_the_tables_are_those_of_the_code() -> None:
    text = README.read_text(encoding="utf-8")
    assert with_tables(text) == text
    assert all(row in text.splitlines() for row in (*errors_table(), *transitions_table()))


def test_every_code_and_every_status_has_a_row() -> None:
    assert len(errors_table()) == 2 + len(ErrorCode)
    assert len(transitions_table()) == 2 + len(JobStatus)
