"""Which failures are tried again without being asked, and when."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from app.errors import ErrorCode

TRIED_AGAIN: Final = frozenset({ErrorCode.DOWNLOAD_FAILED, ErrorCode.ENGINE_FAILED, ErrorCode.DATABASE_BUSY})
"""What may pass by itself, and soon. A full disk, a damaged file, long silence do not: the student is told at once."""

FIRST_DELAY_S: Final = 2.0
MAX_DELAY_S: Final = 300.0


def delay_s(failures: int, *, chance: Callable[[], float] = random.random) -> float:
    """How long to wait after so many failures: twice as long each time, half of it left to chance, so that jobs that
    failed together do not come back together. `chance` gives numbers from 0 to 1."""
    longest = min(MAX_DELAY_S, FIRST_DELAY_S * 2.0 ** (failures - 1))
    return longest * (0.5 + 0.5 * chance())
