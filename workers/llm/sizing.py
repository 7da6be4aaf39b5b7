"""How much of this computer a model gets: threads, sequences, context; and whether it fits at all."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import psutil

from app.errors import ErrorCode, StudyleafError
from workers.llm.gguf import GgufHeader
from workers.llm.model_files import ModelFile
from workers.llm.plan import MIN_BATCH_TOKENS, LaneSize, LoadPlan, Setup

CONTEXT_TOKENS: Final = 1024
"""Of one sequence: the examples, a long sentence or some passages, and the answer."""
LANE_TOKENS: Final = 512
"""Of one sequence where there are lanes: nearly all requests fit, and two lanes take no more memory than one did."""
MAX_SEQUENCES: Final = 9
"""One shared beginning and eight requests: four tokens of each fill the tiles of a processor that has them."""
MIN_SEQUENCES: Final = 3
"""One for the shared beginning, one that writes, one that keeps it company."""
LONG_LANE: Final = LaneSize(MIN_SEQUENCES, CONTEXT_TOKENS)
"""For the others."""
LEAST: Final = (LaneSize(MIN_SEQUENCES, CONTEXT_TOKENS),)
"""Without it no model is loaded."""
CACHE_BYTES: Final = 320 * 2**20
"""For keys and values of all sequences together; a model with large ones gets fewer sequences."""
OVERHEAD_BYTES: Final = 100 * 2**20
"""The program and what it computes with."""
BATCH_TOKEN_BYTES: Final = 1 << 18
"""For one token of a batch: mostly a number for each token of a large vocabulary."""
MOST_BATCH_TOKEN_BYTES: Final = 1 << 20
"""The same with the largest vocabularies, before a child that takes more is stopped."""
SPARE_BYTES: Final = 1 << 30
"""For libraries, stacks of threads and prompts, before that."""
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


def default_setup() -> Setup:
    """Where nothing was measured."""
    return Setup(threads=thread_count())


def sequence_count(header: GgufHeader) -> int:
    """How many sequences a model gets where memory is no matter."""
    if not header.kv_bytes_per_token:
        return MIN_SEQUENCES
    return max(MIN_SEQUENCES, min(MAX_SEQUENCES, CACHE_BYTES // (header.kv_bytes_per_token * CONTEXT_TOKENS)))


def plan(model: ModelFile, header: GgufHeader, setup: Setup, *, others: Sequence[ModelFile] = ()) -> LoadPlan:
    """As many sequences and as large a batch as the free memory has room for. `others` are models to propose.

    Raises:
        StudyleafError: MODEL_TOO_LARGE with both figures and a smaller model, when not even the least fits.
    """
    free = psutil.virtual_memory().available
    batches = sorted({setup.batch_tokens, MIN_BATCH_TOKENS}, reverse=True)
    for lanes, long_lane in _choices(header, min(setup.lanes, setup.threads)):
        sizes = [*lanes, long_lane] if long_lane else list(lanes)
        for batch in batches:
            if needed_bytes(model, header, sizes, batch_tokens=batch) <= free:
                limit = 2 * (model.size_bytes + _cache_bytes(header, sizes)) + SPARE_BYTES
                limit += len(sizes) * batch * MOST_BATCH_TOKEN_BYTES
                return LoadPlan(lanes, replace(setup, batch_tokens=batch), limit, long_lane)
    least = needed_bytes(model, header, LEAST, batch_tokens=MIN_BATCH_TOKENS)
    smaller = smaller_model(others, free)
    raise StudyleafError(
        ErrorCode.MODEL_TOO_LARGE,
        name=model.name,
        needed_mb=least // 2**20,
        free_mb=free // 2**20,
        smaller=f"“{smaller.name}”" if smaller else "a smaller model",
    )


def needed_bytes(model: ModelFile, header: GgufHeader, sizes: Sequence[LaneSize], *, batch_tokens: int) -> int:
    """The memory that a model takes: the file, which is mapped but read all the time, and what lanes compute with."""
    batches = len(sizes) * batch_tokens * BATCH_TOKEN_BYTES
    return model.size_bytes + _cache_bytes(header, sizes) + batches + OVERHEAD_BYTES


def smaller_model(models: Sequence[ModelFile], free: int) -> ModelFile | None:
    """The largest of some models that fits."""
    fitting = []
    for model in models:
        try:
            header = model.header()
        except StudyleafError:  # it is told where models are listed
            continue
        if needed_bytes(model, header, LEAST, batch_tokens=MIN_BATCH_TOKENS) <= free:
            fitting.append(model)
    return max(fitting, key=lambda model: model.size_bytes, default=None)


def _choices(header: GgufHeader, most_lanes: int) -> Iterator[tuple[tuple[LaneSize, ...], LaneSize | None]]:
    """Lanes, and the one for long requests, from the best on. A lane of fewer sequences than that would be none: what
    it gains it loses because fewer rows share a decode."""
    for count in range(most_lanes if header.kv_bytes_per_token else 1, 1, -1):
        lanes = (LaneSize(MAX_SEQUENCES, LANE_TOKENS),) * count
        if _cache_bytes(header, [*lanes, LONG_LANE]) <= CACHE_BYTES:
            yield lanes, LONG_LANE
    for sequences in range(sequence_count(header), MIN_SEQUENCES - 1, -1):
        yield (LaneSize(sequences, CONTEXT_TOKENS),), None


def _cache_bytes(header: GgufHeader, sizes: Sequence[LaneSize]) -> int:
    return header.kv_bytes_per_token * sum(size.cells for size in sizes)
