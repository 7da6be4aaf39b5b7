"""Cancels at random moments, for the tests of the engine and its benchmark."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Sequence

from app.cancel import CancelToken
from app.errors import JobCancelled
from workers.llm.engine import Engine
from workers.llm.protocol import GenerationRequest

LATEST_S = 1.0
"""After the beginning; some cancels come while prompts are read, some while texts are written."""


def cancel_many(engine: Engine, requests: Sequence[GenerationRequest], *, count: int, seed: int = 4) -> float:
    """The longest of so many cancels, in seconds from the wish to the exception. The work must take longer."""
    generator, longest = random.Random(seed), 0.0
    for _ in range(count):
        cancel, asked_at = CancelToken(), [0.0]

        def stop(cancel: CancelToken = cancel, asked_at: list[float] = asked_at) -> None:
            asked_at[0] = time.perf_counter()
            cancel.cancel()

        timer = threading.Timer(generator.uniform(0.01, LATEST_S), stop)
        timer.start()
        try:
            for _ in engine.generate(requests, cancel=cancel):
                pass
        except JobCancelled:
            longest = max(longest, time.perf_counter() - asked_at[0])
        timer.join()
    return longest
