"""Marks of footnotes: a raised number behind a word says nothing that belongs to the sentence."""

from __future__ import annotations

import re
from typing import Final

from workers.extraction.words import words

RAISED: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARKED: Final = re.compile(
    rf"(?P<word>[^\W\d_{RAISED}]{{3,}})(?P<stop>[.,;:!?)”’]{{0,2}})[ ]?[{RAISED}]+(?![\w{RAISED}])"
)
_TO_THE_POWER: Final = words(
    "sin cos tan cot sec csc log exp det meter meters metre metres inch inches mile miles unit units feet foot yard"
    " yards second seconds Meter Metern mètre mètres metro metros"
)
"""Behind these it is a power."""


def without_marks(text: str) -> str:
    """“Lines are limited³ to a few bytes.⁴” without its marks; numbers, units and variables keep their powers."""
    return _MARKED.sub(_bare, text)


def _bare(match: re.Match[str]) -> str:
    if match["word"] in _TO_THE_POWER:
        return match.group()
    return match["word"] + match["stop"]
