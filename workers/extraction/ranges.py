"""A long document in ranges of pages, read by several children at once and handed over in order.

Only a few ranges are under way at any time, so what waits in memory does not grow with the document. How a document is
split depends on its pages and the number of children alone, so the same file gives the same pages.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Final, Protocol

from app.cancel import CancelToken
from app.wire import Json

MIN_SPLIT_PAGES: Final = 48
"""Shorter documents are read by one child: each range reads some pages of its neighbours again."""

MAX_RANGE_PAGES: Final = 256
"""So many pages may wait in memory for those before them, for each child."""

TEXT_REGION: Final = ("text", 0)
"""What a range takes for granted of where it begins: no bibliography goes on there."""


class Pool(Protocol):
    """What reading asks of the children."""

    @property
    def size(self) -> int: ...

    def call(
        self,
        name: str,
        params: Json,
        inputs: Iterable[Json] = (),
        *,
        cancel: CancelToken,
        on_yield: Callable[[Json], None] | None = None,
        silence_s: float | None = None,
    ) -> Json: ...


@dataclass(frozen=True, slots=True)
class _Range:
    """A call that runs on another thread. `messages` are those that wait for their turn; None among them is its end."""

    first: int
    last: int | None
    region: tuple[str, int]
    ended: Future[Json]
    messages: deque[Json | None]


@dataclass(slots=True)
class _Known:
    """What the ranges that were read to their end say about the document; the outline comes with the head."""

    title: str = ""
    language: str = ""
    style: Json = None
    outline: Json = None
    region: tuple[str, int] = field(default=TEXT_REGION)


def range_ends(first: int, pages: int, children: int) -> list[int]:
    """The last page of each range from `first` on: as many ranges for each child, all of about the same length."""
    left = pages - first + 1
    if children < 2 or left < MIN_SPLIT_PAGES:
        return [pages]
    count = children * -(-left // (children * MAX_RANGE_PAGES))
    return [first - 1 + left * (index + 1) // count for index in range(count)]


def read_in_ranges(
    pool: Pool,
    params: Json,
    take: Callable[[Json], None],
    *,
    scans: Mapping[int, str],
    cancel: CancelToken,
    silence_s: float,
) -> Json:
    """Runs the call `extract` over all pages from `params["first"]` on; `take` gets its messages on this thread.

    There is one head, and pages come in order; scans come when they were read. `scans` are those that came before, and
    may grow meanwhile. Returns the call's {"title", "language"}.

    Raises:
        StudyleafError, CallFailed: as `TextPool.call`, when all messages before that were taken.
        JobCancelled and the like: `cancel` was set.
    """
    if pool.size < 2 or params.get("kind", "pdf") != "pdf":  # all others are read in one go
        known = _inputs(scans, params["first"], None)
        return pool.call("extract", params, known, cancel=cancel, on_yield=take, silence_s=silence_s)
    stop = CancelToken()
    stop.when_waiting = cancel.when_waiting
    forget = cancel.on_cancel(stop.cancel)
    with ThreadPoolExecutor(pool.size, thread_name_prefix="extract") as threads:
        try:

            def call(wanted: Json, inputs: Iterable[Json], on_yield: Callable[[Json], None]) -> Json:
                return pool.call("extract", wanted, inputs, cancel=stop, on_yield=on_yield, silence_s=silence_s)

            return _Reading(call, params, scans, pool.size, threads, cancel).run(take)
        finally:
            stop.cancel()
            forget()


class _Reading:
    """One document; `call` runs on the threads, all else on the caller's."""

    def __init__(
        self,
        call: Callable[[Json, Iterable[Json], Callable[[Json], None]], Json],
        params: Json,
        scans: Mapping[int, str],
        children: int,
        threads: ThreadPoolExecutor,
        cancel: CancelToken,
    ) -> None:
        self._call = call
        self._params = params
        self._scans = scans
        self._inbox: SimpleQueue[tuple[deque[Json | None], Json | None]] = SimpleQueue()
        """What the ranges say, each message with the range's own list."""
        self._first = int(params["first"])
        self._children = children
        self._threads = threads
        self._cancel = cancel
        self._known = _Known()
        self._waiting: list[_Range] = []
        """In order; the first one's messages are being taken."""
        self._ends: list[int] = []
        """The last pages of the ranges that nobody has begun."""
        self._next_first = 0

    def run(self, take: Callable[[Json], None]) -> Json:
        """Hands all messages to `take`, in order."""
        self._waiting.append(self._begin(self._first, None, TEXT_REGION))
        while self._waiting:
            self._finish(self._waiting[0], take)
            self._waiting.pop(0)
            self._look_ahead()
        return {"title": self._known.title, "language": self._known.language}

    def _finish(self, current: _Range, take: Callable[[Json], None]) -> None:
        """Takes a range's messages; reads it again where it took something wrong for granted."""
        if current.region != self._known.region and current.first > self._first:
            current = self._begin(current.first, current.last, self._known.region)
        while (message := self._next(current, take)) is not None:
            self._cancel.check()
            if "head" not in message:
                take(message)
            elif current.first == self._first:
                take(message)
                self._known.outline = message["head"].get("outline")
                self._split(int(message["head"]["pages"]))
        self._cancel.check()
        self._learn(current.ended.result())

    def _next(self, current: _Range, take: Callable[[Json], None]) -> Json | None:
        """The range's next message. Scans are taken whenever they come: each has cost seconds."""
        while not current.messages:
            messages, message = self._inbox.get()
            if message and "scan" in message:
                take({"scan": message.pop("scan")})
            messages.append(message)
        return current.messages.popleft()

    def _learn(self, result: Json) -> None:
        known = self._known
        known.title = known.title or result["title"]
        known.language = known.language or result["language"]
        known.style = known.style or result.get("style")
        region, level = result.get("region", TEXT_REGION)
        known.region = (str(region), int(level))

    def _split(self, pages: int) -> None:
        own, *self._ends = range_ends(self._first, pages, self._children)
        self._next_first = own + 1
        self._look_ahead()

    def _look_ahead(self) -> None:
        """Keeps all children busy."""
        while self._ends and len(self._waiting) < self._children:
            last = self._ends.pop(0)
            self._waiting.append(self._begin(self._next_first, last, TEXT_REGION))
            self._next_first = last + 1

    def _begin(self, first: int, last: int | None, region: tuple[str, int]) -> _Range:
        """Asks for a range; without a last page for the first one, whose child finds out where it ends."""
        params = {**self._params, "first": first, "last": last, "share": self._children, "style": self._known.style}
        if first > self._first:
            params |= {"region": list(region), "outline": self._known.outline}
        messages: deque[Json | None] = deque()
        ended = self._threads.submit(self._read, params, _inputs(self._scans, first, last), messages)
        return _Range(first, last, region, ended, messages)

    def _read(self, params: Json, inputs: Iterable[Json], messages: deque[Json | None]) -> Json:
        try:
            return self._call(params, inputs, lambda message: self._inbox.put((messages, message)))
        finally:
            self._inbox.put((messages, None))


def _inputs(scans: Mapping[int, str], first: int, last: int | None) -> list[Json]:
    """The scans of a range, for its child."""
    return [
        {"number": number, "text": text}
        for number, text in scans.items()
        if first <= number and (last is None or number <= last)
    ]
