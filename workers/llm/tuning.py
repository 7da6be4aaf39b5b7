"""A faster copy of a model for this computer: re-quantized by llama.cpp itself, kept only where measuring says so.

llama.cpp has fast kernels for some formats and plain ones for others, and which is which depends on the processor. A
copy is kept when it does the work of notes in less time and foretells a text as well as the original.
"""

from __future__ import annotations

import hashlib
import json
import logging
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from app import wire
from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from app.models import new_id
from app.wire import Json
from resources import read_text
from workers.children.process import ChildDied, ChildProcess
from workers.llm import sizing
from workers.llm.loading import await_reply, load_in_child, start_child
from workers.llm.measurement import Measurement, Rehearsal
from workers.llm.model_files import SUFFIX, ModelFile
from workers.llm.plan import LoadPlan, Setup

FOLDER: Final = "tuned"
FORMATS: Final = {"Q8_0": 7, "Q4_0": 2}
"""Numbers of llama.cpp's `llama_ftype`."""
MAX_PERPLEXITY_RATIO: Final = 1.005
"""A copy may foretell a text worse by this much: the noise of rounding, not a loss that notes would show."""
MIN_SPEED_UP: Final = 1.1
WORKLOAD: Final = {"read_tokens": 1000, "written_tokens": 600}
"""The proportion in which notes read and write."""
MAX_SOURCE_BYTES: Final = 1 << 30
"""Copies of larger models take long to make and much room."""
TIMEOUT_S: Final = 300.0
BINDING: Final = "llama-cpp-python"
LANES: Final = (1, 2, 4)
DECODE_ROWS: Final = (2, 12)
BATCHES: Final = (128, 512)
"""Values to try beside the usual ones of `Setup`."""
REHEARSING_S: Final = 45.0
MIN_SETUP_GAIN: Final = 1.04
"""Less is the noise of other programs."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trial:
    """One format and what it measured; the first trial of a tuning is the original."""

    format: str
    measured: Measurement

    @property
    def seconds(self) -> float:
        return self.measured.seconds_for(**WORKLOAD)


@dataclass(frozen=True, slots=True)
class Tuning:
    """What came out for one model on this computer. `chosen` is empty where the original stays; `trials` are empty
    where it is to stay whatever measuring says."""

    machine: str
    source: str
    trials: tuple[Trial, ...]
    chosen: str = ""
    setup: Setup | None = None
    """How the chosen copy is used best."""

    @property
    def speed_up(self) -> float:
        """How many times faster the chosen copy does the work of notes."""
        if not self.chosen:
            return 1.0
        best = next((trial for trial in self.trials if trial.format == self.chosen), self.trials[0])
        return self.trials[0].seconds / best.seconds


class Tuner:
    """Keeps copies and records in a folder of their own below the cache; removing it undoes everything."""

    def __init__(self, cache: Path) -> None:
        self._folder = cache / FOLDER

    def best(self, model: ModelFile) -> ModelFile:
        """The tuned copy of a model where there is one for this computer, otherwise the model itself."""
        tuning = self.record(model)
        if tuning and tuning.chosen:
            copy = ModelFile(model.name, self._copy(model, tuning.chosen))
            try:
                copy.header()
            except StudyleafError as error:
                logger.warning("the tuned copy cannot be used: %s", error)
            else:
                return copy
        return model

    def setup(self, model: ModelFile) -> Setup | None:
        """How a model, or its tuned copy, is used best on this computer; None where that was not measured."""
        tuning = self.record(model)
        return tuning.setup if tuning else None

    def record(self, model: ModelFile) -> Tuning | None:
        """What tuning found; None before, and when computer, model or llama.cpp have changed since."""
        try:
            tuning = wire.decode(Tuning, json.loads(self._record(model).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return None
        return tuning if (tuning.machine, tuning.source) == (machine(), model.fingerprint()) else None

    def tune(self, model: ModelFile, text: str, *, cancel: CancelToken) -> Tuning:
        """Makes and measures copies on a text in the model's main language; keeps the best and a record. Takes some
        seconds and all cores: nothing else should be running.

        Raises:
            StudyleafError: MODEL_INVALID, MODEL_TOO_LARGE, ENGINE_FAILED. OSError: no room. JobCancelled and the like.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        trials = [Trial("", _measured(model, text, cancel))]
        copies = FORMATS if model.size_bytes <= MAX_SOURCE_BYTES else {}
        try:
            for format_name, file_type in copies.items():
                # Made aside: another program may be using the copy that is there.
                trial = ModelFile(model.name, self._folder / f".part-{new_id()}{SUFFIX}")
                try:
                    _quantize(model, trial.path, file_type, cancel)
                    trials.append(Trial(format_name, _measured(trial, text, cancel)))
                    trial.path.replace(self._copy(model, format_name))
                finally:
                    trial.path.unlink(missing_ok=True)
            chosen = choose(trials)
            copy = ModelFile(model.name, self._copy(model, chosen)) if chosen else model
            setup = _rehearsed(copy, text, cancel)
            tuning = Tuning(machine(), model.fingerprint(), tuple(trials), chosen, setup)
            self._keep(model, tuning)
        finally:
            self._remove_unchosen(model)
        return tuning

    def measure(self, model: ModelFile, text: str, *, cancel: CancelToken) -> Measurement:
        """How fast a model reads and writes here, in a child of its own. Raises what loading raises."""
        return _measured(model, text, cancel)

    def undo(self, model: ModelFile) -> None:
        """Goes back to the original, and remembers that this was wished."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._keep(model, Tuning(machine(), model.fingerprint(), ()))
        self._remove_unchosen(model)

    def forget(self, model: ModelFile) -> None:
        """As if the model had never been measured."""
        self._record(model).unlink(missing_ok=True)
        self._remove_unchosen(model)

    def _keep(self, model: ModelFile, tuning: Tuning) -> None:
        part = self._record(model).with_suffix(".part")
        part.write_text(json.dumps(wire.encode(tuning)), encoding="utf-8")
        part.replace(self._record(model))

    def _remove_unchosen(self, model: ModelFile) -> None:
        tuning = self.record(model)
        for format_name in FORMATS:
            if not tuning or format_name != tuning.chosen:
                self._copy(model, format_name).unlink(missing_ok=True)

    def _record(self, model: ModelFile) -> Path:
        return self._folder / f"{model.name}.json"

    def _copy(self, model: ModelFile, format_name: str) -> Path:
        return self._folder / f"{model.name}.{format_name}{SUFFIX}"


def choose(trials: list[Trial]) -> str:
    """The format of the fastest copy that is as good as the original and worth its room; empty for none."""
    original, *copies = trials
    limit = original.measured.perplexity * MAX_PERPLEXITY_RATIO
    good = [copy for copy in copies if copy.measured.perplexity <= limit]
    fastest = min(good, key=lambda copy: copy.seconds, default=original)
    return fastest.format if fastest.seconds * MIN_SPEED_UP <= original.seconds else ""


def choose_setup(
    usual: Setup,
    rehearse: Callable[[Setup], Rehearsal],
    *,
    threads: Sequence[int],
    lanes: Sequence[int],
    batches: Sequence[int],
    clock: Callable[[], float] = time.monotonic,
) -> Setup:
    """The best of some ways to use a model, one choice after another; the usual ones unless others are clearly faster,
    twice. Ends after some time: on a computer that is as busy as that, figures say little.

    A way in which other texts come out would be a fault of llama.cpp's kernels on this computer; it is never chosen.
    """
    until = clock() + REHEARSING_S
    best, found = usual, rehearse(usual)
    choices: tuple[tuple[str, Sequence[int]], ...] = (
        ("threads", threads),
        ("lanes", lanes),
        ("decode_rows", DECODE_ROWS),
        ("batch_tokens", batches),
    )
    for name, values in choices:
        for value in values:
            setup = replace(best, **{name: value})
            if setup == best or clock() > until:
                continue
            tried = rehearse(setup)
            if tried.texts != found.texts:
                logger.warning("texts depend on %s=%d here", name, value)
            elif tried.seconds * MIN_SETUP_GAIN < found.seconds:
                again = rehearse(setup)
                if again.seconds * MIN_SETUP_GAIN < found.seconds:
                    best, found = setup, again
    return best


def sample_text() -> str:
    """What models are measured on unless another text is named: some hundred words, in English."""
    return read_text("sample/how-we-remember.md")


def thread_choices() -> list[int]:
    """Numbers of threads that may be best."""
    cores = sizing.core_count()
    return sorted({1, max(1, cores // 2), min(cores, sizing.MAX_THREADS), cores})


def machine() -> str:
    """Changes with the processor and with the program that measures."""
    return f"{platform.node()} {platform.machine()} {_processor()} {sizing.thread_count()} {_binding()}"


def _binding() -> str:
    """Changes with llama.cpp and how it was compiled; empty where packages are not listed, as in a frozen program."""
    from importlib import metadata  # noqa: PLC0415 - it brings the parser of e-mails, for which no start has to wait

    try:
        files = metadata.distribution(BINDING).read_text("RECORD") or ""
    except metadata.PackageNotFoundError:
        return ""
    return hashlib.sha256(files.encode()).hexdigest()[:12]


def _processor() -> str:
    """The processor's model name; where the system does not tell, its family."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


