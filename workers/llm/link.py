"""A child with its model loaded, and the thread that hands its replies to the calls they belong to."""

from __future__ import annotations

import itertools
import logging
import queue
import threading
import time
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, TypeVar

from app.cancel import CancelToken
from app.wire import Json
from workers.children.process import ChildDied, ChildProcess
from workers.llm.calls import Call
from workers.llm.effort import Speed
from workers.llm.wishes import Power, Wishes

SILENCE_S: Final = 60.0
"""A child at work speaks every second, but for one batch of a large model on a slow computer."""
DROP_TIMEOUT_S: Final = 1.0
"""A child that has not confirmed a cancel in this time hangs."""
POLL_S: Final = 0.05
REPLIES: Final = ("begun", "text", "done", "refused")
"""Messages that belong to one request."""

_DIED: Final = object()

Result = TypeVar("Result")

logger = logging.getLogger(__name__)


class Cells(NamedTuple):
    """Tokens in one sequence of a child's memory, and how many of them its request or a kept beginning accounts for."""

    held: int
    owned: int


class Link:
    """Safe to use from several threads. Owns the child: `close` ends it."""

    def __init__(self, child: ChildProcess, idle_unload_s: float, wishes: Wishes) -> None:
        self.child = child
        self.wishes = wishes
        self._power = Power()
        self._told: Json = None
        """The wishes that the child knows."""
        self.has_been_quiet = False
        """The child gave up its priority, and cannot have it back."""
        self._idle_unload_s = idle_unload_s
        self._lock = threading.Lock()
        self._calls: dict[int, Call[Any]] = {}
        """By the number of each request that is out."""
        self._numbers = itertools.count(1)
        self._dropping: dict[int, float] = {}
        """Requests whose drop the child has yet to confirm, and until when."""
        self._counting: list[queue.SimpleQueue[list[list[int]]]] = []
        self._heard = time.monotonic()
        self.hangs = False
        """The child was ended because it did not answer."""
        self.death: ChildDied | None = None
        self._reader = threading.Thread(target=self._read, name="llm-replies", daemon=True)
        self._reader.start()

    @property
    def usable(self) -> bool:
        return self.death is None and self.child.alive

    @property
    def busy(self) -> bool:
        with self._lock:
            return bool(self._calls)

    def ask(self, call: Call[Any]) -> None:
        """Sends what is missing of a call. Raises ChildDied."""
        with self._lock:
            if self.death:
                raise self.death
            self._heard = time.monotonic()
            call.open.update((next(self._numbers), index) for index in call.missing)
            self._calls.update(dict.fromkeys(call.open, call))
        self._tell_wishes()
        for number in list(call.open):
            self.child.send(call.message(number))

    def give_up(self, call: Call[Any]) -> None:
        """Forgets what is still open of a call; a child that does not let go of it in time is ended."""
        with self._lock:
            numbers = list(call.open)
            for number in numbers:
                self._calls.pop(number, None)
            if not numbers or not self.usable:
                return
            deadline = time.monotonic() + DROP_TIMEOUT_S
            self._dropping.update((number, deadline) for number in numbers)
        try:
            self.child.send({"drop": numbers})
        except ChildDied:
            logger.debug("the child was gone before it could be told to stop")

    def count_cells(self) -> list[Cells]:
        """What each sequence holds; empty when the child ends meanwhile. Raises TimeoutError."""
        counted: queue.SimpleQueue[list[list[int]]] = queue.SimpleQueue()
        with self._lock:
            self._counting.append(counted)
        try:
            self.child.send({"count": True})
            return [Cells(*pair) for pair in counted.get(timeout=SILENCE_S)]
        except ChildDied:
            return []
        except queue.Empty:
            raise TimeoutError from None

    def close(self) -> None:
        self.child.kill()
        if self._reader is not threading.current_thread():
            self._reader.join()

    def _tell_wishes(self) -> None:
        """Tells the child what has changed. Raises ChildDied."""
        speed = self._power.speed(self.wishes.speed)
        with self._lock:
            calls = self._calls.values()
            groups = sorted({call.group for call in calls if call.owner and call.owner == self.wishes.foreground})
            wish = {"prefer": groups, "paused": self.wishes.is_paused, "speed": speed.value}
            is_new, self._told = wish != self._told, wish
            self.has_been_quiet |= speed is Speed.QUIET
        if is_new:
            self.child.send({"wish": wish})

    def _read(self) -> None:
        while True:
            try:
                self._tell_wishes()
                self._dispatch(self.child.receive(POLL_S * 2))
            except TimeoutError:
                if not self._is_well():
                    self.child.kill()
            except ChildDied as death:
                self._bury(death)
                return

    def _dispatch(self, message: Json) -> None:
        kind, body = next(iter(message.items()))
        with self._lock:
            self._heard = time.monotonic()
            if kind == "dropped":
                for number in body:
                    self._dropping.pop(number, None)
            if kind == "counted" and self._counting:
                self._counting.pop(0).put(body)
            call = self._calls.get(body["id"]) if kind in REPLIES else None
            if call and kind in ("done", "refused"):
                del self._calls[body["id"]]
        if call:
            call.inbox.put(message)

    def _is_well(self) -> bool:
        """Whether the child may live on: it confirms drops, speaks while it works, and is not idle for too long."""
        now = time.monotonic()
        with self._lock:
            if any(deadline < now for deadline in self._dropping.values()):
                logger.warning("the llm child does not stop; it is ended")
                self.hangs = True
                return False
            limit = SILENCE_S if self._calls else self._idle_unload_s
            if now - self._heard > limit:
                self.hangs = bool(self._calls)
                logger.info("the llm child is ended after %.0f s of %s", limit, "silence" if self.hangs else "rest")
                return False
        return True

    def _bury(self, death: ChildDied) -> None:
        with self._lock:
            self.death = death
            calls = {id(call): call for call in self._calls.values()}
            self._calls.clear()
            for counted in self._counting:
                counted.put([])
        for call in calls.values():
            call.inbox.put(_DIED)


def collect(link: Link, call: Call[Result], cancel: CancelToken) -> Iterator[tuple[int, Result]]:
    """Asks for what is missing of a call and yields it as it comes. Raises ChildDied, or the reason of `cancel`."""
    try:
        link.ask(call)
        while call.open:
            if link.wishes.is_paused or not call.is_begun:
                cancel.waiting()
            cancel.check()
            try:
                message: Json = call.inbox.get(timeout=POLL_S)
            except queue.Empty:
                continue
            if message is _DIED:
                assert link.death is not None
                raise link.death
            finished = call.take(message)
            if finished:
                yield finished
    finally:
        link.give_up(call)
