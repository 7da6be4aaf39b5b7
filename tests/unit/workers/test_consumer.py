"""Huey's consumer inside our process: signals left alone, any thread, a prompt end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from huey import Huey

from app.events import JobType
from tests.support import eventually
from workers.consumer import EmbeddedConsumer
from workers.queue import open_queue
from workers.tasks import register_tasks, wake_only


@pytest.fixture
def huey(tmp_path: Path) -> Iterator[Huey]:
    opened = open_queue(tmp_path / "queue.db")
    yield opened
    opened.storage.close()


def test_signal_handlers_are_left_alone(huey: Huey) -> None:
    watched = [signal.SIGINT, signal.SIGTERM]
    before = [signal.getsignal(each) for each in watched]
    consumer = EmbeddedConsumer(huey, worker_threads=1)
    consumer.start()
    assert [signal.getsignal(each) for each in watched] == before
    assert consumer.close(timeout_s=10)
    assert [signal.getsignal(each) for each in watched] == before


def test_it_starts_and_stops_off_the_main_thread(huey: Huey) -> None:
    ran: list[str] = []
    wake = register_tasks(huey, ran.append)
    ended: list[bool] = []

    def live() -> None:
        consumer = EmbeddedConsumer(huey, worker_threads=2)
        consumer.start()
        wake(JobType.COMPLETION, "job-1")
        eventually(lambda: ran)
        ended.append(consumer.close(timeout_s=10))

    thread = threading.Thread(target=live)
    thread.start()
    thread.join()
    assert (ran, ended) == (["job-1"], [True])


def test_each_kind_of_task_carries_the_jobs_id_and_nothing_else(huey: Huey) -> None:
    ran: list[str] = []
    wake = register_tasks(huey, ran.append)
    consumer = EmbeddedConsumer(huey, worker_threads=1)
    consumer.start()
    for job_type in JobType:
        wake(job_type, job_type.value)
    eventually(lambda: len(ran) == len(JobType))
    assert ran == [job_type.value for job_type in JobType]
    assert consumer.close(timeout_s=10)


def test_closing_waits_for_work_and_says_when_it_did_not_end(huey: Huey) -> None:
    begun, finish = threading.Event(), threading.Event()

    taken: list[str] = []

    def work(job_id: str) -> None:
        taken.append(job_id)
        begun.set()
        finish.wait()

    wake = register_tasks(huey, work)
    consumer = EmbeddedConsumer(huey, worker_threads=1)
    consumer.start()
    wake(JobType.PDF_NOTES, "long")
    begun.wait()
    wake(JobType.PDF_NOTES, "never taken")
    assert not consumer.close(timeout_s=0.05)
    finish.set()
    assert consumer.close(timeout_s=10)
    assert taken == ["long"]


def test_a_task_that_raises_does_not_end_its_worker(huey: Huey, caplog: pytest.LogCaptureFixture) -> None:
    ran: list[str] = []

    def work(job_id: str) -> None:
        ran.append(job_id)
        if job_id == "bad":
            raise RuntimeError

    wake = register_tasks(huey, work)
    consumer = EmbeddedConsumer(huey, worker_threads=1)
    consumer.start()
    wake(JobType.PDF_NOTES, "bad")
    wake(JobType.PDF_NOTES, "good")
    eventually(lambda: ran == ["bad", "good"])
    assert consumer.close(timeout_s=10)


def test_a_program_without_workers_can_wake_those_of_another(tmp_path: Path, huey: Huey) -> None:
    other = open_queue(tmp_path / "queue.db")
    wake_only(other)(JobType.PDF_NOTES, "job-7")
    ran: list[str] = []
    register_tasks(huey, ran.append)
    huey.execute(huey.dequeue())
    assert ran == ["job-7"]
    other.storage.close()


def test_a_program_without_workers_never_runs_a_job(huey: Huey) -> None:
    wake_only(huey)(JobType.PDF_NOTES, "job-7")
    task = huey.dequeue()
    with pytest.raises(AssertionError, match="without workers"):
        task.execute()
