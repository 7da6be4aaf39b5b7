"""Makes files that only look like models and tries each as a student would add it: `hostile_models.py [FOLDER]`.

Prints a table (file, seconds, outcome) and fails when one was taken for a model, took too long, or ended without a
sentence. What is broken in each is made from the embedded model, whose weights are left out where they do not matter.
"""

from __future__ import annotations

import os
import random
import struct
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import ErrorCode, StudyleafError
from workers.llm.gguf import ALIGNMENT, _Reader
from workers.llm.model_files import add_model, embedded_model
from workers.llm.probe import probe

MAX_SECONDS = 10.0
HUGE = 2**31 - 1


@dataclass(frozen=True)
class Original:
    """The embedded model's header, and the size of the weights after it."""

    header: bytes
    weights: int

    def with_number(self, key: str, value: int) -> bytes:
        """The header with another number under a key."""
        place = self.header.index(key.encode()) + len(key) + 4
        return self.header[:place] + struct.pack("<I", value & 0xFFFFFFFF) + self.header[place + 4 :]

    def with_text(self, key: str, value: str) -> bytes:
        """The header with another text under a key."""
        place = self.header.index(key.encode()) + len(key) + 4
        (length,) = struct.unpack_from("<Q", self.header, place)
        new = value.encode()
        return self.header[:place] + struct.pack("<Q", len(new)) + new + self.header[place + 8 + length :]

    def with_tensor(
        self, name: str, *, sizes: tuple[int, int] | None = None, form: int | None = None, offset: int | None = None
    ) -> bytes:
        """The header with something else said of a tensor of two dimensions."""
        place = self.header.index(struct.pack("<Q", len(name)) + name.encode()) + 8 + len(name) + 4
        old = struct.unpack_from("<QQIQ", self.header, place)
        new = (*(sizes or old[:2]), old[2] if form is None else form, old[3] if offset is None else offset)
        return self.header[:place] + struct.pack("<QQIQ", *new) + self.header[place + 28 :]


@dataclass(frozen=True)
class Outcome:
    """How trying a file ended."""

    name: str
    seconds: float
    error: StudyleafError | None

    @property
    def faults(self) -> list[str]:
        found = []
        if self.error is None:
            found.append("was taken for a model")
        elif self.error.code in (ErrorCode.INTERNAL, ErrorCode.ENGINE_FAILED) or "…" in self.error.sentence:
            found.append("ended with an error that does not say what it is")
        if self.seconds > MAX_SECONDS:
            found.append(f"took {self.seconds:.0f} s")
        return found


def read_original() -> Original:
    model = embedded_model()
    assert model is not None
    with model.path.open("rb") as stream:
        reader = _Reader(stream, model.size_bytes)
        reader.take(8)
        tensors, entries = reader.number("<Q"), reader.number("<Q")
        for _ in range(entries):
            reader.text(1 << 16)
            reader.value(reader.number("<I"))
        for _ in range(tensors):
            reader.text(1 << 16)
            reader.take(8 * reader.number("<I") + 12)
        end = model.size_bytes - reader._left
        stream.seek(0)
        header = stream.read(end)
    return Original(header, model.size_bytes - end - -end % ALIGNMENT)


def make_all(folder: Path) -> list[Path]:
    """Writes the files, and what is no file, into an empty folder; returns their paths in the order of their names."""
    original = read_original()
    for make in (_cut, _noise, _lies, _wrong_numbers, _wrong_tensors, _templates):
        for name, content in make(original):
            (folder / f"{name}.gguf").write_bytes(content[:-1])
            # The weights are a hole in the file: they read as zeros and take no room.
            with (folder / f"{name}.gguf").open("ab") as stream:
                stream.write(content[-1:])
                if make in (_wrong_numbers, _wrong_tensors, _templates):
                    stream.truncate(len(content) + -len(content) % ALIGNMENT + original.weights)
    with zipfile.ZipFile(folder / "zip-renamed.gguf", "w") as archive:
        archive.writestr("model.gguf", original.header)
    (folder / "a-folder.gguf").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "a-pipe.gguf")
    return sorted(folder.iterdir())


Made = Iterator[tuple[str, bytes]]


