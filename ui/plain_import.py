"""Imports at their usual pace in a program that has PySide6 in it."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - it is what puts its own import in place


def import_plainly() -> None:
    """Call before the first module of ours that is large. Once a process, on any thread.

    PySide6 reads the source of each module that is imported after it, to see whether its features (snake_case names,
    properties) are wanted there: an eighth of all importing at the start, and of what is imported while documents are
    worked on. Nobody here asks for them. Where a later PySide6 does it otherwise, nothing is changed.
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
