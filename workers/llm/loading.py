"""Starts an llm child and has it load a model."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Final

from app import wire
from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from app.wire import Json
from workers.children.process import ChildDied, ChildKind, ChildProcess
from workers.llm import sizing
from workers.llm.effort import Speed
from workers.llm.model_files import ModelFile
from workers.llm.plan import LoadPlan

LOAD_TIMEOUT_S: Final = 120.0
TEMPLATE_TIMEOUT_S: Final = 5.0
"""For a chat template's first prompt. A template is a program that came with the file; this one may never end."""
POLL_S: Final = 0.05
ENVIRONMENT: Final = {"GOMP_SPINCOUNT": "1000", "OMP_WAIT_POLICY": "active"}
"""How long a thread of OpenMP spins for the others before it sleeps. By default that is milliseconds, in which it takes
the core from the very thread that it waits for as soon as another program runs too. Where lanes have more threads than
there are cores it would spin a tenth as long, too short for one barrier in four: "active" keeps the number."""

logger = logging.getLogger(__name__)


def load_in_child(
    model: ModelFile,
    plan: LoadPlan,
    cancel: CancelToken,
    *,
    memory_folder: Path | None = None,
    speed: Speed = Speed.BALANCED,
) -> ChildProcess:
    """A child that has loaded the model.

    Raises:
        StudyleafError: MODEL_INVALID, ENGINE_FAILED. ChildDied: it was killed from outside. JobCancelled and the like.
    """
    child = start_child()
    params = {
        "path": str(model.path),
        "plan": wire.encode(plan),
        "cores": sizing.core_count(),
        "speed": speed.value,
        "memoryFolder": str(memory_folder) if memory_folder else None,
    }
    slow = ErrorCode.ENGINE_FAILED
    try:
        child.send({"load": params})
        message = await_reply(child, cancel, timeout_s=LOAD_TIMEOUT_S)
        if "weights" in message:
            slow = ErrorCode.MODEL_INVALID
            message = await_reply(child, cancel, timeout_s=TEMPLATE_TIMEOUT_S)
    except ChildDied as death:
        child.kill()
        if death.was_killed:
            raise
        # llama.cpp aborts the process on some broken files.
        logger.warning("loading %s ended the child: %s", model.path.name, death.trace)
        raise StudyleafError(ErrorCode.MODEL_INVALID, name=model.path.name) from death
    except TimeoutError as error:
        child.kill()
        raise StudyleafError(slow, name=model.path.name) from error
    except BaseException:
        child.kill()
        raise
    if "loaded" not in message:
        child.kill()
        raise StudyleafError(ErrorCode.MODEL_INVALID, name=model.path.name)
    return child


def start_child() -> ChildProcess:
    """An llm child that has been asked for nothing yet. Raises StudyleafError ENGINE_FAILED."""
    try:
        return ChildProcess(ChildKind.LLM, environment=ENVIRONMENT)
    except OSError as error:  # no memory or no process left for one more
        raise StudyleafError(ErrorCode.ENGINE_FAILED) from error


def await_reply(child: ChildProcess, cancel: CancelToken, *, timeout_s: float) -> Json:
    """The child's next message.

    Raises:
        TimeoutError: none came in time. ChildDied. JobCancelled and the like.
    """
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        cancel.check()
        try:
            return child.receive(POLL_S)
        except TimeoutError:
            continue
    raise TimeoutError
