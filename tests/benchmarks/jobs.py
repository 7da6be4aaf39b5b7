"""How fast jobs start, run and are told about, with pipelines that do nothing.

`start_ms`: from the moment a job is submitted on an idle queue to the first line of its pipeline, disk writes included.
`emit_to_slot_ms`: from an emit on a worker thread to the slot on the GUI thread.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Slot

from app.bus import SignalBus
from app.emitter import JobEventEmitter, NewJob
from app.events import Event, JobMetadata, JobResult, JobStage, JobType, NoteDelta
from app.jobs import Jobs
from app.settings import LOCAL_USER, DataFolder, Settings
from app.store.connection import open_library
from tests.benchmarks.report import Report, percentile
from workers.consumer import EmbeddedConsumer
from workers.pipelines.context import JobContext
from workers.queue import open_queue
from workers.recovery import owner_name
from workers.runner import JobRunner
from workers.tasks import register_tasks
from workers.turns import Turns

STARTS: Final = 300
IDLE_S: Final = 0.02
"""Between two starts, so that each finds all workers asleep."""
JOBS: Final = 500
EVENTS: Final = 2000
EMITS: Final = 2000
PATIENCE_S: Final = 60.0

RESULT: Final = JobResult(note_id="", title="", processing_time_ms=0, cache_hit=False)


class Bench:
    """A whole program but for the window: library, queue, workers, and a pipeline that tells when it began."""

    def __init__(self, folder: DataFolder) -> None:
        self.began: SimpleQueue[float] = SimpleQueue()
        settings = Settings()
        self._library = open_library(folder.library)
        self.emitter = JobEventEmitter(lambda _: None)
        self._huey = open_queue(folder.queue)
        pipelines = dict.fromkeys(JobType, self._run)
        self._runner = JobRunner(self.emitter, pipelines, settings, owner=owner_name(), password_of=lambda _: None)
        wake = register_tasks(self._huey, Turns(self._runner.run, limits={}).take)
        self.jobs = Jobs(self.emitter, settings, user_id=LOCAL_USER, wake=wake)
        self._consumer = EmbeddedConsumer(self._huey, worker_threads=settings.worker_threads)
        self._consumer.start()

    def close(self) -> None:
        self._runner.close()
        assert self._consumer.close(timeout_s=10)
        self._runner.join()
        self._huey.storage.close()
        self._library.close_everywhere()

    def _run(self, _: JobContext) -> JobResult:
        self.began.put(time.perf_counter())
        return RESULT


@contextmanager
def running() -> Iterator[Bench]:
    """A bench in a folder of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = DataFolder(Path(place))
        folder.prepare()
        bench = Bench(folder)
        try:
            yield bench
        finally:
            bench.close()


def start_times(bench: Bench) -> list[float]:
    """Milliseconds from submit to the pipeline's first line, one job at a time."""
    times = []
    for number in range(STARTS):
        time.sleep(IDLE_S)
        submitted = time.perf_counter()
        bench.jobs.notes_from_text(f"start {number}", title="title")
        times.append(1000 * (bench.began.get(timeout=PATIENCE_S) - submitted))
    return times


def jobs_per_second(bench: Bench) -> float:
    """Jobs that are submitted at once and run by all workers."""
    began = time.perf_counter()
    for number in range(JOBS):
        bench.jobs.notes_from_text(f"job {number}", title="title")
    for _ in range(JOBS):
        bench.began.get(timeout=PATIENCE_S)
    return JOBS / (time.perf_counter() - began)


def events_per_second(bench: Bench) -> float:
    """Events that are stored and published, each with its row."""
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


if __name__ == "__main__":
    main()
