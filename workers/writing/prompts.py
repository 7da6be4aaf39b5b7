"""What the model is asked. The examples come first and are the same for every request of a language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from resources import read_text
from workers.llm.protocol import GenerationRequest, Message, Role
from workers.writing.plan import SectionPlan

LANGUAGES: Final = ("en", "de", "fr", "es", "zh")
ANSWER_MAX_TOKENS: Final = 96
MAX_TOKENS: Final = 64
"""For one sentence that is shorter than the one it comes from; Chinese takes about a token a character."""
STOP: Final = ("\n",)


@cache
def few_shot_for(language: str) -> tuple[Message, ...]:
    """The examples of shortening in a language; empty for a language in which none are written."""
    return _messages(f"prompts/shorten.{language}.txt") if language in LANGUAGES else ()


@cache
def answer_examples_for(language: str) -> tuple[Message, ...]:
    """The examples of answering from passages; English ones where a language has none."""
    return _messages(f"prompts/answer.{language if language in LANGUAGES else 'en'}.txt")


def rewrite_requests(few_shot: tuple[Message, ...], section: SectionPlan) -> Iterator[tuple[int, GenerationRequest]]:
    """(index of the point, request) for each point of a section that the model is worth asking about."""
    for index, draft in enumerate(section.points):
        if draft.prompt and few_shot:
            question = Message(Role.USER, draft.point.text)
            yield (
                index,
                GenerationRequest(
                    messages=(*few_shot, question), max_tokens=MAX_TOKENS, stop=STOP, fixed=len(few_shot)
                ),
            )


def answer_messages(question: str, passages: list[str], language: str) -> tuple[Message, ...]:
    """The prompt for an answer in one sentence, from the passages alone."""
    text = "\n".join(passages)
    return (*answer_examples_for(language), Message(Role.USER, f"{text}\n\n{question}"))


def _messages(name: str) -> tuple[Message, ...]:
    """Reads a prompt: paragraphs, each opened by a role in square brackets on a line of its own."""
    messages: list[Message] = []
    for part in ("\n" + read_text(name).strip()).split("\n[")[1:]:
        role, _, content = part.partition("]\n")
        messages.append(Message(Role(role), content.strip()))
    return tuple(messages)
