"""Chat templates as they come in model files."""

from __future__ import annotations

import pytest
from jinja2 import TemplateError

from workers.llm.protocol import Message, Role
from workers.llm.templates import ChatTemplate

CHAT = (
    Message(Role.SYSTEM, "Be short."),
    Message(Role.USER, "One?"),
    Message(Role.ASSISTANT, "One."),
    Message(Role.USER, "Two?"),
)
TURNS = "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}</s>{% endfor %}"
OPENING = "{% if add_generation_prompt %}<assistant>{% endif %}"


def written(template: str) -> str:
    return ChatTemplate(template, bos="<s>", eos="</s>").prompt(CHAT)


def test_a_model_without_template_gets_plain_text() -> None:
    assert written("") == "Be short.\n\nOne?\n\nOne.\n\nTwo?\n"


def test_all_roles_are_written_as_the_template_says() -> None:
    assert written(TURNS + OPENING) == (
        "<system>Be short.</s><user>One?</s><assistant>One.</s><user>Two?</s><assistant>"
    )


def test_a_template_without_system_messages_gets_them_with_the_first_question() -> None:
    refusing = "{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system role') }}{% endif %}" + TURNS
    assert written(refusing) == "<user>Be short.\n\nOne?</s><assistant>One.</s><user>Two?</s>"


def test_a_template_that_takes_no_chat_at_all_is_told_as_such() -> None:
    with pytest.raises(ValueError, match="refuses"):
        written("{{ messages[0]['content'].nothing.at_all }}")


def test_a_template_that_is_none_is_told_as_such() -> None:
    with pytest.raises(TemplateError):
        written("{% if %}")


def test_a_model_that_can_think_aloud_is_asked_not_to() -> None:
    assert written("{% if enable_thinking %}<think>{% else %}short{% endif %}") == "short"
    assert written(OPENING + "<think>\n") == "<assistant><think>\n\n</think>\n\n"
