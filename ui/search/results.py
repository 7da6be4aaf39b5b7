"""What a search shows: actions of the window, and hits in the library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.store.search import MARK_BEGIN, MARK_END, Hit, HitKind
from ui.text import page_words

RESULT_ROLE: Final = Qt.ItemDataRole.UserRole
"""Gives the Result."""

MAX_ACTIONS: Final = 5

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Action:
    """Something that the window can do; `keys` is its shortcut."""

    words: str
    icon: str
    act: Callable[[], object]
    keys: str = ""


Result = Action | Hit

ICONS: Final = {HitKind.DOCUMENT: "library", HitKind.NOTE: "read", HitKind.PAGE: "page"}


def matching(actions: list[Action], words: str) -> list[Action]:
    """The actions whose words begin with all that was typed; all of them for nothing."""
    wanted = words.casefold().split()
    found = [
        action
        for action in actions
        if all(any(part.startswith(want) for part in action.words.casefold().split()) for want in wanted)
    ]
    return found[: None if not wanted else MAX_ACTIONS]


def title_of(result: Result) -> str:
    """The first line of a result."""
    return result.words if isinstance(result, Action) else result.title


def detail_of(result: Result) -> str:
    """The second line, with marks around what matched; empty where one line says all."""
    if isinstance(result, Action):
        return ""
    text = " ".join(result.text.split(" "))
    return f"{page_words(result.place)}   {text}" if result.kind is HitKind.PAGE else text


def plain(text: str) -> str:
    """A detail without its marks."""
    return text.replace(MARK_BEGIN, "").replace(MARK_END, "")


class ResultsModel(QAbstractListModel):
    """GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._results: list[Result] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._results)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._results):
            return None
        result = self._results[index.row()]
        if role == RESULT_ROLE:
            return result
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(result)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (title_of(result), plain(detail_of(result)))))
        return None

    def show(self, results: list[Result]) -> None:
        self.beginResetModel()
        self._results = results
        self.endResetModel()

    def results(self) -> list[Result]:
        return list(self._results)
