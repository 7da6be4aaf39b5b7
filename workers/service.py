"""All that runs jobs, put together: opened in one call, closed in stages within five seconds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Final

from app.cancel import CancelToken
from app.companion.services import Services
from app.emitter import JobEventEmitter
from app.events import Event, JobType
from app.jobs import Jobs
from app.lifecycle import Shutdown
from app.metrics import Metrics
from app.settings import LOCAL_USER, DataFolder, Settings
from app.store.backup import open_with_backup
from app.store.jobs import depths
from workers.consumer import EmbeddedConsumer
from workers.llm.protocol import LanguageModel
from workers.pipelines import answer, extract, notes
from workers.queue import open_queue
from workers.recovery import Recovery, owner_name
from workers.runner import JobRunner
from workers.self_tuning import SelfTuning
from workers.tasks import Wake, register_tasks
from workers.turns import Turns
from workers.upkeep import Upkeep
from workers.workshop import Workshop

UNWIND_S: Final = 2.5
"""How long running jobs get to hand themselves back; they look at their token at least once a second."""


class JobService:
    """The job side of the program on one data folder. `publish` hears every event, on the thread that made it.

    A program with a window calls `start`; a command that wants one job done calls `run_here`. Raises on
    construction what `open_library` raises.
    """

    def __init__(
        self,
        folder: DataFolder,
        settings: Settings,
        *,
        publish: Callable[[Event], None] = lambda _event: None,
        model: LanguageModel | None = None,
        user_id: str = LOCAL_USER,
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.user_id = user_id
        self._shutdown = Shutdown()
        library = open_with_backup(folder)
        self.metrics = Metrics(depths)

        self._listeners: tuple[Callable[[Event], None], ...] = (self.metrics.on_event, publish)

        def tell(event: Event) -> None:
            for listener in self._listeners:
                listener(event)

        self.emitter = JobEventEmitter(tell)
        self.workshop = Workshop(folder, settings, model=model, metrics=self.metrics)
        self._wake: Wake | None = None
        self.jobs = Jobs(self.emitter, settings, user_id=user_id, wake=self._tell_workers)
        pipelines = {
            JobType.PDF_EXTRACT: partial(extract.run, workshop=self.workshop),
            JobType.PDF_NOTES: partial(notes.run, workshop=self.workshop),
            JobType.AI_NOTES: partial(notes.run, workshop=self.workshop),
            JobType.COMPLETION: partial(answer.run, workshop=self.workshop),
        }
        self._runner = JobRunner(
            self.emitter, pipelines, settings, owner=owner_name(), password_of=self.jobs.passwords.get
        )
        self._library = library
        self._consumer: EmbeddedConsumer | None = None
        self._recovery: Recovery | None = None
        self._upkeep: Upkeep | None = None
        self._self_tuning: SelfTuning | None = None
        self._start_lock = threading.Lock()
        self._closed = False

    def start(self) -> None:
        """Takes jobs from now on: those that wait, those that a crash left behind, and those that come."""
        with self._start_lock:
            if self._closed:
                return
            huey = open_queue(self.folder.queue)
            self._consumer = EmbeddedConsumer(huey, worker_threads=self.settings.worker_threads)
            limits = {JobType.PDF_EXTRACT: self.settings.extract_jobs}
            wake = register_tasks(huey, Turns(self._runner.run, limits=limits).take)
            self._recovery = Recovery(self.emitter, self.settings, wake)
            self._upkeep = Upkeep(self.folder, self.settings)
            self._self_tuning = SelfTuning(self.workshop.tuner, self.workshop.model_file)
            self.workshop.shelf.sweep()
            self._consumer.start()
            self._wake = wake
            # After `_wake` is set: what is submitted from now on wakes a worker, what was before is found here.
            self._recovery.start()
            self._upkeep.start()
            self._self_tuning.start()

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Tells one more of every event from now on, on the thread that made it; it must return at once."""
        self._listeners = (*self._listeners, listener)

    def companion_services(self) -> Services:
        """What the companion's server works with."""
        return Services(
            user_id=self.user_id,
            folder=self.folder,
            jobs=self.jobs,
            shelf=self.workshop.shelf,
            draw_page=self.workshop.draw_page,
            metrics=self.metrics.render,
            max_file_mb=self.settings.max_file_mb,
        )

    def take_up_dead_jobs(self) -> None:
        """Puts jobs whose program was killed back into the queue, for a command that starts no workers."""
        Recovery(self.emitter, self.settings, self._tell_workers).free_dead_leases()

    def warm_up(self) -> None:
        """Starts a text child, so that the first document need not wait for it."""
        self.workshop.call("warm_up", {}, (), name="", cancel=CancelToken())

    def run_here(self, job_id: str) -> None:
        """Runs one job to its end on this thread, unless another program was faster to take it."""
        self._runner.run(job_id)

    def close(self) -> None:
        """Hands running jobs back to the queue, ends the children, closes the library. Safe to call twice."""
        with self._start_lock:
            if not self._closed:
                self._closed = True
                self._add_stages()
        self._shutdown.run()

    def _add_stages(self) -> None:
        self._shutdown.add("running jobs", self._runner.close)
        if self._recovery:
            self._shutdown.add("recovery", self._recovery.close)
        if self._self_tuning:
            self._shutdown.add("measuring", self._self_tuning.close)
        if self._upkeep:
            self._shutdown.add("upkeep", self._upkeep.close)
        if consumer := self._consumer:
            self._shutdown.add("worker threads", lambda: consumer.close(timeout_s=UNWIND_S))
            self._shutdown.add("queue", consumer.huey.storage.close)
        self._shutdown.add("children", self.workshop.close)
        # Also those that were run on a thread of the caller's, which no consumer waits for.
        self._shutdown.add("jobs that unwind", lambda: self._runner.join(UNWIND_S))
        self._shutdown.add("library", self._library.close_everywhere)

    def _tell_workers(self, job_type: JobType, job_id: str) -> None:
        if self._wake:
            self._wake(job_type, job_id)
