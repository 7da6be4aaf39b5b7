"""Word lists, written as text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The set of a text's words."""
    return frozenset(text.split())
