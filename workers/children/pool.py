"""A small pool of text children: one call at a time each, watched for silence and memory, replaced when needed."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from app.wire import Json
from workers.children.process import ChildDied, ChildKind, ChildProcess

POLL_S: Final = 0.1
"""How often a waiting caller looks at cancel and memory; well under the second that a cancel may take."""

CHILD_ENVIRONMENT: Final = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": str(4 * 2**20),
    "MALLOC_TRIM_THRESHOLD_": str(16 * 2**20),
}
"""Each thread of numpy and each arena of glibc's malloc reserves address space, which a text child has little of. What
is larger than 4 MB is given back to the system at once: the pictures and tensors of scans, which else leave holes. The
little that each page leaves is kept for the next."""

_CODES: Final = {code.value: code for code in ErrorCode}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """What a child may use before it is stopped (`max_`) or quietly replaced after its call (`recycle_`)."""

    max_memory_mb: int = 750
    recycle_memory_mb: int = 300
    recycle_calls: int = 200
    silence_s: float = 30.0


class CallFailed(Exception):
    """The child died or was stopped during a call. `code` says why; whether to go on without is the caller's choice."""

    def __init__(self, code: ErrorCode) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(slots=True)
class _Member:
    child: ChildProcess
    calls: int = 0


class TextPool:
    """Runs calls of `workers/children/text.py`. Children start when first needed. Safe to use from several threads."""

    def __init__(self, size: int, limits: PoolLimits | None = None) -> None:
        assert size > 0
        self.size = size
        """How many calls may run at the same time."""
        self._limits = limits or PoolLimits()
        self._places = threading.Semaphore(size)
        self._lock = threading.Lock()
        self._idle: list[_Member] = []
        self._busy: list[_Member] = []
        self._closed = False

    def call(
        self,
        name: str,
        params: Json,
        inputs: Iterable[Json] = (),
        *,
        cancel: CancelToken,
        on_yield: Callable[[Json], None] | None = None,
        silence_s: float | None = None,
    ) -> Json:
        """Runs one call to its end and returns its result; `on_yield` gets each streamed value on this thread.

        `silence_s` overrides the pool's limit for a call that knows better how long it may say nothing.

        Raises:
            StudyleafError: the call says so.
            CallFailed: the child died (EXTRACTION_FAILED), was silent (TIMED_OUT) or grew too large (PDF_TOO_COMPLEX).
            JobCancelled and the like: `cancel` was set; the child is killed.
        """
        member = self._acquire(cancel)
        keep = False
        try:
            _ask(member.child, name, params, inputs, cancel)
            result = self._listen(member.child, cancel, on_yield, silence_s or self._limits.silence_s)
            keep = True
            return result
        except StudyleafError:
            keep = True
            raise
        except ChildDied as error:
            logger.warning("text child ended during %s with exit code %s", name, error.exit_code)
            logger.info("its last words: %s", error.trace)
            raise CallFailed(ErrorCode.EXTRACTION_FAILED) from error
        finally:
            self._release(member, keep=keep)

    def close(self) -> None:
        """Kills all children, also busy ones, whose calls end with CallFailed. Safe to call twice."""
        with self._lock:
            self._closed = True
            members = self._idle + self._busy
            self._idle.clear()
        for member in members:
            member.child.kill()

    def _listen(
        self, child: ChildProcess, cancel: CancelToken, on_yield: Callable[[Json], None] | None, silence_s: float
    ) -> Json:
        while True:
            message = self._next_message(child, cancel, silence_s)
            match message:
                case {"yield": value}:
                    if on_yield:
                        on_yield(value)
                case {"return": value}:
                    return value
                case {"error": {"code": str(code), "details": dict(details)}} if code in _CODES:
                    raise StudyleafError(_CODES[code], **{key: details[key] for key in details if key != "code"})
                case _:  # hostile input took the child over, or it is of another version
                    logger.warning("text child %d sent no message of ours", child.pid)
                    raise CallFailed(ErrorCode.EXTRACTION_FAILED)

    def _next_message(self, child: ChildProcess, cancel: CancelToken, silence_s: float) -> Json:
        deadline = time.monotonic() + silence_s
        while True:
            cancel.check()
            self._check_memory(child)
            try:
                return child.receive(POLL_S)
            except TimeoutError:
                if time.monotonic() > deadline:
                    raise CallFailed(ErrorCode.TIMED_OUT) from None

    def _check_memory(self, child: ChildProcess) -> None:
        """Also a child that keeps talking may grow; asking the system each time would cost more than the message."""
        now = time.monotonic()
        if now - child.memory_checked < POLL_S:
            return
        child.memory_checked = now
        if child.memory_bytes() > self._limits.max_memory_mb * 2**20:
            raise CallFailed(ErrorCode.PDF_TOO_COMPLEX)

    def _acquire(self, cancel: CancelToken) -> _Member:
        while not self._places.acquire(timeout=POLL_S):
            cancel.waiting()
        try:
            with self._lock:
                self._check_open()
                while self._idle and not self._idle[-1].child.alive:
                    self._idle.pop().child.kill()
                member = self._idle.pop() if self._idle else _start()
                self._busy.append(member)
                return member
        except BaseException:  # released and raised again, whatever it was
            self._places.release()
            raise

    def _check_open(self) -> None:
        if self._closed:
            raise CallFailed(ErrorCode.EXTRACTION_FAILED)

    def _release(self, member: _Member, *, keep: bool) -> None:
        member.calls += 1
        worn = member.calls >= self._limits.recycle_calls or (
            member.child.memory_bytes() > self._limits.recycle_memory_mb * 2**20
        )
        with self._lock:
            self._busy.remove(member)
            keep = keep and not worn and not self._closed and member.child.alive
            if keep:
                self._idle.append(member)
        if not keep:
            member.child.kill()
        self._places.release()


def _start() -> _Member:
    try:
        return _Member(ChildProcess(ChildKind.TEXT, environment=CHILD_ENVIRONMENT))
    except OSError as error:  # no memory or no process left for one more
        logger.warning("no text child could be started: %s", error)
        raise CallFailed(ErrorCode.EXTRACTION_FAILED) from error


def _ask(child: ChildProcess, name: str, params: Json, inputs: Iterable[Json], cancel: CancelToken) -> None:
    child.send({"call": name, "params": params})
    for item in inputs:
        cancel.check()
        child.send({"input": item})
    child.send({"end": True})
