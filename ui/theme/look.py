"""What a student may choose of the window's looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

BASE_PX: Final = 14
"""Height of ordinary text at 100 %."""

TEXT_PERCENTS: Final = (90, 100, 115, 130, 150)


class Scheme(Enum):
    """Day, night, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Look:
    """`text_percent` scales all text. `wide_text` opens letters and words up, which helps readers with dyslexia."""

    scheme: Scheme = Scheme.SYSTEM
    high_contrast: bool = False
    text_percent: int = 100
    wide_text: bool = False

    @property
    def scale(self) -> float:
        return self.text_percent / 100
