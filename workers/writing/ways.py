"""The ways in which a model is asked to shorten a sentence. Which of them a model gets is found out once, by a test."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Way(Enum):
    """The order is that in which they are worth asking."""

    FREE = "free"
    """After the examples, in words of its own."""
    HELD = "held"
    """The same, held to the sentence's own words in their order."""


USUAL_WAYS: Final = (Way.FREE,)
"""Of a model that was never tested."""
