"""The request to stop: set once, heard everywhere."""

from __future__ import annotations

import threading

import pytest

from app.cancel import CancelToken
from app.errors import JobCancelled, LeaseLost, ShuttingDown


def test_a_fresh_token_lets_work_go_on() -> None:
    token = CancelToken()
    token.check()
    assert not token.is_set
    assert not token.wait(0)


def test_a_cancelled_token_raises_job_cancelled_unless_told_why() -> None:
    token, other = CancelToken(), CancelToken()
    token.cancel()
    other.cancel(ShuttingDown())
    with pytest.raises(JobCancelled):
        token.check()
    with pytest.raises(ShuttingDown):
        other.check()


def test_the_first_reason_stays() -> None:
    token = CancelToken()
    token.cancel(LeaseLost())
    token.cancel(ShuttingDown())
    with pytest.raises(LeaseLost):
        token.check()


def test_callbacks_run_once_in_order() -> None:
    token, heard = CancelToken(), []
    token.on_cancel(lambda: heard.append(1))
    token.on_cancel(lambda: heard.append(2))
    token.cancel()
    token.cancel()
    assert heard == [1, 2]


def test_a_callback_that_was_undone_is_not_called() -> None:
    token, heard = CancelToken(), []
    undo = token.on_cancel(lambda: heard.append(1))
    undo()
    undo()
    token.cancel()
    assert heard == []


def test_a_callback_on_a_cancelled_token_is_called_at_once() -> None:
    token, heard = CancelToken(), []
    token.cancel()
    undo = token.on_cancel(lambda: heard.append(1))
    undo()
    assert heard == [1]


def test_a_callback_may_use_the_token_itself() -> None:
    token, heard = CancelToken(), []
    token.on_cancel(lambda: heard.append(token.is_set))
    token.on_cancel(lambda: token.on_cancel(lambda: heard.append("nested")) and None)
    token.cancel()
    assert heard == [True, "nested"]


def test_a_waiting_thread_wakes() -> None:
    token, heard = CancelToken(), []
    waiter = threading.Thread(target=lambda: heard.append(token.wait(30)))
    waiter.start()
    token.cancel()
    waiter.join()
    assert heard == [True]
