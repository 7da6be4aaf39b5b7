"""The little Markdown that a student may use in a statement: bold, italic and code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtGui import QFont, QTextCharFormat

_MARKED: Final = re.compile(
    r"\*\*(?P<bold>[^*\s](?:[^*]*[^*\s])?)\*\*"
    r"|\*(?P<italic>[^*\s](?:[^*]*[^*\s])?)\*"
    r"|`(?P<code>[^`]+)`"
)


def inline_runs(words: str, plain: QTextCharFormat) -> Iterator[tuple[str, QTextCharFormat]]:
    """The words without their marks, each run in its format; a mark without its other half stays as it is."""
    at = 0
    for found in _MARKED.finditer(words):
        if found.start() > at:
            yield words[at : found.start()], plain
        kind = found.lastgroup or ""
        yield found[kind], _marked(plain, kind)
        at = found.end()
    if at < len(words):
        yield words[at:], plain


def _marked(plain: QTextCharFormat, kind: str) -> QTextCharFormat:
    result = QTextCharFormat(plain)
    font = QFont(plain.font())
    if kind == "bold":
        font.setWeight(QFont.Weight.Bold)
    elif kind == "italic":
        font.setItalic(True)
    else:
        font.setFamilies(["DejaVu Sans Mono", "Consolas", "Menlo", "monospace"])
    result.setFont(font)
    return result
