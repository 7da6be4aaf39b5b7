"""Loads what a text child needs before the first document wants it."""

from __future__ import annotations

import importlib
from collections.abc import Generator, Iterator
from typing import Final

from app.wire import Json

MODULES: Final = ("workers.extraction.calls", "workers.writing.calls")


def warm_up(params: Json, inputs: Iterator[Json]) -> Generator[Json, None, Json]:  # noqa: ARG001 - the signature of all calls
    """The call `warm_up`: imports what the other calls import; returns the modules' names."""
    yield from ()
    for name in MODULES:
        importlib.import_module(name)
    return list(MODULES)
