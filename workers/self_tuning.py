"""Measures a model that was never measured on this computer, while the student needs nothing of it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final

from peewee import DatabaseError

from app.cancel import CancelToken
from app.errors import JobCancelled, StudyleafError
from app.store.jobs import depths
from workers.llm.effort import on_battery
from workers.llm.model_files import ModelFile
from workers.llm.tuning import Tuner, sample_text

LOOK_S: Final = 60.0
"""How often is asked whether there is something to measure, and the time to do it."""
CALM_LOOKS: Final = 2
"""So many looks one after another must find the program without work."""
WATCH_S: Final = 0.25
"""How soon a job that comes meanwhile has the computer to itself."""

logger = logging.getLogger(__name__)


class SelfTuning:
    """Works on its own thread between `start` and `close`. A model is tried once in the life of the program.

    What it does to a model is shown by `studyleaf models list`, and undone by `studyleaf models tune --undo`, after
    which it leaves that model alone.
    """

    def __init__(
        self,
        tuner: Tuner,
        model: Callable[[], ModelFile],
        *,
        has_work: Callable[[], bool] = lambda: any(depths().values()),
        is_on_battery: Callable[[], bool] = on_battery,
    ) -> None:
        """`model` finds the model in use; raises StudyleafError where there is none."""
        self._tuner = tuner
        self._model = model
        self._has_work = has_work
        self._is_on_battery = is_on_battery
        self._tried: set[str] = set()
        self._calm = 0
        self._stop = threading.Event()
        self._cancel = CancelToken()
        self._thread = threading.Thread(target=self._run, name="self-tuning", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._cancel.cancel()
        if self._thread.is_alive():
            self._thread.join()

    def look(self) -> None:
        """Measures when there is something to measure and the time for it. Raises DatabaseError."""
        self._calm = 0 if self._has_work() or self._is_on_battery() else self._calm + 1
        if self._calm < CALM_LOOKS:
            return
        try:
            model = self._model()
            fingerprint = model.fingerprint()
        except (StudyleafError, OSError) as error:
            logger.info("there is no model to measure: %s", error)
            return
        if fingerprint in self._tried or self._tuner.record(model):
            return
        self._tried.add(fingerprint)
        try:
            self._tune(model)
        except JobCancelled:
            logger.info("measuring the model was broken off for a job")
            self._tried.discard(fingerprint)
            self._calm = 0
        except (StudyleafError, OSError) as error:
            logger.warning("the model could not be measured: %s", error)

    def _tune(self, model: ModelFile) -> None:
        self._cancel = cancel = CancelToken()
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(cancel, done), name="self-tuning-watch", daemon=True)
        watch.start()
        try:
            tuning = self._tuner.tune(model, sample_text(), cancel=cancel)
        finally:
            done.set()
            watch.join()
        logger.info("model %s: chose %s, %.1f times as fast", model.name, tuning.chosen or "itself", tuning.speed_up)

    def _watch(self, cancel: CancelToken, done: threading.Event) -> None:
        while not done.wait(WATCH_S):
            try:
                if self._stop.is_set() or self._has_work():
                    cancel.cancel()
                    return
            except DatabaseError:
                continue

    def _run(self) -> None:
        while not self._stop.wait(LOOK_S):
            try:
                self.look()
            except DatabaseError:
                logger.warning("whether there is work could not be read", exc_info=True)
