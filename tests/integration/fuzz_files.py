"""Breaks files at random and reads them: `python -m tests.integration.fuzz_files FOLDER [--minutes 10] [--seed 7]`.

Every file made is a function of the seed and its number, so a finding is made again with `--only NUMBER`. Fails when a
file took too long or too much memory, ended with an error of our own, or when this process saw anything but sentences.
A script and no test of the suite: it takes as long as it is told.
"""

from __future__ import annotations

import argparse
import logging
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from tests.integration.hostile_files import Outcome, read_file
from workers.children.pool import TextPool
from workers.extraction.client import Extractor

MAX_BYTES: Final = 1 << 20
"""Larger files are left out: they are slow to write and break in no other ways."""

_NUMBER: Final = re.compile(rb"(?<=[\s/\[<(])-?\d{1,10}(?=[\s/\]>)])")
_NAME: Final = re.compile(rb"/[A-Z][A-Za-z]{1,14}")
_STREAM: Final = re.compile(rb"stream\r?\n")

HARD_NUMBERS: Final = (b"0", b"-1", b"1", b"255", b"65536", b"2147483647", b"-2147483648", b"99999999999")

Mutation = Callable[[random.Random, bytearray, bytes], None]
"""Changes the first file in place; the second is another file of the folder, to take parts from."""


def flip_bytes(chance: random.Random, body: bytearray, _: bytes) -> None:
    for _ in range(chance.randint(1, 40)):
        body[chance.randrange(len(body))] = chance.randrange(256)


def cut_out(chance: random.Random, body: bytearray, _: bytes) -> None:
    start = chance.randrange(len(body))
    del body[start : start + chance.randint(1, 2000)]


def cut_off(chance: random.Random, body: bytearray, _: bytes) -> None:
    del body[chance.randrange(1, len(body)) :]


def repeat(chance: random.Random, body: bytearray, _: bytes) -> None:
    start = chance.randrange(len(body))
    body[start:start] = body[start : start + chance.randint(1, 4000)] * chance.randint(1, 20)


def transplant(chance: random.Random, body: bytearray, other: bytes) -> None:
    start, source = chance.randrange(len(body)), chance.randrange(len(other))
    length = chance.randint(1, 4000)
    body[start : start + length] = other[source : source + length]


def change_numbers(chance: random.Random, body: bytearray, _: bytes) -> None:
    _replace(chance, body, _NUMBER, lambda: chance.choice(HARD_NUMBERS))


def change_names(chance: random.Random, body: bytearray, _: bytes) -> None:
    names = _NAME.findall(bytes(body)) or [b"/Type"]
    _replace(chance, body, _NAME, lambda: chance.choice(names))


def spoil_stream(chance: random.Random, body: bytearray, _: bytes) -> None:
    """Damage behind the compression's header, where the decoder is already at work."""
    starts = [match.end() for match in _STREAM.finditer(body)]
    if starts:
        start = chance.choice(starts)
        for _ in range(chance.randint(1, 30)):
            place = start + chance.randrange(2, 3000)
            if place < len(body):
                body[place] = chance.randrange(256)


MUTATIONS: Final[tuple[Mutation, ...]] = (
    flip_bytes,
    cut_out,
    cut_off,
    repeat,
    transplant,
    change_numbers,
    change_names,
    spoil_stream,
)


def mutant(files: list[bytes], seed: int, number: int) -> bytes:
    """The file with this number: one of `files` after one to four mutations."""
    chance = random.Random(f"{seed}:{number}")
    body, other = bytearray(chance.choice(files)), chance.choice(files)
    for _ in range(chance.randint(1, 4)):
        if body:
            chance.choice(MUTATIONS)(chance, body, other)
    # The parent refuses what has no header; the child is what is to be tried.
    return bytes(body) if b"%PDF-" in body[:1024] else b"%PDF-1.7\n" + bytes(body)


def outcomes(files: list[bytes], extractor: Extractor, seed: int, numbers: Iterator[int]) -> Iterator[Outcome]:
    """Reads one mutant after another."""
    with tempfile.TemporaryDirectory() as place:
        for number in numbers:
            path = Path(place) / f"mutant-{number}.pdf"
            path.write_bytes(mutant(files, seed, number))
            yield read_file(path, extractor)
            path.unlink()


def numbers_until(deadline: float) -> Iterator[int]:
    number = 0
    while time.monotonic() < deadline:
        yield number
        number += 1


def main(arguments: list[str] | None = None) -> int:
    """Reads mutants until the time is up, prints what came of them; 1 when one had a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", type=int, help="read this mutant and no other")
    options = parser.parse_args(arguments)
    logging.disable(logging.WARNING)  # a child that is stopped is what this is about
    files = [path.read_bytes() for path in sorted(options.folder.rglob("*.pdf"))]
    files = [body for body in files if 0 < len(body) <= MAX_BYTES]
    assert files, "the folder holds PDFs to begin with"
    deadline = time.monotonic() + 60 * options.minutes
    numbers = iter([options.only]) if options.only is not None else numbers_until(deadline)
    counts: Counter[str] = Counter()
    faulty, slowest, largest = 0, 0.0, 0.0
    pool = TextPool(2)
    for outcome in outcomes(files, Extractor(pool), options.seed, numbers):
        counts[outcome.code.value if outcome.code else "read"] += 1
        slowest, largest = max(slowest, outcome.seconds), max(largest, outcome.peak_mb)
        for fault in outcome.faults:
            faulty += 1
            print(f"!! {outcome.name} (seed {options.seed}): {fault}; {outcome.told}", flush=True)
    pool.close()
    told = ", ".join(f"{code} {count}" for code, count in counts.most_common())
    print(f"seed {options.seed}: {counts.total()} files: {told}; slowest {slowest:.1f} s, most memory {largest:.0f} MB")
    print(f"{faulty} faults")
    return min(faulty, 1)


def _replace(chance: random.Random, body: bytearray, what: re.Pattern[bytes], by: Callable[[], bytes]) -> None:
    found = list(what.finditer(bytes(body)))
    for match in sorted(chance.sample(found, min(len(found), chance.randint(1, 8))), key=lambda each: -each.start()):
        body[match.start() : match.end()] = by()


if __name__ == "__main__":
    sys.exit(main())
