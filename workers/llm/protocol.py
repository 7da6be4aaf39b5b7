"""What the rest of the program asks of a language model, whichever it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from app.cancel import CancelToken


class Role(Enum):
    """Who speaks in a chat prompt."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a chat prompt."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """What a text is held to while it is written: one of two, as data.

    `source`: its words, each a word of the source and in the order they have there, or one of the `joints` between
    them (see `constraints.SourceOrder`). `grammar`: llama.cpp's GBNF, with a rule named `root`.
    """

    source: str = ""
    joints: tuple[str, ...] = ()
    grammar: str = ""

    def __post_init__(self) -> None:
        if bool(self.source) == bool(self.grammar):
            raise ValueError("either a source or a grammar")


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationRequest:
    """One text to be written, greedily. Requests that begin with the same messages share the work of reading them.

    It ends at the model's own end, at `max_tokens`, or before the first of `stop`, which is not part of the text.
    The first `fixed` messages are the program's own, the same for every document: what the model makes of them may be
    kept on the disk.
    """

    messages: tuple[Message, ...]
    max_tokens: int
    stop: tuple[str, ...] = ()
    fixed: int = 0
    constraint: Constraint | None = None


class FinishReason(Enum):
    """Why a text ends where it does."""

    END = "end"
    """The model said so, or a stop string came."""
    LENGTH = "length"
    """`max_tokens`, or the context was full: the text may be cut off."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What the model wrote for one request. Prompt tokens shared with others count once, for the first of them."""

    text: str
    finish: FinishReason
    prompt_tokens: int
    generated_tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRequest:
    """How likely is `text`, word for word, as the answer to these messages? Nothing is written."""

    messages: tuple[Message, ...]
    text: str
    fixed: int = 0
    """As in `GenerationRequest`."""

    def __post_init__(self) -> None:
        if not self.text:
            raise ValueError("nothing to score")


@dataclass(frozen=True, slots=True)
class Score:
    """Natural logarithms of the probabilities of a text's tokens, each after all before it.

    Scores of texts under one prompt compare as they are; empty where prompt and text have no room in the context.
    """

    log_likelihoods: tuple[float, ...]
    prompt_tokens: int

    @property
    def total(self) -> float:
        """Of the whole text; minus infinity where there was no room."""
        return math.fsum(self.log_likelihoods) if self.log_likelihoods else -math.inf

    @property
    def per_token(self) -> float:
        """By which texts of different lengths compare; minus infinity where there was no room."""
        return self.total / max(1, len(self.log_likelihoods))


Request = GenerationRequest | ScoreRequest

OnText = Callable[[int, str], None]
"""Called with a request's index and all of its text so far, on the thread that iterates; coalesced, not per token."""


class LanguageModel(Protocol):
    """A model ready to write. May be shared: several threads may generate at once, their requests are batched."""

    @property
    def name(self) -> str:
        """The model's name, as notes and exports show it."""
        ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same request could give another text: part of every cache key."""
        ...

    def prepare(self) -> None:
        """Begins to load, if it is not loaded, and returns at once: a text will be wanted soon."""
        ...

    def generate(
        self, requests: Sequence[GenerationRequest], *, cancel: CancelToken, on_text: OnText | None = None
    ) -> Iterator[tuple[int, Completion]]:
        """Yields (index of the request, its completion), each once, as they finish.

        Closing the iterator early gives up the rest.

        Raises:
            StudyleafError: MODEL_… when the model cannot be loaded, ENGINE_FAILED when it died twice over one request,
                INPUT_INVALID for a constraint that cannot be met.
            JobCancelled, ShuttingDown, LeaseLost: `cancel` was set; within a second, wherever the work is.
        """
        ...

    def score(self, requests: Sequence[ScoreRequest], *, cancel: CancelToken) -> Iterator[tuple[int, Score]]:
        """Yields (index of the request, its score), each once, as they finish. Raises what `generate` raises."""
        ...

    def work(
        self, requests: Sequence[Request], *, cancel: CancelToken, on_text: OnText | None = None
    ) -> Iterator[tuple[int, Completion | Score]]:
        """`generate` and `score` in one: requests begin in this order, the later ones as soon as there is room beside
        the last of the earlier ones. Raises what `generate` raises."""
        ...
