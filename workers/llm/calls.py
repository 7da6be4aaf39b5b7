"""One call of a job on the engine: what is asked, what came back, and which of it ended children."""

from __future__ import annotations

import queue
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from app import wire
from app.errors import ErrorCode, StudyleafError
from app.wire import Json
from workers.llm.protocol import Completion, GenerationRequest, OnText, Request, Score, ScoreRequest

CRASH_STRIKES: Final = 15
KILL_STRIKES: Final = 1
MAX_STRIKES: Final = 30
"""A request is the culprit when two children crashed or hung over it and it came no further meanwhile. Being killed
from outside says nothing of a request; only who does that thirty times on end is believed to mean it."""

Result = TypeVar("Result")


@dataclass(slots=True)
class Task:
    """One request of a call. `written` are the tokens that the model has given it so far, in whichever child."""

    request: Request
    written: list[int] = field(default_factory=list)
    is_begun: bool = False
    """The child that lives now has taken it up."""
    has_gained: bool = False
    """It came further in the child that lives now."""
    strikes: int = 0


class Call(Generic[Result]):
    """Belongs to the thread that iterates; only `inbox` is filled by another."""

    def __init__(
        self, group: int, owner: str, requests: Sequence[Request], decode: Callable[[Request, Json], Result]
    ) -> None:
        """`decode` reads what the answer to a request holds."""
        self.group = group
        self.owner = owner
        self.inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self.missing = {index: Task(request) for index, request in enumerate(requests)}
        self.open: dict[int, int] = {}
        """Number of a request in the child → its index in the call."""
        self.on_text: OnText | None = None
        self._decode = decode
        self._strikes = 0
        """Of children that ended before they took anything up."""

    @property
    def is_begun(self) -> bool:
        """The child has taken up something of it; before that it waits for its turn."""
        return any(task.is_begun for task in self.missing.values())

    def message(self, number: int) -> Json:
        """What asks the child for the request with this number."""
        task = self.missing[self.open[number]]
        body = {"id": number, "group": self.group, "request": wire.encode(task.request)}
        kind = "score" if isinstance(task.request, ScoreRequest) else "generate"
        return {kind: {**body, "written": task.written} if task.written else body}

    def take(self, message: Json) -> tuple[int, Result] | None:
        """Takes in a message of the child; returns a request's index and result when it is whole.

        Raises:
            StudyleafError: INPUT_INVALID for a constraint that the child refused.
        """
        kind, body = next(iter(message.items()))
        index = self.open.get(body["id"])
        if index is None:
            return None
        task = self.missing[index]
        if kind == "begun":
            task.is_begun = True
        elif kind == "text":
            task.has_gained |= len(body["tokens"]) > len(task.written)
            task.written = body["tokens"]
            if self.on_text:
                self.on_text(index, body["text"])
        elif kind == "refused":
            del self.open[body["id"]]
            raise StudyleafError(ErrorCode.INPUT_INVALID, name="constraint", reason=body["reason"])
        else:
            del self.open[body["id"]], self.missing[index]
            self._strikes = 0
            return index, self._decode(task.request, body["result"])
        return None

    def charge(self, *, crashed: bool) -> bool:
        """Takes in that the child has ended; tells whether the call is to be given up."""
        weight = CRASH_STRIKES if crashed else KILL_STRIKES
        begun = [task for task in self.missing.values() if task.is_begun]
        for task in begun:
            task.strikes = 0 if task.has_gained else task.strikes + weight
            task.is_begun = task.has_gained = False
        self._strikes = 0 if begun else self._strikes + weight
        self.open.clear()
        self.inbox = queue.SimpleQueue()
        return max([self._strikes, *(task.strikes for task in self.missing.values())]) >= MAX_STRIKES


def generation(
    group: int, owner: str, requests: Sequence[GenerationRequest], on_text: OnText | None
) -> Call[Completion]:
    """A call for texts."""
    call = Call(group, owner, requests, lambda _request, result: wire.decode(Completion, result))
    call.on_text = on_text
    return call


def scoring(group: int, owner: str, requests: Sequence[ScoreRequest]) -> Call[Score]:
    """A call for scores."""
    return Call(group, owner, requests, lambda _request, result: wire.decode(Score, result))


def mixed(group: int, owner: str, requests: Sequence[Request], on_text: OnText | None) -> Call[Completion | Score]:
    """A call for texts and scores."""
    call = Call(group, owner, requests, _decoded)
    call.on_text = on_text
    return call


def _decoded(request: Request, result: Json) -> Completion | Score:
    if isinstance(request, ScoreRequest):
        return wire.decode(Score, result)
    return wire.decode(Completion, result)
