"""One at a time among all programs of this computer, by a lock that the system frees when its program ends."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

POLL_S: Final = 0.01
"""Windows wakes nobody who waits for a lock."""


@contextlib.contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Waits until nobody else is inside with this file, which is made and stays. Not nested. Raises OSError."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            while True:
                try:
                    msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
                    break
                except PermissionError:
                    time.sleep(POLL_S)
            try:
                yield
            finally:
                os.lseek(file, 0, os.SEEK_SET)
                msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
    finally:
        os.close(file)
