"""A short test of each model on this computer, kept beside it: in which ways it is worth asking in notes."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app import wire
from app.cancel import CancelToken
from app.models import new_id
from workers.llm.engine import Engine
from workers.llm.model_files import ModelFile
from workers.llm.protocol import LanguageModel
from workers.writing.trial import Trial, trial_requests, weigh
from workers.writing.ways import USUAL_WAYS, Way

SUFFIX: Final = ".trial.json"
TEST_VERSION: Final = 1
"""Raise it when sentences, prompts or checks would give another outcome."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Record:
    version: int
    source: str
    trial: Trial


class SelfTests:
    """Those of the models of one folder, and of others that are used from there. Any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def ways(self, model: ModelFile) -> tuple[Way, ...]:
        """How this model is asked in notes; the usual way for one that was not tested."""
        trial = self.record(model)
        return USUAL_WAYS if trial is None else trial.ways

    def record(self, model: ModelFile) -> Trial | None:
        """What the test found; None where there was none of this file, or an older one."""
        try:
            record = wire.decode(_Record, json.loads(self._place(model).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return None
        return record.trial if (record.version, record.source) == (TEST_VERSION, model.fingerprint()) else None

    def test(self, model: ModelFile, *, cancel: CancelToken) -> Trial:
        """Tests a model and keeps what came out. Takes it a minute or less.

        Raises:
            StudyleafError: MODEL_INVALID, MODEL_TOO_LARGE, ENGINE_FAILED. OSError: no room. JobCancelled and the like.
        """
        engine = Engine(model)
        try:
            trial = tried(engine, cancel=cancel)
        finally:
            engine.close()
        record = _Record(TEST_VERSION, model.fingerprint(), trial)
        part = self._folder / f".part-{new_id()}"
        try:
            part.write_text(json.dumps(wire.encode(record)), encoding="utf-8")
            part.replace(self._place(model))
        finally:
            part.unlink(missing_ok=True)
        logger.info("model %s is asked %s", model.name, [way.value for way in trial.ways])
        return trial

    def forget(self, model: ModelFile) -> None:
        """As if the model had never been tested."""
        self._place(model).unlink(missing_ok=True)

    def _place(self, model: ModelFile) -> Path:
        return self._folder / f"{model.name}{SUFFIX}"


def tried(model: LanguageModel, *, cancel: CancelToken) -> Trial:
    """Has a model shorten the sentences in all ways. Raises what `LanguageModel.generate` raises."""
    asked = [(way, request) for way in Way for request in trial_requests(way)]
    texts: dict[Way, list[str]] = {way: [""] * len(trial_requests(way)) for way in Way}
    for number, completion in model.generate([request for _, request in asked], cancel=cancel):
        way = asked[number][0]
        texts[way][number % len(texts[way])] = completion.text
    return weigh(texts)
