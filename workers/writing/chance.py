"""Choices that look random and are always the same for the same text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def seeded(text: str) -> int:
    """A number from 0 to 2**64 that a text decides and nobody could tell from it."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def shuffled(items: Sequence[str], seed: str) -> list[str]:
    """An order that is always the same for one seed and has nothing to do with the one given."""
    return sorted(items, key=lambda item: seeded(seed + item))
