"""A scanner that knows what it will say."""

from __future__ import annotations

from collections.abc import Generator

from app.errors import StudyleafError
from workers.extraction.lines import Frame, Line, RawPage
from workers.extraction.ocr.patience import Patience
from workers.extraction.ocr.picture import Picture

TEXT = "Every living thing is made of one or more cells, and all of them come from others."


class ScriptedScanner:
    """Stands in for `ocr.scans.Scanner`: reads `text` on every page, or fails with `error`."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.text = TEXT
        self.error: StudyleafError | None = None

    def read(
        self, picture: Picture, number: int, label: str | None, patience: Patience
    ) -> Generator[None, None, RawPage]:
        self.asked.append(number)
        yield
        if self.error:
            raise self.error
        lines = (Line(self.text, 72, 500, 700, 11),) if self.text else ()
        return RawPage(
            number=number,
            lines=lines,
            frame=Frame(picture.width, picture.height),
            height=picture.height,
            label=label,
            scanned=True,
            confidence=0.97 if lines else None,
        )
