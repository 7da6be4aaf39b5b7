"""Pages that were read from pictures come back as they were."""

from __future__ import annotations

import pytest

from app.errors import ErrorCode
from workers.extraction.lines import Font, Frame, Line, RawPage
from workers.extraction.recognised import Blank, Recognised, from_text, to_text

LINES = (
    Line("Größe", 72.1, 400.333333333, 700.5, 11.25, Font(bold=True), row=3, cells=2, hyphen=True, math_share=0.5),
    Line("细胞 \t x", 1 / 3, 2, 3, 4),
)


@pytest.mark.parametrize(
    "found",
    [
        RawPage(7, LINES, Frame(595.2, 842, 1, 0.01), 595.2, label="iv", scanned=True, confidence=0.97),
        Blank(),
        ErrorCode.NO_READABLE_TEXT,
    ],
)
def test_a_page_is_the_same_after_it_was_kept(found: Recognised) -> None:
    assert from_text(to_text(found), 7, "iv") == found
