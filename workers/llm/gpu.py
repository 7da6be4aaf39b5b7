"""A graphics processor for the model: never assumed, always tried first in a child that is thrown away."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Final

from app import wire
from app.cancel import CancelToken
from app.errors import StudyleafError
from workers.children.process import ChildDied
from workers.llm.loading import await_reply, load_in_child, start_child
from workers.llm.model_files import ModelFile
from workers.llm.plan import LoadPlan
from workers.llm.protocol import GenerationRequest, Message, Role

TIMEOUT_S: Final = 60.0
"""Drivers compile their kernels at the first text."""
TRIAL_TOKENS: Final = 8

logger = logging.getLogger(__name__)


def is_supported(cancel: CancelToken) -> bool:
    """Whether the installed llama.cpp could use one here. Asks a child: to find out may load drivers."""
    try:
        child = start_child()
    except StudyleafError:
        return False
    try:
        child.send({"about": True})
        return bool(await_reply(child, cancel, timeout_s=TIMEOUT_S)["about"]["gpu"])
    except (ChildDied, TimeoutError, KeyError) as error:
        logger.warning("the llm child could not tell whether there is a GPU: %r", error)
        return False
    finally:
        child.kill()


def works(model: ModelFile, plan: LoadPlan, cancel: CancelToken) -> bool:
    """Whether the model loads and writes on it; whatever goes wrong means no. Raises the reason of `cancel`."""
    if not is_supported(cancel):
        return False
    request = GenerationRequest(messages=(Message(Role.USER, "Count to ten."),), max_tokens=TRIAL_TOKENS)
    try:
        child = load_in_child(model, replace(plan, gpu=True), cancel)
    except (StudyleafError, ChildDied) as error:
        logger.warning("the model does not load on the GPU: %r", error)
        return False
    try:
        child.send({"generate": {"id": 1, "group": 1, "request": wire.encode(request)}})
        while "done" not in (message := await_reply(child, cancel, timeout_s=TIMEOUT_S)):
            continue
        return bool(message["done"]["result"]["generatedTokens"])
    except (ChildDied, TimeoutError) as error:
        logger.warning("the model does not write on the GPU: %r", error)
        return False
    finally:
        child.kill()
