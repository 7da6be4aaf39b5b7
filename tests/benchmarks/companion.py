"""How fast events reach other processes, whether any is lost, and what a flood costs the window.

`emit_to_browser_ms`: from a worker's publish to the receiving process, 250 events a second; with `_written` the write
to the library comes first. `events_per_s_N`: events to N clients as fast as they go, each stored, the median of three
floods; `us_per_delivery_N` is this process's own processor time for one event to one client, which hangs less on the
clients' speed. `lost_after_cut`: of 1,000 events, 200 a second, with the line gone for two seconds in the middle;
`lost_after_restart` with the server gone instead. `flood_stall_ms`: how late a window's timer of 2 ms comes while
everything is thrown at the port, with the server on a thread of its own as it is, and on the window's own loop as it
might be.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, Final

import qasync
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import connect

from app.companion.access import Devices, Gate
from app.companion.house import House
from app.companion.server import open_port
from app.models import EventRecord, Library
from app.settings import LOCAL_USER, DataFolder
from app.store import events
from app.store.connection import open_library, transaction
from tests.benchmarks.companion_peer import measure_peer
from tests.benchmarks.report import Report, percentile
from tests.integration.companion_desk import CompanionDesk, an_event, stored_events
from tests.integration.companion_proxy import Proxy

PACED: Final = 2000
PACE_S: Final = 1 / 250
FLOODS: Final = ((1, 20_000), (50, 2000), (200, 500))
FLOOD_TIMES: Final = 3
CUT_EVENTS: Final = 1000
CUT_S: Final = 2.0
STALL_S: Final = 8.0
TICK_MS: Final = 2


@contextmanager
def running() -> Iterator[CompanionDesk]:
    """A companion on a library of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = DataFolder(Path(place))
        folder.prepare()
        library = open_library(folder.library)
        desk = CompanionDesk(folder)
        try:
            yield desk
        finally:
            desk.close()
            library.close_everywhere()


@contextmanager
def client(desk: CompanionDesk, clients: int, count: int) -> Iterator[list[Any]]:
    """Listens in another process for the next `count` events; what it says at the end is in the list after."""
    first = desk.seq() + 1
    arguments = [str(desk.port), desk.token, str(clients), str(first), str(first + count - 1)]
    command = [sys.executable, "-m", "tests.benchmarks.companion_client", *arguments]
    answer: list[Any] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == "ready"
        yield answer
        answer.append(json.loads(process.stdout.readline()))


def paced_ms(desk: CompanionDesk) -> list[float]:
    """One event at a time, 250 a second: milliseconds from publish to the other process."""
    with client(desk, 1, PACED) as answer:
        epoch, seq = events.position()
        due = time.perf_counter()
        for number in range(1, PACED + 1):
            desk.companion.publish(an_event(epoch, seq + number))
            due += PACE_S
            time.sleep(max(0.0, due - time.perf_counter()))
    Library.update(seq=seq + PACED).execute()
    assert answer[0]["lost"] == 0, answer[0]["lost"]
    return [float(value) for value in answer[0]["stampsMs"]]


