"""The little Markdown that a student may use in a statement: bold, italic, code, highlights, formulas and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette, QTextCharFormat, QTextImageFormat

from app.pictures import MARK, Picture, picture_of
from ui.note.formula import readable
from ui.theme.colors import mix

HIGHLIGHT: Final = "#f2c230"
"""A marker pen; mixed with the page, text on it keeps its contrast."""

_MARKED: Final = re.compile(
    r"\*\*(?P<bold>[^*\s](?:[^*]*[^*\s])?)\*\*"
    r"|\*(?P<italic>[^*\s](?:[^*]*[^*\s])?)\*"
    r"|`(?P<code>[^`]+)`"
    r"|==(?P<highlight>[^=\s](?:[^=]*[^=\s])?)=="
    # Money is no formula: “$5 and $6” has a space before its second sign.
    r"|\$(?P<formula>[^$\s](?:[^$]*[^$\s])?)\$(?!\d)"
)


def inline_runs(words: str, plain: QTextCharFormat) -> Iterator[tuple[str, QTextCharFormat]]:
    """The words without their marks, each run in its format; a mark without its other half stays as it is."""
    at = 0
    for picture in MARK.finditer(words):
        yield from _written(words[at : picture.start()], plain)
        yield "\ufffc", _picture(picture_of(picture))
        at = picture.end()
    yield from _written(words[at:], plain)


def _picture(picture: Picture) -> QTextImageFormat:
    """As wide as the column at most; it has its room before it is read."""
    result = QTextImageFormat()
    result.setName(f"picture:{picture.key}")
    width, height = picture.shown_size
    result.setWidth(width)
    result.setHeight(height)
    result.setToolTip(picture.alt)
    return result


def _written(words: str, plain: QTextCharFormat) -> Iterator[tuple[str, QTextCharFormat]]:
    at = 0
    for found in _MARKED.finditer(words):
        if found.start() > at:
            yield words[at : found.start()], plain
        kind = found.lastgroup or ""
        if kind == "formula":
            yield _formula(found[kind], plain)
        else:
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
    elif kind == "highlight":
        result.setBackground(mix(QColor(HIGHLIGHT), QGuiApplication.palette().color(QPalette.ColorRole.Base), 0.35))
    else:
        font.setFamilies(["DejaVu Sans Mono", "Consolas", "Menlo", "monospace"])
    result.setFont(font)
    return result


def _formula(tex: str, plain: QTextCharFormat) -> tuple[str, QTextCharFormat]:
    """In letters that all fonts of formulas have, or as it was typed."""
    said = readable(tex)
    if said is None:
        return tex, _marked(plain, "code")
    result = QTextCharFormat(plain)
    font = QFont(plain.font())
    font.setFamilies(["DejaVu Serif", "Cambria Math", "STIX Two Text", "serif"])
    result.setFont(font)
    return said, result
