"""Tries a model in a throw-away child before it is accepted."""

from __future__ import annotations

from typing import Final

from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from workers.llm.engine import Engine
from workers.llm.model_files import ModelFile
from workers.llm.protocol import GenerationRequest, Message, Role

PROBE_TOKENS: Final = 4


def probe(model: ModelFile) -> None:
    """Loads the model and has it write a few tokens.

    Raises:
        StudyleafError: MODEL_MISSING, MODEL_INVALID, MODEL_TOO_LARGE.
    """
    engine = Engine(model)
    request = GenerationRequest(messages=(Message(Role.USER, "Say one word."),), max_tokens=PROBE_TOKENS)
    written = 0
    try:
        for _, completion in engine.generate([request], cancel=CancelToken()):
            written += completion.generated_tokens
    except StudyleafError as error:
        if error.code is not ErrorCode.ENGINE_FAILED:
            raise
        # It ended two children: whatever it is, it is none that notes could be written with.
        raise StudyleafError(ErrorCode.MODEL_INVALID, name=model.path.name) from error
    finally:
        engine.close()
    if not written:
        raise StudyleafError(ErrorCode.MODEL_INVALID, name=model.path.name)
