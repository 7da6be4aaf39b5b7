"""What the model is asked. The examples come first and are the same for every request of a language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from resources import read_text
from workers.llm.protocol import Constraint, GenerationRequest, Message, Role
from workers.writing.lexicon import lexicon_for
from workers.writing.plan import NotePlan, SectionPlan
from workers.writing.readable import word_count
from workers.writing.ways import Way

LANGUAGES: Final = ("en", "de", "fr", "es", "zh")
ANSWER_MAX_TOKENS: Final = 96
MAX_TOKENS: Final = 64
"""For one sentence that is shorter than the one it comes from; Chinese takes about a token a character."""
STOP: Final = ("\n",)
LONG_WORDS: Final = 18
"""A point of more words is worth asking any model about."""


@cache
def few_shot_for(language: str) -> tuple[Message, ...]:
    """The examples of shortening in a language; empty for a language in which none are written."""
    return _messages(f"prompts/shorten.{language}.txt") if language in LANGUAGES else ()


@cache
def answer_examples_for(language: str) -> tuple[Message, ...]:
    """The examples of answering from passages; English ones where a language has none."""
    return _messages(f"prompts/answer.{language if language in LANGUAGES else 'en'}.txt")


def rewrite_requests(
    plan: NotePlan, section: SectionPlan, ways: Sequence[Way]
) -> Iterator[tuple[int, Way, GenerationRequest]]:
    """(index of the point, way, request) for each point of a section that the model is worth asking about.

    A model that is good for several ways is asked about points of middle length too.
    """
    lexicon = lexicon_for(plan.language)
    for index, draft in enumerate(section.points):
        if draft.prompt and plan.few_shot and (len(ways) > 1 or word_count(draft.point.text, lexicon) > LONG_WORDS):
            for way in ways:
                yield index, way, shortening(plan.few_shot, draft.point.text, way)


def shortening(few_shot: tuple[Message, ...], text: str, way: Way) -> GenerationRequest:
    """The request for a shorter wording of a sentence."""
    return GenerationRequest(
        messages=(*few_shot, Message(Role.USER, text)),
        max_tokens=MAX_TOKENS,
        stop=STOP,
        fixed=len(few_shot),
        constraint=Constraint(source=text) if way is Way.HELD else None,
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
