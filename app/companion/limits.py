"""How much a connection may ask for, in numbers, and a bucket that keeps count."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

MAX_CONNECTIONS: Final = 320
"""TCP connections at a time; each may hold some 100 KB of buffers."""
MAX_SOCKETS: Final = 256
"""WebSockets among them: fifty students with a few browsers each."""
MAX_STRANGERS: Final = 64
"""Connections that have not yet shown a token."""

MESSAGES_PER_S: Final = 20.0
MESSAGES_AT_ONCE: Final = 100.0
REQUESTS_PER_S: Final = 60.0
REQUESTS_AT_ONCE: Final = 240.0
"""Of one address: a page loads some twenty files, and an upload sends a megabyte a request."""
REFUSALS_PER_S: Final = 0.5
REFUSALS_AT_ONCE: Final = 20.0
"""Wrong tokens of one address; a right one is let in all the same."""

HELLO_S: Final = 10.0
HEAD_S: Final = 10.0
BODY_S: Final = 30.0
IDLE_S: Final = 60.0
PING_S: Final = 20.0
SLOW_S: Final = 20.0
"""A tab that takes nothing for so long is let go; it comes back and resumes."""

WRITE_LIMIT_BYTES: Final = 256 * 1024
"""What may wait to be sent to one tab before it is taken off the live events and caught up from the log."""

MAX_ADDRESSES: Final = 1000


class Bucket:
    """Lets `at_once` through, and then `per_s` a second."""

    def __init__(self, per_s: float, at_once: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_s = per_s
        self._at_once = at_once
        self._left = at_once
        self._clock = clock
        self._at = clock()

    def take(self) -> bool:
        """Whether one more is within the limit."""
        now = self._clock()
        self._left = min(self._at_once, self._left + (now - self._at) * self._per_s)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Buckets:
    """A bucket by address; the ones not used for longest are forgotten, so that many addresses cost no memory."""

    def __init__(self, per_s: float, at_once: float) -> None:
        self._per_s = per_s
        self._at_once = at_once
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def take(self, address: str) -> bool:
        bucket = self._buckets.get(address)
        if bucket is None:
            bucket = self._buckets[address] = Bucket(self._per_s, self._at_once)
            if len(self._buckets) > MAX_ADDRESSES:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(address)
        return bucket.take()
