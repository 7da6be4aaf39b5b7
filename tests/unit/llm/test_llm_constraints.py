"""Texts that are held to a source have its words in its order and nothing else but joints."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest

from workers.llm.constraints import BadConstraint, Pieces, SourceOrder, SourceRule

SOURCE = "The cat, which was black, sat on the mat; the mat (Müller 2019) lay in the hall."
JOINTS = ("and", "is")
TOKENS = [
    b"",  # ends a text
    *(bytes([byte]) for byte in range(256)),
    *(
        b"The",
        b" cat",
        b" dog",
        b" sat",
        b" on",
        b" the",
        b" mat",
        b" m",
        b"at",
        b"s",
        b" black",
        b" and",
        b" an",
        b"d",
    ),
]
"""Every byte, so that nothing is a dead end, and some longer ones."""
END = 0
LIKELY = range(257, len(TOKENS))


def rule(source: str = SOURCE, joints: tuple[str, ...] = JOINTS) -> SourceRule:
    return SourceRule(Pieces(TOKENS), [END], SourceOrder(source, joints))


def is_allowed(text: str, *, source: str = SOURCE, joints: tuple[str, ...] = JOINTS) -> bool:
    """Whether the text can be written byte by byte and then ended."""
    held = rule(source, joints)
    for byte in text.encode():
        if byte + 1 not in held.allowed():
            return False
        held.accept(byte + 1)
    return END in held.allowed()


@pytest.mark.parametrize(
    "text",
    [
        "The cat sat on the mat.",
        "the cat sat",
        "Cat sat on the mat",
        "The cat is black",
        "The mat (Müller 2019) lay",
        "The mat and the hall.",
        "Müller",
        "The cat, which was black, sat on the mat; the mat (Müller 2019) lay in the hall.",
    ],
)
def test_words_of_the_source_in_their_order_may_be_written(text: str) -> None:
    assert is_allowed(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The dog sat",
        "The black cat",  # another order
        "The cat cat",
        "The ca",
        "The cat and",
        "The cat and is black",
        "The cat  sat",
        "The cat sat ",
        "Thecat",
        "The cat sat, on, the hall, mat",
        "The cat,, sat",
        "hall. The",
        "The mat Muller",
        "The cat\n",
    ],
)
def test_nothing_else_may_be_written(text: str) -> None:
    assert not is_allowed(text)


def test_a_script_without_spaces_is_held_letter_by_letter() -> None:
    assert is_allowed("记忆信息", source="记忆是大脑的信息", joints=())
    assert not is_allowed("信息记忆", source="记忆是大脑的信息", joints=())


@pytest.mark.parametrize("seed", range(20))
def test_whatever_a_model_prefers_its_text_is_held_to_the_source(seed: int) -> None:
    generator = np.random.default_rng(seed)
    held, text = rule(), b""
    for _ in range(60):
        logits = generator.normal(size=len(TOKENS))
        logits[list(LIKELY)] += 3
        logits[END] -= 2
        token = held.choose(logits)
        assert token is not None
        if token == END:
            break
        held.accept(token)
        text += TOKENS[token]
    words = re.findall(r"\w+", text.decode())
    source = [word.lower() for word in re.findall(r"\w+", SOURCE)]
    place = 0
    for word in words[:-1]:
        if word in JOINTS:
            continue
        place = source.index(word.lower(), place) + 1


def test_the_likeliest_of_the_allowed_tokens_is_chosen() -> None:
    logits = np.zeros(len(TOKENS))
    logits[TOKENS.index(b" dog")] = 9
    logits[TOKENS.index(b"The")] = 5
    logits[END] = 7
    assert rule().choose(logits) == TOKENS.index(b"The")


def test_all_spellings_of_a_word_are_allowed() -> None:
    held = rule()
    held.accept(TOKENS.index(b"The"))
    allowed = {TOKENS[token] for token in held.allowed()}
    assert {b" cat", b" sat", b" m", b" an", b" and", b" ", b","} <= allowed
    assert b" dog" not in allowed


@pytest.mark.parametrize("seed", range(10))
def test_the_search_finds_what_trying_every_token_finds(seed: int) -> None:
    generator = random.Random(seed)
    held, order = rule(), SourceOrder(SOURCE, JOINTS)
    states = order.begin
    for _ in range(generator.randrange(12)):
        tokens = [token for token in held.allowed() if token != END]
        token = generator.choice([token for token in tokens if token in LIKELY] or tokens)
        held.accept(token)
        for byte in TOKENS[token]:
            states = order.step(states, byte)

    def fits(piece: bytes) -> bool:
        after = states
        for byte in piece:
            after = order.step(after, byte)
        return bool(after)

    tried = [
        token for token, piece in enumerate(TOKENS) if (piece and fits(piece)) or (not piece and order.is_whole(states))
    ]
    assert held.allowed() == tried


@pytest.mark.parametrize("source", ["", "  ", "...", "()"])
def test_a_source_without_words_is_refused(source: str) -> None:
    with pytest.raises(BadConstraint):
        SourceOrder(source, ())
