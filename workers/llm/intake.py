"""Where requests come in: each becomes work and joins the first queue whose lanes have room for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from workers.llm.batching import Listener
from workers.llm.protocol import Completion, FinishReason, GenerationRequest, Message, Score, ScoreRequest
from workers.llm.sequences import common
from workers.llm.waiting import Waiting
from workers.llm.work import Scoring, Vocabulary, Work, Writing


class Reader(Vocabulary, Protocol):
    """What requests are read with; `workers.llm.native.NativeModel` is one."""

    can_fork: bool


class Queue(NamedTuple):
    """A queue and the room of a sequence in its lanes, in tokens."""

    room: int
    waiting: Waiting


class Intake:
    """Belongs to one thread."""

    def __init__(self, model: Reader, listener: Listener, queues: Sequence[Queue]) -> None:
        """The last of the queues has room for all that the model has room for."""
        self._model = model
        self._listener = listener
        self._queues = queues
        self._fixed: dict[tuple[Message, ...], list[int]] = {}

    def add(self, request_id: int, group: int, request: GenerationRequest, *, written: Sequence[int] = ()) -> None:
        """Queues a text, of which `written` is known already. One that has no room in the context ends at once, empty
        and marked as cut off. Raises BadConstraint."""
        tokens = self._model.prompt_tokens(request.messages)
        if not tokens or len(tokens) + len(written) >= self._model.context_tokens:
            self._listener.on_done(request_id, Completion("", FinishReason.LENGTH, 0, 0))
            return
        work = Writing(request_id, group, request, self._model, prompt=tokens, written=written)
        work.fixed = self._fixed_tokens(request, tokens)
        self._lay(work, len(tokens) + request.max_tokens)

    def add_score(self, request_id: int, group: int, request: ScoreRequest) -> None:
        """Queues a text to be scored. One that has no room in the context ends at once, with an empty score."""
        prompt = self._model.prompt_tokens(request.messages)
        text = self._model.continuation_tokens(request.text)
        if not prompt or not text or len(prompt) + len(text) > self._model.context_tokens:
            self._listener.on_done(request_id, Score((), 0))
            return
        work = Scoring(request_id, group, prompt=prompt, text=text)
        work.fixed = self._fixed_tokens(request, prompt)
        self._lay(work, len(prompt) + len(text))

    def prefer(self, groups: Iterable[int]) -> None:
        """As `Waiting.prefer`."""
        for queue in self._queues:
            queue.waiting.prefer(groups)

    def drop(self, request_ids: Sequence[int]) -> None:
        """As `Waiting.drop`."""
        for queue in self._queues:
            queue.waiting.drop(request_ids)

    def _lay(self, work: Work, tokens: int) -> None:
        """`tokens` is the most that it may need: which lane it comes to must not decide where a text is cut off."""
        *shorter, longest = self._queues
        chosen = next((queue for queue in shorter if tokens <= queue.room), longest)
        chosen.waiting.add(work)

    def _fixed_tokens(self, request: GenerationRequest | ScoreRequest, tokens: list[int]) -> int:
        fixed = request.messages[: request.fixed]
        if not (fixed and self._model.can_fork):
            return 0
        if fixed not in self._fixed:
            self._fixed[fixed] = self._model.prompt_tokens(fixed)
        return common(self._fixed[fixed], tokens)
