"""Reads the header of a GGUF file: enough to name a model and to refuse what is none or is cut off, without
loading it.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. The file is untrusted: every count and length is
checked against what is left of the file before anything is read.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from workers.llm.gguf_tensors import MAX_ALIGNMENT, TensorFault, check_places, read_place

MAGIC: Final = b"GGUF"
VERSIONS: Final = (2, 3)
MAX_ENTRIES: Final = 10_000
MAX_TENSORS: Final = 100_000
MAX_KEY_BYTES: Final = 65_535
MAX_NESTING: Final = 4
CHUNK_BYTES: Final = 1 << 18
"""Of an array of texts, read at once."""
ALIGNMENT: Final = 32
"""Of the data after the header, where the file does not say another."""

_STRING, _ARRAY = 8, 9
_LENGTH: Final = struct.Struct("<Q")
_SCALARS: Final = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}


class GgufError(ValueError):
    """The file is no GGUF, or is cut off; the message says where."""


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What the header says. Sizes are 0 and texts empty where the file does not tell."""

    architecture: str
    name: str
    tensors: int
    context_tokens: int
    layers: int
    embedding: int
    heads: int
    kv_heads: int
    has_chat_template: bool

    @property
    def kv_bytes_per_token(self) -> int:
        """What one token takes in a cache of 16-bit keys and values."""
        if not (self.layers and self.embedding and self.heads):
            return 0
        return 2 * 2 * self.layers * (self.kv_heads or self.heads) * (self.embedding // self.heads)


def read_header(path: Path) -> GgufHeader:
    """Raises GgufError for what is no complete header, OSError when the file cannot be read."""
    if not path.is_file():
        path.stat()  # raises where there is nothing
        raise GgufError("it is no file")  # a pipe would be read for ever
    size = path.stat().st_size
    with path.open("rb") as stream:
        reader = _Reader(stream, size)
        if reader.take(4) != MAGIC:
            raise GgufError("it does not begin like a GGUF file")
        version = reader.number("<I")
        if version not in VERSIONS:
            raise GgufError(f"version {version} is not known")
        tensors, entries = reader.number("<Q"), reader.number("<Q")
        if not 0 < tensors <= MAX_TENSORS or not 0 < entries <= MAX_ENTRIES:
            raise GgufError(f"{tensors} tensors and {entries} entries")
        values = {}
        for _ in range(entries):
            key = reader.text(MAX_KEY_BYTES)
            values[key] = reader.value(reader.number("<I"))
        _check_tensors(reader, tensors, values.get("general.alignment", ALIGNMENT))
    return _header(values, tensors)


def _check_tensors(reader: _Reader, count: int, alignment: object) -> None:
    if not isinstance(alignment, int) or not 0 < alignment <= MAX_ALIGNMENT:
        raise GgufError(f"an alignment of {alignment}")
    try:
        places = [read_place(reader.number, reader.text) for _ in range(count)]
        check_places(places, room=reader.left_from(alignment))
    except TensorFault as error:
        raise GgufError(str(error)) from error


def _header(values: dict[str, Any], tensors: int) -> GgufHeader:
    architecture = values.get("general.architecture")
    if not isinstance(architecture, str) or not architecture:
        raise GgufError("it names no architecture")

    def number(key: str) -> int:
        found = values.get(f"{architecture}.{key}")
        return found if isinstance(found, int) and 0 < found < 2**40 else 0

    name = values.get("general.name")
    return GgufHeader(
        architecture=architecture,
        name=name if isinstance(name, str) else "",
        tensors=tensors,
        context_tokens=number("context_length"),
        layers=number("block_count"),
        embedding=number("embedding_length"),
        heads=number("attention.head_count"),
        kv_heads=number("attention.head_count_kv"),
        has_chat_template=isinstance(values.get("tokenizer.chat_template"), str),
    )


class _Reader:
    """Reads from a file and never past its end; arrays are skipped, not kept."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._size = self._left = size

    def left_from(self, alignment: int) -> int:
        """How much of the file comes after the next multiple of this; negative where there is none."""
        return self._left - -(self._size - self._left) % alignment

    def take(self, count: int) -> bytes:
        if count > self._left:
            raise GgufError("it is cut off")
        self._left -= count
        data = self._stream.read(count)
        if len(data) < count:
            raise GgufError("it is cut off")
        return data

    def number(self, form: str) -> int:
        return int(struct.unpack(form, self.take(struct.calcsize(form)))[0])

    def text(self, max_bytes: int) -> str:
        length = self.number("<Q")
        if length > max_bytes:
            raise GgufError(f"a text of {length} bytes")
        return self.take(length).decode("utf-8", "replace")

    def value(self, kind: int, depth: int = 0) -> Any:
        if kind in _SCALARS:
            return struct.unpack(_SCALARS[kind], self.take(struct.calcsize(_SCALARS[kind])))[0]
        if kind == _STRING:
            return self.text(self._left)
        if kind == _ARRAY and depth < MAX_NESTING:
            return self._skip_array(depth)
        raise GgufError(f"a value of unknown kind {kind}")

    def _skip_array(self, depth: int) -> None:
        kind, count = self.number("<I"), self.number("<Q")
        if kind in _SCALARS:
            self._skip(count * struct.calcsize(_SCALARS[kind]))
            return
        if count * 8 > self._left:
            raise GgufError(f"an array of {count} items")
        if kind == _STRING:
            self._skip_texts(count)
            return
        for _ in range(count):
            self.value(kind, depth + 1)

    def _skip_texts(self, count: int) -> None:
        """A vocabulary has a hundred thousand of them: read one by one they would keep Python's lock for a tenth of a
        second, for which the window would stand still."""
        left, chunk, at = self._left, b"", 0
        for _ in range(count):
            if at + 8 > len(chunk):
                self._stream.seek(self._size - left)
                chunk, at = self._stream.read(CHUNK_BYTES), 0
                if len(chunk) < 8:
                    raise GgufError("it is cut off")
            taken = 8 + _LENGTH.unpack_from(chunk, at)[0]
            if taken > left:
                raise GgufError("it is cut off")
            left -= taken
            at += taken
        self._left = left
        self._stream.seek(self._size - left)

    def _skip(self, count: int) -> None:
        if count > self._left:
            raise GgufError("it is cut off")
        self._left -= count
        self._stream.seek(count, 1)
