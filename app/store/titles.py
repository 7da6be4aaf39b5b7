"""Documents by parts of their titles and file names."""

from __future__ import annotations

from typing import Any, Final

from app.models import database

_COLUMNS: Final = "document.id, document.title, document.file_name, document.added_at"
HOLDING: Final = (
    f"SELECT {_COLUMNS} FROM title_index CROSS JOIN document ON document.rowid = title_index.rowid "  # noqa: S608 - no words of the user
    "WHERE title_index MATCH ? AND document.deleted_at IS NULL ORDER BY title_index.rowid DESC LIMIT ?"
)
"""Row by row from the newest on, until there are enough: whatever a library holds, only what is shown is read."""
BEGUN: Final = tuple(
    f"SELECT {_COLUMNS} FROM document INDEXED BY document_{name} "  # noqa: S608 - no words of the user
    f"WHERE {name} >= ? COLLATE NOCASE AND {name} < ? COLLATE NOCASE "
    f"AND deleted_at IS NULL ORDER BY {name} COLLATE NOCASE LIMIT ?"
    for name in ("title", "file_name")
)
"""By the alphabet, so that the one that is called so and no more is the first."""
_LAST: Final = "\U0010ffff"


def titled(words: list[str], *, limit: int) -> list[tuple[str, str]]:
    """(id, title) of documents: those called so, those that begin so, those with all words; each newest first.

    A document that begins so is among them at any age, if no more than `limit` do.
    """
    whole = " ".join(words)
    # SQLite knows the case of ASCII letters only, and it is the first letter that is often written large.
    beginnings = {whole, whole[0].swapcase() + whole[1:]}
    rows: list[Any] = _rows(HOLDING, [" ".join(map(_part, words)), limit])
    for beginning in beginnings:
        for query in BEGUN:
            rows += _rows(query, [beginning, beginning + _LAST, limit])

    def score(row: Any) -> tuple[int, float]:
        names = [name.casefold() for name in row[1:3]]
        is_whole = whole.casefold() in names
        return is_whole + any(name.startswith(whole.casefold()) for name in names), row[3]

    ranked = sorted(rows, key=score, reverse=True)
    return list({key: title or name for key, title, name, _added_at in ranked}.items())[:limit]


def _part(text: str) -> str:
    """As FTS5 asks for it; a single letter is the beginning of a pair."""
    if len(text) == 1:
        return f'"{text}"*'
    pairs = " ".join(text[at : at + 2] for at in range(len(text) - 1))
    return f'"{pairs}"'


def _rows(sql: str, values: list[Any]) -> list[Any]:
    return list(database.execute_sql(sql, values).fetchall())
