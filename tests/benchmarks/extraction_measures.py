"""How good extracted text is: against a ground truth, and by itself. Pure; all results are shares, 0..1."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

MIN_HEAD_LETTERS: Final = 6
"""A running head has a name in it; shorter ones cannot be told from words."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LINE_END_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad\u0002\ufffe]\s*\n\s*(?=[^\W\d_])")
_SOFT: Final = re.compile(r"[\u00ad\u0002\ufffe](?:\r?\n)?")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[^\W_a-zß-ÿ]|[\"“„«(])|(?<=[。！？])|\n\n+")
_OPEN_HYPHEN: Final = re.compile(r"[^\W\d_]{2,}[-\u2010\u00ad]\s+([^\W\d_]{2,})")
_HYPHENATED: Final = re.compile(r"(?<![-\w])([^\W\d_]{2,})-([^\W\d_]{2,})(?![-\w])")
_CUT: Final = re.compile(r"([^\W\d_]+)(?:[-\u2010\u00ad]\s*\n\s*|[\u0002\ufffe](?:\r?\n)?)([^\W\d_]+)")
_SUSPENDED: Final = frozenset({"and", "or", "to", "und", "oder", "bzw", "sowie", "bis", "et", "ou", "y", "o", "u"})
_DIGITS: Final = re.compile(r"\d+")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, those that a line's end has cut put together, ligatures as letters."""
    plain = unicodedata.normalize("NFKC", _SOFT.sub("", _LINE_END_HYPHEN.sub("", text.replace("\r\n", "\n"))))
    return [word.lower().replace("’", "'") for word in _WORD.findall(plain)]


def word_f1(truth: Sequence[str], found: Sequence[str]) -> float:
    """F1 of two bags of words."""
    common = sum((Counter(truth) & Counter(found)).values())
    return 2 * common / max(1, len(truth) + len(found))


def order_similarity(truth: Sequence[str], found: Sequence[str]) -> float:
    """F1 of the longest common subsequence of words: wrong order of columns lowers it."""
    return 2 * common_subsequence(truth, found) / max(1, len(truth) + len(found))


def common_subsequence(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence, a row of the table as the bits of one number (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for index, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << index
    ones = (1 << len(one)) - 1
    row = ones
    for word in other:
        here = places.get(word)
        if here is not None:
            both = row & here
            row = ((row + both) | (row - both)) & ones
    return len(one) - row.bit_count()


def heading_f1(truth: Sequence[tuple[str, int]], found: Sequence[tuple[str, int]]) -> float:
    """F1 of (squeezed title, page); the page may be one off, because outlines point at the white above a title."""
    left = Counter(found)
    hits = 0
    for title, page in truth:
        key = next((each for shift in (0, 1, -1) if left[each := (title, page + shift)] > 0), None)
        if key is not None:
            left[key] -= 1
            hits += 1
    return 2 * hits / max(1, len(truth) + len(found))


def sentences_of(text: str) -> list[str]:
    """The sentences of running text, roughly; a blank line ends one."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part and part.strip()]


def running_heads(pages: Mapping[int, Sequence[str]]) -> dict[int, AbstractSet[str]]:
    """The running heads, feet and page numbers on each page, out of the plain lines of a peer.

    Found apart from the program's own way: lines at either end of a page that come back, digits aside, on others.
    """
    edges = {number: {*lines[:2], *lines[-2:]} for number, lines in pages.items()}
    seen = Counter(signature for lines in edges.values() for signature in {_DIGITS.sub("#", line) for line in lines})
    offsets = Counter(int(line) - number for number, lines in edges.items() for line in lines if line.isdecimal())
    enough = max(3, len(pages) // 20)
    return {
        number: {
            line
            for line in lines
            if (sum(map(str.isalpha, line)) >= MIN_HEAD_LETTERS and seen[_DIGITS.sub("#", line)] >= enough)
            or (line.isdecimal() and offsets[int(line) - number] >= enough)
        }
        for number, lines in edges.items()
    }


def holds_head(sentence: str, heads: Iterable[str]) -> bool:
    """Whether a sentence contains a running head, or begins or ends with a page number."""
    tokens = sentence.split()
    ends = {tokens[0], tokens[-1]} if len(tokens) > 1 else set(tokens)
    plain = " ".join(tokens)
    return any(head in ends if head.isdecimal() else " ".join(head.split()) in plain for head in heads)


def hyphen_leaks(sentence: str, broken: AbstractSet[str], vocabulary: Mapping[str, int]) -> bool:
    """Whether a line's end is left inside a word: “infor- mation”, or “infor-mation” beside “information”.

    `broken` holds the words that a line's end has cut, hyphen included: authors write “non-linear” by themselves, too.
    """
    if any(match.group(1).lower() not in _SUSPENDED for match in _OPEN_HYPHEN.finditer(sentence)):
        return True
    for match in _HYPHENATED.finditer(sentence):
        parted, whole = match.group().lower(), (match.group(1) + match.group(2)).lower()
        if parted in broken and vocabulary.get(whole, 0) > vocabulary.get(parted, 0):
            return True
    return False


def broken_words(text: str) -> set[str]:
    """The words that a line's end has cut in the plain text of a peer, with their hyphen."""
    return {f"{match.group(1)}-{match.group(2)}".lower() for match in _CUT.finditer(text)}


def hyphen_vocabulary(text: str) -> Counter[str]:
    """How often each word stands in a text, whole or with its hyphen."""
    return Counter(match.group().lower() for match in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))
