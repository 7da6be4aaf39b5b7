"""Waiting for slow work with signs of life: a busy or slow computer must not look like a page that hangs."""

from __future__ import annotations

import time
from collections.abc import Generator
from concurrent.futures import Future, wait
from typing import Final, TypeVar

T = TypeVar("T")

BEAT_S: Final = 1.0

MAX_PAGE_S: Final = 90.0
"""After so long a page gives no sign of life any more; whoever waits for one will end the child."""


class Patience:
    """For one page, from now on."""

    def __init__(self, max_s: float = MAX_PAGE_S) -> None:
        self._beaten = time.monotonic()
        self._until = self._beaten + max_s

    def wait_for(self, work: Future[T]) -> Generator[None, None, T]:
        """The work's result, or what it raised; yields once a second, over all that is waited for one after another."""
        while True:
            done = wait([work], BEAT_S).done
            now = time.monotonic()
            if self._beaten + BEAT_S <= now < self._until:
                self._beaten = now
                yield
            if done:
                return work.result()
