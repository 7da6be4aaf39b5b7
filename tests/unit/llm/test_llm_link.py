"""The link to an llm child: wishes reach it once, cells are counted, and a child that does not answer is ended."""

from __future__ import annotations

import queue
from collections.abc import Iterator

import pytest

from app.cancel import CancelToken
from app.errors import JobCancelled
from app.wire import Json
from tests.support import eventually
from workers.children.process import ChildDied
from workers.llm import link as link_module
from workers.llm.calls import generation
from workers.llm.effort import Speed
from workers.llm.link import Cells, Link, collect
from workers.llm.protocol import GenerationRequest, Message, Role
from workers.llm.wishes import Wishes

REQUEST = GenerationRequest(messages=(Message(Role.USER, "x"),), max_tokens=1)
RESULT = {"text": "t", "finish": "end", "promptTokens": 1, "generatedTokens": 1}


class Child:
    """Keeps what it is sent, and says what it is told to say."""

    pid = 1

    def __init__(self) -> None:
        self.sent: list[Json] = []
        self.says: queue.SimpleQueue[Json] = queue.SimpleQueue()
        self.alive = True

    def send(self, message: Json) -> None:
        if not self.alive:
            raise ChildDied(-9, "")
        self.sent.append(message)

    def receive(self, _timeout_s: float) -> Json:
        if not self.alive:
            raise ChildDied(-9, "")
        try:
            return self.says.get(timeout=0.005)
        except queue.Empty:
            raise TimeoutError from None

    def kill(self) -> None:
        self.alive = False

    def wishes(self) -> list[Json]:
        return [message["wish"] for message in self.sent if "wish" in message]


@pytest.fixture
def child() -> Child:
    return Child()


@pytest.fixture
def wishes() -> Wishes:
    return Wishes()


@pytest.fixture
def link(child: Child, wishes: Wishes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Link]:
    monkeypatch.setattr("workers.llm.wishes.on_battery", lambda: False)
    made = Link(child, 300.0, wishes)  # type: ignore[arg-type]
    yield made
    made.close()


def test_a_wish_is_told_when_it_changes_and_not_again(child: Child, wishes: Wishes, link: Link) -> None:
    eventually(lambda: len(child.wishes()) == 1)
    wishes.speed = Speed.QUIET
    eventually(lambda: child.wishes()[-1]["speed"] == "quiet")
    wishes.is_paused = True
    eventually(lambda: child.wishes()[-1]["paused"])
    assert len(child.wishes()) == 3
    assert link.has_been_quiet


def test_calls_of_the_owner_in_the_foreground_are_preferred_from_the_first_request_on(
    child: Child, wishes: Wishes, link: Link
) -> None:
    wishes.foreground = "document"
    link.ask(generation(7, "another", [REQUEST], None))
    link.ask(generation(8, "document", [REQUEST], None))
    kinds = [next(iter(message)) for message in child.sent]
    assert child.wishes()[-1]["prefer"] == [8]
    assert kinds[-1] == "generate"
    assert kinds[-2] == "wish"


def test_texts_go_to_the_call_that_asked(child: Child, link: Link) -> None:
    calls = [generation(number, "", [REQUEST], None) for number in (1, 2)]
    running = [collect(link, call, CancelToken()) for call in calls]
    link.ask(calls[1])
    [number] = calls[1].open
    child.says.put({"done": {"id": number, "result": RESULT}})
    eventually(lambda: not calls[1].inbox.empty())
    assert calls[0].inbox.empty()
    for each in running:
        each.close()


def test_a_cancelled_call_is_dropped(child: Child, link: Link) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(JobCancelled):
        list(collect(link, generation(1, "", [REQUEST], None), cancel))
    assert child.sent[-1] == {"drop": [1]}
    assert not link.busy


def test_a_child_that_does_not_confirm_a_drop_is_ended_and_said_to_hang(
    child: Child, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_module, "DROP_TIMEOUT_S", 0.0)
    test_a_cancelled_call_is_dropped(child, link)
    eventually(lambda: not child.alive)
    assert link.hangs


def test_cells_are_counted(child: Child, link: Link) -> None:
    child.says.put({"counted": [[9, 9]]})  # nobody asked: it is not kept for who asks later
    eventually(child.says.empty)
    send = child.send

    def answer(message: Json) -> None:
        send(message)
        if "count" in message:
            child.says.put({"counted": [[3, 3], [2, 0]]})

    child.send = answer  # type: ignore[method-assign]
    assert link.count_cells() == [Cells(3, 3), Cells(2, 0)]


def test_who_counts_when_the_child_ends_is_told_nothing(child: Child, link: Link) -> None:
    send = child.send

    def die(message: Json) -> None:
        send(message)
        if "count" in message:
            child.alive = False

    child.send = die  # type: ignore[method-assign]
    assert link.count_cells() == []
