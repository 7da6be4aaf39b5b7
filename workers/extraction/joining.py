"""Clean text out of lines: hyphens at line ends undone, ligatures and broken spacing mended.

Pure. Words never change places and letters stay the letters that they are: a quote must be found again on its page by
whoever ignores white space, case, ligatures and hyphens.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from workers.extraction.lines import Line
from workers.extraction.words import words as word_set

_LIGATURES: Final = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
}  # fmt: skip
_DROPPED: Final = dict.fromkeys(
    [*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xAD, 0xFEFF, 0xFFFE, 0xFFFF,
     *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0xD800, 0xF900)]
)  # fmt: skip
_SPACES: Final = dict.fromkeys([0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_TABLE: Final = {**_LIGATURES, **_DROPPED, **_SPACES}
_NEEDS_TABLE: Final = re.compile("[^\t\n -~¡-\u00ac\u00ae-\u02ff\u0370-\u1fff‐-‧‰-⁞₠-\u2fff\u3001-\ud7ff\uf900-\ufaff]")

_PRIVATE_BULLET: Final = re.compile(r"^[\x01-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]\s+(?=\S)")
"""A bullet from a symbol font; other such characters are pieces of brackets and roots that nobody can read."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_LATIN: Final = "".join(char for char in map(chr, range(0x250)) if _WORD.match(char))
_LATIN_WORD: Final = re.compile(f"[{_LATIN}]+(?:[-‐][{_LATIN}]+)*")
"""The same words, found in half the time in a text that has no letters but these."""
_BEYOND_LATIN: Final = re.compile("[^\0-\u024f\u2010-\u2064\u2190-\u2426]")
_LAST_WORD: Final = re.compile(r"([^\W\d_]+(?:[-‐][^\W\d_]+)*)$")
_FIRST_WORD: Final = re.compile(r"([^\W\d_]+)")
_SPACED_OUT: Final = re.compile(r"(?<!\S)(?:(?:[^\W\d_] ){4,}[^\W\d_][.,:;!?]?|(?:[.·…] ){4,}[.·…])(?!\S)")
"""Letters or leaders only: “x ≤ y → z” is a formula and reads better with its spaces."""

_SINGLES: Final = re.compile(r" \S \S ")
"""What is set letter by letter has such a place, and hardly anything else has: most texts need no closer look."""

_SUSPENDED: Final = frozenset({"and", "or", "to", "und", "oder", "bzw", "sowie", "bis", "et", "ou", "y", "o", "u"})
"""After “pre- ” in “pre- and post-war”, the hyphen belongs to the word and a space follows."""

_HYPHENATED: Final = word_set(
    "self well non half two three four five six seven eight nine ten high low long short first second third one cross "
    "real all state full single multi large small left right open closed non-trivial quasi pseudo"
)
"""First parts that English writes with a hyphen more often than without, when nothing in the document decides."""


_CLOSED: Final = word_set(
    "some any every here there where with through over under back fore further more never inter super trans data time "
    "work frame soft hard what when ever over hand text note book look break base side life line news other foot land "
    "mean like house home body down after care play ware mark stand ground point check main spread share type"
)
"""First parts of words that English writes as one: “some-times”, “frame-work” come from a line's end."""


class Vocabulary:
    """The words of the document so far: they decide whether a hyphen at a line's end belongs to the word."""

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()

    def learn(self, lines: Sequence[Line]) -> None:
        """Counts the words of lines, but for the halves of those that a line's end has cut."""
        text = "\n".join([line.text for line in lines]).lower()
        self._words.update((_WORD if _BEYOND_LATIN.search(text) else _LATIN_WORD).findall(text))
        for line, after in pairwise(lines):
            if line.hyphen:
                head, tail = _LAST_WORD.search(line.text[-60:]), _FIRST_WORD.match(after.text)
                self._words.subtract(match.group(1).lower() for match in (head, tail) if match)

    def count(self, word: str) -> int:
        return self._words[word.lower()]


def join_lines(lines: Sequence[Line], words: Vocabulary) -> str:
    """The text of a paragraph's lines."""
    parts: list[str] = []
    broken = False
    for line in lines:
        if parts:
            parts.append(_joint(parts[-1], line.text, broken=broken, words=words))
        stem, broken = _without_hyphen(line)
        parts.append(stem)
    return clean("".join(parts) + ("-" if broken else ""))


def join_rows(lines: Sequence[Line], *, between: str = "\t") -> str:
    """The text of lines that stay lines: code, formulas, tables; `between` stands between cells."""
    return "\n".join(
        between.join(clean(cell) for cell in line.text.split("\t")) + ("-" if line.hyphen else "") for line in lines
    )


def clean(text: str) -> str:
    """Single spaces, no control characters, ligatures as letters."""
    plain = text.isascii()
    if not (plain and text.isprintable()) and _NEEDS_TABLE.search(text):
        text = _PRIVATE_BULLET.sub("• ", text).translate(_TABLE)
    if not plain:
        # Last, because a letter and its accent may have been parted by what was dropped.
        text = unicodedata.normalize("NFC", text)
    return _mend_spacing(" ".join(text.split()))


def _mend_spacing(text: str) -> str:
    """Puts words together that were set letter by letter; a formula's single letters are few in a row."""
    return _SPACED_OUT.sub(lambda match: match.group().replace(" ", ""), text) if _SINGLES.search(text) else text


def _without_hyphen(line: Line) -> tuple[str, bool]:
    """A line's text without the hyphen at its end, and whether there was one, in the text or taken by the reader."""
    text = line.text
    if not line.hyphen and len(text) > 1 and text[-1] in "-‐" and text[-2].isalnum():
        return text[:-1], True
    return text, line.hyphen


def _joint(above: str, below: str, *, broken: bool, words: Vocabulary) -> str:
    """What stands between two lines."""
    if broken:
        return _hyphen(above, below, words)
    return "" if above and _is_ideograph(above[-1]) and _is_ideograph(below[0]) else " "


def _hyphen(text: str, piece: str, words: Vocabulary) -> str:
    """What stands between two lines of which the first lost a hyphen at its end: nothing, the hyphen, or more."""
    head, tail = _LAST_WORD.search(text[-60:]), _FIRST_WORD.match(piece)
    if not head or not tail:
        return "-"
    first, second = head.group(1), tail.group(1)
    if second.lower() in _SUSPENDED and words.count(first + second) == 0:
        return "- "
    whole, parted = words.count(first + second), words.count(f"{first}-{second}")
    if second[0].isupper() and not first.isupper() and whole <= parted:  # “Anglo-Saxon”, but not “Type-Script”
        return "-"
    if whole != parted:
        return "" if whole > parted else "-"
    if "-" in first:
        return "-" if words.count(second) else ""
    return "-" if _is_compound(first.lower(), second, words) else ""


def _is_compound(first: str, second: str, words: Vocabulary) -> bool:
    """Whether two words of the document make a compound with a hyphen; other languages than English write it as one."""
    if not words.count(second) or words.count("the") <= words.count("und"):
        return False
    if first in _HYPHENATED or (first.endswith("ly") and len(first) > 4):
        return True
    both_known = words.count(first) > 1 and words.count(second) > 1 and min(len(first), len(second)) > 3
    return both_known and first not in _CLOSED


def _is_ideograph(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef"
