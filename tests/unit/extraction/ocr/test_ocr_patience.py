"""Slow work gives signs of life, up to a limit."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from workers.extraction.ocr import patience as module
from workers.extraction.ocr.patience import Patience


def test_what_is_done_is_given_at_once() -> None:
    done: Future[int] = Future()
    done.set_result(7)
    assert outcome(Patience().wait_for(done)) == (0, 7)


def test_slow_work_beats_until_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BEAT_S", 0.01)
    go = threading.Event()
    with ThreadPoolExecutor(1) as threads:
        waiting = Patience().wait_for(threads.submit(go.wait))
        next(waiting)
        next(waiting)
        go.set()
        assert outcome(waiting)[1] is True


def test_many_short_waits_beat_as_one_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BEAT_S", 0.05)
    patience = Patience()
    with ThreadPoolExecutor(1) as threads:
        short = [threads.submit(time.sleep, 0.02) for _ in range(10)]
        assert sum(outcome(patience.wait_for(each))[0] for each in short) >= 2


def test_a_page_without_end_goes_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BEAT_S", 0.01)
    slow: Future[int] = Future()
    threading.Timer(0.1, slow.set_result, [7]).start()
    assert outcome(Patience(max_s=0.0).wait_for(slow)) == (0, 7)


def test_what_the_work_raises_is_raised() -> None:
    failed: Future[int] = Future()
    failed.set_exception(MemoryError())
    with pytest.raises(MemoryError):
        outcome(Patience().wait_for(failed))


def outcome(waiting: Generator[None, None, object]) -> tuple[int, object]:
    """How many signs of life there were, and the result."""
    beats = 0
    while True:
        try:
            next(waiting)
            beats += 1
        except StopIteration as stop:
            return beats, stop.value
