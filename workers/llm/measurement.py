"""What was measured of a model on this computer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """Rates in tokens per second, writing all sequences at once. `perplexity`: lower foretells a text better."""

    read_rate: float
    write_rate: float
    perplexity: float

    def __post_init__(self) -> None:
        if not (self.read_rate > 0 and self.write_rate > 0 and self.perplexity > 0):
            raise ValueError("rates and perplexity are above zero")

    def seconds_for(self, *, read_tokens: int, written_tokens: int) -> float:
        """How long this much work takes."""
        return read_tokens / self.read_rate + written_tokens / self.write_rate


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How long the work of notes took in one way of using the model, and a hash of all texts that came out."""

    seconds: float
    texts: str
