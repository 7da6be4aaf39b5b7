"""The log: a rotating file in the data folder; nothing of a user's texts goes into it."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
from pathlib import Path
from typing import Final

MAX_BYTES: Final = 2_000_000
KEPT_FILES: Final = 3

# Libraries that tell their whole life at INFO.
_QUIET: Final = ("huey", "peewee", "pypdf", "qasync", "websockets", "peewee.migrations")


def start_logging(folder: Path, program: str = "studyleaf") -> None:
    """Sends the log to `folder`/`program`.log and Python's own last words on a native crash to crash.log there.

    Each kind of program has a file of its own: each turns its own over. A second call for the same file does nothing.
    """
    root = logging.getLogger()
    path = folder / f"{program}.log"
    if any(getattr(known, "baseFilename", None) == str(path.absolute()) for known in root.handlers):
        return
    handler = logging.handlers.RotatingFileHandler(
        path, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Kept open on purpose: faulthandler writes to it when nothing else works any more.
    crash_log = (folder / "crash.log").open("a", encoding="utf-8")
    faulthandler.enable(crash_log)
