"""Closing in stages: in order, once, and to the end."""

from __future__ import annotations

import threading

import pytest

from app.lifecycle import Shutdown


def test_stages_run_in_the_order_in_which_they_were_added() -> None:
    ran: list[int] = []
    shutdown = Shutdown()
    for number in range(5):
        shutdown.add(str(number), lambda number=number: ran.append(number))
    shutdown.run()
    assert ran == [0, 1, 2, 3, 4]


def test_a_second_run_does_nothing() -> None:
    ran: list[str] = []
    shutdown = Shutdown()
    shutdown.add("once", lambda: ran.append("once"))
    shutdown.run()
    shutdown.run()
    assert ran == ["once"]


def test_a_stage_that_fails_does_not_keep_the_rest_open(caplog: pytest.LogCaptureFixture) -> None:
    ran: list[str] = []

    def fail() -> None:
        raise OSError("the pipe is gone")

    shutdown = Shutdown()
    shutdown.add("pipe", fail)
    shutdown.add("library", lambda: ran.append("library"))
    shutdown.run()
    assert ran == ["library"]
    assert "closing pipe failed: the pipe is gone" in caplog.text


def test_a_second_caller_waits_for_the_first() -> None:
    begun, go_on, ended = threading.Event(), threading.Event(), list[str]()

    def stage() -> None:
        begun.set()
        go_on.wait()
        ended.append("stage")

    shutdown = Shutdown()
    shutdown.add("slow", stage)
    first = threading.Thread(target=shutdown.run)
    first.start()
    begun.wait()
    second = threading.Thread(target=lambda: (shutdown.run(), ended.append("second")))
    second.start()
    go_on.set()
    second.join()
    first.join()
    assert ended == ["stage", "second"]
