"""Calls for a text child that misbehaves; a test's pool runs them in real children. See `odd_child.py`."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from typing import NoReturn

from app.errors import ErrorCode, StudyleafError
from app.wire import Json


def echo(params: Json, inputs: Iterator[Json]) -> Iterator[Json]:
    """Yields its inputs and returns its parameters and process id."""
    yield from inputs
    return {"params": params, "pid": os.getpid()}


def refuse(params: Json, inputs: Iterator[Json]) -> Iterator[Json]:
    """Ends with an error that is a sentence, without reading its inputs."""
    raise StudyleafError(ErrorCode.PDF_DAMAGED, name="a.pdf", limit_mb=3)
    yield


def fail(params: Json, inputs: Iterator[Json]) -> Iterator[Json]:
    """Ends with an error of our own."""
    raise ZeroDivisionError
    yield


def silence(params: Json, inputs: Iterator[Json]) -> Iterator[Json]:
    """Says one thing and then nothing more."""
    yield "began"
    time.sleep(3600)


def talk(params: Json, inputs: Iterator[Json]) -> Iterator[Json]:
    """Says something all the time, and never ends."""
    while True:
        yield "still here"
        time.sleep(0.01)


def crash(params: Json, inputs: Iterator[Json]) -> Iterator[Json]:
    """Dies as native code does."""
    yield "began"
    os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)


def leave(params: Json, inputs: Iterator[Json]) -> NoReturn:
    """Ends the process in good order, with last words."""
    print("I am leaving", file=sys.stderr)
    os._exit(3)


def grow(params: Json, inputs: Iterator[Json]) -> Iterator[Json]:
    """Takes so much memory and goes on for a while."""
    kept = [bytearray(os.urandom(1 << 20)) for _ in range(int(params["mb"]))]
    for _ in range(int(params.get("beats", 0))):
        yield "larger"
        time.sleep(0.01)
    GROWN.append(kept)
    return {"pid": os.getpid()}


def exhaust(params: Json, inputs: Iterator[Json]) -> Iterator[Json]:
    """Asks for more memory than there is."""
    raise MemoryError
    yield


def babble(params: Json, inputs: Iterator[Json]) -> Iterator[Json]:
    """Writes what is no message into the pipe, as code that was taken over might."""
    with os.fdopen(os.dup(int(params["fd"])), "wb") as pipe:
        pipe.write(params["text"].encode("latin-1"))
    time.sleep(3600)
    yield


GROWN: list[list[bytearray]] = []
