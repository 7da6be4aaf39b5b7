"""How a model wants a chat to be written: by the template in its file, or plainly where it has none.

A template is a program that came with an untrusted file; only the llm child runs it, in jinja2's immutable sandbox.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, Final

from jinja2 import TemplateError
from llama_cpp.llama_chat_format import Jinja2ChatFormatter

from workers.llm.protocol import Message, Role

THINKING: Final = "<think>"
DONE_THINKING: Final = "\n\n</think>\n\n"
"""Behind a prompt that makes the model think aloud: for one sentence there is no room for that."""

_REFUSALS: Final = (TemplateError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
"""What a template may raise, also by its own `raise_exception`."""

logger = logging.getLogger(__name__)


class ChatTemplate:
    """Writes prompts for one model."""

    def __init__(self, template: str, *, bos: str, eos: str) -> None:
        """`template` is empty for a model without one; `bos` and `eos` begin and end its texts. Raises TemplateError
        for one that is no template."""
        self._formatter = Jinja2ChatFormatter(template, bos_token=bos, eos_token=eos) if template else None

    def prompt(self, messages: Sequence[Message]) -> str:
        """The text after which the model gives its answer. Raises ValueError where the template takes no such chat.

        A template that knows no system message gets its words at the beginning of the first question.
        """
        if self._formatter is None:
            return plain(messages)
        try:
            return self._written(messages)
        except _REFUSALS as refusal:
            logger.info("the chat template refuses a system message: %s", type(refusal).__name__)
        try:
            return self._written(folded(messages))
        except _REFUSALS as refusal:
            raise ValueError("the chat template refuses a plain chat") from refusal

    def _written(self, messages: Sequence[Message]) -> str:
        assert self._formatter is not None
        turns: Any = [{"role": message.role.value, "content": message.content} for message in messages]
        text = str(self._formatter(messages=turns, enable_thinking=False).prompt)
        return text.rstrip() + DONE_THINKING if text.rstrip().endswith(THINKING) else text


def plain(messages: Sequence[Message]) -> str:
    """A prompt for a model without a template: a base model goes on where the text stops."""
    return "\n".join(f"{message.content}\n" for message in messages if message.content)


def folded(messages: Sequence[Message]) -> list[Message]:
    """The same chat without system messages: their words open the question that follows them."""
    found: list[Message] = []
    before: list[str] = []
    for message in messages:
        if message.role is Role.SYSTEM:
            before.append(message.content)
        elif message.role is Role.USER and before:
            found.append(Message(Role.USER, "\n\n".join([*before, message.content])))
            before = []
        else:
            found.append(message)
    return found
