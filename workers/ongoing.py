"""What is being made right now: a second job for the same thing waits for the first and takes over what it made."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from app.cancel import CancelToken

POLL_S: Final = 0.1


class Ongoing:
    """Shared by the jobs of one program. Across programs the checkpoints alone save work."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._keys: set[str] = set()

    @contextmanager
    def alone(self, key: str, cancel: CancelToken) -> Iterator[bool]:
        """Only one job at a time is inside for a key; yields whether it had to wait. Raises the reason of `cancel`."""
        waited = False
        with self._changed:
            while key in self._keys:
                waited = True
                cancel.waiting()
                self._changed.wait(POLL_S)
            self._keys.add(key)
        try:
            yield waited
        finally:
            with self._changed:
                self._keys.remove(key)
                self._changed.notify_all()
