"""What a summary may go on saying when points of its note are others than those that it was made of."""

from __future__ import annotations

import re
from typing import Final

from app.notes import Note

CLOSE_STOPS: Final = "。！？"
"""Behind which the next sentence stands without a space."""
_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")


def still_said(summary: str, note: Note) -> str:
    """The summary without what no point says: it is made of whole points, one after the other."""
    points = sorted((point.text for section in note.sections for point in section.points), key=len, reverse=True)
    kept: list[str] = []
    left = summary.strip()
    while left:
        point = next((said for text in points if (said := _begins(left, text))), "")
        if point:
            kept.append(point)
            left = left[len(point) :].lstrip()
            continue
        end = _END.search(left)
        left = left[end.end() :] if end else ""
    joint = " " if re.search(r"\s", summary) else ""
    return joint.join(kept)


def _begins(left: str, text: str) -> str:
    """What a summary says of a point at its beginning: all of it, and the stop that a point without one gets there."""
    for said in (f"{text}.", text):
        behind = left[len(said) :]
        is_whole = not behind or behind[0].isspace() or said[-1] in CLOSE_STOPS
        if left.startswith(said) and is_whole and (not behind or not said[-1].isalnum()):
            return said
    return ""
