"""Lanes carry requests through one model side by side, and each text comes out as it would alone."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from tests.unit.llm.counting_model import CountingModel, Heard, Limits, request
from workers.llm.batching import Interrupted
from workers.llm.lanes import Lanes
from workers.llm.plan import Setup
from workers.llm.protocol import GenerationRequest, Message, Role, ScoreRequest
from workers.llm.work import Row

WAIT_S = 5.0
SHORT, LONG = 100, 200


class Gate:
    """Where decodes wait while it is closed."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._is_open = True
        self.inside: list[CountingContext] = []
        self.most = 0
        """So many decodes have run at a time."""
        self.threads: set[tuple[int, int]] = set()
        """How many decodes ran at a time, and the threads that they had together."""

    def set(self, *, is_open: bool) -> None:
        with self._changed:
            self._is_open = is_open
            self._changed.notify_all()

    def wait_for(self, count: int) -> None:
        """Until so many decodes stand before the closed gate."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.inside) >= count, WAIT_S)

    @contextmanager
    def passing(self, context: CountingContext) -> Iterator[None]:
        with self._changed:
            self.inside.append(context)
            self.most = max(self.most, len(self.inside))
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._is_open or context.is_interrupted, WAIT_S)
            self.threads.add((len(self.inside), sum(each.threads for each in self.inside)))
        yield
        with self._changed:
            self.inside.remove(context)

    def wake(self) -> None:
        with self._changed:
            self._changed.notify_all()


class CountingContext(CountingModel):
    """A memory of its own, as each lane has."""

    def __init__(self, gate: Gate, *, context_tokens: int = SHORT, sequences: int = 4) -> None:
        super().__init__(Limits(sequences), context_tokens=context_tokens)
        self._gate = gate
        self.threads = 0
        self.is_interrupted = False

    def use_threads(self, count: int) -> None:
        self.threads = count

    def interrupt(self) -> None:
        self.is_interrupted = True
        self._gate.wake()

    def held_cells(self) -> list[int]:
        return [len(self.cells.get(number, ())) for number in range(self.limits.sequences)]

    def decode(self, rows: Sequence[Row]) -> dict[int, np.ndarray]:
        with self._gate.passing(self):
            if self.is_interrupted:
                self.is_interrupted = False
                raise Interrupted
            return super().decode(rows)


class Hearing(Heard):
    """Tells when so many requests are done."""

    def __init__(self) -> None:
        super().__init__()
        self._changed = threading.Condition()

    def on_done(self, request_id: int, result: object) -> None:
        with self._changed:
            super().on_done(request_id, result)
            self._changed.notify_all()

    def wait_for(self, count: int) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.done) >= count, WAIT_S)


class Desk:
    """Two lanes, and one for long requests."""

    def __init__(self, *, threads: int = 2, lanes: int = 2) -> None:
        self.gate, self.heard, self.threads = Gate(), Hearing(), threads
        self.contexts = [CountingContext(self.gate) for _ in range(lanes)]
        self.long: list[CountingContext] = []
        self.lanes = Lanes(
            CountingModel(context_tokens=LONG),
            self.heard,
            self.contexts,
            setup=Setup(threads=threads, lanes=lanes, batch_tokens=64),
            make_long=self._make_long,
        )

    def _make_long(self) -> CountingContext:
        self.long.append(CountingContext(self.gate, context_tokens=LONG, sequences=3))
        return self.long[-1]

    def add(self, *requests: GenerationRequest) -> None:
        for number, each in enumerate(requests):
            self.lanes.add(number, 1, each)

    def ask(self, *requests: GenerationRequest) -> None:
        self.add(*requests)
        self.lanes.go_on(self.threads, self.threads)

    def texts(self, count: int) -> list[str]:
        self.heard.wait_for(count)
        return [self.heard.done[number].text for number in range(count)]


@pytest.fixture
def open_desk() -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def make(**options: Any) -> Desk:
        desks.append(Desk(**options))
        return desks[-1]

    yield make
    for desk in desks:
        desk.gate.set(is_open=True)
        desk.lanes.go_on(2, 2)
        desk.lanes.close()


def alone(asked: GenerationRequest) -> str:
    return CountingModel(context_tokens=LONG).text_alone(asked)


@pytest.mark.parametrize("seed", range(10))
def test_every_text_is_the_one_that_it_would_be_alone(open_desk: Callable[..., Desk], seed: int) -> None:
    generator = random.Random(seed)
    requests = [
        request(
            "".join(generator.choices("abcdefgh ", k=generator.randrange(1, 150))),
            shared="examples " * generator.randrange(6),
            max_tokens=generator.randrange(1, 30),
        )
        for _ in range(30)
    ]
    desk = open_desk(threads=generator.randrange(1, 5), lanes=generator.randrange(1, 4))
    desk.ask(*requests)
    assert desk.texts(30) == [alone(each) for each in requests]


def test_two_lanes_decode_at_a_time_and_share_the_threads(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(threads=4)
    desk.gate.set(is_open=False)
    desk.ask(*(request(f"text {number}") for number in range(6)))
    desk.gate.wait_for(2)
    assert [context.threads for context in desk.contexts] == [2, 2]
    desk.gate.set(is_open=True)
    desk.texts(6)


def test_requests_are_shared_evenly(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    desk.gate.set(is_open=False)
    desk.ask(*(request(f"{number}", max_tokens=60) for number in range(4)))
    desk.gate.wait_for(2)
    assert len(desk.heard.begun) == 4
    assert [{row.sequence for row in lane.batches[0]} for lane in _after(desk)] == [{1, 2}, {1, 2}]


def _after(desk: Desk) -> list[CountingContext]:
    desk.gate.set(is_open=True)
    desk.texts(4)
    return desk.contexts


def test_a_request_alone_has_all_threads(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(threads=3)
    desk.ask(request("alone"))
    desk.texts(1)
    assert desk.contexts[0].threads == 3
    assert not desk.contexts[1].batches


def test_beside_other_programs_lanes_have_one_thread_each(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(threads=4)
    desk.gate.set(is_open=False)
    desk.add(*(request(f"text {number}") for number in range(6)))
    desk.lanes.go_on(4, 1)
    desk.gate.wait_for(2)
    assert [context.threads for context in desk.contexts] == [1, 1]


def test_no_more_lanes_decode_than_there_are_threads(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(threads=2)
    desk.gate.set(is_open=False)
    requests = [request(f"text {number}", max_tokens=60) for number in range(6)]
    desk.ask(*requests)
    desk.gate.wait_for(2)
    desk.lanes.go_on(1, 1)
    desk.gate.most = 0
    desk.gate.threads.clear()
    desk.gate.set(is_open=True)
    assert desk.texts(6) == [alone(each) for each in requests], "those that both lanes had begun take turns"
    assert desk.gate.most <= 1
    assert (1, 1) in desk.gate.threads


def test_a_long_request_gets_a_lane_of_its_own_when_it_comes(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    short, long = request("short"), request("l" * (SHORT - 5), max_tokens=20)
    desk.ask(short)
    desk.texts(1)
    assert not desk.long
    desk.lanes.add(1, 1, long)
    desk.lanes.go_on(2, 2)
    assert desk.texts(2) == [alone(short), alone(long)]
    assert len(alone(long)) == 20, "it is not cut off where it would be in a short lane"
    assert len(desk.long) == 1


def test_what_is_dropped_is_not_heard_of_and_leaves_nothing(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(threads=3)
    desk.gate.set(is_open=False)
    requests = [request(f"text {number}", max_tokens=60) for number in range(12)]
    desk.ask(*requests, request("l" * SHORT))
    desk.gate.wait_for(3)
    dropped = [0, 1, 2, 3, 8, 12]
    desk.lanes.drop(dropped)
    desk.gate.set(is_open=True)
    desk.heard.wait_for(7)
    assert sorted(desk.heard.done) == [4, 5, 6, 7, 9, 10, 11]
    assert all(held == owned for held, owned in desk.lanes.cells())
    assert not desk.lanes.busy


def test_a_pause_keeps_what_is_begun(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    desk.gate.set(is_open=False)
    requests = [request(f"text {number}", max_tokens=60) for number in range(6)]
    desk.ask(*requests)
    desk.gate.wait_for(2)
    desk.lanes.go_on(2, 2, paused=True)
    desk.gate.set(is_open=True)
    before = desk.lanes.cells()
    assert any(held for held, _ in before)
    assert desk.lanes.cells() == before
    assert desk.lanes.busy
    desk.lanes.go_on(2, 2)
    assert desk.texts(6) == [alone(each) for each in requests]


def test_scores_of_one_prompt_stay_together(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    for number in range(12):
        messages = (Message(Role.USER, f"p{number // 3}" * 20),)
        desk.lanes.add_score(number, 1, ScoreRequest(messages=messages, text=" ABC"[: 2 + number % 3]))
    desk.lanes.go_on(2, 2)
    desk.heard.wait_for(12)
    assert sum(context.read for context in desk.contexts) < 4 * (40 + 3 * 6)
