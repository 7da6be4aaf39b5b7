"""The last words of native faults, of this program and its children, in one file of the log's folder.

They name functions and lines of our code, and no value: nothing of a user's texts is in them.
"""

from __future__ import annotations

import contextlib
import faulthandler
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

CRASH_LOG: Final = "crash.log"
MAX_BYTES: Final = 256_000
"""A larger file is put aside at the next start; the one that was aside before goes."""

MARKS: Final = ("Fatal Python error", "Windows fatal exception")
"""How the first line of a fault begins."""


@dataclass(slots=True)
class _Target:
    """Where faults are written; None until somebody said so."""

    file: TextIO | None = None


_target: Final = _Target()
_lock: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class Crashes:
    """How many faults the file tells of, and when the last one was, in seconds since 1970."""

    count: int
    last_at: float


def keep_crashes(folder: Path) -> None:
    """Has faults written to a file in `folder` from now on. Needs no terminal: a packaged window has none."""
    path = folder / CRASH_LOG
    with contextlib.suppress(OSError):  # there is none yet; or Windows, while another program has it open
        if path.stat().st_size > MAX_BYTES:
            path.replace(path.with_name(f"{CRASH_LOG}.1"))
    # Kept open on purpose: it is written to when nothing else works any more.
    _target.file = path.open("a", encoding="utf-8")
    faulthandler.enable(_target.file)


def is_mark(line: str) -> bool:
    """Whether a line is the first one of a fault."""
    return line.startswith(MARKS)


def note_child_crash(child: str, lines: list[str]) -> None:
    """Writes down what a child said at its end. From any thread; nothing where no file is kept."""
    with _lock, contextlib.suppress(OSError):  # on a full disk it is lost
        if _target.file:
            when = datetime.now(UTC).isoformat(timespec="seconds")
            _target.file.write(f"{when} {child}\n{''.join(lines)}\n")
            _target.file.flush()


def find_crashes(folder: Path) -> Crashes | None:
    """What the file in `folder` tells; None where there was no fault."""
    try:
        path = folder / CRASH_LOG
        count = sum(map(is_mark, path.read_text(encoding="utf-8", errors="replace").splitlines()))
        return Crashes(count, path.stat().st_mtime) if count else None
    except OSError:
        return None