def _cut(original: Original) -> Made:
    header = original.header
    for share in (0.0001, 0.01, 0.3, 0.6, 0.9, 0.999):
        yield f"cut-at-{share}", header[: int(len(header) * share)]
    yield "cut-before-the-weights", header
    yield "cut-in-the-weights", header + bytes(-len(header) % ALIGNMENT) + bytes(5_000_000)
    yield "empty", b""


def _noise(original: Original) -> Made:
    noise = random.Random(30).randbytes(1_000_000)
    yield "noise", noise
    yield "noise-after-the-magic", b"GGUF" + noise
    yield "noise-after-the-counts", original.header[:24] + noise
    yield "noise-in-the-header", original.header[:200_000] + noise[:1000] + original.header[201_000:]


def _lies(original: Original) -> Made:
    start = b"GGUF" + struct.pack("<I", 3)
    key = struct.pack("<Q", 1) + b"k"
    yield "huge-count-of-tensors", start + struct.pack("<QQ", 2**62, 1) + original.header[24:]
    yield "huge-count-of-entries", start + struct.pack("<QQ", 1, 2**62) + original.header[24:]
    yield "huge-key", start + struct.pack("<QQQ", 1, 1, 2**63) + b"k"
    yield "huge-text", start + struct.pack("<QQ", 1, 1) + key + struct.pack("<IQ", 8, 2**63) + b"text"
    yield "huge-array", start + struct.pack("<QQ", 1, 1) + key + struct.pack("<IIQ", 9, 10, 2**61)
    yield (
        "nested-arrays",
        start + struct.pack("<QQ", 1, 1) + key + struct.pack("<I", 9) + struct.pack("<IQ", 9, 1) * 9999,
    )
    yield "unknown-version", original.header.replace(start, b"GGUF" + struct.pack("<I", 99), 1)


def _wrong_numbers(original: Original) -> Made:
    yield "unknown-architecture", original.with_text("general.architecture", "llamb")
    yield "billions-of-layers", original.with_number("llama.block_count", HUGE)
    yield "no-heads", original.with_number("llama.attention.head_count", 0)
    yield "heads-that-do-not-divide", original.with_number("llama.attention.head_count", 7)
    yield "wide-embedding", original.with_number("llama.embedding_length", HUGE)
    yield "name-of-a-hundred-megabytes", original.with_text("general.name", "x" * 100_000_000)
    yield "all-weights-zero", original.header


def _wrong_tensors(original: Original) -> Made:
    name = "blk.3.ffn_up.weight"
    yield "overlapping-tensors", original.with_tensor(name, offset=0)
    yield "tensor-beyond-the-end", original.with_tensor(name, offset=2**40)
    yield "tensor-of-another-shape", original.with_tensor(name, sizes=(1536, 576))
    yield "tensor-of-huge-shape", original.with_tensor(name, sizes=(2**32, 2**32))
    yield "tensor-of-unknown-form", original.with_tensor(name, form=200)
    yield "tensor-missing", original.header.replace(name.encode(), b"blk.3.ffn_xx.weight", 1)


def _templates(original: Original) -> Made:
    key = "tokenizer.chat_template"
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    yield "template-without-end", original.with_text(key, endless)
    yield "template-that-fills-memory", original.with_text(key, "{{ 'x' * 20000000000 }}")
    yield "template-that-is-none", original.with_text(key, "{% if %}")


def try_model(path: Path, models: Path) -> Outcome:
    """Adds a file to a folder of models as `studyleaf models add` does; only errors that are sentences are caught."""
    error = None
    began = time.monotonic()
    try:
        add_model(path, models, probe=probe)
    except StudyleafError as told:
        error = told
    return Outcome(path.stem, time.monotonic() - began, error)


def main(folder: Path) -> int:
    """Makes and tries them all; returns how many had a fault."""
    models, files = folder / "models", folder / "files"
    models.mkdir(parents=True)
    files.mkdir()
    faulty = 0
    for path in make_all(files):
        outcome = try_model(path, models)
        faulty += bool(outcome.faults)
        marks = "".join(f"  !! {fault}" for fault in outcome.faults)
        print(f"{outcome.name:28} {outcome.seconds:6.2f} s  {outcome.error or 'added'}{marks}", flush=True)
    assert not list(models.iterdir()) or faulty, "nothing was left behind"
    return faulty


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit(min(main(Path(sys.argv[1])), 1))
    with tempfile.TemporaryDirectory() as place:
        sys.exit(min(main(Path(place)), 1))
