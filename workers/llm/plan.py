"""How a model is loaded: what was measured to be best here, and what the memory has room for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MIN_RUN_TOKENS: Final = 3
MAX_RUN_TOKENS: Final = 63
"""See `Batcher`: of 64 tokens and more llama.cpp rounds in another way, and of 2 a third token would be left alone."""
MIN_BATCH_TOKENS: Final = 64


@dataclass(frozen=True, slots=True)
class Setup:
    """What may be chosen by measuring: no text depends on it."""

    threads: int
    batch_tokens: int = 256
    """Of prompts in one step, beside a token of each text: enough to be worth it, short enough for texts to go on."""
    run_tokens: int = 48
    """Of one prompt in one decode."""

    def __post_init__(self) -> None:
        if self.threads < 1:
            raise ValueError("at least one thread")
        if not MIN_RUN_TOKENS <= self.run_tokens <= MAX_RUN_TOKENS or self.batch_tokens < MIN_BATCH_TOKENS:
            raise ValueError("a run or a batch of a size that changes texts")


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What a child is told to load. Texts do not depend on it either, but for a GPU's."""

    sequences: int
    context_tokens: int
    setup: Setup
    memory_limit: int
    """Bytes of its own that the child may have; a hostile file or chat template asks for more."""
    gpu: bool = False
    """Only after it was tried in a child that could be thrown away."""
