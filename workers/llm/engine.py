"""The language model as jobs see it: a child that is started when first asked, shared, watched and replaced."""

from __future__ import annotations

import hashlib
import itertools
import logging
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from app import wire
from app.cancel import CancelToken
from app.errors import ErrorCode, ShuttingDown, StudyleafError
from app.wire import Json
from workers.children.process import ChildDied, ChildProcess
from workers.llm import sizing
from workers.llm.loading import load_in_child
from workers.llm.model_files import ModelFile
from workers.llm.protocol import Completion, GenerationRequest, OnText

ENGINE_VERSION: Final = 1
"""Changes when the same request to the same file may give another text."""
SILENCE_S: Final = 60.0
"""A child at work speaks every second, but for one batch of a large model on a slow computer."""
DROP_TIMEOUT_S: Final = 1.0
"""A child that has not confirmed a cancel in this time hangs."""
POLL_S: Final = 0.05
IDLE_UNLOAD_S: Final = 300.0
TRIES: Final = 2

_DIED: Final = object()

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Call:
    """One `generate`: where its replies go, and which of its requests are still out."""

    group: int
    inbox: queue.SimpleQueue[object] = field(default_factory=queue.SimpleQueue)
    open: dict[int, int] = field(default_factory=dict)
    """Request id in the child → index in the call."""


