"""Reads the command line, runs the command, and turns what went wrong into one sentence and an exit code."""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import peewee

from app.cli import commands
from app.cli.console import say_error
from app.errors import StudyleafError
from app.faults import as_studyleaf_error
from app.settings import DATA_DIR_VARIABLE, default_data_dir

FAILED = 1
INTERRUPTED = 130

logger = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program; returns its exit code: 0 for success, 1 for a failure that was told, 130 for Ctrl+C."""
    for stream in (sys.stdout, sys.stderr):
        # Redirected output is UTF-8 everywhere; a terminal knows its own encoding.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="replace")
    options = parser().parse_args(arguments)
    options.data_dir = options.data_dir or default_data_dir()
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever reads our output has had enough; what is left in the buffer must not raise again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return FAILED
    except (StudyleafError, peewee.DatabaseError, OSError) as error:
        logger.info("the command failed", exc_info=True)
        say_error(as_studyleaf_error(error))
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    top = argparse.ArgumentParser(
        prog="studyleaf",
        description="Study notes, a quiz and flashcards from your PDFs, made on this computer. "
        "Without a command: the window.",
    )
    shared = argparse.ArgumentParser(add_help=False)
    for each, default in ((top, None), (shared, argparse.SUPPRESS)):
        each.add_argument(
            "--data-dir",
            type=Path,
            metavar="DIR",
            default=default,
            help=f"use this data folder (default: ${DATA_DIR_VARIABLE} or the system's place for it)",
        )
    top.set_defaults(run=commands.window, files=[])
    known = top.add_subparsers(title="commands", metavar="")
    _add_window_commands(known, shared)
    _add_document_commands(known, shared)
    _add_job_commands(known, shared)
    _add_companion_commands(known, shared)
    _add_care_commands(known, shared)
    return top


def _add_window_commands(
    known: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser
) -> None:
    start = known.add_parser(
        "start", parents=[shared], help="the window; without a screen, notes of the sample document on the terminal"
    )
    start.add_argument("files", nargs="*", type=Path, metavar="FILE", help="files to make notes of")
    start.set_defaults(run=commands.start)
    worker = known.add_parser("worker", parents=[shared], help="do the waiting jobs without a window, until Ctrl+C")
    worker.add_argument("--metrics-port", type=int, metavar="N", help="numbers for Prometheus, for this computer")
    worker.set_defaults(run=commands.work)


def _add_document_commands(
    known: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser
) -> None:
    notes = known.add_parser("notes", parents=[shared], help="make notes of PDFs or text files")
    notes.add_argument("files", nargs="+", type=Path, metavar="FILE")
    notes.add_argument(
        "--json", type=Path, metavar="OUT", help="write JSON there; a folder when there are several files"
    )
    notes.add_argument("--markdown", type=Path, metavar="OUT", help="write Markdown there; a folder for several files")
    notes.add_argument("--model", metavar="NAME|PATH", help="a model of `studyleaf models list`, or a GGUF file")
    notes.add_argument("--length", choices=("brief", "standard", "detailed"), default="standard")
    notes.add_argument(
        "--style",
        choices=("standard", "outline", "cornell"),
        default="standard",
        help="plain sections, a numbered outline, or Cornell notes: cues beside the points, the summary at the end",
    )
    notes.add_argument(
        "--minutes",
        type=_minutes,
        metavar="N",
        help="have the notes within N minutes; the best that can be had by then",
    )
    _add_password(notes)
    notes.set_defaults(run=commands.notes)

    extract = known.add_parser("extract", parents=[shared], help="the text of a PDF, page by page")
    extract.add_argument("file", type=Path, metavar="FILE")
    extract.add_argument("--json", type=Path, metavar="OUT", help="write pages and outline as JSON there")
    _add_password(extract)
    extract.set_defaults(run=commands.extract)

    verify = known.add_parser(
        "verify", parents=[shared], help="check an exported note against its document; fails if a statement does"
    )
    verify.add_argument("note", type=Path, metavar="NOTE.json", help="written by `studyleaf notes --json`")
    verify.add_argument("file", type=Path, metavar="FILE", help="the document that it was made of")
    verify.add_argument("--json", type=Path, metavar="OUT", help="write what was found of each statement there")
    _add_password(verify)
    verify.set_defaults(run=commands.verify)

    export = known.add_parser("export", parents=[shared], help="write notes of the library as a file to take away")
    export.add_argument("note", metavar="NOTE", help="their id or its beginning, their title, or “latest”")
    export.add_argument("--to", choices=("md", "obsidian", "html", "pdf", "docx", "json", "apkg"), required=True)
    export.add_argument("--out", type=Path, metavar="OUT", help="where to; the title as its name when left out")
    export.set_defaults(run=commands.export)

    claims = known.add_parser("check-claims", parents=[shared], help="check statements against a text")
    claims.add_argument("--source", type=Path, required=True, metavar="FILE.txt")
    claims.add_argument("--claims", type=Path, required=True, metavar="CLAIMS.jsonl", help='lines of {"id", "text"}')
    claims.add_argument("--json", type=Path, metavar="OUT", help="write the verdicts there instead of to the terminal")
    claims.set_defaults(run=commands.check_claims)


def _add_job_commands(
    known: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser
) -> None:
    jobs = known.add_parser("jobs", parents=[shared], help="list, watch, steer or retry jobs")
    acts = jobs.add_subparsers(title="commands", metavar="", required=True)
    listing = acts.add_parser("list", parents=[shared], help="the newest jobs first")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=commands.list_jobs)
    watch = acts.add_parser("watch", parents=[shared], help="what happens, as it happens")
    watch.add_argument("job", nargs="?", metavar="JOB", help="only this one, until it ends")
    watch.add_argument("--since", type=int, metavar="SEQ", help="begin after this event; 0 is the very first")
    watch.add_argument("--json", action="store_true", help="events as JSON lines")
    watch.set_defaults(run=commands.watch_jobs)
    show = acts.add_parser("show", parents=[shared], help="what became of a job, stage by stage")
    show.add_argument("job", metavar="JOB")
    show.add_argument("--json", action="store_true", help="as JSON")
    show.set_defaults(run=commands.show_job)
    cancel = acts.add_parser("cancel", parents=[shared], help="stop a job; what it has made so far is kept")
    cancel.add_argument("job", metavar="JOB")
    cancel.set_defaults(run=commands.cancel_job)
    move = acts.add_parser("move", parents=[shared], help="put a waiting job before another, before all, or last")
    move.add_argument("job", metavar="JOB")
    place = move.add_mutually_exclusive_group()
    place.add_argument("--before", metavar="JOB")
    place.add_argument("--last", action="store_true", help="behind all others")
    move.set_defaults(run=commands.move_job)
    priority = acts.add_parser("priority", parents=[shared], help="let a waiting job go before, or after, others")
    priority.add_argument("job", metavar="JOB")
    priority.add_argument("priority", choices=["first", "normal", "later"])
    priority.set_defaults(run=commands.prioritize_job)
    pause = acts.add_parser("pause", parents=[shared], help="begin no waiting job any more, and let the model rest")
    pause.set_defaults(run=commands.pause_jobs)
    resume = acts.add_parser("resume", parents=[shared], help="begin waiting jobs again")
    resume.set_defaults(run=commands.resume_jobs)
    retry = acts.add_parser("retry", parents=[shared], help="run a failed or cancelled job again, from where it was")
    retry.add_argument("job", metavar="JOB")
    retry.add_argument(
        "--from-scratch", action="store_true", help="use nothing that was made before; also for a completed job"
    )
    _add_password(retry)
    retry.set_defaults(run=commands.retry_job)


def _add_companion_commands(
    known: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser
) -> None:
    serve = known.add_parser("serve", parents=[shared], help="the same desk in a browser; does the jobs, until Ctrl+C")
    serve.add_argument("--port", type=int, default=8765, metavar="N", help="where; 0 takes any that is free")
    serve.add_argument("--lan", action="store_true", help="let phones and others in this network in, by their address")
    serve.add_argument("--read-only", action="store_true", help="the address that is printed may only read")
    serve.set_defaults(run=commands.serve)
    devices = known.add_parser("devices", parents=[shared], help="who may open the desk in a browser")
    acts = devices.add_subparsers(title="commands", metavar="", required=True)
    listing = acts.add_parser("list", parents=[shared], help="all that were let in")
    listing.set_defaults(run=commands.list_devices)
    remove = acts.add_parser("remove", parents=[shared], help="lets one in no more, at once")
    remove.add_argument("device", metavar="DEVICE")
    remove.set_defaults(run=commands.remove_device)


def _add_care_commands(
    known: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser
) -> None:
    models = known.add_parser("models", parents=[shared], help="list, add, remove, test or tune language models")
    acts = models.add_subparsers(title="commands", metavar="", required=True)
    listing = acts.add_parser("list", parents=[shared], help="what is installed")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.add_argument("--catalogue", action="store_true", help="what can be downloaded instead")
    listing.set_defaults(run=commands.list_models)
    add = acts.add_parser(
        "add", parents=[shared], help="try a GGUF file and copy it into the data folder, or download one by its name"
    )
    add.add_argument("file", metavar="FILE.gguf|NAME", help="a name of `studyleaf models list --catalogue`")
    add.set_defaults(run=commands.add_model)
    remove = acts.add_parser("remove", parents=[shared], help="remove a model that was added")
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(run=commands.remove_model)
    test = acts.add_parser(
        "test", parents=[shared], help="find out what a model can do for notes, on sentences whose truth is checked"
    )
    test.add_argument("name", nargs="?", default="", metavar="NAME|PATH", help="the embedded model when left out")
    test.set_defaults(run=commands.test_model)
    tune = acts.add_parser(
        "tune", parents=[shared], help="measure a faster copy of a model on this computer; keep it if it is as good"
    )
    tune.add_argument("name", nargs="?", default="", metavar="NAME", help="the embedded model when left out")
    tune.add_argument("--undo", action="store_true", help="remove the copy and go back to the original")
    tune.set_defaults(run=commands.tune_model)
    backup = known.add_parser("backup", parents=[shared], help="copy the library, also while it is in use")
    backup.add_argument(
        "out", nargs="?", type=Path, metavar="OUT.zip", help="library, documents and settings in one file"
    )
    backup.set_defaults(run=commands.backup)
    restore = known.add_parser("restore", parents=[shared], help="put a backup in the place of the library")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.set_defaults(run=commands.restore)
    doctor = known.add_parser("doctor", parents=[shared], help="what is here, what is missing, what to do")
    doctor.add_argument("--bundle", type=Path, metavar="OUT.zip", help="write all that helps to find a fault there")
    doctor.set_defaults(run=commands.doctor)


def _minutes(text: str) -> float:
    minutes = float(text)
    if not 0 < minutes < float("inf"):
        raise ValueError
    return minutes


def _add_password(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--password-stdin", action="store_true", help="read the password of an encrypted PDF from standard input"
    )


if __name__ == "__main__":
    sys.exit(main())
