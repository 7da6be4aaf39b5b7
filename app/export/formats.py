"""The formats in which notes can be taken away, and how each is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from app.export import html, json_format, markdown, obsidian
from app.notes import NotesExport

Write = Callable[[NotesExport, Path, Path | None], None]
"""Writes notes to a place; the last is the document's own file, where there is one. Raises OSError."""


@dataclass(frozen=True, slots=True)
class Format:
    """`suffix` is empty for a folder; `write` is None where the pages are set by the program with a window."""

    name: str
    suffix: str
    write: Write | None


def _text(render: Callable[[NotesExport], str]) -> Write:
    return lambda export, path, _source: _write_text(path, render(export))


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _obsidian(export: NotesExport, path: Path, source: Path | None) -> None:
    obsidian.write(export, path, source=source)


# The libraries behind these two take a tenth of a second to import, which no start of the window should wait for.
def _word(export: NotesExport, path: Path, _source: Path | None) -> None:
    from app.export import word  # noqa: PLC0415

    word.write(export, path)


def _anki(export: NotesExport, path: Path, _source: Path | None) -> None:
    from app.export import anki  # noqa: PLC0415

    anki.write(export, path)


FORMATS: Final = MappingProxyType(
    {
        "md": Format("Markdown", ".md", _text(markdown.render)),
        "obsidian": Format("Obsidian folder", "", _obsidian),
        "html": Format("Web page", ".html", _text(html.render)),
        "pdf": Format("PDF", ".pdf", None),
        "docx": Format("Word document", ".docx", _word),
        "json": Format("JSON", ".json", _text(json_format.render)),
        "apkg": Format("Anki deck", ".apkg", _anki),
    }
)
"""By the name that `studyleaf export --to` takes."""
