"""Accents that stand beside their letters, as old fonts of TeX set them: “r´ediger”, “tr`es”, “fa¸con”.

Quotes keep them, for so they stand on the page; what a note says has letters.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_COMBINING: Final = {
    "´": "\u0301",
    "`": "\u0300",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¨": "\u0308",
    "˚": "\u030a",
    "ˇ": "\u030c",
    "¸": "\u0327",
}
_APART: Final = re.compile(
    r"(?P<accent>[´ˆ˜¨˚ˇ¸])(?P<letter>[^\W\d_])"
    # A lone one opens a quotation.
    r"|(?P<grave>`)(?P<vowel>[aeiouAEIOU])(?:(?<=[^\W\d_]`\w)|(?![\w'’´]))"
)


def compose(text: str) -> str:
    """The text with each accent on its letter; what makes no letter stays as it is."""
    return _APART.sub(_joined, text)


def _joined(match: re.Match[str]) -> str:
    accent = match["accent"] or match["grave"]
    letter = (match["letter"] or match["vowel"]).replace("ı", "i")
    joined = unicodedata.normalize("NFC", letter + _COMBINING[accent])
    return joined if len(joined) == 1 else match.group()