class Engine:
    """A `LanguageModel` of a GGUF file. Safe to use from several threads; their requests are batched."""

    def __init__(self, model: ModelFile, *, idle_unload_s: float = IDLE_UNLOAD_S, memory: Path | None = None) -> None:
        """`memory` is a folder for what the model has read and will read again in every job; None keeps nothing."""
        self._file = model
        self._memory = memory
        self._idle_unload_s = idle_unload_s
        self._lock = threading.Lock()
        self._link: _Link | None = None
        self._groups = itertools.count(1)
        self._closing = CancelToken()

    @property
    def name(self) -> str:
        return self._file.name

    @cached_property
    def fingerprint(self) -> str:
        return f"{ENGINE_VERSION}:{self._file.fingerprint()}"

    @property
    def child_pid(self) -> int | None:
        """The process that holds the model now, if any."""
        link = self._link
        return link.child.pid if link and link.usable else None

    def prepare(self) -> None:
        """As `LanguageModel.prepare`."""
        if not (self._link and self._link.usable):
            threading.Thread(target=self._prepare, name="llm-prepare", daemon=True).start()

    def generate(
        self, requests: Sequence[GenerationRequest], *, cancel: CancelToken, on_text: OnText | None = None
    ) -> Iterator[tuple[int, Completion]]:
        """As `LanguageModel.generate`. A child that dies is replaced once, and asked again for what is missing."""
        missing = dict(enumerate(requests))
        for attempt in range(1, TRIES + 1):
            call = _Call(next(self._groups))
            try:
                link = self._connect(cancel)
                for index, completion in _collect(link, call, missing, cancel, on_text):
                    del missing[index]
                    yield index, completion
            except ChildDied as death:
                logger.warning("the llm child ended with exit code %s; attempt %d", death.exit_code, attempt)
                logger.info("its last words: %s", death.trace)
            else:
                return
        raise StudyleafError(ErrorCode.ENGINE_FAILED)

    def unload(self) -> None:
        """Ends the child unless it is at work or loading; the next request loads the model again."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            if self._link and not self._link.busy:
                self._link.close()
                self._link = None
        finally:
            self._lock.release()

    def close(self) -> None:
        """Ends the child at once; calls that wait for it raise. Safe to call twice."""
        self._closing.cancel(ShuttingDown())
        with self._lock:
            if self._link:
                self._link.close()

    def _memory_folder(self, sequences: int) -> Path | None:
        if not self._memory:
            return None
        digest = hashlib.sha256(f"{self.fingerprint} {sequences}".encode()).hexdigest()
        return self._memory / digest[:32]

    def _prepare(self) -> None:
        try:
            self._connect(self._closing)
        except (StudyleafError, ShuttingDown) as error:
            # Whoever asks for a text hears it in full.
            logger.info("the model was not loaded ahead: %r", error)

    def _connect(self, cancel: CancelToken) -> _Link:
        """The child with the model in it; loads it if need be. Another thread may be loading it now."""
        while not self._lock.acquire(timeout=POLL_S):
            cancel.waiting()
        try:
            self._closing.check()
            if self._link and self._link.usable:
                return self._link
            if self._link:
                self._link.close()
            header = self._file.header()
            sizing.check_fits(self._file, header)
            began = time.monotonic()
            sequences = sizing.sequence_count(header)
            child = load_in_child(self._file, sequences, cancel, memory_folder=self._memory_folder(sequences))
            logger.info("model %s loaded in %.2f s", self._file.name, time.monotonic() - began)
            self._link = _Link(child, self._idle_unload_s)
            return self._link
        finally:
            self._lock.release()


class _Link:
    """A child with its model loaded, and the thread that hands its replies to the calls they belong to."""

    def __init__(self, child: ChildProcess, idle_unload_s: float) -> None:
        self.child = child
        self._idle_unload_s = idle_unload_s
        self._lock = threading.Lock()
        self._calls: dict[int, _Call] = {}
        self._ids = itertools.count(1)
        self._dropping: dict[int, float] = {}
        """Requests whose drop the child has yet to confirm, and until when."""
        self._heard = time.monotonic()
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

    def ask(self, call: _Call, requests: dict[int, GenerationRequest]) -> None:
        """Sends requests, by their index in the call. Raises ChildDied."""
        with self._lock:
            if self.death:
                raise self.death
            self._heard = time.monotonic()
            numbers = [(next(self._ids), index) for index in requests]
            call.open.update(numbers)
            self._calls.update((number, call) for number, _ in numbers)
        for number, index in numbers:
            body = {"id": number, "group": call.group, "request": wire.encode(requests[index])}
            self.child.send({"generate": body})

    def give_up(self, call: _Call) -> None:
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

    def close(self) -> None:
        self.child.kill()
        if self._reader is not threading.current_thread():
            self._reader.join()

    def _read(self) -> None:
        while True:
            try:
                self._dispatch(self.child.receive(POLL_S * 2))
            except TimeoutError:
                if not self._is_well():
                    self.child.kill()
            except ChildDied as death:
                self._bury(death)
                return

    def _dispatch(self, message: Json) -> None:
        with self._lock:
            self._heard = time.monotonic()
            for number in message.get("dropped", ()):
                self._dropping.pop(number, None)
            body = message.get("text") or message.get("done")
            call = self._calls.get(body["id"]) if body else None
            if call and "done" in message:
                del self._calls[body["id"]]
        if call:
            call.inbox.put(message)

    def _is_well(self) -> bool:
        """Whether the child may live on: it confirms drops, speaks while it works, and is not idle for too long."""
        now = time.monotonic()
        with self._lock:
            if any(deadline < now for deadline in self._dropping.values()):
                logger.warning("the llm child does not stop; it is ended")
                return False
            limit = SILENCE_S if self._calls else self._idle_unload_s
            if now - self._heard > limit:
                logger.info("the llm child is ended after %.0f s of %s", limit, "silence" if self._calls else "rest")
                return False
        return True

    def _bury(self, death: ChildDied) -> None:
        with self._lock:
            self.death = death
            calls = {id(call): call for call in self._calls.values()}
            self._calls.clear()
        for call in calls.values():
            call.inbox.put(_DIED)


def _collect(
    link: _Link,
    call: _Call,
    requests: dict[int, GenerationRequest],
    cancel: CancelToken,
    on_text: OnText | None,
) -> Iterator[tuple[int, Completion]]:
    """Yields the completions of a call as they come. Raises ChildDied, or the reason of `cancel`."""
    try:
        link.ask(call, dict(requests))
        while call.open:
            cancel.check()
            try:
                message: Json = call.inbox.get(timeout=POLL_S)
            except queue.Empty:
                continue
            if message is _DIED:
                assert link.death is not None
                raise link.death
            if "text" in message:
                if on_text:
                    on_text(call.open[message["text"]["id"]], message["text"]["text"])
                continue
            index = call.open.pop(message["done"]["id"])
            yield index, wire.decode(Completion, message["done"]["completion"])
    finally:
        link.give_up(call)
