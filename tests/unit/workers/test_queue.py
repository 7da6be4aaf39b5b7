"""The wake-up queue: in order, woken at once, released for a shutdown."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from huey import Huey

from tests.support import eventually
from workers import idle
from workers import queue as queue_module
from workers.consumer import EmbeddedConsumer
from workers.idle import Handed, Waking
from workers.queue import ENOUGH_MESSAGES, BlockingSqliteStorage, open_queue

NEVER_S = 3600.0


@pytest.fixture
def huey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Huey]:
    # Without the poll for other programs, whoever wakes was woken.
    monkeypatch.setattr(queue_module, "OTHER_PROGRAM_POLL_S", NEVER_S)
    opened = open_queue(tmp_path / "queue.db")
    yield opened
    opened.storage.close()


@pytest.fixture
def storage(huey: Huey) -> BlockingSqliteStorage:
    assert isinstance(huey.storage, BlockingSqliteStorage)
    return huey.storage


class Sleeper(threading.Thread):
    """A worker that takes one message; `asleep` is set as soon as it looked and found none."""

    def __init__(self, storage: BlockingSqliteStorage) -> None:
        super().__init__()
        self.storage = storage
        self.got: Waking = b"nothing yet"
        self.start()

    def run(self) -> None:
        self.got = self.storage.dequeue()


def wait_until_asleep(storage: BlockingSqliteStorage, count: int) -> None:
    """Returns when so many threads sleep."""
    eventually(lambda: len(storage._sleepers) >= count)


def test_a_message_that_lies_there_is_taken_at_once(storage: BlockingSqliteStorage) -> None:
    storage.enqueue(b"one")
    assert storage.dequeue() == b"one"


def test_messages_come_in_the_order_in_which_they_were_put(storage: BlockingSqliteStorage) -> None:
    sent = [str(number).encode() for number in range(20)]
    for message in sent[:10]:
        storage.enqueue(message)
    taken = [storage.dequeue() for _ in range(10)]
    for message in sent[10:]:
        storage.enqueue(message)
    taken += [storage.dequeue() for _ in range(10)]
    assert taken == sent


def test_a_sleeping_worker_wakes_for_a_message_and_not_by_the_clock(storage: BlockingSqliteStorage) -> None:
    sleeper = Sleeper(storage)
    wait_until_asleep(storage, 1)
    storage.enqueue(b"wake up")
    sleeper.join()
    assert sleeper.got == b"wake up"


def test_each_message_wakes_one_worker(storage: BlockingSqliteStorage) -> None:
    sleepers = [Sleeper(storage) for _ in range(3)]
    wait_until_asleep(storage, 3)
    for message in (b"a", b"b", b"c"):
        storage.enqueue(message)
    for sleeper in sleepers:
        sleeper.join()
    assert {sleeper.got for sleeper in sleepers} == {b"a", b"b", b"c"}


def test_the_last_that_fell_asleep_is_woken(storage: BlockingSqliteStorage) -> None:
    first = Sleeper(storage)
    wait_until_asleep(storage, 1)
    last = Sleeper(storage)
    wait_until_asleep(storage, 2)
    storage.enqueue(b"one")
    last.join()
    assert first.is_alive()
    storage.release()
    first.join()
    assert (last.got, first.got) == (b"one", None)


def test_a_sleeper_that_was_taken_hears_of_nobody_else(storage: BlockingSqliteStorage) -> None:
    sleeper = Sleeper(storage)
    wait_until_asleep(storage, 1)
    taken = storage.take_sleeper()
    assert taken
    assert storage.take_sleeper() is None
    storage.enqueue(b"for others")
    storage.release()
    assert sleeper.is_alive()
    handed = Handed("job", lambda: None)
    taken.wake(handed)
    sleeper.join()
    assert sleeper.got is handed
    assert storage.dequeue() == b"for others"


def test_a_sleeper_that_was_taken_does_not_wake_by_the_clock(
    storage: BlockingSqliteStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_module, "OTHER_PROGRAM_POLL_S", 0.05)
    taken: list[idle.Sleeper] = []

    class Taken(idle.Sleeper):
        """Is taken in the moment in which its time is up."""

        def sleep(self, timeout_s: float = -1) -> bool:
            woken = super().sleep(timeout_s)
            if not woken and (found := storage.take_sleeper()):
                taken.append(found)
                threading.Thread(target=found.wake, args=(b"after all",)).start()
            return woken

    monkeypatch.setattr(queue_module, "Sleeper", Taken)
    assert storage.dequeue() == b"after all"
    assert len(taken) == 1


def test_what_is_handed_to_a_worker_is_run_by_it(huey: Huey) -> None:
    ran: list[str] = []
    consumer = EmbeddedConsumer(huey, worker_threads=1)
    consumer.start()
    eventually(lambda: huey.storage._sleepers)
    taken = huey.storage.take_sleeper()
    taken.wake(Handed("job", lambda: ran.append(threading.current_thread().name)))
    eventually(lambda: ran)
    eventually(lambda: huey.storage._sleepers)
    assert ran == ["Worker-1"]
    assert consumer.close(timeout_s=10)


def test_a_message_that_comes_between_the_look_and_the_sleep_is_not_slept_over(
    storage: BlockingSqliteStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = BlockingSqliteStorage.__mro__[1].dequeue
    looks: list[bytes | None] = []

    def look_then_let_one_arrive(self: BlockingSqliteStorage) -> bytes | None:
        found: bytes | None = look(self)
        looks.append(found)
        if len(looks) == 1:
            self.enqueue(b"just after")
        return found

    monkeypatch.setattr(BlockingSqliteStorage.__mro__[1], "dequeue", look_then_let_one_arrive)
    assert storage.dequeue() == b"just after"
    assert looks == [None]


def test_messages_of_a_program_that_works_do_not_touch_the_disk(storage: BlockingSqliteStorage) -> None:
    storage.enqueue(b"before anybody read")
    assert storage.queue_size() == 1
    assert storage.dequeue() == b"before anybody read"
    storage.enqueue(b"after")
    assert storage.queue_size() == 0
    assert storage.dequeue() == b"after"


def test_no_more_messages_wait_than_there_may_be_workers(storage: BlockingSqliteStorage) -> None:
    for _ in range(3 * ENOUGH_MESSAGES):
        storage.enqueue(b"job")
    assert storage.queue_size() == ENOUGH_MESSAGES
    for _ in range(ENOUGH_MESSAGES):
        assert storage.dequeue() == b"job"
    for _ in range(3 * ENOUGH_MESSAGES):
        storage.enqueue(b"job")
    assert len(storage._handed) == ENOUGH_MESSAGES


def test_release_lets_all_sleepers_return_with_nothing(storage: BlockingSqliteStorage) -> None:
    sleepers = [Sleeper(storage) for _ in range(3)]
    wait_until_asleep(storage, 3)
    storage.release()
    for sleeper in sleepers:
        sleeper.join()
    assert [sleeper.got for sleeper in sleepers] == [None] * 3
    assert storage.dequeue() is None


def test_the_queue_outlives_the_program(tmp_path: Path) -> None:
    first = open_queue(tmp_path / "queue.db")
    first.storage.enqueue(b"kept")
    first.storage.close()
    second = open_queue(tmp_path / "queue.db")
    assert second.storage.dequeue() == b"kept"
    second.storage.close()


def test_a_message_of_another_program_is_seen_by_the_poll(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_module, "OTHER_PROGRAM_POLL_S", 0.01)
    here, there = open_queue(tmp_path / "queue.db"), open_queue(tmp_path / "queue.db")
    assert here.storage.dequeue() is None
    there.storage.enqueue(b"from there")
    assert here.storage.dequeue() == b"from there"
    here.storage.close()
    there.storage.close()


def test_what_we_rely_on_in_huey_is_set(huey: Huey) -> None:
    assert huey.storage.conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert huey.storage.conn.execute("PRAGMA synchronous").fetchone() == (1,)
    schema = huey.storage.conn.execute("SELECT sql FROM sqlite_master WHERE name = 'task'").fetchone()[0]
    assert "autoincrement" in schema
    assert huey.results is False


def test_a_damaged_file_is_put_aside_and_a_new_queue_begun(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    path.write_bytes(b"no database at all" * 500)
    huey = open_queue(path)
    huey.storage.enqueue(b"works")
    assert huey.storage.dequeue() == b"works"
    huey.storage.close()
    assert (tmp_path / "queue.db.damaged").exists()
