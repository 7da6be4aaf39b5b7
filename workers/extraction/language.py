"""The language of a document: by its script or its small words where they are clear, by a trained model otherwise.

The model takes a second to load, and most documents do not need it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from workers.extraction.words import words

MIN_WORDS: Final = 8
"""Fewer words of a sample say nothing."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_EASTERN: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")

_SMALL_WORDS: Final = {
    "en": words("the of and to in is that for it as with are this be on by an or from which we can at not have was if"),
    "de": words(
        "der die das und ist nicht ein eine mit von zu den auf für werden sich des dem auch wird im es sind oder"
    ),
    "fr": words("le la les des et est une dans que pour par sur qui du au avec sont ne pas il ce se cette on ou plus"),
    "es": words("el la los las de y que en es un una por con para se del no al como su lo más este esta ser o son"),
    "it": words("il la di che e è un una per non sono con del della le gli si da nel alla come più questo anche i lo"),
    "pt": words("o a os as de que e do da em um uma para com não é no na por se mais como dos das ao ser são"),
    "nl": words("de het een van en is dat in op te zijn met voor niet aan er ook als om bij door deze worden die"),
}
_VOTES: Final = {
    word: [language for language, small in _SMALL_WORDS.items() if word in small]
    for word in frozenset[str]().union(*_SMALL_WORDS.values())
}

CLEAR_SHARE: Final = 0.15
"""Share of small words from which on the winner is believed: a quarter to a half of running text is made of them."""
CLEAR_LEAD: Final = 1.5
"""How many times more small words the winner must have than the second."""


def language_of(text: str) -> str:
    """The ISO 639-1 code of a sample's language, or an empty string where it cannot be told."""
    by_script = _by_script(text)
    if by_script:
        return by_script
    found = Counter([word.lower() for word in _WORD.findall(text) if len(word) > 1])
    if found.total() < MIN_WORDS:
        return ""
    votes: Counter[str] = Counter()
    for word, times in found.items():
        for language in _VOTES.get(word, ()):
            votes[language] += times
    ranking = votes.most_common(2)
    if ranking and ranking[0][1] >= CLEAR_SHARE * found.total():
        second = ranking[1][1] if len(ranking) > 1 else 0
        if ranking[0][1] >= CLEAR_LEAD * second:
            return ranking[0][0]
    return _by_model(text)


def _by_script(text: str) -> str:
    if not _EASTERN.search(text):
        return ""
    letters = sum(char.isalpha() for char in text)
    if letters < MIN_WORDS:
        return ""
    kana = sum("\u3040" <= char <= "\u30ff" for char in text)
    hangul = sum("\uac00" <= char <= "\ud7af" for char in text)
    han = sum("\u4e00" <= char <= "\u9fff" for char in text)
    # An ideograph says as much as several letters: Chinese about computers is half Latin by count.
    if 4 * (kana + han) > letters:
        return "ja" if kana > 0.1 * (kana + han) else "zh"
    return "ko" if 3 * hangul > letters else ""


def _by_model(text: str) -> str:
    import py3langid  # noqa: PLC0415 - loads numpy and takes a second; only here it is worth that

    language, _ = py3langid.classify(text)
    return str(language)
