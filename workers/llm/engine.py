"""The language model as jobs see it: a child that is started when first asked, shared, watched and replaced."""

from __future__ import annotations

import hashlib
import itertools
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from app.cancel import CancelToken
from app.errors import ErrorCode, ShuttingDown, StudyleafError
from workers.children.process import ChildDied
from workers.llm import sizing
from workers.llm.calls import Call, generation, mixed, scoring
from workers.llm.effort import Speed
from workers.llm.gguf import GgufHeader
from workers.llm.gpu import works as gpu_works
from workers.llm.link import POLL_S, Cells, Link, collect
from workers.llm.loading import load_in_child
from workers.llm.model_files import ModelFile
from workers.llm.plan import LaneSize, LoadPlan, Setup
from workers.llm.protocol import Completion, GenerationRequest, OnText, Request, Score, ScoreRequest
from workers.llm.wishes import Power, Wishes

ENGINE_VERSION: Final = 1
"""Changes when the same request to the same file may give another text."""
IDLE_UNLOAD_S: Final = 300.0

Result = TypeVar("Result")

logger = logging.getLogger(__name__)


class Engine:
    """A `LanguageModel` of a GGUF file. Safe to use from several threads; their requests are batched."""

    def __init__(
        self,
        model: ModelFile,
        *,
        setup: Setup | None = None,
        gpu: bool = False,
        idle_unload_s: float = IDLE_UNLOAD_S,
        memory: Path | None = None,
        others: Callable[[], Sequence[ModelFile]] = tuple,
    ) -> None:
        """`setup` is what was measured to be best; `gpu` uses a graphics processor if one works; `memory` is a folder
        for what the model has read and will read again in every job (None keeps nothing); `others` tells the models to
        propose when this one does not fit."""
        self._file = model
        self._setup = setup or sizing.default_setup()
        self._others = others
        self._wants_gpu = gpu
        self._gpu_works: bool | None = None
        """Found out once, when the model is first loaded."""
        self._memory = memory
        self._idle_unload_s = idle_unload_s
        self._lock = threading.Lock()
        self._link: Link | None = None
        self._trial = threading.Lock()
        """Held by the one call whose requests may have crashed a child and are being tried again."""
        self.wishes = Wishes()
        self._groups = itertools.count(1)
        self._closing = CancelToken()

    @property
    def name(self) -> str:
        return self._file.name

    @cached_property
    def fingerprint(self) -> str:
        return f"{ENGINE_VERSION}:{self._file.fingerprint()}{':gpu' if self._wants_gpu else ''}"

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
        """As `LanguageModel.generate`. A child that ends is replaced and asked for what is missing, from where each
        text was; the call fails when a request is found to be what ends children."""
        return self.for_owner("").generate(requests, cancel=cancel, on_text=on_text)

    def score(self, requests: Sequence[ScoreRequest], *, cancel: CancelToken) -> Iterator[tuple[int, Score]]:
        """As `LanguageModel.score`; batched with the texts that are written meanwhile."""
        return self.for_owner("").score(requests, cancel=cancel)

    def work(
        self, requests: Sequence[Request], *, cancel: CancelToken, on_text: OnText | None = None
    ) -> Iterator[tuple[int, Completion | Score]]:
        """As `LanguageModel.work`."""
        return self.for_owner("").work(requests, cancel=cancel, on_text=on_text)

    def for_owner(self, owner: str) -> OwnedModel:
        """This model for somebody whose requests may be preferred: see `prefer`."""
        return OwnedModel(self, owner)

    def prefer(self, owner: str) -> None:
        """The requests of this owner go first from now on. At once and from any thread, as the next two."""
        self.wishes.foreground = owner

    def pause(self) -> None:
        """Nothing is computed from now on; what has been begun is kept, and calls wait."""
        self.wishes.is_paused = True

    def resume(self) -> None:
        """Goes on where `pause` left off."""
        self.wishes.is_paused = False

    def use_speed(self, speed: Speed) -> None:
        """From now on."""
        self.wishes.speed = speed

    def cells(self) -> list[Cells]:
        """What each sequence of the child holds; empty where there is no child. Raises TimeoutError."""
        link = self._link
        return link.count_cells() if link and link.usable else []

    def carry_out(self, call: Call[Result], cancel: CancelToken) -> Iterator[tuple[int, Result]]:
        """Yields what a call asks for, as `LanguageModel` says."""
        link: Link | None = None
        with _Turn(self._trial) as turn:
            while True:
                try:
                    link = self._connect(cancel)
                    yield from collect(link, call, cancel)
                    return
                except ChildDied as death:
                    crashed = not death.was_killed or (link is not None and link.hangs)
                    logger.warning("the llm child ended with exit code %s", death.exit_code)
                    logger.info("its last words: %s", death.trace)
                    if call.charge(crashed=crashed):
                        raise StudyleafError(ErrorCode.ENGINE_FAILED) from death
                link = None
                if crashed:
                    turn.wait(cancel)

    def next_group(self) -> int:
        """A number for a call."""
        return next(self._groups)

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

    def _memory_folder(self, lanes: Sequence[LaneSize]) -> Path | None:
        if not self._memory:
            return None
        digest = hashlib.sha256(f"{self.fingerprint} {lanes[0]}".encode()).hexdigest()
        return self._memory / digest[:32]

    def _is_stale(self, link: Link) -> bool:
        """A child that gave up its priority is replaced when more speed is wished for and it has nothing to do."""
        return link.has_been_quiet and not link.busy and Power().speed(self.wishes.speed) is not Speed.QUIET

    def _prepare(self) -> None:
        try:
            self._connect(self._closing)
        except (StudyleafError, ShuttingDown, ChildDied) as error:
            # Whoever asks for a text hears it in full.
            logger.info("the model was not loaded ahead: %r", error)

    def _connect(self, cancel: CancelToken) -> Link:
        """The child with the model in it; loads it if need be. Another thread may be loading it now."""
        while not self._lock.acquire(timeout=POLL_S):
            cancel.waiting()
        try:
            self._closing.check()
            if self._link and self._link.usable and not self._is_stale(self._link):
                return self._link
            if self._link:
                self._link.close()
            header = self._file.header()
            # A graphics processor computes all sequences at once, and has memory of its own for one context.
            if self._wants_gpu and self._gpu_works is None:
                self._gpu_works = gpu_works(self._file, self._plan(header, replace(self._setup, lanes=1)), cancel)
            setup = replace(self._setup, lanes=1) if self._gpu_works else self._setup
            plan = replace(self._plan(header, setup), gpu=bool(self._gpu_works))
            began = time.monotonic()
            speed = Power().speed(self.wishes.speed)
            folder = None if plan.gpu else self._memory_folder(plan.lanes)
            child = load_in_child(self._file, plan, cancel, memory_folder=folder, speed=speed)
            logger.info("model %s loaded in %.2f s", self._file.name, time.monotonic() - began)
            self._link = Link(child, self._idle_unload_s, self.wishes)
            return self._link
        finally:
            self._lock.release()

    def _plan(self, header: GgufHeader, setup: Setup) -> LoadPlan:
        return sizing.plan(self._file, header, setup, others=self._others())


