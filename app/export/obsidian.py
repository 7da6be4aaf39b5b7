"""Notes as a folder for Obsidian: the note with its properties, its cards, and the document that page links open."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from app.export import markdown
from app.export.saying import Saying
from app.export.wanted import Wanted
from app.export.words import file_stem
from app.notes import NotesExport
from app.pictures import copy_pictures


def write(export: NotesExport, folder: Path, wanted: Wanted) -> Path:
    """Writes into a folder, made if it is new. Returns the note's place.

    Raises:
        OSError: the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stem = file_stem(export.note.title)
    attached, source = "", wanted.source
    if source and source.suffix == ".pdf" and source.exists():
        attached = f"{stem}.pdf"
        shutil.copyfile(source, folder / attached)
    text = copy_pictures(markdown.render(export, wanted), wanted.find_picture, folder, address="")
    if attached:
        cited = re.compile(re.escape(f"({wanted.say.pages})").replace(r"\{pages\}", r"(\d+(?:, \d+)*)"))
        text = cited.sub(lambda found: _links(found.group(1), attached, wanted.say), text)
    place = folder / f"{stem}.md"
    place.write_text(_properties(export, attached) + text, encoding="utf-8")
    if export.note.flashcards:
        cards = "\n\n".join(f"{_line(card.front)}::{_line(card.back)}" for card in export.note.flashcards)
        cards = copy_pictures(cards, wanted.find_picture, folder, address="")
        (folder / f"{stem} – cards.md").write_text(f"#flashcards/{_tag(stem)}\n\n{cards}\n", encoding="utf-8")
    return place


def _properties(export: NotesExport, attached: str) -> str:
    lines = [
        "---",
        f"title: {json.dumps(export.note.title, ensure_ascii=False)}",
        f"source: {json.dumps(f'[[{attached}]]' if attached else export.document.title, ensure_ascii=False)}",
        f"pages: {export.document.pages}",
        f"model: {json.dumps(export.model.name, ensure_ascii=False)}",
        "tags: [studyleaf]",
        "---",
        "",
    ]
    return "\n".join(lines) + "\n"


def _links(pages: str, attached: str, say: Saying) -> str:
    linked = ", ".join(f"[[{attached}#page={page}\\|{say.pages.format(pages=page)}]]" for page in pages.split(", "))
    return f"({linked})"


def _line(words: str) -> str:
    return " ".join(words.split()).replace("::", ": :")


def _tag(stem: str) -> str:
    return re.sub(r"\W+", "-", stem).strip("-").lower()
