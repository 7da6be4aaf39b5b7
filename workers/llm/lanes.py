"""Lanes: contexts of one model that decode at a time, each on a thread of its own.

Two lanes of one thread do more than one of two: llama.cpp's threads wait for each other a thousand times in a decode,
lanes never do. All take their requests from one queue. A request stays in the lane that began it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from typing import Final, Protocol, TypeVar

from workers.llm.batching import Batcher, Decoder, Listener
from workers.llm.intake import Intake, Queue, Reader
from workers.llm.plan import Setup
from workers.llm.protocol import GenerationRequest, ScoreRequest
from workers.llm.waiting import Waiting

MIN_EACH: Final = 2
"""So many requests are worth a lane; fewer do better together, on the threads of two."""

Result = TypeVar("Result")


class Context(Decoder, Protocol):
    """What a lane computes with; `workers.llm.context.NativeContext` is one."""

    def use_threads(self, count: int) -> None: ...
    def interrupt(self) -> None: ...
    def held_cells(self) -> list[int]: ...


class Lane:
    """Belongs to `Lanes`. That for long requests gets its context with the first of them."""

    def __init__(self, queue: Queue, number: int) -> None:
        """`number` is its place among the lanes of its queue."""
        self.queue = queue
        self.number = number
        self.context: Context | None = None
        self.batcher: Batcher | None = None
        self.orders: list[Callable[[], None]] = []
        """What its thread does before its next step."""

    @property
    def working(self) -> int:
        return self.batcher.working if self.batcher else 0


class Lanes:
    """Carries requests through a model. Belongs to one thread; listeners hear from all lanes' threads."""

    def __init__(
        self,
        model: Reader,
        listener: Listener,
        contexts: Sequence[Context],
        *,
        setup: Setup,
        make_long: Callable[[], Context] | None = None,
        on_decode: Callable[[], None] = lambda: None,
    ) -> None:
        """The contexts are of one size; `make_long` makes another with room for all that the model has room for, where
        they have not. `on_decode` is called on a lane's thread after each of its decodes."""
        self._listener = listener
        self._setup = setup
        self._on_decode = on_decode
        self._changed = threading.Condition()
        """Guards what follows and the lanes' orders; told of whatever may let a lane go on."""
        self._threads = self._together = setup.threads
        self._is_paused = self._is_closed = False
        self._asking: list[Lane] = []
        """Lanes that have work, in the order in which they may take a step."""
        self._running: set[Lane] = set()
        room = min(contexts[0].context_tokens, model.context_tokens)
        queue = Queue(room, Waiting(chains=model.can_fork))
        self._lanes = [Lane(queue, number) for number in range(len(contexts))]
        for lane, context in zip(self._lanes, contexts, strict=True):
            self._equip(lane, context)
        self._make_long = make_long
        if make_long:
            queue = Queue(model.context_tokens, Waiting(chains=model.can_fork))
            self._lanes.append(Lane(queue, 0))
        self._intake = Intake(model, listener, list(dict.fromkeys(lane.queue for lane in self._lanes)))
        self._workers = [
            threading.Thread(target=self._serve, args=(lane,), name=f"lane-{place}", daemon=True)
            for place, lane in enumerate(self._lanes)
        ]
        for worker in self._workers:
            worker.start()

    @property
    def busy(self) -> bool:
        """Whether there is a request that has not been done."""
        with self._changed:
            return bool(self._running) or any(lane.working or len(lane.queue.waiting) for lane in self._lanes)

    def add(self, request_id: int, group: int, request: GenerationRequest, *, written: Sequence[int] = ()) -> None:
        """As `Intake.add`, as the next. What is new is begun after `go_on`, so that requests which share a beginning
        are seen together."""
        self._intake.add(request_id, group, request, written=written)

    def add_score(self, request_id: int, group: int, request: ScoreRequest) -> None:
        self._intake.add_score(request_id, group, request)

    def prefer(self, groups: Iterable[int]) -> None:
        """As `Waiting.prefer`."""
        self._intake.prefer(groups)

    def go_on(self, threads: int, together: int, *, paused: bool = False) -> None:
        """Lanes that rest look for work. From now on there are so many threads in all; lanes of more than one share
        `together` of them: beside other programs, those that need not wait for each other do best. A pause keeps what
        has been begun."""
        with self._changed:
            self._threads, self._together, self._is_paused = threads, together, paused
            self._changed.notify_all()

    def drop(self, request_ids: Sequence[int]) -> None:
        """Forgets requests, waiting or at work; when it returns, nothing more is heard of them."""
        self._intake.drop(request_ids)

        def drop(lane: Lane) -> None:
            assert lane.batcher
            lane.batcher.drop(request_ids)

        self._tell_all(drop, interrupt=True)

    def cells(self) -> list[tuple[int, int]]:
        """How many tokens each sequence holds, and how many of them it should hold."""

        def count(lane: Lane) -> list[tuple[int, int]]:
            assert lane.context
            assert lane.batcher
            return list(zip(lane.context.held_cells(), lane.batcher.owned_cells(), strict=True))

        return [pair for counted in self._tell_all(count) for pair in counted]

    def close(self) -> None:
        """Ends the threads after the steps that they are in; the contexts are the caller's."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        for worker in self._workers:
            worker.join()

    def _tell_all(self, order: Callable[[Lane], Result], *, interrupt: bool = False) -> list[Result]:
        """Has each lane with a context do this between two steps, at once if decodes are to be interrupted; none is
        where the memory could not be cut back to where it began."""
        answers: list[Future[Result]] = []

        def answer(lane: Lane, future: Future[Result]) -> None:
            future.set_result(order(lane))

        with self._changed:
            for lane in self._lanes:
                if lane.context:
                    future: Future[Result] = Future()
                    answers.append(future)
                    lane.orders.append(lambda lane=lane, future=future: answer(lane, future))  # type: ignore[misc]
                    if interrupt and lane in self._running and lane.context.can_fork:
                        lane.context.interrupt()
            self._changed.notify_all()
        return [future.result() for future in answers]

    def _serve(self, lane: Lane) -> None:
        """A lane's thread."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_closed or lane.orders or self._may_step(lane))
                if self._is_closed:
                    return
                orders, lane.orders = lane.orders, []
                if not orders:
                    self._asking.remove(lane)
                    self._running.add(lane)
                    most, threads = self._share(lane), self._threads_of(lane)
            for order in orders:
                order()
            if orders:
                continue
            try:
                self._step(lane, most, threads)
            finally:
                with self._changed:
                    self._running.discard(lane)
                    self._changed.notify_all()

    def _step(self, lane: Lane, most: int, threads: int) -> None:
        if not lane.context:
            assert self._make_long
            first, _ = lane.queue.waiting.look()
            if first:  # the one to blame where there is no room for another context
                self._listener.on_begun(first.request_id)
            self._equip(lane, self._make_long())
        assert lane.context
        assert lane.batcher
        lane.context.use_threads(threads)
        lane.batcher.step(most)

    def _equip(self, lane: Lane, context: Context) -> None:
        batcher = Batcher(context, self._listener, lane.queue.waiting, setup=self._setup, on_decode=self._on_decode)
        with self._changed:
            lane.context, lane.batcher = context, batcher

    def _may_step(self, lane: Lane) -> bool:
        """Whether a lane has work and it is its turn: no more lanes compute than there are threads."""
        if self._is_paused or not self._has_work(lane):
            if lane in self._asking:
                self._asking.remove(lane)
                self._changed.notify_all()  # of those behind it one may go on
            return False
        if lane not in self._asking:
            self._asking.append(lane)
        return self._asking.index(lane) < self._threads - len(self._running)

    def _has_work(self, lane: Lane) -> bool:
        return lane.working > 0 or (len(lane.queue.waiting) > 0 and self._share(lane) > 0)

    def _share(self, lane: Lane) -> int:
        """How many requests a lane may have at work: the lanes of a queue share them evenly."""
        others = [each for each in self._lanes if each.queue is lane.queue]
        requests = len(lane.queue.waiting) + sum(each.working for each in others)
        used = max(1, min(len(others), self._setup.lanes, self._threads, requests // MIN_EACH))
        return -(-requests // used) if lane.number < used else 0

    def _threads_of(self, lane: Lane) -> int:
        """An even share of the threads that may wait for each other, or one."""
        active = [each for each in self._lanes if each is lane or each in self._running or self._has_work(each)]
        lanes = min(len(active), self._threads)
        return max(1, self._together // lanes + (active.index(lane) < self._together % lanes))
