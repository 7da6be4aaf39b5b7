"""A reader of quizzes: a language model that is asked each question with nothing beside it, and with what it cites."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.cancel import CancelToken
from workers.llm.engine import Engine
from workers.llm.model_files import resolve
from workers.llm.protocol import LanguageModel, Message, Role, ScoreRequest

PROMPT: Final = Message(Role.SYSTEM, "Answer the question.")


@dataclass(frozen=True, slots=True)
class Shares:
    """Of all questions, the shares that a reader answers rightly: with nothing beside them, and with what they cite."""

    blind: float
    told: float


def read_quizzes(notes: Path, reader: str | None = None) -> Shares:
    """How a model answers the quizzes in a folder of exported notes; chance is 0.25. `reader` is a GGUF file, the
    embedded model where none is named."""
    quizzes = [json.loads(path.read_text(encoding="utf-8"))["note"]["quiz"] for path in sorted(notes.glob("*.json"))]
    questions = [question for quiz in quizzes for question in quiz]
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(resolve(reader, Path(folder)))
        try:
            return answered(questions, engine)
        finally:
            engine.close()


def answered(questions: Sequence[Any], model: LanguageModel) -> Shares:
    """Unread, a reader takes the choice whose tokens are likeliest; with what the question cites, the one whose
    likelihood gains most from seeing that."""
    unread = _likelihoods(questions, model, with_page=False)
    read = _likelihoods(questions, model, with_page=True)
    gains = [[seen - blind for seen, blind in zip(*both, strict=True)] for both in zip(read, unread, strict=True)]
    return Shares(_share_right(questions, unread), _share_right(questions, gains))


def _likelihoods(questions: Sequence[Any], model: LanguageModel, *, with_page: bool) -> list[list[float]]:
    """For each choice of each question."""
    requests = [
        ScoreRequest(messages=(PROMPT, Message(Role.USER, _asked(question, with_page=with_page))), text=choice, fixed=1)
        for question in questions
        for choice in question["choices"]
    ]
    scores = dict(model.score(requests, cancel=CancelToken()))
    found = iter([scores[number].per_token for number in range(len(requests))])
    return [[next(found) for _choice in question["choices"]] for question in questions]


def _share_right(questions: Sequence[Any], preferred: Sequence[Sequence[float]]) -> float:
    right = [
        likely.index(max(likely)) == question["answerIndex"]
        for question, likely in zip(questions, preferred, strict=True)
    ]
    return sum(right) / len(right) if right else 0.0


def _asked(question: Any, *, with_page: bool) -> str:
    quotes = [citation["quote"] for citation in question["citations"]] if with_page else []
    return "\n\n".join([*quotes, question["question"]])
