"""Continuous batching: all requests of all jobs share each decode; a prompt beginning that several share is read once.

One thread adds, drops and steps. Greedy: a request's text does not depend on what runs beside it.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Protocol

from workers.llm.plan import Setup
from workers.llm.protocol import Completion, FinishReason, GenerationRequest, Message, Score, ScoreRequest
from workers.llm.sequences import Memory, Sequences, common
from workers.llm.work import MAX_FOLLOWERS, MIN_RUN, TEXT_INTERVAL_S, Row, Scoring, Vocabulary, Work, Writing

LONG_PROMPT: Final = 12
"""So many unread tokens are worth a decode without those who write."""
MAX_SHORT_RUN: Final = 16
"""Of a decode with those who write."""
LENGTHS: Final = (2, 4, 8, 12, 16)
"""Of runs, to choose from: llama.cpp computes four tokens at a time."""
SEQUENCES_PER_DECODE: Final = 4
"""So many sequences in a decode cost as much as the decode itself."""
PREFERRED_TURNS: Final = 6
"""So many requests of what is preferred begin before one of the others."""


class Decoder(Vocabulary, Memory, Protocol):
    """What batching needs of a model; `workers.llm.native.NativeModel` is one."""

    limits: Any

    def decode(self, rows: Sequence[Row]) -> dict[int, Any]: ...


class Interrupted(Exception):
    """A decode was broken off from outside; no token of its batch counts."""


class Listener(Protocol):
    """Hears what becomes of requests, on the stepping thread."""

    def on_begun(self, request_id: int) -> None: ...
    def on_text(self, request_id: int, text: str, tokens: list[int]) -> None: ...
    def on_done(self, request_id: int, result: object) -> None: ...


class Batcher:
    """Carries requests through the model together.

    All decodes have one form: runs of equal length, of two tokens or more, of some sequences. llama.cpp gives the same
    logits for them to the bit however a sequence is cut and whatever runs beside it; a run of one token takes another
    path with other rounding. What a sequence lacks of a run is guessed (`Work.run`) and forgotten where it was wrong.
    A model whose memory cannot be cut back gets runs of what is known, also of one token.
    """

    def __init__(
        self,
        model: Decoder,
        listener: Listener,
        *,
        setup: Setup | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`setup` is how the model is used where that is not how it was loaded."""
        self._step_tokens = setup.batch_tokens if setup else model.limits.batch_tokens
        self._decode_rows = setup.decode_rows if setup else model.limits.decode_rows
        self._model = model
        self._listener = listener
        self._clock = clock
        self._sequences = Sequences(model, model.limits.sequences)
        self._working: dict[int, Work] = {}
        self._waiting: OrderedDict[int, deque[Work]] = OrderedDict()
        """By group: groups take turns, so that a long job does not keep a short one waiting."""
        self._preferred: frozenset[int] = frozenset()
        self._preferred_turns = 0
        """Of groups that are preferred, since another had its turn."""
        self._fixed: dict[tuple[Message, ...], list[int]] = {}

    @property
    def busy(self) -> bool:
        return bool(self._working or self._waiting)

    def owned_cells(self) -> list[int]:
        """What each sequence should hold: tokens that its request has read, or that it keeps of a beginning."""
        return self._sequences.owned_cells({work.sequence: work.held for work in self._working.values()})

    def add(self, request_id: int, group: int, request: GenerationRequest, *, written: Sequence[int] = ()) -> None:
        """Queues a text, of which `written` is known already. One that has no room in the context ends at once, empty
        and marked as cut off. Raises BadConstraint."""
        tokens = self._model.prompt_tokens(request.messages)
        if not tokens or len(tokens) + len(written) >= self._model.context_tokens:
            self._listener.on_done(request_id, Completion("", FinishReason.LENGTH, 0, 0))
            return
        work = Writing(request_id, group, request, self._model, prompt=tokens, written=written)
        work.fixed = self._fixed_tokens(request, tokens)
        self._waiting.setdefault(group, deque()).append(work)

    def add_score(self, request_id: int, group: int, request: ScoreRequest) -> None:
        """Queues a text to be scored. One that has no room in the context ends at once, with an empty score."""
        prompt = self._model.prompt_tokens(request.messages)
        text = self._model.continuation_tokens(request.text)
        if not prompt or not text or len(prompt) + len(text) > self._model.context_tokens:
            self._listener.on_done(request_id, Score((), 0))
            return
        work = Scoring(request_id, group, prompt=prompt, text=text)
        work.fixed = self._fixed_tokens(request, prompt)
        queue = self._waiting.setdefault(group, deque())
        last = queue[-1] if queue and self._model.can_fork else None
        if isinstance(last, Scoring) and last.prompt == prompt and len(last.followers) < MAX_FOLLOWERS:
            last.followers.append(work)
        else:
            queue.append(work)

    def _fixed_tokens(self, request: GenerationRequest | ScoreRequest, tokens: list[int]) -> int:
        fixed = request.messages[: request.fixed]
        if not (fixed and self._model.can_fork):
            return 0
        if fixed not in self._fixed:
            self._fixed[fixed] = self._model.prompt_tokens(fixed)
        return common(self._fixed[fixed], tokens)

    def prefer(self, groups: Iterable[int]) -> None:
        """From now on these groups go first; of the others one request begins after some of theirs, so that a long job
        in the foreground does not silence the rest."""
        self._preferred = frozenset(groups)

    def drop(self, request_ids: Sequence[int]) -> None:
        """Forgets requests, waiting or at work; nothing more is heard of them."""
        unwanted = set(request_ids)
        for group, queue in list(self._waiting.items()):
            self._waiting[group] = deque(left for each in queue if (left := each.without(unwanted)))
            if not self._waiting[group]:
                del self._waiting[group]
        for work in list(self._working.values()):
            left = work.without(unwanted)
            if left is not work:
                self._end(work, left)

    def step(self) -> bool:
        """As much of the prompts as is worth one decode, then more of each text; tells whether there was work."""
        self._admit()
        if run := self._sequences.unread_prefix(self._step_tokens):
            if self._read(run) is not None:
                self._sequences.prefix_was_read(run)
            return True
        if not self._working:
            return False
        prompts = self._long_prompts()
        if prompts and not self._decode(prompts, self._step_tokens // len(prompts)):
            return True
        everyone = sorted(self._working.values(), key=_by_sequence)
        if all(each.unread > LONG_PROMPT for each in everyone):
            return True
        if not self._waiting and self._sequences.close_gap(everyone[-1]):
            everyone.sort(key=_by_sequence)
        for part in range(0, len(everyone), self._step_tokens // MIN_RUN):
            works = everyone[part:][: self._step_tokens // MIN_RUN]
            if not self._decode(works, min(MAX_SHORT_RUN, self._step_tokens // len(works))):
                break
        return True

    def _long_prompts(self) -> list[Work]:
        """The prompt that came first, of those that are worth a decode without the texts, and its neighbours'."""
        long = {each.sequence: each for each in self._working.values() if each.unread > LONG_PROMPT}
        if not long:
            return []
        first = next((each for each in long.values() if each.group in self._preferred), next(iter(long.values())))
        together = [first]
        for step in (1, -1):
            sequence = first.sequence + step
            while sequence in long and sum(each.unread for each in together) < self._step_tokens:
                together.append(long[sequence])
                sequence += step
        return sorted(together, key=_by_sequence)

    def _decode(self, works: Sequence[Work], most: int) -> bool:
        """Reads a run of each, at most so long. False when it was broken off; nothing has changed then."""
        length = self._run_length(works, most)
        runs = [(each, each.run(length)) for each in works]
        logits = self._read([row for _, run in runs for row in run])
        if logits is None:
            return False
        ahead = iter(logits)
        for work, run in runs:
            self._take(work, run, [next(ahead) for row in run if row.wanted])
        return True

    def _read(self, rows: Sequence[Row]) -> Sequence[Any] | None:
        """The logits of the wanted rows; None when it was broken off."""
        try:
            return list(self._model.decode(rows).values())
        except Interrupted:
            return None

    def _run_length(self, works: Sequence[Work], most: int) -> int:
        """The length by which most is gained for the time."""
        if not self._model.can_fork:
            return min(most, *(each.unread for each in works))
        most = min(most, self._model.context_tokens + 1 - max(each.held for each in works))
        lengths = {length for length in LENGTHS if length <= most} | {min(most, each.unread) for each in works}

        overhead = self._decode_rows * (1 + len(works) / SEQUENCES_PER_DECODE)

        def gain(length: int) -> float:
            return sum(each.expected(length) for each in works) / (overhead + len(works) * length)

        return max((max(length, MIN_RUN) for length in lengths), key=gain)

    def _admit(self) -> None:
        """Gives free sequences to waiting requests, once the beginning that they share has been read."""
        while self._waiting and self._sequences.any_free:
            group = self._next_group()
            queue = self._waiting[group]
            if not self._sequences.prepare(queue[0], queue[1] if len(queue) > 1 else None):
                break
            work = queue.popleft()
            self._sequences.give(work)
            self._begin(work)
            self._preferred_turns = self._preferred_turns + 1 if group in self._preferred else 0
            if queue:
                self._waiting.move_to_end(group)
            else:
                del self._waiting[group]

    def _begin(self, work: Work) -> None:
        self._working[work.request_id] = work
        self._listener.on_begun(work.request_id)

    def _next_group(self) -> int:
        mine = [group for group in self._waiting if group in self._preferred]
        others = [group for group in self._waiting if group not in self._preferred]
        return mine[0] if mine and (self._preferred_turns < PREFERRED_TURNS or not others) else others[0]

    def _take(self, work: Work, run: Sequence[Row], logits: Sequence[Any]) -> None:
        result = work.receive(run, logits)
        if result is not None:
            self._end(work, work.next_of_chain())
            self._listener.on_done(work.request_id, result)
            return
        if run[-1].position >= work.held:
            self._model.forget(work.sequence, since=work.held)
        if isinstance(work, Writing) and self._clock() - work.told_at >= TEXT_INTERVAL_S:
            work.told_at = self._clock()
            self._listener.on_text(work.request_id, work.text, work.written)

    def _end(self, work: Work, follower: Work | None) -> None:
        del self._working[work.request_id]
        if follower:
            self._sequences.hand_on(work, follower)
            self._begin(follower)
        else:
            self._sequences.take_back(work)


def _by_sequence(work: Work) -> int:
    return work.sequence
