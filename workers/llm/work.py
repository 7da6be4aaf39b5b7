"""One request on its way through the model: its tokens, what of them is read, and what its logits become."""

from __future__ import annotations

import codecs
import math
from abc import ABC, abstractmethod
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np

from workers.llm.constraints import Rule
from workers.llm.guessing import Guesser
from workers.llm.protocol import Completion, Constraint, FinishReason, GenerationRequest, Message, Score

TEXT_INTERVAL_S: Final = 0.1
"""A request's text so far is told at most this often."""
MIN_RUN: Final = 2
"""Tokens of one sequence in one decode; see `workers.llm.batching.Batcher`."""
MAX_FOLLOWERS: Final = 5
"""Of texts to score under one prompt: if more of them waited, sequences would be free meanwhile."""
FILLER: Final = 0
"""A token for places where none is known or guessed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One token of a batch: of sequence `sequence`, at `position`; `wanted` asks for the logits after it."""

    token: int
    position: int
    sequence: int
    wanted: bool


class NoNumbers(Exception):
    """The model computes what is no number: its weights are damaged."""


class Vocabulary(Protocol):
    """What a request needs to know of a model's tokens."""

    @property
    def context_tokens(self) -> int: ...
    def prompt_tokens(self, messages: Sequence[Message]) -> list[int]: ...
    def continuation_tokens(self, text: str) -> list[int]: ...
    def piece(self, token: int) -> bytes: ...
    def ends(self, token: int) -> bool: ...
    def rule(self, constraint: Constraint) -> Rule: ...


class Work(ABC):
    """What all requests have in common. `held` of its tokens are in the model's memory, in sequence `sequence`."""

    def __init__(self, request_id: int, group: int, tokens: list[int], *, first_wanted: int) -> None:
        """The logits after the token at `first_wanted` and after all later ones are wanted."""
        self.request_id = request_id
        self.group = group
        self.tokens = tokens
        self.first_wanted = first_wanted
        self.fixed = 0
        """So many of the tokens come from the request's fixed messages."""
        self.sequence = -1
        self.held = 0
        self.counted_prompt = 0
        self.followers: list[Work] = []
        """Of the same prompt: they are read after one another in one sequence, so that it is read once."""

    @property
    def unread(self) -> int:
        return len(self.tokens) - self.held

    def run(self, length: int) -> list[Row]:
        """The next rows to read; where fewer are known, the rest are guesses."""
        known = self.tokens[self.held : self.held + length]
        run = [*known, *self.guess(length - len(known))]
        run += [FILLER] * (length - len(run))
        asked_until = self.held + (length if self.guesses else len(known))
        return [
            Row(token, position, self.sequence, wanted=self.first_wanted <= position < asked_until)
            for position, token in enumerate(run, self.held)
        ]

    def receive(self, run: Sequence[Row], logits: Sequence[Any]) -> object | None:
        """A run was read, and these are the logits of its wanted rows, in order. Counts as held what holds; returns the
        result when it is whole."""
        waiting = iter(logits)
        for row in run:
            if row.position >= len(self.tokens) or self.tokens[row.position] != row.token:
                break
            self.held += 1
            if row.wanted and (result := self.take(next(waiting))) is not None:
                return result
        return None

    guesses = False
    """Whether it goes on behind its tokens, so that logits are wanted there too."""

    def guess(self, _count: int) -> list[int]:
        """At most so many tokens that may come after those that are known."""
        return []

    def expected(self, length: int) -> float:
        """How many tokens of a run so long would count."""
        return min(length, self.unread)

    @property
    def prompt(self) -> list[int]:
        """Up to the first token that is wanted."""
        return self.tokens[: self.first_wanted + 1]

    def next_of_chain(self) -> Work | None:
        """The first of the followers, with the others behind it."""
        if not self.followers:
            return None
        follower, *rest = self.followers
        follower.followers = rest
        return follower

    def without(self, unwanted: Container[int]) -> Work | None:
        """What is left of this and its followers when these requests are dropped."""
        self.followers = [each for each in self.followers if each.request_id not in unwanted]
        return self.next_of_chain() if self.request_id in unwanted else self

    @abstractmethod
    def take(self, logits: Any) -> object | None:
        """Takes the logits that were wanted, one after another; returns the result when it is whole."""


