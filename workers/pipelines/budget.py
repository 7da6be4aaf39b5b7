"""The student's minutes: when the model has to stop."""

from __future__ import annotations

from typing import Final

from workers.pipelines.context import JobContext

MINUTE_S: Final = 60
AFTER_WRITING_S: Final = 3.0
"""Of a budget, for storing."""
QUIZ_SHARE: Final = 0.2
QUIZ_S: Final = 15.0
"""Of a budget such a share, and at most so much, is for the model's reading of what the quiz could ask."""


def deadline_of(context: JobContext, *, reserved_s: float) -> float | None:
    """When the model has to stop, on the clock of `time.monotonic`; up to `reserved_s` earlier, for what follows."""
    minutes = context.options.minutes
    if minutes is None:
        return None
    budget_s = MINUTE_S * minutes
    return context.began + budget_s - AFTER_WRITING_S - min(reserved_s, QUIZ_SHARE * budget_s)
