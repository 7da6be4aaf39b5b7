"""Continuous batching: all requests of all jobs share each decode; a prompt beginning that several share is read once.

One thread adds, drops and steps. Greedy: a request's text does not depend on what runs beside it.
"""

from __future__ import annotations

import codecs
import heapq
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from workers.llm.protocol import Completion, FinishReason, GenerationRequest, Message

PREFIX: Final = 0
"""The sequence that holds the shared beginning; requests get the others."""
MIN_SHARED_TOKENS: Final = 16
"""Sharing less than this costs more in copies than in reading."""
MAX_RUN_TOKENS: Final = 48
"""Of one sequence in one decode; see `Batcher` for why."""
MIN_TOGETHER: Final = 2
FILLER: Final = 0
"""A token for sequences that only keep others company."""
MIN_KEPT_TOKENS: Final = 128
"""A beginning of so many tokens is worth a file: it is the same in every job."""
TEXT_INTERVAL_S: Final = 0.1
"""A request's text so far is told at most this often."""


class Decoder(Protocol):
    """What batching needs of a model; `workers.llm.native.NativeModel` is one."""

    can_fork: bool
    limits: Any

    @property
    def context_tokens(self) -> int: ...
    def prompt_tokens(self, messages: Sequence[Message]) -> list[int]: ...
    def piece(self, token: int) -> bytes: ...
    def ends(self, token: int) -> bool: ...
    def decode(self, rows: Sequence[Row]) -> dict[int, Any]: ...
    def fork(self, source: int, target: int, tokens: int) -> None: ...
    def forget(self, sequence: int, *, since: int = 0) -> bool: ...
    def recall(self, sequence: int, tokens: Sequence[int]) -> bool: ...
    def remember(self, sequence: int, tokens: Sequence[int]) -> None: ...


@dataclass(frozen=True, slots=True)
class Row:
    """One token of a batch: of sequence `sequence`, at `position`; `wanted` asks for the logits after it."""

    token: int
    position: int
    sequence: int
    wanted: bool


class Interrupted(Exception):
    """A decode was broken off from outside; no token of its batch counts."""


class Listener(Protocol):
    """Hears what becomes of requests, on the stepping thread."""

    def on_text(self, request_id: int, text: str) -> None: ...
    def on_done(self, request_id: int, completion: Completion) -> None: ...


@dataclass(slots=True)
class _Waiting:
    request_id: int
    request: GenerationRequest
    tokens: list[int]
    fixed: int
    """So many of the tokens come from the request's fixed messages."""


@dataclass(slots=True)
class _Writing:
    """A request that has a sequence. `held` of its tokens are in the model's memory; the next token is not yet."""

    request_id: int
    request: GenerationRequest
    sequence: int
    tokens: list[int]
    held: int
    counted_prompt: int
    generated: int = 0
    text: str = ""
    told_at: float = 0.0
    decoder: codecs.IncrementalDecoder = field(
        default_factory=lambda: codecs.getincrementaldecoder("utf-8")(errors="ignore")
    )

    @property
    def unread(self) -> int:
        return len(self.tokens) - self.held


