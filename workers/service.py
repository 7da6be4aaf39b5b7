"""All that runs jobs, put together: opened in one call, closed in stages within five seconds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from app.bin import Bin
from app.cancel import CancelToken
from app.companion.services import Services
from app.emitter import JobEventEmitter
from app.errors import StudyleafError
from app.events import Event, JobType
from app.jobs import Jobs
from app.lease import IdleWorker
from app.lifecycle import Shutdown
from app.metrics import Metrics
from app.pictures import PictureShelf
from app.settings import LOCAL_USER, DataFolder, Settings, SettingsNow
from app.store.backup import open_with_backup
from app.store.jobs import depths, is_paused
from workers import awake
from workers.awake import Awake
from workers.llm.protocol import LanguageModel
from workers.occasion import Occasion
from workers.pipelines import answer, extract, notes
from workers.recovery import Recovery, owner_name
from workers.runner import JobRunner
from workers.self_tuning import SelfTuning
from workers.turns import Turns
from workers.upkeep import Upkeep
from workers.workshop import Workshop

if TYPE_CHECKING:
    from workers.consumer import EmbeddedConsumer
    from workers.tasks import Wake

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
        self._settings_now = SettingsNow(folder)
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
        self.bin = Bin(self.emitter, self.workshop.shelf, PictureShelf(folder), user_id=user_id)
        self._wake: Wake | None = None
        self._turns: Turns | None = None
        self.jobs = Jobs(
            self.emitter, settings, user_id=user_id, wake=self._tell_workers, idle_worker=self._idle_worker
        )
        pipelines = {
            JobType.PDF_EXTRACT: partial(extract.run, workshop=self.workshop),
            JobType.PDF_NOTES: partial(notes.run, workshop=self.workshop),
            JobType.AI_NOTES: partial(notes.run, workshop=self.workshop),
            JobType.COMPLETION: partial(answer.run, workshop=self.workshop),
        }
        self._awake = Awake() if settings.keep_awake == "yes" else None
        self._runner = JobRunner(
            self.emitter,
            pipelines,
            settings,
            owner=owner_name(),
            password_of=self.jobs.passwords.get,
            hold=self._hold,
            awake=self._awake,
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
            # Off the thread that starts the program: what only workers need is imported here.
            from workers.consumer import EmbeddedConsumer  # noqa: PLC0415
            from workers.queue import open_queue  # noqa: PLC0415
            from workers.tasks import register_tasks  # noqa: PLC0415

            huey = open_queue(self.folder.queue)
            self._consumer = EmbeddedConsumer(huey, worker_threads=self.settings.worker_threads)
            limits = {JobType.PDF_EXTRACT: self.settings.extract_jobs}
            occasion = Occasion(self._run_when)
            turns = Turns(
                self._runner,
                limits=limits,
                may_begin=occasion.is_now,
                about=lambda: self.workshop.looked_at,
                take_sleeper=huey.storage.take_sleeper,
            )
            wake = register_tasks(huey, turns.take)
            self._recovery = Recovery(
                self.emitter,
                self.settings,
                wake,
                runs_here=self._runner.runs,
                may_begin=lambda: not is_paused() and occasion.is_now(),
            )
            self._upkeep = Upkeep(self.folder, self.settings, self.bin)
            self._self_tuning = SelfTuning(self.workshop.tuner, self.workshop.model_file)
            self.workshop.shelf.sweep()
            self._consumer.start()
            self._wake, self._turns = wake, turns
            # After `_wake` is set: what is submitted from now on wakes a worker, what was before is found here.
            self._recovery.start()
            self._upkeep.start()
            self._self_tuning.start()

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Tells one more of every event from now on, on the thread that made it; it must return at once."""
        self._listeners = (*self._listeners, listener)

    def companion_services(self, language: str) -> Services:
        """What the companion's server works with; the language is a code, a locale's name, or `system`."""
        return Services(
            user_id=self.user_id,
            folder=self.folder,
            jobs=self.jobs,
            shelf=self.workshop.shelf,
            draw_page=self.workshop.draw_page,
            metrics=self.metrics.render,
            max_file_mb=self.settings.max_file_mb,
            language=language,
        )

    def take_up_dead_jobs(self) -> None:
        """Puts jobs whose program was killed back into the queue, for a command that starts no workers."""
        Recovery(self.emitter, self.settings, self._tell_workers).free_dead_leases()

    def warm_up(self) -> None:
        """Starts a text child and looks at the model, so that the first document waits for neither.

        Raises:
            StudyleafError: no child runs, or there is no model.
        """
        if self._awake:
            awake.prepare()
        self.workshop.call("warm_up", {}, (), name="", cancel=CancelToken())
        self.workshop.language_model()

    def run_here(self, job_id: str) -> None:
        """Runs one job to its end on this thread, unless another program was faster to take it."""
        self._runner.run(job_id)

    def leave(self) -> None:
        """Closes the library for this thread, which goes on while another one calls `close`."""
        self._library.close()

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
        if self._awake:
            self._shutdown.add("keeping awake", self._awake.close)
        self._shutdown.add("library", self._library.close_everywhere)

    def _hold(self, is_held: bool) -> None:  # noqa: FBT001 - a callback with one argument
        # A program that was told to run one job runs it: what is paused is the queue.
        self.workshop.hold(is_held=is_held and self._consumer is not None)

    def _run_when(self) -> str:
        """As the settings say now; as they said at the start where they cannot be read any more."""
        try:
            return self._settings_now().run_when
        except StudyleafError:
            return self.settings.run_when

    def _tell_workers(self, job_type: JobType, job_id: str) -> None:
        if self._wake:
            self._wake(job_type, job_id)

    def _idle_worker(self, job_type: JobType) -> IdleWorker | None:
        return self._turns.idle_worker(job_type) if self._turns else None
