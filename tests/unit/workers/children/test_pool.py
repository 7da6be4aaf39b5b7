"""The pool of text children, with real children that misbehave in every way we know."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from app.cancel import CancelToken
from app.errors import ErrorCode, JobCancelled, ShuttingDown, StudyleafError
from app.wire import Json
from tests.support import PATIENCE_S, eventually
from workers.children import process
from workers.children.pool import CallFailed, PoolLimits, TextPool
from workers.children.process import ChildKind

ODD_CHILD = Path(__file__).with_name("odd_child.py")
LIMITS = PoolLimits(silence_s=PATIENCE_S)

MakePool = Callable[..., TextPool]


def odd_child(_: ChildKind) -> list[str]:
    return [sys.executable, str(ODD_CHILD)]


@pytest.fixture
def make_pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[MakePool]:
    monkeypatch.setattr(process, "child_command", odd_child)
    made: list[TextPool] = []

    def make(size: int = 1, **limits: float) -> TextPool:
        made.append(TextPool(size, replace(LIMITS, **limits)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for pool in made:
        pool.close()


@pytest.fixture
def pool(make_pool: MakePool) -> TextPool:
    return make_pool()


def call(pool: TextPool, name: str, params: Json = None, **options: object) -> Json:
    return pool.call(name, params or {}, cancel=CancelToken(), **options)  # type: ignore[arg-type]


def pid_of(pool: TextPool) -> int:
    return int(call(pool, "echo")["pid"])


def failure(pool: TextPool, name: str, params: Json = None, **options: object) -> ErrorCode:
    with pytest.raises(CallFailed) as caught:
        call(pool, name, params, **options)
    return caught.value.code


def test_inputs_go_in_yields_come_out_and_the_result_is_returned(pool: TextPool) -> None:
    heard: list[Json] = []
    result = call(pool, "echo", {"a": "ü\ud800"}, inputs=({"n": n} for n in range(1000)), on_yield=heard.append)
    assert heard == [{"n": n} for n in range(1000)]
    assert result["params"] == {"a": "ü\ud800"}


def test_a_child_is_used_again(pool: TextPool) -> None:
    assert pid_of(pool) == pid_of(pool)


def test_a_child_is_started_only_when_it_is_needed(make_pool: MakePool) -> None:
    before = len(psutil.Process().children())
    pool = make_pool(3)
    assert len(psutil.Process().children()) == before
    pid_of(pool)
    assert len(psutil.Process().children()) == before + 1


def test_an_error_that_is_a_sentence_comes_through_and_the_child_stays(pool: TextPool) -> None:
    child = pid_of(pool)
    with pytest.raises(StudyleafError) as caught:
        call(pool, "refuse", inputs=[{"unread": n} for n in range(50)])
    assert caught.value.code is ErrorCode.PDF_DAMAGED
    assert caught.value.details == {"name": "a.pdf", "limit_mb": 3}
    assert pid_of(pool) == child


def test_an_error_of_our_own_in_the_child_is_internal(pool: TextPool) -> None:
    with pytest.raises(StudyleafError) as caught:
        call(pool, "fail")
    assert caught.value.code is ErrorCode.INTERNAL


def test_a_call_that_nobody_knows_is_internal(pool: TextPool) -> None:
    with pytest.raises(StudyleafError) as caught:
        call(pool, "no such call")
    assert caught.value.code is ErrorCode.INTERNAL


def test_a_child_without_memory_says_too_complex(pool: TextPool) -> None:
    with pytest.raises(StudyleafError) as caught:
        call(pool, "exhaust")
    assert caught.value.code is ErrorCode.PDF_TOO_COMPLEX


@pytest.mark.parametrize("name", ["crash", "leave"])
def test_a_child_that_dies_fails_the_call_and_is_replaced(pool: TextPool, name: str) -> None:
    child = pid_of(pool)
    assert failure(pool, name) is ErrorCode.EXTRACTION_FAILED
    assert pid_of(pool) != child


def test_what_a_dying_child_said_before_is_heard(pool: TextPool) -> None:
    heard: list[Json] = []
    failure(pool, "crash", on_yield=heard.append)
    assert heard == ["began"]


def test_a_child_that_died_while_idle_is_replaced(pool: TextPool) -> None:
    child = pid_of(pool)
    psutil.Process(child).kill()
    eventually(lambda: not pool._idle[-1].child.alive, "the child's end")
    assert pid_of(pool) != child


def test_a_silent_child_is_killed(make_pool: MakePool) -> None:
    pool = make_pool()
    child = pid_of(pool)
    # Only now: on a busy machine a child may take longer to say its first word.
    assert failure(pool, "silence", silence_s=0.3) is ErrorCode.TIMED_OUT
    assert not psutil.pid_exists(child)


def test_a_call_may_set_its_own_silence(pool: TextPool) -> None:
    assert failure(pool, "silence", silence_s=0.2) is ErrorCode.TIMED_OUT


def test_a_child_that_talks_is_not_silent(make_pool: MakePool) -> None:
    pool = make_pool(silence_s=0.5)
    heard: list[float] = []
    cancel = CancelToken()

    def hear(_: Json) -> None:
        heard.append(time.monotonic())
        if heard[-1] - heard[0] > 2 * 0.5:
            cancel.cancel()

    with pytest.raises(JobCancelled):
        pool.call("talk", {}, cancel=cancel, on_yield=hear)


@pytest.mark.parametrize(("name", "reason"), [("silence", JobCancelled), ("talk", ShuttingDown)])
def test_a_cancel_kills_the_child_whatever_it_does(pool: TextPool, name: str, reason: type[Exception]) -> None:
    child, cancel = pid_of(pool), CancelToken()
    with pytest.raises(reason):
        pool.call(name, {}, cancel=cancel, on_yield=lambda _: cancel.cancel(reason()))
    assert not psutil.pid_exists(child)


def test_a_cancel_ends_the_wait_for_a_child(pool: TextPool) -> None:
    busy, waiting = CancelToken(), CancelToken()
    began = threading.Event()

    def hold() -> None:
        with pytest.raises(JobCancelled):
            pool.call("talk", {}, cancel=busy, on_yield=lambda _: began.set())

    holder = threading.Thread(target=hold)
    holder.start()
    began.wait()
    waiting.cancel()
    with pytest.raises(JobCancelled):
        pool.call("echo", {}, cancel=waiting)
    busy.cancel()
    holder.join()


def test_a_failing_subscriber_costs_the_child_and_raises(pool: TextPool) -> None:
    child = pid_of(pool)

    def fail(_: Json) -> None:
        raise KeyError("disk")

    with pytest.raises(KeyError):
        call(pool, "talk", on_yield=fail)
    assert not psutil.pid_exists(child)


def test_a_child_that_grows_beyond_its_limit_is_killed(make_pool: MakePool) -> None:
    pool = make_pool(max_memory_mb=150)
    heard: list[Json] = []
    assert failure(pool, "grow", {"mb": 250, "beats": 1000}, on_yield=heard.append) is ErrorCode.PDF_TOO_COMPLEX
    assert len(heard) < 1000


def test_a_child_that_has_grown_is_recycled_after_its_call(make_pool: MakePool) -> None:
    pool = make_pool(recycle_memory_mb=150)
    child = call(pool, "grow", {"mb": 200})["pid"]
    assert not psutil.pid_exists(child)


def test_a_child_is_recycled_after_so_many_calls(make_pool: MakePool) -> None:
    pool = make_pool(recycle_calls=3)
    pids = [pid_of(pool) for _ in range(7)]
    assert len(set(pids)) == 3


FRAME = "\x00\x00\x00"


@pytest.mark.parametrize(
    "text",
    [
        "no message at all",
        FRAME + "\x02{}",
        FRAME + "\x02[]",
        FRAME + "\x14" + '{"error":{"code":3}} ',
        FRAME + "\x24" + '{"error":{"code":"NO","details":{}}} ',
        FRAME + "\x2a" + '{"error":{"code":["a"],"details":{"a":1}}} ',
    ],
    ids=["words", "empty", "list", "half an error", "unknown code", "code that is no name"],
)
def test_a_child_that_was_taken_over_can_only_fail_its_call(pool: TextPool, text: str) -> None:
    # 3 and up: the duplicate of stdout that the child writes its messages to.
    assert failure(pool, "babble", {"fd": 4, "text": text}) is ErrorCode.EXTRACTION_FAILED


def test_children_work_side_by_side(make_pool: MakePool) -> None:
    pool, met = make_pool(2), threading.Barrier(2, timeout=PATIENCE_S)
    ended: list[str] = []

    def work() -> None:
        cancel = CancelToken()

        def meet(_: Json) -> None:
            met.wait()
            cancel.cancel()

        with pytest.raises(JobCancelled):
            pool.call("talk", {}, cancel=cancel, on_yield=meet)
        ended.append("ended")

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ended == ["ended", "ended"]


def test_closing_kills_idle_and_busy_children_and_no_new_ones_start(make_pool: MakePool) -> None:
    pool = make_pool(2)
    codes: list[ErrorCode] = []
    began = threading.Event()

    def work() -> None:
        with pytest.raises(CallFailed) as caught:
            call(pool, "talk", on_yield=lambda _: began.set())
        codes.append(caught.value.code)

    busy = threading.Thread(target=work)
    busy.start()
    began.wait()
    idle = pid_of(pool)
    pool.close()
    busy.join()
    pool.close()
    assert codes == [ErrorCode.EXTRACTION_FAILED]
    assert not psutil.pid_exists(idle)
    assert failure(pool, "echo") is ErrorCode.EXTRACTION_FAILED


def test_a_child_that_cannot_be_started_fails_the_call(pool: TextPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "child_command", lambda _: ["/no/such/program"])
    assert failure(pool, "echo") is ErrorCode.EXTRACTION_FAILED
    assert failure(pool, "echo") is ErrorCode.EXTRACTION_FAILED
