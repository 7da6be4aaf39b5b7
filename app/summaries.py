"""What a summary may go on saying when points of its note are others than those that it was made of."""

from __future__ import annotations

import re

from app.notes import Note

_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")


def still_said(summary: str, note: Note) -> str:
    """The summary without what no point says: it is made of whole points, one after the other."""
    points = sorted((point.text for section in note.sections for point in section.points), key=len, reverse=True)
    kept: list[str] = []
    left = summary.strip()
    while left:
        point = next((text for text in points if left.startswith(text)), "")
        if point:
            kept.append(point)
            left = left[len(point) :].lstrip()
            continue
        end = _END.search(left)
        left = left[end.end() :] if end else ""
    joint = " " if re.search(r"\s", summary) else ""
    return joint.join(kept)