@contextmanager
def _loaded(model: ModelFile, plan: LoadPlan, cancel: CancelToken) -> Iterator[Callable[[Json], Json]]:
    """A way to ask a child with the model in it. What goes wrong is StudyleafError ENGINE_FAILED."""
    child: ChildProcess | None = None
    try:
        child = load_in_child(model, plan, cancel)

        def ask(message: Json) -> Json:
            child.send(message)
            return await_reply(child, cancel, timeout_s=TIMEOUT_S)

        yield ask
    except (ChildDied, TimeoutError, KeyError, wire.WireError) as error:
        raise StudyleafError(ErrorCode.ENGINE_FAILED) from error
    finally:
        if child:
            child.kill()


def _measured(model: ModelFile, text: str, cancel: CancelToken) -> Measurement:
    plan = sizing.plan(model, model.header(), replace(sizing.default_setup(), lanes=1))
    with _loaded(model, plan, cancel) as ask:
        return wire.decode(Measurement, ask({"measure": {"text": text}})["measured"])


def _rehearsed(model: ModelFile, text: str, cancel: CancelToken) -> Setup:
    """The way of using a model in which the work of notes takes the least time here."""
    usual = sizing.default_setup()
    widest = replace(usual, batch_tokens=max(BATCHES), lanes=max(LANES))
    plan = sizing.plan(model, model.header(), widest)
    with _loaded(model, plan, cancel) as ask:

        def rehearse(setup: Setup) -> Rehearsal:
            return wire.decode(Rehearsal, ask({"rehearse": {"text": text, "setup": wire.encode(setup)}})["rehearsed"])

        rehearse(usual)  # the first one reads the weights from the disk
        batches = [each for each in BATCHES if each <= plan.setup.batch_tokens]
        lanes = [each for each in LANES if each <= len(plan.lanes)] if len(plan.lanes) > 1 else []
        return choose_setup(usual, rehearse, threads=thread_choices(), lanes=lanes, batches=batches)


def _quantize(model: ModelFile, target: Path, file_type: int, cancel: CancelToken) -> None:
    child = start_child()
    params: Json = {
        "source": str(model.path),
        "target": str(target),
        "fileType": file_type,
        "threads": sizing.thread_count(),
    }
    try:
        child.send({"quantize": params})
        if "quantized" not in await_reply(child, cancel, timeout_s=TIMEOUT_S):
            raise StudyleafError(ErrorCode.MODEL_INVALID, name=model.path.name)
    except (ChildDied, TimeoutError) as error:
        raise StudyleafError(ErrorCode.ENGINE_FAILED) from error
    finally:
        child.kill()
