"""A reader of quizzes who has not read the document: the embedded model, asked each question with nothing beside it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from app.cancel import CancelToken
from workers.llm.engine import Engine
from workers.llm.model_files import resolve
from workers.llm.protocol import LanguageModel, Message, Role, ScoreRequest

PROMPT: Final = Message(Role.SYSTEM, "Answer the question.")


def blind_share(notes: Path) -> float:
    """Of all quiz questions in a folder of exported notes, the share that the model answers rightly; chance is 0.25."""
    quizzes = [json.loads(path.read_text(encoding="utf-8"))["note"]["quiz"] for path in sorted(notes.glob("*.json"))]
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(resolve(None, Path(folder)))
        try:
            return answered([question for quiz in quizzes for question in quiz], engine)
        finally:
            engine.close()


def answered(questions: Sequence[Any], model: LanguageModel) -> float:
    """The share of questions whose right choice is, token for token, the likeliest answer."""
    if not questions:
        return 0.0
    requests = [
        ScoreRequest(messages=(PROMPT, Message(Role.USER, question["question"])), text=choice, fixed=1)
        for question in questions
        for choice in question["choices"]
    ]
    scores = dict(model.score(requests, cancel=CancelToken()))
    right, place = 0, 0
    for question in questions:
        likely = [scores[place + index].per_token for index in range(len(question["choices"]))]
        right += likely.index(max(likely)) == question["answerIndex"]
        place += len(likely)
    return right / len(questions)
