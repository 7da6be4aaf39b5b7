"""Tries a model in a throw-away child before it is accepted."""

from __future__ import annotations

from typing import Final

from app.cancel import CancelToken
from workers.llm.engine import Engine
from workers.llm.model_files import ModelFile
from workers.llm.protocol import GenerationRequest, Message, Role

PROBE_TOKENS: Final = 4


def probe(model: ModelFile) -> None:
    """Loads the model and has it write a few tokens.

    Raises:
        StudyleafError: MODEL_INVALID, MODEL_TOO_LARGE, ENGINE_FAILED.
    """
    engine = Engine(model)
    request = GenerationRequest(messages=(Message(Role.USER, "Say one word."),), max_tokens=PROBE_TOKENS)
    try:
        for _ in engine.generate([request], cancel=CancelToken()):
            pass
    finally:
        engine.close()
