"""GGUF headers: honest ones are read, all others are refused without reading past the end."""

from __future__ import annotations

import os
import random
import struct
from pathlib import Path
from typing import Any

import pytest

from workers.llm.gguf import CHUNK_BYTES, GgufError, read_header


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def entry(key: str, value: Any) -> bytes:
    if isinstance(value, str):
        return text(key) + struct.pack("<I", 8) + text(value)
    if isinstance(value, list):
        return text(key) + struct.pack("<IIQ", 9, 8, len(value)) + b"".join(map(text, value))
    return text(key) + struct.pack("<II", 4, value)


def tensor(name: str, *, at: int, shape: tuple[int, ...] = (8,), form: int = 0) -> bytes:
    return text(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, form, at)


TENSORS = tuple(tensor(f"t{number}", at=32 * number) for number in range(3))
"""Of 32 bytes each."""


def gguf(
    values: dict[str, Any],
    *,
    infos: tuple[bytes, ...] = TENSORS,
    tensors: int | None = None,
    version: int = 3,
    entries: int | None = None,
) -> bytes:
    """A whole file; the counts may be made to lie."""
    counts = (len(infos) if tensors is None else tensors, len(values) if entries is None else entries)
    head = b"GGUF" + struct.pack("<IQQ", version, *counts)
    head += b"".join(entry(key, value) for key, value in values.items()) + b"".join(infos)
    return head + bytes(-len(head) % 32) + bytes(32 * len(infos))


VALUES = {
    "general.architecture": "llama",
    "general.name": "Tiny",
    "tokenizer.ggml.tokens": ["a", "b", "ü"],
    "llama.context_length": 2048,
    "llama.block_count": 30,
    "llama.embedding_length": 576,
    "llama.attention.head_count": 9,
    "llama.attention.head_count_kv": 3,
    "tokenizer.chat_template": "{{ x }}",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "model.gguf"


def test_an_honest_header_is_read(path: Path) -> None:
    path.write_bytes(gguf(VALUES) + b"\0" * 64)
    header = read_header(path)
    assert (header.architecture, header.name, header.context_tokens, header.has_chat_template) == (
        "llama",
        "Tiny",
        2048,
        True,
    )
    assert header.kv_bytes_per_token == 2 * 2 * 30 * 3 * 64


def test_a_vocabulary_larger_than_what_is_read_at_once_is_skipped(path: Path) -> None:
    # Of all lengths, and one longer than a chunk: their counts lie before, across and behind its end.
    words = ["x" * (number % 97) for number in range(20_000)] + ["y" * (2 * CHUNK_BYTES)] + ["z"] * 20_000
    path.write_bytes(gguf({"tokenizer.ggml.tokens": words, **VALUES}))
    assert read_header(path).name == "Tiny"
    path.write_bytes(gguf({"tokenizer.ggml.tokens": words})[: CHUNK_BYTES + CHUNK_BYTES // 2])
    with pytest.raises(GgufError):
        read_header(path)


@pytest.mark.parametrize("cut", range(0, len(gguf(VALUES)), 7))
def test_a_file_cut_anywhere_is_refused(path: Path, cut: int) -> None:
    path.write_bytes(gguf(VALUES)[:cut])
    with pytest.raises(GgufError):
        read_header(path)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04" + b"\0" * 100,
        gguf(VALUES, version=99),
        gguf(VALUES, tensors=2**40),
        gguf(VALUES, entries=2**60),
        gguf({"general.name": "no architecture"}),
        b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + struct.pack("<Q", 2**63) + b"key",
        b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + text("k") + struct.pack("<IIQ", 9, 4, 2**62),
        b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + text("k") + struct.pack("<I", 77),
    ],
)
def test_what_is_no_model_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(GgufError):
        read_header(path)


@pytest.mark.parametrize(
    "infos",
    [
        (tensor("a", at=0), tensor("b", at=16)),
        (tensor("a", at=0), tensor("a", at=32)),
        (tensor("a", at=64),),
        (tensor("a", at=0, shape=(9,)),),
        (tensor("a", at=0, shape=(2**33, 2**33)),),
        (tensor("a", at=0, shape=(0,)),),
        (tensor("a", at=0, shape=(1, 1, 1, 1, 1)),),
        (tensor("a", at=2**63),),
        (tensor("a" * 200, at=0),),
    ],
)
def test_tensors_that_contradict_each_other_or_the_file_are_refused(path: Path, infos: tuple[bytes, ...]) -> None:
    path.write_bytes(gguf(VALUES, infos=infos))
    with pytest.raises(GgufError):
        read_header(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_is_refused_and_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.gguf")
    with pytest.raises(GgufError):
        read_header(tmp_path / "pipe.gguf")


def test_random_damage_is_refused_or_read_but_never_more(path: Path) -> None:
    generator = random.Random(7)
    for _ in range(300):
        content = bytearray(gguf(VALUES))
        for _ in range(4):
            content[generator.randrange(len(content))] = generator.randrange(256)
        path.write_bytes(content)
        try:
            read_header(path)
        except GgufError:
            continue