class OwnedModel:
    """An engine as one owner sees it: a `LanguageModel`. As safe to share as the engine."""

    def __init__(self, engine: Engine, owner: str) -> None:
        self._engine = engine
        self._owner = owner

    @property
    def name(self) -> str:
        return self._engine.name

    @property
    def fingerprint(self) -> str:
        return self._engine.fingerprint

    def prepare(self) -> None:
        """As `LanguageModel.prepare`."""
        self._engine.prepare()

    def generate(
        self, requests: Sequence[GenerationRequest], *, cancel: CancelToken, on_text: OnText | None = None
    ) -> Iterator[tuple[int, Completion]]:
        """As `LanguageModel.generate`."""
        return self._engine.carry_out(generation(self._engine.next_group(), self._owner, requests, on_text), cancel)

    def score(self, requests: Sequence[ScoreRequest], *, cancel: CancelToken) -> Iterator[tuple[int, Score]]:
        """As `LanguageModel.score`."""
        return self._engine.carry_out(scoring(self._engine.next_group(), self._owner, requests), cancel)

    def work(
        self, requests: Sequence[Request], *, cancel: CancelToken, on_text: OnText | None = None
    ) -> Iterator[tuple[int, Completion | Score]]:
        """As `LanguageModel.work`."""
        return self._engine.carry_out(mixed(self._engine.next_group(), self._owner, requests, on_text), cancel)


class _Turn:
    """A call's turn to be tried again after a crash: of those that were at work one at a time, so that the innocent
    are not charged for the guilty twice. Given back at the end of the context, by whichever thread that runs on."""

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._is_held = False

    def wait(self, cancel: CancelToken) -> None:
        """Returns when it is this call's turn. Raises the reason of `cancel`."""
        while not self._is_held:
            cancel.waiting()
            self._is_held = self._lock.acquire(timeout=POLL_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_held:
            self._lock.release()
