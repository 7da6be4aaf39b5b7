"""A question that could be asked, with more wrong choices than it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.notes import Citation
from workers.writing.cloze import BLANK
from workers.writing.holes import Kind

AND: Final = " … "
"""Between two things that are asked for at once."""
ARROW: Final = " → "
"""Between things that are put in order."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`statement` is what is read with a choice in its blank; `others` may stand there too, the likeliest first.

    `source` is the text that it was made of, in which the answer stands from `span[0]` to `span[1]`; `section` and
    `place` count the note's sections and statements.
    """

    kind: Kind
    question: str
    statement: str
    answer: str
    others: tuple[str, ...]
    explanation: str
    citations: tuple[Citation, ...]
    section: int
    place: int
    worth: float
    source: str = ""
    span: tuple[int, int] = (0, 0)
    shape: str = ""
    """Of what form the answer is, where that decides beside what it may stand."""

    def filled(self, choice: str) -> str:
        """The statement with a choice in its blank."""
        return self.statement.replace(BLANK, choice, 1)
