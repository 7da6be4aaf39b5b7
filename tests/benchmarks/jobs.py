"""How fast jobs start, run and are told about, with pipelines that do nothing.

`start_ms`: from the moment a job is submitted on an idle queue to the first line of its pipeline, disk writes included.
`jobs_per_s`: jobs that are submitted one by one and run by all workers, from the first submit to the last end.
`emit_to_slot_ms`: from an emit on a worker thread to the slot on the GUI thread.
`full_job_ms`: a job with its ten stored events, from submit to the slot on the GUI thread that hears of its end.
`found_again_s`: from the SIGKILL of the real program to a worker's taking up its job again, the new start included.

STUDYLEAF_PEERSTACK names the folder of the peer's benchmark (BullMQ on Redis with Socket.IO), which is no part of the
project; where it is set, and node and redis are installed, the peer is measured in the same run, its suffix `_peer`.
Its like of `full_job_ms` is `full_job_synced_ms_peer`: a job of ours is on the disk when `submit` returns, and its end
soon after it is told. `full_job_ms_peer` is not synced, nor are the jobs of `jobs_per_s_peer`, each of which ours syncs
before it takes the next.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject, Slot

from app.bus import SignalBus
from app.emitter import JobEventEmitter
from app.events import Event, EventType, JobEvent, JobMetadata, JobResult, JobStage, JobType, NoteDelta
from app.jobs import Jobs
from app.newjob import NewJob
from app.settings import LOCAL_USER, DataFolder, Settings, SettingsNow
from app.store.connection import open_library
from resources import sample_document
from tests.benchmarks.peer import peer_figures
from tests.benchmarks.report import Report, percentile
from tests.faults.program import Program, submit
from workers.consumer import EmbeddedConsumer
from workers.occasion import Occasion
from workers.pipelines.context import JobContext
from workers.queue import open_queue
from workers.recovery import owner_name
from workers.runner import JobRunner
from workers.tasks import register_tasks
from workers.turns import Turns

STARTS: Final = 300
WARM_UP: Final = 50
IDLE_S: Final = 0.004
"""From a job's end to the next submission, which finds all workers asleep; the peer waits as long."""
JOBS: Final = 5000
FULL_JOBS: Final = 200
KILLS: Final = 3
EVENTS: Final = 2000
EMITS: Final = 2000
PATIENCE_S: Final = 60.0

STAGES: Final = (
    JobStage.DOWNLOADING,
    JobStage.CHECKING_CACHE,
    JobStage.EXTRACTING_TEXT,
    JobStage.GENERATING_NOTES,
    JobStage.GENERATING_QUIZ,
    JobStage.SAVING,
    JobStage.CACHING,
)
"""Told by a full job between `initializing` and its end; with these and `queued` they are ten."""

RESULT: Final = JobResult(note_id="", title="", processing_time_ms=0, cache_hit=False)


class Bench:
    """A whole program but for the window: library, queue, workers, and a pipeline that tells when it began."""

    def __init__(
        self,
        folder: DataFolder,
        *,
        publish: Callable[[Event], None] = lambda _event: None,
        stages: tuple[JobStage, ...] = (),
    ) -> None:
        self.began: SimpleQueue[float] = SimpleQueue()
        self.ended: SimpleQueue[str] = SimpleQueue()
        self._publish = publish
        self._stages = stages
        settings = Settings()
        self._library = open_library(folder.library)
        self.emitter = JobEventEmitter(self._tell)
        self._huey = open_queue(folder.queue)
        pipelines = dict.fromkeys(JobType, self._run)
        self._runner = JobRunner(self.emitter, pipelines, settings, owner=owner_name(), password_of=lambda _: None)
        settings_now = SettingsNow(folder)
        occasion = Occasion(lambda: settings_now().run_when)
        turns = Turns(self._runner, limits={}, may_begin=occasion.is_now, take_sleeper=self._huey.storage.take_sleeper)
        wake = register_tasks(self._huey, turns.take)
        self.jobs = Jobs(self.emitter, settings, user_id=LOCAL_USER, wake=wake, idle_worker=turns.idle_worker)
        self._consumer = EmbeddedConsumer(self._huey, worker_threads=settings.worker_threads)
        self._consumer.start()

    def close(self) -> None:
        self._runner.close()
        assert self._consumer.close(timeout_s=10)
        self._runner.join(10)
        self._huey.storage.close()
        self._library.close_everywhere()

    def _tell(self, event: Event) -> None:
        self._publish(event)
        if isinstance(event, JobEvent) and event.type is EventType.JOB_COMPLETED:
            self.ended.put(event.job_id)

    def _run(self, context: JobContext) -> JobResult:
        self.began.put(time.perf_counter())
        for percent, stage in enumerate(self._stages):
            context.report(stage, percent)
        return RESULT


@contextmanager
def running(**options: Any) -> Iterator[Bench]:
    """A bench in a folder of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = DataFolder(Path(place))
        folder.prepare()
        bench = Bench(folder, **options)
        try:
            yield bench
        finally:
            bench.close()


def start_times(bench: Bench) -> list[float]:
    """Milliseconds from submit to the pipeline's first line, one job at a time."""
    times = []
    for number in range(WARM_UP + STARTS):
        submitted = time.perf_counter()
        bench.jobs.notes_from_text(f"start {number}", title="title")
        times.append(1000 * (bench.began.get(timeout=PATIENCE_S) - submitted))
        bench.ended.get(timeout=PATIENCE_S)
        time.sleep(IDLE_S)
    return times[WARM_UP:]


