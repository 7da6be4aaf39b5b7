"""`studyleaf notes` and `studyleaf extract`."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from app import wire
from app.cli.console import say_error, write_text
from app.cli.session import opened_service, password_of, run_to_end
from app.errors import ErrorCode, JobCancelled, StudyleafError
from app.export import json_format, markdown
from app.export.formats import markdown_for
from app.export.saying import saying_of
from app.export.source import load_export
from app.export.wanted import Wanted
from app.notes import NotesExport
from app.pictures import PictureShelf, without_pictures
from app.store import documents
from workers.service import JobService

INTERRUPTED = 130
STANDARD_OUTPUT = Path("-")


def notes(options: Namespace) -> int:
    """Makes notes of each file; goes on after one that fails, and fails at the end."""
    several = len(options.files) > 1
    for place in (options.json, options.markdown):
        _check_place(place, several=several)
    password = password_of(options)
    code = 0
    with opened_service(options) as service:
        if options.model:
            service.workshop.language_model(options.model)  # a wrong name is told before any work
        for file in options.files:
            try:
                _make_notes(service, file, options, password)
            except StudyleafError as error:
                say_error(error)
                code = 1
            except JobCancelled:
                print(f"studyleaf: cancelled “{file.name}”; what was written is kept in the library.", file=sys.stderr)
                return INTERRUPTED
    return code


def extract(options: Namespace) -> int:
    """Prints the text of a file, or writes pages and outline as JSON."""
    _check_place(options.json, several=False)
    password = password_of(options)
    with opened_service(options) as service:
        try:
            job = run_to_end(service, service.jobs.extract(options.file), options.file.name, password=password)
        except JobCancelled:
            return INTERRUPTED
        assert job.document_id is not None
        pages = [
            {"number": page.number, "text": page.text, "ocrConfidence": page.confidence}
            for page in documents.pages_of(job.document_id)
        ]
        outline = documents.outline_of(job.document_id)
    if options.json:
        write_text(
            options.json, json.dumps(wire.encode({"pages": pages, "outline": outline}), ensure_ascii=False) + "\n"
        )
    else:
        sys.stdout.write("\f".join(f"{page['text']}\n" for page in pages))
    return 0


def _make_notes(service: JobService, file: Path, options: Namespace, password: str | None) -> None:
    job_id = service.jobs.notes_from_file(
        file, model=options.model, length=options.length, style=options.style, minutes=options.minutes
    )
    job = run_to_end(service, job_id, file.name, password=password)
    assert job.result is not None
    export = load_export(job.result.note_id)
    wanted = Wanted(saying_of(service.settings.language), find_picture=PictureShelf(service.folder).find)
    if options.json:
        write_text(_place(options.json, file, options.files, ".json"), json_format.render(export, wanted))
    if options.markdown:
        write_markdown(_place(options.markdown, file, options.files, ".md"), export, wanted)
    if not (options.json or options.markdown):
        write_markdown(STANDARD_OUTPUT, export, wanted)


def write_markdown(out: Path, export: NotesExport, wanted: Wanted) -> None:
    """Pictures lie beside a file; what is printed has their words."""
    if out == STANDARD_OUTPUT:
        text = without_pictures(markdown.render(export, wanted))
    else:
        text = markdown_for(out, export, wanted)
    write_text(out, text)


def _place(out: Path, file: Path, files: list[Path], suffix: str) -> Path:
    """Where the notes of a file go: `out` itself, or a name of its own in the folder `out`."""
    if len(files) == 1:
        return out
    namesakes = [other for other in files if other.stem == file.stem]
    number = namesakes.index(file)
    return out / f"{file.stem}{f'-{number + 1}' if number else ''}{suffix}"


def _check_place(place: Path | None, *, several: bool) -> None:
    """Told before the work, not after it. Raises StudyleafError INPUT_INVALID."""
    if place is None:
        return
    if several:
        if str(place) == "-" or (place.exists() and not place.is_dir()):
            raise StudyleafError(ErrorCode.INPUT_INVALID, name=str(place), reason="several files need a folder")
        place.mkdir(parents=True, exist_ok=True)
    elif str(place) == "-":
        return
    elif place.is_dir():
        raise StudyleafError(ErrorCode.INPUT_INVALID, name=place.name, reason="it is a folder, not a file")
    elif not place.absolute().parent.is_dir():
        raise StudyleafError(ErrorCode.INPUT_INVALID, name=str(place), reason="its folder does not exist")
