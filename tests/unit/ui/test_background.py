from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import pytest

from app.errors import ErrorCode, StudyleafError
from ui.background import Background

Wait = Callable[[Callable[[], bool]], None]


def test_work_runs_elsewhere_and_its_value_comes_back_here(background: Background, wait: Wait) -> None:
    got: list[tuple[int, int]] = []
    background.run(threading.get_ident, lambda worker: got.append((worker, threading.get_ident())))
    wait(lambda: bool(got))
    worker, here = got[0]
    assert worker != here
    assert here == threading.get_ident()


def test_a_studyleaf_error_comes_back_as_it_is(background: Background, wait: Wait) -> None:
    told: list[StudyleafError] = []
    error = StudyleafError(ErrorCode.FILE_EMPTY, name="a.pdf")

    def work() -> None:
        raise error

    background.run(work, lambda _none: pytest.fail("it did not go well"), told.append)
    wait(lambda: bool(told))
    assert told == [error]


def test_any_other_error_comes_back_as_a_code_and_is_logged(
    background: Background, wait: Wait, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[StudyleafError] = []
    with caplog.at_level(logging.ERROR, logger="ui.background"):
        background.run(lambda: 1 // 0, lambda _value: None, told.append)
        wait(lambda: bool(told))
    assert told[0].code is ErrorCode.INTERNAL
    assert "ZeroDivisionError" in caplog.text


def test_nothing_comes_back_after_close(background: Background, wait: Wait) -> None:
    begun, go_on = threading.Event(), threading.Event()
    got: list[object] = []

    def work() -> None:
        begun.set()
        go_on.wait()

    background.run(work, got.append)
    for _ in range(20):
        background.run(lambda: None, got.append)
    begun.wait()
    go_on.set()
    background.close()
    background.close()
    background.run(lambda: None, got.append)
    other = Background()
    came: list[object] = []
    other.run(lambda: None, came.append)
    wait(lambda: bool(came))
    other.close()
    assert got == []
