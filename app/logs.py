"""The log: a rotating file in the data folder; nothing of a user's texts goes into it."""

from __future__ import annotations

import contextlib
import contextvars
import logging
import logging.handlers
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.crashes import keep_crashes

MAX_BYTES: Final = 2_000_000
KEPT_FILES: Final = 3

LINE: Final = "%(asctime)s %(levelname)s %(threadName)s%(job)s %(name)s: %(message)s"

_job: Final[contextvars.ContextVar[str]] = contextvars.ContextVar("job", default="")

# Libraries that tell their whole life at INFO.
_QUIET: Final = ("huey", "peewee", "pypdf", "qasync", "websockets", "peewee.migrations")


def start_logging(folder: Path, program: str = "studyleaf") -> None:
    """Sends the log to `folder`/`program`.log, and the last words of native faults to crash.log there.

    Each kind of program has a file of its own: each turns its own over. A second call for the same file does nothing.
    """
    root = logging.getLogger()
    path = folder / f"{program}.log"
    if any(getattr(known, "baseFilename", None) == str(path.absolute()) for known in root.handlers):
        return
    handler = logging.handlers.RotatingFileHandler(
        path, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter(LINE))
    handler.addFilter(_name_job)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # A line that a full disk does not take is lost, and not told on a terminal instead, again and again.
    logging.raiseExceptions = False
    keep_crashes(folder)


@contextlib.contextmanager
def logging_job(job_id: str, attempt: int) -> Iterator[None]:
    """Names a job and its attempt on every line that this thread logs meanwhile."""
    token = _job.set(f" job={job_id[:12]}/{attempt}")
    try:
        yield
    finally:
        _job.reset(token)


def _name_job(record: logging.LogRecord) -> bool:
    record.job = _job.get()
    return True
