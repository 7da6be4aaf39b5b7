"""Continuous batching: all requests of all jobs share each decode; a prompt beginning that several share is read once.

One thread adds, drops and steps. Greedy: a request's text does not depend on what runs beside it.
"""

from __future__ import annotations

import heapq
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Protocol

from workers.llm.plan import MAX_RUN_TOKENS, MIN_RUN_TOKENS, Setup
from workers.llm.protocol import Completion, FinishReason, GenerationRequest, Message, Score, ScoreRequest
from workers.llm.work import TEXT_INTERVAL_S, Row, Scoring, Vocabulary, Work, Writing

PREFIX: Final = 0
"""The sequence that holds the shared beginning; requests get the others."""
MIN_SHARED_TOKENS: Final = 16
"""Sharing less than this costs more in copies than in reading."""
PREFERRED_TURNS: Final = 6
"""So many requests of what is preferred begin before one of the others."""
MAX_PADDING: Final = 16
"""So many tokens of a shared beginning are read again where that lets prompts of unlike lengths share their decodes."""
MIN_SHARE: Final = 0.5
"""A prompt is read beside another when it has at least this share of the other's tokens left."""
MIN_TOGETHER: Final = 2
FILLER: Final = 0
"""A token for sequences that only keep others company."""
MIN_KEPT_TOKENS: Final = 128
"""A beginning of so many tokens is worth a file: it is the same in every job."""


class Decoder(Vocabulary, Protocol):
    """What batching needs of a model; `workers.llm.native.NativeModel` is one."""

    can_fork: bool
    limits: Any

    def decode(self, rows: Sequence[Row]) -> dict[int, Any]: ...
    def fork(self, source: int, target: int, tokens: int) -> None: ...
    def forget(self, sequence: int, *, since: int = 0) -> bool: ...
    def recall(self, sequence: int, tokens: Sequence[int]) -> bool: ...
    def remember(self, sequence: int, tokens: Sequence[int]) -> None: ...


class Interrupted(Exception):
    """A decode was broken off from outside; no token of its batch counts."""


class Listener(Protocol):
    """Hears what becomes of requests, on the stepping thread."""

    def on_begun(self, request_id: int) -> None: ...
    def on_text(self, request_id: int, text: str, tokens: list[int]) -> None: ...
    def on_done(self, request_id: int, result: object) -> None: ...


