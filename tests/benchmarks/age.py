"""How old this process is, to a hundredth of a second, on Linux.

Not from psutil's `create_time`: that counts from the computer's start as the kernel tells it in whole seconds, and
makes a process up to a second older than it is, by the same amount until the computer is started again.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

START_TICKS = 19
"""The place of `starttime` in /proc/self/stat, counted behind the program's name, which may hold spaces."""


def age_s() -> float:
    """Seconds since the process was made; both times are on the clock that runs since the computer's start."""
    fields = Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[START_TICKS]) / os.sysconf("SC_CLK_TCK")
