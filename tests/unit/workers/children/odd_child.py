"""A text child that serves the calls of `odd_calls.py` beside its own."""

from __future__ import annotations

import sys

from workers.children import text
from workers.children.main import run_child

NAMES = ("echo", "refuse", "fail", "silence", "talk", "crash", "leave", "grow", "exhaust", "babble")

if __name__ == "__main__":
    text.CALLS.update({name: f"odd_calls:{name}" for name in NAMES})
    sys.exit(run_child("text"))