class Writing(Work):
    """A text that grows by the likeliest token, again and again."""

    guesses = True

    def __init__(
        self,
        request_id: int,
        group: int,
        request: GenerationRequest,
        vocabulary: Vocabulary,
        *,
        prompt: list[int],
        written: Sequence[int] = (),
    ) -> None:
        """`written` are tokens of the text that are known already; the text goes on there. Raises BadConstraint."""
        super().__init__(request_id, group, [*prompt, *written], first_wanted=len(prompt) + len(written) - 1)
        self._request = request
        self._vocabulary = vocabulary
        self._prompt_length = len(prompt)
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="ignore")
        self._rule = vocabulary.rule(request.constraint) if request.constraint else None
        self._guesser = Guesser(vocabulary.continuation_tokens(request.messages[-1].content))
        self._guessed = 0
        for token in written:
            self._guesser.follow(token)
            if self._rule:
                self._rule.accept(token)
        self.text = "".join(self._decoder.decode(vocabulary.piece(token)) for token in written)
        self.told_at = 0.0

    @property
    def written(self) -> list[int]:
        return self.tokens[self._prompt_length :]

    def guess(self, count: int) -> list[int]:
        guesses = self._guesser.guess(count)
        self._guessed = len(guesses)
        return guesses

    def expected(self, length: int) -> float:
        unread = self.unread
        return unread + self._guesser.expected(length - unread) if length > unread else length

    def receive(self, run: Sequence[Row], logits: Sequence[Any]) -> object | None:
        known = len(self.tokens)
        result = super().receive(run, logits)
        if result is None and self._guessed:  # a text that ends says nothing about the guesses behind its end
            right = min(self.held - known, self._guessed)
            self._guesser.judge(right=right, wrong=int(right < self._guessed))
        return result

    def take(self, logits: Any) -> Completion | None:
        token = self._rule.choose(logits) if self._rule else int(logits.argmax())
        if token is None:
            return self._completion(FinishReason.LENGTH)
        if not math.isfinite(logits[token]):
            raise NoNumbers
        if self._vocabulary.ends(token):
            return self._completion(FinishReason.END)
        if self._rule:
            self._rule.accept(token)
        self._guesser.follow(token)
        self.tokens.append(token)
        self.text += self._decoder.decode(self._vocabulary.piece(token))
        stops = [place for stop in self._request.stop if (place := self.text.find(stop)) >= 0]
        if stops:
            self.text = self.text[: min(stops)]
            return self._completion(FinishReason.END)
        if len(self.written) >= self._request.max_tokens or len(self.tokens) >= self._vocabulary.context_tokens:
            return self._completion(FinishReason.LENGTH)
        return None

    def _completion(self, reason: FinishReason) -> Completion:
        return Completion(self.text, reason, self.counted_prompt, len(self.written))


class Scoring(Work):
    """A text that is there already; each of its tokens is looked up in the logits before it."""

    def __init__(self, request_id: int, group: int, *, prompt: list[int], text: list[int]) -> None:
        assert prompt
        assert text
        super().__init__(request_id, group, [*prompt, *text[:-1]], first_wanted=len(prompt) - 1)
        self._expected = text
        self._found: list[float] = []

    def take(self, logits: Any) -> Score | None:
        self._found.append(log_likelihood(logits, self._expected[len(self._found)]))
        return Score(tuple(self._found), self.counted_prompt) if len(self._found) == len(self._expected) else None


def log_likelihood(logits: Any, token: int) -> float:
    """The natural logarithm of the probability that the softmax of the logits gives a token."""
    shifted = logits - logits.max()
    found = float(shifted[token]) - math.log(np.exp(shifted, dtype=np.float64).sum())
    if math.isnan(found):
        raise NoNumbers
    return found
