"""Which start of the computer this is: what a power cut takes, it takes between two of them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import psutil

LINUX_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")
SAME_BOOT_S: Final = 5.0
"""Elsewhere a start is known by its time, which moves by so much when the clock is set right."""


def this_boot() -> str:
    """Names the computer's last start."""
    try:
        return LINUX_BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return f"{psutil.boot_time():.1f}"


def is_same_boot(one: str, other: str) -> bool:
    """Whether two names mean the same start; False also where that cannot be told."""
    if one == other:
        return True
    try:
        return abs(float(one) - float(other)) < SAME_BOOT_S
    except ValueError:
        return False
