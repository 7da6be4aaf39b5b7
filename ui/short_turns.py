"""Asks the system to let the window's thread run soon after it has something to do.

Linux, from 6.12 on, lets a thread say how long its turns on a core should be: one that asks for short turns gets them
sooner, also from a thread in the middle of a long one, and no larger share of the core. It takes no privilege. Other
systems favour the window in front by themselves.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from typing import Final

TURN_NS: Final = 200_000
"""Painting takes longer than one such turn; it then goes on among equals."""

_SCHED_SETATTR: Final = {"x86_64": 314, "aarch64": 274}
_RESET_ON_FORK: Final = 1
"""Threads and children that this one begins have turns of the usual length."""
_ATTRIBUTES: Final = struct.Struct("IIQiIQQQ")
"""`struct sched_attr`: size, policy, flags, niceness, priority, and in nanoseconds runtime, deadline, period."""


def take_short_turns() -> bool:
    """For the calling thread, whose priority stays what it is. Returns whether the system knows of such a wish; where
    it does not, nothing changes."""
    number = _SCHED_SETATTR.get(platform.machine())
    if sys.platform != "linux" or number is None or struct.calcsize("P") != 8:
        return False
    if os.sched_getscheduler(0) != os.SCHED_OTHER:
        return False  # somebody has decided otherwise
    niceness = os.getpriority(os.PRIO_PROCESS, 0)
    wish = _ATTRIBUTES.pack(_ATTRIBUTES.size, os.SCHED_OTHER, _RESET_ON_FORK, niceness, 0, TURN_NS, 0, 0)
    return bool(ctypes.CDLL(None).syscall(number, 0, ctypes.create_string_buffer(wish, len(wish)), 0) == 0)
