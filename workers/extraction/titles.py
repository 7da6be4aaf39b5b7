"""What a document is called: its metadata where that names it, otherwise its first heading. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from app.documents import Block, BlockKind
from workers.extraction.joining import clean

MAX_TITLE_CHARS: Final = 200

_PROGRAMS: Final = re.compile(
    r"^(?:microsoft\s+\w+\s*-\s*|powerpoint presentation|untitled|slide \d+|document\d*$)", re.IGNORECASE
)
_FILE_NAME: Final = re.compile(
    r"\.(?:docx?|pptx?|tex|dvi|pdf|indd|qxd|rtf|odt|html?|md|ps|xlsx?)$|^\S*[_/\\]\S*$", re.IGNORECASE
)
_LETTERS: Final = re.compile(r"[^\W\d_]")


def choose_title(metadata: str, first_blocks: Sequence[Block]) -> str:
    """The title, or an empty string where neither says it. `first_blocks` are those of the first page with text."""
    named = clean(metadata)
    if _is_title(named):
        return named[:MAX_TITLE_CHARS]
    headings = [block for block in first_blocks if block.kind is BlockKind.HEADING]
    best = min(headings, key=lambda block: block.level, default=None)
    if best is not None and _is_title(best.text):
        return best.text[:MAX_TITLE_CHARS]
    return ""


def _is_title(text: str) -> bool:
    return len(_LETTERS.findall(text)) >= 4 and not _PROGRAMS.match(text) and not _FILE_NAME.search(text)
