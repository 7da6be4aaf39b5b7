"""What the operating system lets a child use: memory, and no core dumps of a student's documents.

Of text children the parent watches too (`workers/children/pool.py`), but only ten times a second; a bomb is faster.
"""

from __future__ import annotations

import os
import sys
from typing import Final

try:
    import resource
except ImportError:  # Windows: the parent's watch is the only limit
    resource = None  # type: ignore[assignment]

MAX_ADDRESS_SPACE_MB: Final = 1100
"""Some 250 MB of it are libraries that are mapped and never resident; PDFium without more gives up the page."""


def confine() -> None:
    """Limits this process for good. Does nothing where the system has no such limits."""
    # numpy would start a thread per core, each with its own arena; must be set before it is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if resource is None:
        return
    for kind, size in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, MAX_ADDRESS_SPACE_MB * 2**20)):
        _, hard = resource.getrlimit(kind)
        allowed = size if hard == resource.RLIM_INFINITY else min(size, hard)
        try:
            resource.setrlimit(kind, (allowed, hard))
        except (OSError, ValueError):
            continue  # macOS refuses RLIMIT_AS on some versions


def limit_own_memory(size: int) -> None:
    """Lets this process have so many bytes of its own, for good; files that are mapped do not count. Linux only."""
    if resource is None or sys.platform != "linux":
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))
