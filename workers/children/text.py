"""The text child: calls one function after another on behalf of the parent, each with its inputs streamed in.

→ {"call": name, "params": {…}}  → {"input": …} …  → {"end": true}
← {"yield": …} …                 ← {"return": …}  or  {"error": {"code", "details"}}
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import BinaryIO, Final

from app.errors import ErrorCode, StudyleafError
from app.wire import Json
from workers.children.framing import read_frame, write_frame
from workers.children.limits import confine

Call = Callable[[Json, Iterator[Json]], Iterator[Json]]
"""Takes parameters and streamed inputs, yields streamed outputs; its `return` value is the call's result."""

CALLS: Final = {
    "warm_up": "workers.children.warming:warm_up",
    "extract": "workers.extraction.calls:extract",
    "draw_page": "workers.extraction.drawing:draw_page",
    "plan": "workers.writing.calls:plan",
    "finish_section": "workers.writing.calls:finish_section",
    "summarize": "workers.writing.calls:summarize",
    "compose": "workers.writing.calls:compose",
    "propose": "workers.writing.calls:propose",
    "audit": "workers.writing.calls:audit",
    "check_claims": "workers.writing.calls:check_claims",
    "plan_answer": "workers.writing.calls:plan_answer",
    "finish_answer": "workers.writing.calls:finish_answer",
}
"""Where each call lives; imported when first used, so that a child that only extracts loads nothing else."""


GARBAGE_THRESHOLD: Final = 20_000
"""New objects between two searches for rings of garbage: pages make thousands of objects, and no rings."""


def run(requests: BinaryIO, replies: BinaryIO) -> None:
    """Serves calls until the parent closes the pipe; then ends the process, also in the middle of a call."""
    confine()
    gc.set_threshold(GARBAGE_THRESHOLD)
    inbox: SimpleQueue[Json] = SimpleQueue()
    threading.Thread(target=_read_requests, args=(requests, inbox), daemon=True).start()
    while True:
        request = inbox.get()
        _serve(request, _inputs(inbox), replies)


def _read_requests(requests: BinaryIO, inbox: SimpleQueue[Json]) -> None:
    while (message := read_frame(requests)) is not None:
        inbox.put(message)
    # The parent is gone or wants us gone; whatever native code is busy with, nobody waits for it any more.
    os._exit(0)


def _inputs(inbox: SimpleQueue[Json]) -> Iterator[Json]:
    while "end" not in (message := inbox.get()):
        yield message["input"]


def _serve(request: Json, inputs: Iterator[Json], replies: BinaryIO) -> None:
    try:
        outputs = _load(request["call"])(request["params"], inputs)
        while True:
            try:
                value = next(outputs)
            except StopIteration as stop:
                result = stop.value
                break
            write_frame(replies, {"yield": value})
        reply = {"return": result}
    except StudyleafError as error:
        details = {
            key: value if isinstance(value, (int, float)) else str(value) for key, value in error.details.items()
        }
        reply = {"error": {"code": error.code.value, "details": details}}
    except MemoryError:
        reply = {"error": {"code": ErrorCode.PDF_TOO_COMPLEX.value, "details": {}}}
    except Exception:  # noqa: BLE001 - the boundary of the child: the parent gets a code, the log gets the traceback
        traceback.print_exc(file=sys.stderr)
        reply = {"error": {"code": ErrorCode.INTERNAL.value, "details": {}}}
    for _ in inputs:  # what the call did not read must not be taken for the next request
        pass
    write_frame(replies, reply)


def _load(name: str) -> Call:
    module, _, function = CALLS[name].partition(":")
    call: Call = getattr(importlib.import_module(module), function)
    return call
