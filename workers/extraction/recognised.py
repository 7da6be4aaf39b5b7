"""A page that was read from its picture, as text that is stored until the whole document is read.

Reading it again would take seconds; all else that is done with a page takes milliseconds.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from typing import Any

from app.errors import ErrorCode
from workers.extraction.lines import Font, Frame, Line, RawPage


@dataclass(frozen=True, slots=True)
class Blank:
    """There is nothing to read on the page."""


Recognised = RawPage | Blank | ErrorCode
"""What came of a picture; the code says that what is written there cannot be made out."""


def to_text(found: Recognised) -> str:
    """The page as JSON text. Its number and label are not in it: they come from the file."""
    if isinstance(found, Blank):
        return "{}"
    if isinstance(found, ErrorCode):
        return json.dumps({"problem": found.value})
    page = {
        "frame": astuple(found.frame),
        "height": found.height,
        "confidence": found.confidence,
        "lines": [astuple(line) for line in found.lines],
    }
    return json.dumps(page, ensure_ascii=False)


def from_text(text: str, number: int, label: str | None) -> Recognised:
    """The page that `to_text` has written."""
    page = json.loads(text)
    if "problem" in page:
        return ErrorCode(page["problem"])
    if not page:
        return Blank()
    return RawPage(
        number=number,
        lines=tuple(_line(*fields) for fields in page["lines"]),
        frame=Frame(*page["frame"]),
        height=page["height"],
        label=label,
        scanned=True,
        confidence=page["confidence"],
    )


def _line(text: str, left: float, right: float, baseline: float, size: float, font: list[Any], *rest: Any) -> Line:
    return Line(text, left, right, baseline, size, Font(*font), *rest)
