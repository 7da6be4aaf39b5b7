"""The start of every child: a clean pipe, an end that follows the parent's, then the program of its kind."""

from __future__ import annotations

import faulthandler
import importlib
import os
import signal
import sys
from typing import BinaryIO, Final

from workers.children.isolation import cut_off_network
from workers.children.process import ChildKind

PROGRAMS: Final = {ChildKind.TEXT: "workers.children.text", ChildKind.LLM: "workers.llm.child"}
"""Module of each kind; its `run(requests, replies)` returns when the stream of requests ends."""


def run_child(kind_name: str) -> int:
    """Runs a child on this process's stdin and stdout; returns its exit code."""
    # By its number: a packaged window's children have no `sys.stderr`. The parent writes what comes to its crash log.
    faulthandler.enable(2)
    # Ctrl+C in a terminal reaches the whole process group; the parent decides what becomes of its children.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, replies = _claim_pipes()
    cut_off_network()
    program = importlib.import_module(PROGRAMS[ChildKind(kind_name)])
    program.run(requests, replies)
    return 0


def _claim_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Takes stdin and stdout for messages and points what is left of them elsewhere, for libraries that print."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - open as long as the process
    sys.stdout = open(1, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115 - as above
    return requests, replies
