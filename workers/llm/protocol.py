"""What the rest of the program asks of a language model, whichever it is."""

from __future__ import annotations

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
            StudyleafError: MODEL_… when the model cannot be loaded, ENGINE_FAILED when it died twice.
            JobCancelled, ShuttingDown, LeaseLost: `cancel` was set; within a second, wherever the work is.
        """
        ...
