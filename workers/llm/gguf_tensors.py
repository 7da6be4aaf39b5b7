"""Reads the list of tensors in a GGUF file: a file that is cut off in its weights is known without loading it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

MAX_NAME_BYTES: Final = 128
MAX_DIMENSIONS: Final = 4
MAX_ELEMENTS: Final = 2**40
MAX_ALIGNMENT: Final = 1 << 20

BLOCKS: Final = {
    0: (1, 4),
    1: (1, 2),
    2: (32, 18),
    3: (32, 20),
    6: (32, 22),
    7: (32, 24),
    8: (32, 34),
    10: (256, 84),
    11: (256, 110),
    12: (256, 144),
    13: (256, 176),
    14: (256, 210),
    20: (32, 18),
    23: (256, 136),
    30: (1, 2),
    39: (32, 17),
}
"""Of the common formats, by ggml's number: elements in a block, and its bytes. What is not here may still load."""


class TensorFault(ValueError):
    """The list contradicts itself or the size of the file."""


class Place(NamedTuple):
    """Where a tensor lies in the data; `end` is its beginning where its format's size is not known."""

    name: str
    begin: int
    end: int


def read_place(number: Callable[[str], int], text: Callable[[int], str]) -> Place:
    """One entry of the list, read with functions that never go past the end of the file. Raises TensorFault."""
    name = text(MAX_NAME_BYTES)
    dimensions = number("<I")
    if not 0 < dimensions <= MAX_DIMENSIONS:
        raise TensorFault(f"a tensor of {dimensions} dimensions")
    elements = 1
    for _ in range(dimensions):
        elements *= number("<Q")
    if not 0 < elements <= MAX_ELEMENTS:
        raise TensorFault(f"a tensor of {elements} elements")
    block, size = BLOCKS.get(number("<I"), (1, 0))
    begin = number("<Q")
    return Place(name, begin, begin + -(-elements // block) * size)


def check_places(places: list[Place], *, room: int) -> None:
    """Raises TensorFault when tensors overlap, share a name, or do not fit into so many bytes of data."""
    if len({place.name for place in places}) < len(places):
        raise TensorFault("two tensors of one name")
    end = 0
    for place in sorted(places, key=lambda place: place.begin):
        if place.begin < end:
            raise TensorFault("tensors that overlap")
        end = max(place.begin, place.end)
    if end > room:
        raise TensorFault("it is cut off")