class Batcher:
    """Carries requests through the model together.

    Its decodes have two forms, runs of equal length and single tokens, both of neighbouring sequences. They give the
    same logits to the bit however a sequence is cut and whatever runs beside it. llama.cpp's attention has two more
    paths with other rounding, taken by a run of 64 tokens or more and by a lone token; so a run is shorter, and a lone
    token gets company. Sequences that are no neighbours, and runs of unequal length, llama.cpp would compute apart:
    single tokens fill the gaps, and prompts that begin together are made as long as each other (`_place`).
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
        self._run_tokens = setup.run_tokens if setup else model.limits.run_tokens
        assert MIN_RUN_TOKENS <= self._run_tokens <= min(MAX_RUN_TOKENS, model.limits.batch_tokens)
        self._model = model
        self._listener = listener
        self._clock = clock
        self._free = list(range(PREFIX + 1, model.limits.sequences))
        self._working: dict[int, Work] = {}
        self._beginning: list[Work] = []
        """At work, but without a sequence yet."""
        self._waiting: OrderedDict[int, deque[Work]] = OrderedDict()
        """By group: groups take turns, so that a long job does not keep a short one waiting."""
        self._preferred: frozenset[int] = frozenset()
        self._preferred_turns = 0
        """Of groups that are preferred, since another had its turn."""
        self._prefix: list[int] = []
        self._prefix_held = 0
        self._prefix_cost = 0
        self._prefix_kept = True
        self._fixed: dict[tuple[Message, ...], list[int]] = {}

    @property
    def busy(self) -> bool:
        return bool(self._working or self._waiting)

    def add(self, request_id: int, group: int, request: GenerationRequest, *, written: Sequence[int] = ()) -> None:
        """Queues a text, of which `written` is known already. One that has no room in the context ends at once, empty
        and marked as cut off. Raises BadConstraint."""
        tokens = self._model.prompt_tokens(request.messages)
        if not tokens or len(tokens) + len(written) >= self._model.context_tokens:
            self._listener.on_done(request_id, Completion("", FinishReason.LENGTH, 0, 0))
            return
        self._queue(Writing(request_id, group, request, self._model, prompt=tokens, written=written), request)

    def add_score(self, request_id: int, group: int, request: ScoreRequest) -> None:
        """Queues a text to be scored. One that has no room in the context ends at once, with an empty score."""
        prompt = self._model.prompt_tokens(request.messages)
        text = self._model.continuation_tokens(request.text)
        if not prompt or not text or len(prompt) + len(text) > self._model.context_tokens:
            self._listener.on_done(request_id, Score((), 0))
            return
        self._queue(Scoring(request_id, group, prompt=prompt, text=text), request)

    def _queue(self, work: Work, request: GenerationRequest | ScoreRequest) -> None:
        work.fixed = self._fixed_tokens(request.messages[: request.fixed], work.tokens)
        self._waiting.setdefault(work.group, deque()).append(work)

    def _fixed_tokens(self, fixed: tuple[Message, ...], tokens: list[int]) -> int:
        if not (fixed and self._model.can_fork):
            return 0
        if fixed not in self._fixed:
            self._fixed[fixed] = self._model.prompt_tokens(fixed)
        return _common(self._fixed[fixed], tokens)

    def prefer(self, groups: Iterable[int]) -> None:
        """From now on these groups go first; of the others one request begins after some of theirs, so that a long job
        in the foreground does not silence the rest."""
        self._preferred = frozenset(groups)

    def drop(self, request_ids: Sequence[int]) -> None:
        """Forgets requests, waiting or at work; nothing more is heard of them."""
        unwanted = set(request_ids)
        for group, queue in list(self._waiting.items()):
            self._waiting[group] = deque(each for each in queue if each.request_id not in unwanted)
            if not self._waiting[group]:
                del self._waiting[group]
        for request_id in unwanted & self._working.keys():
            self._release(self._working[request_id])

    def step(self) -> bool:
        """A token for each text, then as much of the prompts as is worth one batch; tells whether there was work."""
        self._admit()
        singles = [each for each in self._working.values() if each.unread == 1]
        worked = self._decode_singles(singles) if singles else False
        room = self._step_tokens
        while room > 0 and (runs := self._next_runs()):
            if not self._decode(runs):
                return True
            worked, room = True, room - len(runs)
            self._admit()
        return worked

    def _decode_singles(self, singles: Sequence[Work]) -> bool:
        """One token of each; sequences between and beside them are filled."""
        by_sequence = {each.sequence: each for each in self._working.values()}
        first, last = min(each.sequence for each in singles), max(each.sequence for each in singles)
        if last - first + 1 < MIN_TOGETHER:
            first, last = (first, last + 1) if last + 1 < self._model.limits.sequences else (first - 1, last)
        rows = []
        for sequence in range(first, last + 1):
            each = by_sequence.get(sequence)
            rows.append(each.row(each.held) if each else Row(FILLER, 0, sequence, wanted=False))
        done = self._decode(rows)
        for sequence in range(first, last + 1):
            if done and sequence not in by_sequence:
                self._model.forget(sequence)
        return True

    def _next_runs(self) -> list[Row]:
        """The next part of the shared beginning, or of the prompt that came first and of its neighbours'; empty when
        all are read."""
        left = len(self._prefix) - self._prefix_held
        if left:
            end = self._prefix_held + self._run_length(left)
            return [Row(self._prefix[place], place, PREFIX, wanted=False) for place in range(self._prefix_held, end)]
        unread = [each for each in self._working.values() if each.unread > 1]
        if not unread:
            return []
        first = next((each for each in unread if each.group in self._preferred), unread[0])
        together = self._neighbours(first, unread)
        length = min(self._run_length(each.unread) for each in together)
        return [each.row(place) for each in together for place in range(each.held, each.held + length)]

    def _neighbours(self, first: Work, unread: Sequence[Work]) -> list[Work]:
        """A prompt and those beside it, without a gap, that are worth reading with it in one batch."""
        length = self._run_length(first.unread)
        fitting = {each.sequence: each for each in unread if each.unread >= MIN_SHARE * length}
        together = [first]
        for step in (1, -1):
            sequence = first.sequence + step
            while sequence in fitting and (len(together) + 1) * length <= self._step_tokens:
                together.append(fitting[sequence])
                sequence += step
        return sorted(together, key=lambda work: work.sequence)

    def _run_length(self, unread: int) -> int:
        """How much of a prompt to read at once: never so that a lone token is left."""
        most = self._run_tokens
        return min(unread, most - 1 if unread == most + 1 else most)

    def _decode(self, rows: Sequence[Row]) -> bool:
        """False when it was broken off; nothing has changed then."""
        try:
            logits = self._model.decode(rows)
        except Interrupted:
            return False
        by_sequence = {each.sequence: each for each in self._working.values()}
        for row in rows:
            if row.sequence == PREFIX:
                self._prefix_held += 1
            elif row.sequence in by_sequence:
                by_sequence[row.sequence].held += 1
        self._keep_prefix()
        for index, values in logits.items():
            self._take(by_sequence[rows[index].sequence], values)
        return True

    def _keep_prefix(self) -> None:
        """Keeps the beginning for later runs, once it has been read, if it is the same in all of them."""
        if not self._prefix_kept and self._prefix_held == len(self._prefix):
            self._prefix_kept = True
            self._model.remember(PREFIX, self._prefix)

    def _admit(self) -> None:
        """Gives free sequences to waiting requests, once the beginning that they share has been read."""
        while self._waiting and self._free:
            group = self._next_group()
            queue = self._waiting[group]
            if self._model.can_fork and not self._prefix_ready(queue):
                break
            self._begin(queue.popleft())
            self._preferred_turns = self._preferred_turns + 1 if group in self._preferred else 0
            if queue:
                self._waiting.move_to_end(group)
            else:
                del self._waiting[group]
        self._place()

    def _next_group(self) -> int:
        mine = [group for group in self._waiting if group in self._preferred]
        others = [group for group in self._waiting if group not in self._preferred]
        return mine[0] if mine and (self._preferred_turns < PREFERRED_TURNS or not others) else others[0]

    def _prefix_ready(self, queue: deque[Work]) -> bool:
        """Whether the shared beginning of a group's next requests is held; starts reading it if not."""
        tokens = queue[0].tokens
        held = _common(tokens, self._prefix)
        if len(queue) > 1:
            # The first token whose logits are wanted is always read by the request itself.
            shared = min(_common(tokens, queue[1].tokens), queue[0].first_wanted)
            fixed = min(queue[0].fixed, queue[1].fixed)
            if MIN_KEPT_TOKENS <= fixed <= shared < fixed + MIN_SHARED_TOKENS:
                # Words that two sentences happen to begin with would make a beginning that never comes again.
                shared = fixed
            if shared >= held + MIN_SHARED_TOKENS:
                self._change_prefix(tokens[:shared], held, may_be_kept=MIN_KEPT_TOKENS <= shared <= fixed)
        return self._prefix_held == len(self._prefix)

    def _change_prefix(self, prefix: list[int], held: int, *, may_be_kept: bool) -> None:
        """Makes this the shared beginning; `held` of its tokens are those of the old one."""
        self._place()
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

    def _begin(self, work: Work) -> None:
        # The lowest: sequences at work then are neighbours.
        work.sequence = heapq.heappop(self._free)
        shared = min(_common(work.tokens, self._prefix), work.first_wanted) if self._model.can_fork else 0
        work.held = shared if shared >= MIN_SHARED_TOKENS else 0
        work.counted_prompt = work.unread + self._prefix_cost
        self._prefix_cost = 0
        self._working[work.request_id] = work
        self._beginning.append(work)
        self._listener.on_begun(work.request_id)

    def _place(self) -> None:
        """Gives those that have begun what they share with the beginning. Those of like length become neighbours, and
        the shorter ones get less of it, so that all have as much to read."""
        works = sorted(self._beginning, key=lambda work: -work.unread)
        sequences = sorted(work.sequence for work in works)
        longest = 0
        for work, sequence in zip(works, sequences, strict=True):
            work.sequence = sequence
            padding = longest - work.unread
            if 0 < padding <= min(MAX_PADDING, work.held):
                work.held -= padding
            else:
                longest = work.unread
            if work.held:
                self._model.fork(PREFIX, sequence, work.held)
        self._beginning = []

    def _take(self, work: Work, logits: Any) -> None:
        result = work.take(logits)
        if result is not None:
            self._release(work)
            self._listener.on_done(work.request_id, result)
        elif isinstance(work, Writing) and self._clock() - work.told_at >= TEXT_INTERVAL_S:
            work.told_at = self._clock()
            self._listener.on_text(work.request_id, work.text, work.written)

    def _release(self, work: Work) -> None:
        del self._working[work.request_id]
        self._model.forget(work.sequence)
        heapq.heappush(self._free, work.sequence)


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many tokens both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
