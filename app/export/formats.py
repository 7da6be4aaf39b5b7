"""The formats in which notes can be taken away, and how each is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from app.export import html, json_format, markdown, obsidian
from app.export.wanted import Wanted
from app.notes import NotesExport
from app.pictures import copy_pictures

Write = Callable[[NotesExport, Path, Wanted], None]
"""Writes notes to a place. Raises OSError."""


@dataclass(frozen=True, slots=True)
class Format:
    """`suffix` is empty for a folder; `write` is None where the pages are set by the program with a window."""

    name: str
    suffix: str
    write: Write | None


def _text(render: Callable[[NotesExport, Wanted], str]) -> Write:
    return lambda export, path, wanted: _write_text(path, render(export, wanted))


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def markdown_for(path: Path, export: NotesExport, wanted: Wanted) -> str:
    """What a Markdown file at this place is to hold; its pictures are put into a folder beside it. Raises OSError."""
    beside = path.with_name(f"{path.stem} pictures")
    return copy_pictures(markdown.render(export, wanted), wanted.find_picture, beside, address=f"{beside.name}/")


def _markdown(export: NotesExport, path: Path, wanted: Wanted) -> None:
    _write_text(path, markdown_for(path, export, wanted))


def _obsidian(export: NotesExport, path: Path, wanted: Wanted) -> None:
    obsidian.write(export, path, wanted)


# The libraries behind these two take a tenth of a second to import, which no start of the window should wait for.
def _word(export: NotesExport, path: Path, wanted: Wanted) -> None:
    from app.export import word  # noqa: PLC0415

    word.write(export, path, wanted)


def _anki(export: NotesExport, path: Path, wanted: Wanted) -> None:
    from app.export import anki  # noqa: PLC0415

    anki.write(export, path, wanted)


FORMATS: Final = MappingProxyType(
    {
        "md": Format("Markdown", ".md", _markdown),
        "obsidian": Format("Obsidian folder", "", _obsidian),
        "html": Format("Web page", ".html", _text(html.render)),
        "pdf": Format("PDF", ".pdf", None),
        "docx": Format("Word document", ".docx", _word),
        "json": Format("JSON", ".json", _text(json_format.render)),
        "apkg": Format("Anki deck", ".apkg", _anki),
    }
)
"""By the name that `studyleaf export --to` takes."""
