"""How much of this computer a model gets: threads, sequences, context; and whether it fits at all."""

from __future__ import annotations

import os
from typing import Final

import psutil

from app.errors import ErrorCode, StudyleafError
from workers.llm.gguf import GgufHeader
from workers.llm.model_files import ModelFile

CONTEXT_TOKENS: Final = 1024
"""Of one sequence: the examples, a long sentence or some passages, and the answer."""
BATCH_TOKENS: Final = 256
"""Of one decode: enough to fill the kernels, short enough for texts to go on beside a prompt."""
MAX_SEQUENCES: Final = 13
MIN_SEQUENCES: Final = 3
"""One for the shared beginning, one that writes, one that keeps it company."""
CACHE_BYTES: Final = 320 * 2**20
"""For keys and values of all sequences together; a model with large ones gets fewer sequences."""
OVERHEAD_BYTES: Final = 150 * 2**20
"""The program, its buffers and the logits."""
SPARE_BYTES: Final = 1 << 30
"""For libraries, stacks of threads and prompts, before a child that takes more is stopped."""
MAX_THREADS: Final = 8
"""Small models gain nothing from more."""


def core_count() -> int:
    """Physical cores that this process may use: llama.cpp's threads spin, two on one core wait for each other."""
    physical = psutil.cpu_count(logical=False) or os.cpu_count() or 1
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else physical
    return max(1, min(physical, allowed))


def thread_count() -> int:
    """How many threads compute where nothing was measured."""
    return min(core_count(), MAX_THREADS)


def sequence_count(header: GgufHeader) -> int:
    """How many texts are written at a time."""
    if not header.kv_bytes_per_token:
        return MIN_SEQUENCES
    return max(MIN_SEQUENCES, min(MAX_SEQUENCES, CACHE_BYTES // (header.kv_bytes_per_token * CONTEXT_TOKENS)))


def check_fits(model: ModelFile, header: GgufHeader) -> None:
    """Raises StudyleafError MODEL_TOO_LARGE with both figures."""
    cache = header.kv_bytes_per_token * CONTEXT_TOKENS * sequence_count(header)
    needed = model.size_bytes + cache + OVERHEAD_BYTES
    free = psutil.virtual_memory().available
    if needed > free:
        raise StudyleafError(
            ErrorCode.MODEL_TOO_LARGE, name=model.name, needed_mb=needed // 2**20, free_mb=free // 2**20
        )


def memory_limit(model: ModelFile, header: GgufHeader) -> int:
    """Bytes that a child with this model may have of its own: what it could need twice over. A hostile file or chat
    template asks for more."""
    cache = header.kv_bytes_per_token * CONTEXT_TOKENS * sequence_count(header)
    return 2 * (model.size_bytes + cache) + SPARE_BYTES
