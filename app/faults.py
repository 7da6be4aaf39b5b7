"""Turns whatever escaped from a piece of work into a StudyleafError; used only at the two boundaries that catch all."""

from __future__ import annotations

import errno
import sqlite3
from typing import Final

import peewee

from app.errors import ErrorCode, StudyleafError
from app.store.connection import translate

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})


def as_studyleaf_error(error: BaseException, *, name: str = "") -> StudyleafError:
    """The error for the user; INTERNAL for what should not have happened. `name` is the file that was worked on."""
    if isinstance(error, StudyleafError):
        return error
    if isinstance(error, peewee.DatabaseError):
        return translate(error)
    if isinstance(error, sqlite3.Error):  # the queue's file, which peewee does not know
        wrapped = peewee.DatabaseError(str(error))
        wrapped.__cause__ = error
        return translate(wrapped)
    if isinstance(error, OSError):
        if error.errno in _FULL:
            return StudyleafError(ErrorCode.DISK_FULL)
        if isinstance(error, FileNotFoundError):
            return StudyleafError(ErrorCode.FILE_MISSING, name=name or error.filename)
        if isinstance(error, PermissionError):
            return StudyleafError(ErrorCode.FILE_UNREADABLE, name=name or error.filename)
    return StudyleafError(ErrorCode.INTERNAL)
