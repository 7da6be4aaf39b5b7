"""`studyleaf export`: notes of the library as a file to take away."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.cli.session import open_folder
from app.errors import ErrorCode, StudyleafError
from app.export.formats import FORMATS
from app.export.saying import saying_of
from app.export.source import load_export
from app.export.wanted import Wanted
from app.export.words import file_stem
from app.library import FileShelf
from app.notes import NotesExport
from app.pictures import PictureShelf
from app.settings import LOCAL_USER, load_settings
from app.store import documents, notes
from app.store.backup import open_with_backup


def export(options: Namespace) -> int:
    """Writes notes in the format asked for; prints where."""
    folder = open_folder(options)
    library = open_with_backup(folder)
    try:
        note_id = find_note(options.note)
        found = load_export(note_id)
        chosen = FORMATS[options.to]
        out = options.out or Path(f"{file_stem(found.note.title)}{chosen.suffix}")
        document_id = notes.find_note(note_id).document_id
        settings = load_settings(folder)
        shelf = FileShelf(folder, max_file_mb=settings.max_file_mb)
        source = shelf.path_of(documents.find_document(document_id)) if document_id else None
        wanted = Wanted(saying_of(settings.language), source, PictureShelf(folder).find)
        try:
            _write(found, out, options.to, wanted)
        except OSError as error:
            raise StudyleafError(ErrorCode.INPUT_INVALID, name=str(out), reason="it cannot be written") from error
    finally:
        library.close_everywhere()
    print(out)
    return 0


def find_note(wanted: str) -> str:
    """The newest notes that a text names: an id or its beginning, a title, or `latest`.

    Raises:
        StudyleafError: NOTE_NOT_FOUND.
    """
    known = notes.list_notes(LOCAL_USER)
    folded = wanted.casefold()
    for view in known:
        if folded == "latest" or view.id.startswith(wanted) or view.title.casefold() == folded:
            return view.id
    raise StudyleafError(ErrorCode.NOTE_NOT_FOUND)


def _write(found: NotesExport, out: Path, to: str, wanted: Wanted) -> None:
    write = FORMATS[to].write
    if write:
        write(found, out, wanted)
        return
    from ui.printing import write_pdf_without_screen

    write_pdf_without_screen(found, out, wanted)
