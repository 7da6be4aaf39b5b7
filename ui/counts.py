"""Numbers with their nouns, in the plural forms of the student's language."""

from __future__ import annotations

from ui.words import tr


def documents(count: int) -> str:
    """So many: "1 document", "12 documents"."""
    return tr("%n document(s)", "", count)


def pages(count: int) -> str:
    """So many: "1 page", "12 pages"."""
    return tr("%n page(s)", "", count)


def statements(count: int) -> str:
    """So many: "1 statement", "12 statements"."""
    return tr("%n statement(s)", "", count)


def points(count: int) -> str:
    """So many: "1 point", "12 points"."""
    return tr("%n point(s)", "", count)


def texts(count: int) -> str:
    """So many: "1 text", "12 texts"."""
    return tr("%n text(s)", "", count)


def questions(count: int) -> str:
    """So many: "1 question", "12 questions"."""
    return tr("%n question(s)", "", count)


def cards(count: int) -> str:
    """So many: "1 card", "12 cards"."""
    return tr("%n card(s)", "", count)


def reviews(count: int) -> str:
    """So many: "1 review", "12 reviews"."""
    return tr("%n review(s)", "", count)


def days(count: int) -> str:
    """So many: "1 day", "12 days"."""
    return tr("%n day(s)", "", count)


def months(count: int) -> str:
    """So many: "1 month", "12 months"."""
    return tr("%n month(s)", "", count)
