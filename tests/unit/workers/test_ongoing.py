"""One job at a time makes a thing; the others wait for it, and can be stopped while they do."""

from __future__ import annotations

import threading

import pytest

from app.cancel import CancelToken
from app.errors import JobCancelled
from tests.support import eventually
from workers.ongoing import Ongoing


def test_the_second_one_waits_for_the_first_and_hears_that_it_did() -> None:
    ongoing, told, signs = Ongoing(), list[bool](), list[int]()
    cancel = CancelToken()
    cancel.when_waiting = lambda: signs.append(1)

    def second() -> None:
        with ongoing.alone("key", cancel) as waited:
            told.append(waited)

    with ongoing.alone("key", CancelToken()) as waited, ongoing.alone("other", CancelToken()) as other:
        assert (waited, other) == (False, False)
        thread = threading.Thread(target=second)
        thread.start()
        eventually(lambda: len(signs) > 1)
        assert told == []
    thread.join()
    assert told == [True]


def test_who_waits_can_be_stopped_and_leaves_nothing_behind() -> None:
    ongoing, cancel = Ongoing(), CancelToken()
    with ongoing.alone("key", CancelToken()):
        cancel.cancel()
        with pytest.raises(JobCancelled), ongoing.alone("key", cancel):
            pass
    with ongoing.alone("key", CancelToken()) as waited:
        assert not waited


def test_a_failure_inside_lets_the_next_one_in() -> None:
    ongoing = Ongoing()
    with pytest.raises(ValueError, match="broken"), ongoing.alone("key", CancelToken()):
        raise ValueError("broken")
    with ongoing.alone("key", CancelToken()) as waited:
        assert not waited