class Batcher:
    """Carries requests through the model together.

    Its decodes have two forms, which give the same logits to the bit however a sequence is cut and whatever runs beside
    it. llama.cpp's attention has two more paths with other rounding, taken by a run of 64 tokens or more and by a lone
    token; so a run is shorter, and a lone token gets company. Sequences that are no neighbours are computed apart, so
    the gaps between those at work are filled.
    """

    def __init__(self, model: Decoder, listener: Listener, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._model = model
        self._listener = listener
        self._clock = clock
        self._free = list(range(PREFIX + 1, model.limits.sequences))
        self._writing: dict[int, _Writing] = {}
        self._waiting: OrderedDict[int, deque[_Waiting]] = OrderedDict()
        """By group: groups take turns, so that a long job does not keep a short one waiting."""
        self._prefix: list[int] = []
        self._prefix_held = 0
        self._prefix_cost = 0
        self._prefix_kept = True
        self._fixed: dict[tuple[Message, ...], list[int]] = {}

    @property
    def busy(self) -> bool:
        return bool(self._writing or self._waiting)

    def add(self, request_id: int, group: int, request: GenerationRequest) -> None:
        """Queues a request. One that has no room in the context ends at once, empty and marked as cut off."""
        tokens = self._model.prompt_tokens(request.messages)
        if not tokens or len(tokens) >= self._model.context_tokens:
            self._listener.on_done(request_id, Completion("", FinishReason.LENGTH, 0, 0))
            return
        fixed = self._fixed_tokens(request, tokens)
        self._waiting.setdefault(group, deque()).append(_Waiting(request_id, request, tokens, fixed))

    def _fixed_tokens(self, request: GenerationRequest, tokens: list[int]) -> int:
        if not (request.fixed and self._model.can_fork):
            return 0
        fixed = request.messages[: request.fixed]
        if fixed not in self._fixed:
            self._fixed[fixed] = self._model.prompt_tokens(fixed)
        return _common(self._fixed[fixed], tokens)

    def drop(self, request_ids: Sequence[int]) -> None:
        """Forgets requests, waiting or at work; nothing more is heard of them."""
        unwanted = set(request_ids)
        for group, queue in list(self._waiting.items()):
            self._waiting[group] = deque(each for each in queue if each.request_id not in unwanted)
            if not self._waiting[group]:
                del self._waiting[group]
        for request_id in unwanted & self._writing.keys():
            self._release(self._writing[request_id])

    def step(self) -> bool:
        """A token for each text, then as much of the prompts as is worth one batch; tells whether there was work."""
        self._admit()
        singles = [each for each in self._writing.values() if each.unread == 1]
        worked = self._decode_singles(singles) if singles else False
        room = self._model.limits.batch_tokens
        while room > 0 and (run := self._next_run()):
            if not self._decode(run):
                return True
            worked, room = True, room - len(run)
            self._admit()
        return worked

    def _decode_singles(self, singles: Sequence[_Writing]) -> bool:
        """One token of each; sequences between and beside them are filled."""
        by_sequence = {each.sequence: each for each in self._writing.values()}
        first, last = min(each.sequence for each in singles), max(each.sequence for each in singles)
        if last - first + 1 < MIN_TOGETHER:
            first, last = (first, last + 1) if last + 1 < self._model.limits.sequences else (first - 1, last)
        rows = []
        for sequence in range(first, last + 1):
            each = by_sequence.get(sequence)
            rows.append(_row(each, each.held) if each else Row(FILLER, 0, sequence, wanted=False))
        done = self._decode(rows)
        for sequence in range(first, last + 1):
            if done and sequence not in by_sequence:
                self._model.forget(sequence)
        return True

    def _next_run(self) -> list[Row]:
        """The next part of the shared beginning, or of the prompt that came first; empty when all are read."""
        left = len(self._prefix) - self._prefix_held
        if left:
            end = self._prefix_held + _run_length(left)
            return [Row(self._prefix[place], place, PREFIX, wanted=False) for place in range(self._prefix_held, end)]
        for each in self._writing.values():
            if each.unread > 1:
                return [_row(each, place) for place in range(each.held, each.held + _run_length(each.unread))]
        return []

    def _decode(self, rows: Sequence[Row]) -> bool:
        """False when it was broken off; nothing has changed then."""
        try:
            logits = self._model.decode(rows)
        except Interrupted:
            return False
        by_sequence = {each.sequence: each for each in self._writing.values()}
        for row in rows:
            if row.sequence == PREFIX:
                self._prefix_held += 1
            elif row.sequence in by_sequence:
                by_sequence[row.sequence].held += 1
        self._keep_prefix()
        for index, values in logits.items():
            self._take(by_sequence[rows[index].sequence], int(values.argmax()))
        return True

    def _keep_prefix(self) -> None:
        """Keeps the beginning for later runs, once it has been read, if it is the same in all of them."""
        if not self._prefix_kept and self._prefix_held == len(self._prefix):
            self._prefix_kept = True
            self._model.remember(PREFIX, self._prefix)

    def _admit(self) -> None:
        """Gives free sequences to waiting requests, once the beginning that they share has been read."""
        while self._waiting and self._free:
            group = next(iter(self._waiting))
            queue = self._waiting[group]
            if self._model.can_fork and not self._prefix_ready(queue):
                return
            self._begin(queue.popleft())
            if queue:
                self._waiting.move_to_end(group)
            else:
                del self._waiting[group]

    def _prefix_ready(self, queue: deque[_Waiting]) -> bool:
        """Whether the shared beginning of a group's next requests is held; starts reading it if not."""
        tokens = queue[0].tokens
        held = _common(tokens, self._prefix)
        if len(queue) > 1:
            # The last token is always read by the request itself: its logits begin the text.
            shared = min(_common(tokens, queue[1].tokens), len(tokens) - 1)
            fixed = min(queue[0].fixed, queue[1].fixed)
            if MIN_KEPT_TOKENS <= fixed <= shared < fixed + MIN_SHARED_TOKENS:
                # Words that two sentences happen to begin with would make a beginning that never comes again.
                shared = fixed
            if shared >= held + MIN_SHARED_TOKENS:
                self._change_prefix(tokens[:shared], held, may_be_kept=MIN_KEPT_TOKENS <= shared <= fixed)
        return self._prefix_held == len(self._prefix)

    def _change_prefix(self, prefix: list[int], held: int, *, may_be_kept: bool) -> None:
        """Makes this the shared beginning; `held` of its tokens are those of the old one."""
        self._prefix = prefix
        self._prefix_held = min(held, self._prefix_held)
        if may_be_kept and self._prefix_held < len(prefix) // 2:
            self._model.forget(PREFIX)
            self._prefix_held = len(prefix) if self._model.recall(PREFIX, prefix) else 0
        elif not self._model.forget(PREFIX, since=self._prefix_held):
            self._model.forget(PREFIX)
            self._prefix_held = 0
        self._prefix_cost = len(prefix) - self._prefix_held
        self._prefix_kept = not may_be_kept or not self._prefix_cost

    def _begin(self, waiting: _Waiting) -> None:
        # The lowest: sequences at work then are neighbours.
        sequence = heapq.heappop(self._free)
        tokens = waiting.tokens
        shared = min(_common(tokens, self._prefix), len(tokens) - 1) if self._model.can_fork else 0
        if shared >= MIN_SHARED_TOKENS:
            self._model.fork(PREFIX, sequence, shared)
        else:
            shared = 0
        cost, self._prefix_cost = self._prefix_cost, 0
        self._writing[waiting.request_id] = _Writing(
            request_id=waiting.request_id,
            request=waiting.request,
            sequence=sequence,
            tokens=list(tokens),
            held=shared,
            counted_prompt=len(tokens) - shared + cost,
        )

    def _take(self, writing: _Writing, token: int) -> None:
        if self._model.ends(token):
            self._finish(writing, FinishReason.END)
            return
        writing.tokens.append(token)
        writing.generated += 1
        writing.text += writing.decoder.decode(self._model.piece(token))
        stops = [place for stop in writing.request.stop if (place := writing.text.find(stop)) >= 0]
        if stops:
            writing.text = writing.text[: min(stops)]
            self._finish(writing, FinishReason.END)
        elif writing.generated >= writing.request.max_tokens or len(writing.tokens) >= self._model.context_tokens:
            self._finish(writing, FinishReason.LENGTH)
        elif self._clock() - writing.told_at >= TEXT_INTERVAL_S:
            writing.told_at = self._clock()
            self._listener.on_text(writing.request_id, writing.text)

    def _finish(self, writing: _Writing, reason: FinishReason) -> None:
        self._release(writing)
        completion = Completion(writing.text, reason, writing.counted_prompt, writing.generated)
        self._listener.on_done(writing.request_id, completion)

    def _release(self, writing: _Writing) -> None:
        del self._writing[writing.request_id]
        self._model.forget(writing.sequence)
        heapq.heappush(self._free, writing.sequence)


def _row(writing: _Writing, position: int) -> Row:
    return Row(writing.tokens[position], position, writing.sequence, wanted=position == len(writing.tokens) - 1)


def _run_length(unread: int) -> int:
    """How much of a prompt to read at once: never so that a lone token is left."""
    return min(unread, MAX_RUN_TOKENS - 1 if unread == MAX_RUN_TOKENS + 1 else MAX_RUN_TOKENS)


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
