"""How a model is loaded: what was measured to be best here, and what the memory has room for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MIN_BATCH_TOKENS: Final = 64


@dataclass(frozen=True, slots=True)
class Setup:
    """What may be chosen by measuring: no text depends on it."""

    threads: int
    """Of all lanes together."""
    batch_tokens: int = 256
    """Of prompts in one step, beside a token of each text: enough to be worth it, short enough for texts to go on."""
    decode_rows: int = 4
    """A decode costs as much as so many rows and those in it: the more, the more guesses are worth it."""
    lanes: int = 2
    """At most so many decode at a time, each with its share of the threads; never more than there are threads."""

    def __post_init__(self) -> None:
        if self.threads < 1 or self.lanes < 1:
            raise ValueError("at least one thread and one lane")
        if self.batch_tokens < MIN_BATCH_TOKENS or self.decode_rows < 1:
            raise ValueError("a batch without room, or a decode that costs nothing")


@dataclass(frozen=True, slots=True)
class LaneSize:
    """The room of one context: so many sequences, each of so many tokens."""

    sequences: int
    context_tokens: int

    @property
    def cells(self) -> int:
        """Tokens of all sequences together."""
        return self.sequences * self.context_tokens


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What a child is told to load. Texts do not depend on it either, but for a GPU's."""

    lanes: tuple[LaneSize, ...]
    """All of one size; made at once."""
    setup: Setup
    memory_limit: int
    """Bytes of its own that the child may have; a hostile file or chat template asks for more."""
    long_lane: LaneSize | None = None
    """For requests that have no room in the others; made when the first comes."""
    gpu: bool = False
    """Only after it was tried in a child that could be thrown away."""

    @property
    def context_tokens(self) -> int:
        """The room of the longest request."""
        return (self.long_lane or self.lanes[0]).context_tokens