def jobs_per_second(bench: Bench) -> float:
    """Jobs that are submitted one after the other as fast as they are taken, and run by all workers meanwhile."""
    began = time.perf_counter()
    for number in range(JOBS):
        bench.jobs.notes_from_text(f"job {number}", title="title")
    for _ in range(JOBS):
        bench.ended.get(timeout=PATIENCE_S)
    return JOBS / (time.perf_counter() - began)


def events_per_second(bench: Bench) -> float:
    """Events that are stored and published, each with its row."""
    bench.jobs.pause()  # no worker takes it
    new = NewJob(type=JobType.AI_NOTES, user_id=LOCAL_USER, options={}, metadata=JobMetadata())
    claim = bench.emitter.claim(bench.emitter.submit(new), owner="bench", lease_s=3600)
    assert claim
    stages = (JobStage.GENERATING_NOTES, JobStage.GENERATING_QUIZ)  # a change of stage is never coalesced
    began = time.perf_counter()
    for number in range(EVENTS):
        bench.emitter.progress(claim, stages[number % 2], 50)
    spent = time.perf_counter() - began
    bench.emitter.complete(claim, RESULT)
    return EVENTS / spent


class _Receiver(QObject):
    """Lives on the GUI thread and notes when each event came."""

    def __init__(self) -> None:
        super().__init__()
        self.came: list[float] = []

    @Slot(object)
    def on_happened(self, _: Event) -> None:
        self.came.append(time.perf_counter())
        if len(self.came) == EMITS:
            QCoreApplication.quit()


def emit_to_slot_times() -> list[float]:
    """Milliseconds from an emit on another thread to its slot on the GUI thread, one event at a time."""
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    bus, receiver, sent = SignalBus(), _Receiver(), list[float]()
    bus.happened.connect(receiver.on_happened)
    event = NoteDelta(job_id="j", user_id=LOCAL_USER, note_id="n")

    def emit() -> None:
        for _ in range(EMITS):
            time.sleep(0.001)
            sent.append(time.perf_counter())
            bus.publish(event)

    worker = threading.Thread(target=emit, name="emitter")
    worker.start()
    application.exec()
    worker.join()
    return [1000 * (came - began) for began, came in zip(sent, receiver.came, strict=True)]


class _Client(QObject):
    """Lives on the GUI thread, submits from another one, and notes when it hears of each job's end."""

    def __init__(self) -> None:
        super().__init__()
        self.took: list[float] = []
        self.heard: Counter[str] = Counter()
        self.next = threading.Semaphore(0)

    @Slot(object)
    def on_happened(self, event: Event) -> None:
        now = time.perf_counter()
        if not isinstance(event, JobEvent):
            return
        self.heard[event.job_id] += 1
        if event.type is EventType.JOB_COMPLETED:
            self.took.append(now)
            self.next.release()
            if len(self.took) == FULL_JOBS:
                QCoreApplication.quit()


def full_job_times() -> list[float]:
    """Milliseconds of whole jobs, one at a time, each with ten events in the log."""
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    bus, client, began = SignalBus(), _Client(), list[float]()
    bus.happened.connect(client.on_happened)
    with running(publish=bus.publish, stages=STAGES) as bench:

        def submit() -> None:
            for number in range(FULL_JOBS):
                began.append(time.perf_counter())
                bench.jobs.notes_from_text(f"full {number}", title="title")
                assert client.next.acquire(timeout=PATIENCE_S)

        thread = threading.Thread(target=submit, name="client")
        thread.start()
        application.exec()
        thread.join()
    assert set(client.heard.values()) == {10}, "queued, initializing, the stages, completed"
    return [1000 * (ended - start) for start, ended in zip(began, client.took, strict=True)]


def found_again_times() -> list[float]:
    """Seconds from a kill of the real program, and its new start at once, until the job's next attempt is stored."""
    times = []
    for _ in range(KILLS):
        with tempfile.TemporaryDirectory() as place:
            folder = DataFolder(Path(place))
            folder.prepare()
            [job_id] = submit(folder, [sample_document()])
            with Program(folder) as program:
                _wait_for_attempt(folder, job_id, 1)
                program.kill()
            killed = time.perf_counter()
            with Program(folder):
                _wait_for_attempt(folder, job_id, 2)
                times.append(time.perf_counter() - killed)
    return times


def _wait_for_attempt(folder: DataFolder, job_id: str, attempt: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    with closing(sqlite3.connect(folder.library, timeout=PATIENCE_S)) as library:
        query = "SELECT 1 FROM job WHERE id = ? AND attempt = ? AND status = 'active'"
        while not library.execute(query, [job_id, attempt]).fetchone():
            assert time.monotonic() < deadline, "the job was not taken up"
            time.sleep(0.005)


def main() -> None:
    """Measures all of it."""
    with Report("jobs") as report:
        with running() as bench:
            starts = start_times(bench)
            report.add("start_ms_p50", percentile(starts, 50))
            report.add("start_ms_p99", percentile(starts, 99))
            report.add("jobs_per_s", jobs_per_second(bench))
            report.add("events_per_s", events_per_second(bench))
        slots = emit_to_slot_times()
        report.add("emit_to_slot_ms_p50", percentile(slots, 50))
        report.add("emit_to_slot_ms_p99", percentile(slots, 99))
        full = full_job_times()
        report.add("full_job_ms_p50", percentile(full, 50))
        report.add("full_job_ms_p99", percentile(full, 99))
        found = found_again_times()
        report.add("found_again_s_p50", percentile(found, 50))
        report.add("found_again_s_max", max(found))
        for name, value in peer_figures().items():
            report.add(name, value)


if __name__ == "__main__":
    main()
