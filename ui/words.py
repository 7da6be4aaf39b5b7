"""The student's language: `tr` for what is said now, `marked` for what a table holds and `tr` says later.

Texts have one context, for the same words mean the same in every room; where they do not, the second argument tells
them apart. `build_spec/translations.py` collects them for Qt Linguist.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str, sense: str = "", count: int = -1) -> str:
    """A text in the student's language; English stays where there is no translation.

    `sense` tells a translator which meaning is meant. `count` chooses the plural form and stands in for `%n`.
    """
    return QCoreApplication.translate("", text, sense or None, count)


def marked(text: str) -> str:
    """The text itself, seen by who collects the texts."""
    return text
