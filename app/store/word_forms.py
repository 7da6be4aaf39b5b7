"""Words of a question as FTS5 asks for them, so that no answer costs more in a larger library.

FTS5 reads whole words, and beginnings of two and three letters, row by row from the newest on; of any longer beginning
it first gathers all rows that there are. So a longer beginning is spelt out: as the words that begin with it, where
they are few. Where they are many, its first three letters are asked for, and whoever reads the rows looks for the rest.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from app.models import database

INDEXED: Final = 3
"""Letters of the longest beginning that the index holds, as migration 0013 says; the shortest has two."""
FORMS: Final = 40
"""More words than these are not spelt out."""
_BEHIND: Final = "\x01"
"""A word with this is after the word and before all longer ones."""


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What is asked of the index; `unproved` are words whose rows are to be looked through for them."""

    query: str
    unproved: tuple[str, ...]


def whole(words: Sequence[str]) -> str:
    """Texts with all these words."""
    return " ".join(f'"{word}"' for word in words)


def begun(words: Sequence[str]) -> str:
    """Texts with words that begin so, all of them, at any cost."""
    return " ".join(f'"{word}"*' for word in words)


def beginnings(words: Sequence[str], *, index: str) -> Beginnings | None:
    """Texts with words that begin so; None where there are none. `index` is the table of the index's words."""
    parts: list[str] = []
    unproved: list[str] = []
    for word in words:
        if 1 < len(word) <= INDEXED:
            parts.append(begun([word]))
            continue
        forms = list(islice(_forms(word, index), FORMS + 1)) if len(word) > INDEXED else []
        if 0 < len(forms) <= FORMS:
            parts.append(f"({' OR '.join(map(_quoted, forms))})")
            continue
        if len(word) > INDEXED:
            if not forms:
                return None
            parts.append(begun([word[:INDEXED]]))
        unproved.append(word)
    return Beginnings(" AND ".join(parts), tuple(unproved))


def _forms(word: str, index: str) -> Iterator[str]:
    """The words of an index that begin so, in order. From one it leaps to the next, over all places of the first."""
    beginning = at = _as_indexed(word)
    query = f"SELECT term FROM {index} WHERE term >= ? LIMIT 1"  # noqa: S608 - no words of the user
    while row := database.execute_sql(query, [at]).fetchone():
        if not row[0].startswith(beginning):
            return
        yield row[0]
        at = row[0] + _BEHIND


def _as_indexed(word: str) -> str:
    """As FTS5's `unicode61` has it: without case, and Latin letters without accents."""
    return "".join(map(_letter, unicodedata.normalize("NFC", word)))


def _letter(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0]
    if base.isascii():
        return base.lower()
    folded = char.casefold()
    return folded if len(folded) == 1 else char.lower()


def _quoted(word: str) -> str:
    return f'"{word}"'