def written_ms(desk: CompanionDesk) -> list[float]:
    """The same with the write to the library before the publish."""
    with client(desk, 1, PACED // 2) as answer:
        due = time.perf_counter()
        for _ in range(PACED // 2):
            epoch, seq = events.position()
            event = an_event(epoch, seq + 1)
            with transaction():
                events.next_seq()
                events.append(event, job_id=None)
            desk.companion.publish(event)
            due += PACE_S
            time.sleep(max(0.0, due - time.perf_counter()))
    return [float(value) for value in answer[0]["stampsMs"]]


def flood(desk: CompanionDesk, clients: int, count: int) -> tuple[float, float, int]:
    """(events a second, microseconds of this process a delivery, lost or doubled) to clients, as fast as they go."""
    with client(desk, clients, count) as answer:
        made = stored_events(count)
        spent = time.process_time()
        for event in made:
            desk.companion.publish(event)
    spent = time.process_time() - spent
    [told] = answer
    return count / max(told["seconds"], 1e-6), 1e6 * spent / (count * clients), told["lost"] + told["doubled"]


def lost_after_break(desk: CompanionDesk, *, restart: bool) -> int:
    """Events of 1,000 that a client which resumes does not hear once, after a break of its line or its server."""
    proxy = Proxy(desk.port)
    listener = _Resuming(proxy.port, desk.token, desk.seq())
    first = desk.seq() + 1
    listener.start()
    listener.ready.wait(10)
    breaker = threading.Timer(1.5, lambda: desk.reopen() if restart else proxy.cut())
    mender = threading.Timer(1.5 + CUT_S, proxy.mend)
    breaker.start()
    mender.start()
    for event in stored_events(CUT_EVENTS):
        desk.companion.publish(event)
        time.sleep(1 / 200)
    breaker.join()
    mender.join()
    listener.wanted = first + CUT_EVENTS - 1
    listener.join(30)
    listener.stopped = True
    proxy.close()
    wanted = list(range(first, first + CUT_EVENTS))
    return len(set(wanted) ^ set(listener.heard)) + len(listener.heard) - len(set(listener.heard))


class _Resuming(threading.Thread):
    """A client that comes back after every break and says where it was, as the page does."""

    def __init__(self, port: int, token: str, seq: int) -> None:
        super().__init__(name="resuming")
        self.heard: list[int] = []
        self.ready = threading.Event()
        self.wanted = sys.maxsize
        self.stopped = False
        self._port, self._token, self._seq = port, token, seq

    def run(self) -> None:
        while not self.stopped and self._seq < self.wanted:
            try:
                self._listen()
            except (OSError, ConnectionClosed, InvalidHandshake, TimeoutError):
                time.sleep(0.1)

    def _listen(self) -> None:
        with connect(f"ws://127.0.0.1:{self._port}/ws") as socket:
            socket.send(json.dumps({"type": "hello", "token": self._token}))
            rooms = [{"userId": LOCAL_USER}]
            socket.send(json.dumps({"type": "subscribe:jobs", "rooms": rooms, "since": self._seq}))
            while self._seq < self.wanted:
                message = json.loads(socket.recv(timeout=1))
                found = message.get("events", []) + ([message["event"]] if "event" in message else [])
                for event in found:
                    self.heard.append(event["seq"])
                    self._seq = event["seq"]
                if message["type"] == "subscribed":
                    self.ready.set()


def stalls_ms(desk: CompanionDesk, *, own_thread: bool) -> list[float]:
    """How much later than asked for a timer of the window's loop came, under a flood."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QCoreApplication)
    loop = qasync.QEventLoop(application)
    late: list[float] = []
    last = [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        late.append(max(0.0, 1000 * (now - last[0]) - TICK_MS))
        last[0] = now

    timer = QTimer(interval=TICK_MS)
    timer.timeout.connect(tick)

    async def measure(port: int) -> None:
        command = [sys.executable, "-m", "tests.integration.companion_flood", str(port), desk.token]
        attackers = await asyncio.create_subprocess_exec(*command, stdout=subprocess.DEVNULL)
        await asyncio.sleep(1)
        last[0] = time.perf_counter()
        timer.start()
        await asyncio.sleep(STALL_S)
        timer.stop()
        attackers.kill()
        await attackers.wait()

    async def on_this_loop() -> None:
        listener = open_port(0, lan=False)
        port = listener.getsockname()[1]
        house = House(desk.companion.services, Devices.of(desk.folder), Gate(port, lan=False))
        async with house.open(listener):
            await measure(port)

    with loop:
        loop.run_until_complete(measure(desk.port) if own_thread else on_this_loop())
    return late


def main() -> None:
    """Measures all of it, and the peer beside it."""
    logging.getLogger("app.companion").setLevel(logging.ERROR)
    with Report("companion") as report:
        with running() as desk:
            paced_ms(desk)  # warms both sides
            for name, values in (("", paced_ms(desk)), ("_written", written_ms(desk))):
                report.add(f"emit_to_browser{name}_ms_p50", percentile(values, 50))
                report.add(f"emit_to_browser{name}_ms_p99", percentile(values, 99))
            lost = 0
            for clients, count in FLOODS:
                floods = [flood(desk, clients, count) for _ in range(FLOOD_TIMES)]
                report.add(f"events_per_s_{clients}", median(per_s for per_s, _, _ in floods))
                report.add(f"us_per_delivery_{clients}", median(spent for _, spent, _ in floods))
                lost += sum(missing for _, _, missing in floods)
            report.add("lost_in_flood", lost)
            report.add("lost_after_cut", lost_after_break(desk, restart=False))
            report.add("lost_after_restart", lost_after_break(desk, restart=True))
            EventRecord.delete().execute()
        for name, own_thread in (("", True), ("_on_window_loop", False)):
            with running() as desk:
                late = stalls_ms(desk, own_thread=own_thread)
                report.add(f"flood_stall{name}_ms_p50", percentile(late, 50))
                report.add(f"flood_stall{name}_ms_p99", percentile(late, 99))
                report.add(f"flood_stall{name}_ms_max", max(late))
        for name, value in measure_peer().items():
            report.add(f"{name}_socketio", value)


if __name__ == "__main__":
    main()
