from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from ui.short_turns import TURN_NS, take_short_turns

SCHED_GETATTR = {"x86_64": 315, "aarch64": 275}
ATTRIBUTES = struct.Struct("IIQiIQQQ")


def turn_ns() -> int:
    """How long the turns of the calling thread are; 0 on a Linux that does not tell."""
    told = ctypes.create_string_buffer(ATTRIBUTES.size)
    number = SCHED_GETATTR[platform.machine()]
    assert ctypes.CDLL(None).syscall(number, 0, told, ATTRIBUTES.size, 0) == 0
    return int(ATTRIBUTES.unpack(told.raw)[5])


@pytest.mark.skipif(sys.platform != "linux" or platform.machine() not in SCHED_GETATTR, reason="Linux's own")
def test_the_thread_takes_short_turns_and_those_that_it_begins_do_not() -> None:
    def turns() -> tuple[int, int, int, int]:
        usual, niceness = turn_ns(), os.getpriority(os.PRIO_PROCESS, 0)
        assert take_short_turns()
        with ThreadPoolExecutor(1) as begun:
            return usual, turn_ns(), begun.submit(turn_ns).result(), os.getpriority(os.PRIO_PROCESS, 0) - niceness

    with ThreadPoolExecutor(1) as window:
        usual, short, begun, nicer = window.submit(turns).result()
    if not usual:
        pytest.skip("this Linux knows no length of turns")
    assert short == TURN_NS
    assert begun == usual
    assert nicer == 0


def test_elsewhere_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "a machine of another kind")
    assert not take_short_turns()
