"""Every code has a sentence, and no sentence ever fails to be filled."""

from __future__ import annotations

import errno
import string

import peewee
import pytest

from app.errors import ERROR_TEXTS, ErrorCode, StudyleafError
from app.faults import as_studyleaf_error

KNOWN_FIELDS = {
    "name",
    "limit_mb",
    "needed_mb",
    "free_mb",
    "smaller",
    "seconds",
    "path",
    "job_id",
    "reason",
    "times",
    "place",
    "port",
}


def fields_of(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("code", ErrorCode)
def test_every_code_has_a_sentence_and_a_hint_that_can_be_filled(code: ErrorCode) -> None:
    text = ERROR_TEXTS[code]
    assert text.sentence.endswith(".")
    assert text.hint.endswith(".")
    assert fields_of(text.sentence) | fields_of(text.hint) <= KNOWN_FIELDS
    error = StudyleafError(code, **dict.fromkeys(KNOWN_FIELDS, "X"))
    assert "{" not in error.sentence + error.hint
    assert "…" not in error.sentence + error.hint


@pytest.mark.parametrize("code", ErrorCode)
def test_a_sentence_survives_a_missing_detail(code: ErrorCode) -> None:
    error = StudyleafError(code)
    assert str(error) == error.sentence
    assert "{" not in error.sentence + error.hint


def test_codes_are_named_as_they_travel() -> None:
    assert all(code.name == code.value for code in ErrorCode)


def test_no_name_of_a_file_can_change_the_sentence() -> None:
    assert StudyleafError(ErrorCode.FILE_EMPTY, name="{path}%s").sentence == "“{path}%s” is empty."


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StudyleafError(ErrorCode.NOT_A_PDF), ErrorCode.NOT_A_PDF),
        (OSError(errno.ENOSPC, "no space"), ErrorCode.DISK_FULL),
        (FileNotFoundError(errno.ENOENT, "gone"), ErrorCode.FILE_MISSING),
        (PermissionError(errno.EACCES, "no"), ErrorCode.FILE_UNREADABLE),
        (OSError(errno.EIO, "broken"), ErrorCode.INTERNAL),
        (KeyError("x"), ErrorCode.INTERNAL),
        (peewee.OperationalError("what"), ErrorCode.INTERNAL),
    ],
)
def test_whatever_escapes_becomes_a_code(error: Exception, code: ErrorCode) -> None:
    assert as_studyleaf_error(error, name="a.pdf").code is code


def test_a_foreign_errors_words_never_reach_the_student() -> None:
    told = as_studyleaf_error(KeyError("secret /home path"))
    assert "secret" not in told.sentence + told.hint
