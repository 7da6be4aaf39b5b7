"""A source text as sentences for the claim checker: plain text, whose lines may break anywhere."""

from __future__ import annotations

import re
from typing import Final

from workers.writing.lexicon import lexicon_for
from workers.writing.segment import split_sentences

_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[a-zß-öø-ÿ])")
_PARAGRAPH: Final = re.compile(r"\n\s*\n|\n(?=\s*[•▶▪–*]\s)")
_SPACE: Final = re.compile(r"\s+")


def source_sentences(text: str, language: str) -> list[str]:
    """The sentences of a text; hyphens at line ends and line breaks inside paragraphs are undone."""
    lexicon = lexicon_for(language)
    sentences: list[str] = []
    for paragraph in _PARAGRAPH.split(_HYPHEN.sub("", text)):
        line = _SPACE.sub(" ", paragraph).strip()
        sentences += [line[start:end] for start, end in split_sentences(line, lexicon)]
    return sentences
