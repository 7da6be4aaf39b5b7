"""The version of everything that decides what a note says; part of every cache key."""

from __future__ import annotations

from typing import Final

WRITING_VERSION: Final = 20
"""Raise it whenever the same pages and the same model would give other notes."""
