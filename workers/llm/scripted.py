"""A language model without weights: answers from a function, at once and always the same. For tests and demos."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from app.cancel import CancelToken
from workers.llm.protocol import Completion, FinishReason, GenerationRequest, OnText, Request, Score, ScoreRequest


def echo(request: GenerationRequest) -> str:
    """The last message again: a model that adds nothing."""
    return request.messages[-1].content


class ScriptedModel:
    """Writes what `answer` says for each request; `asked` and `scored` keep the requests. Belongs to one thread."""

    name = "scripted"

    def __init__(
        self,
        answer: Callable[[GenerationRequest], str] = echo,
        *,
        likelihood: Callable[[ScoreRequest], float] = lambda _request: -1.0,
        fingerprint: str = "scripted-1",
    ) -> None:
        """`likelihood` is that of each word of a text to score, as a logarithm."""
        self._answer = answer
        self._likelihood = likelihood
        self.fingerprint = fingerprint
        self.asked: list[GenerationRequest] = []
        self.scored: list[ScoreRequest] = []

    def prepare(self) -> None:
        """It is always ready."""

    def generate(
        self, requests: Sequence[GenerationRequest], *, cancel: CancelToken, on_text: OnText | None = None
    ) -> Iterator[tuple[int, Completion]]:
        """As `LanguageModel.generate`; a token is a word here."""
        for index, request in enumerate(requests):
            yield index, self._write(index, request, cancel, on_text)

    def score(self, requests: Sequence[ScoreRequest], *, cancel: CancelToken) -> Iterator[tuple[int, Score]]:
        """As `LanguageModel.score`."""
        for index, request in enumerate(requests):
            yield index, self._weigh(request, cancel)

    def work(
        self, requests: Sequence[Request], *, cancel: CancelToken, on_text: OnText | None = None
    ) -> Iterator[tuple[int, Completion | Score]]:
        """As `LanguageModel.work`."""
        for index, request in enumerate(requests):
            if isinstance(request, ScoreRequest):
                yield index, self._weigh(request, cancel)
            else:
                yield index, self._write(index, request, cancel, on_text)

    def _write(self, index: int, request: GenerationRequest, cancel: CancelToken, on_text: OnText | None) -> Completion:
        cancel.check()
        self.asked.append(request)
        words = self._answer(request).split()
        text = " ".join(words[: request.max_tokens])
        if on_text:
            on_text(index, text)
        finish = FinishReason.LENGTH if len(words) > request.max_tokens else FinishReason.END
        return Completion(text, finish, _words_of(request), min(len(words), request.max_tokens))

    def _weigh(self, request: ScoreRequest, cancel: CancelToken) -> Score:
        cancel.check()
        self.scored.append(request)
        return Score((self._likelihood(request),) * len(request.text.split()), _words_of(request))


def _words_of(request: Request) -> int:
    return sum(len(message.content.split()) for message in request.messages)
