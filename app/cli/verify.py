"""`studyleaf verify`: an exported note against the document that it was made of."""

from __future__ import annotations

import hashlib
import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from app import wire
from app.cancel import CancelToken
from app.cli.console import write_text
from app.cli.session import password_of
from app.errors import ErrorCode, StudyleafError
from app.library import check_file, kind_of
from app.notes import NotesExport
from app.wire import Json
from workers.children.pool import CallFailed, TextPool
from workers.extraction.client import Extractor

MAX_FILE_MB: Final = 500
SILENCE_S: Final = 600.0
"""The findings come all together at the end."""
DOUBTS: Final = {
    "quote_missing": "the quote is not on the page",
    "unsupported": "the quote does not carry it",
}


def verify(options: Namespace) -> int:
    """0 only if every quote is on its page and every statement is supported by what it cites.

    The student's own words are told, and are no fault.
    """
    export = _read(options.note)
    password = password_of(options)
    pool = TextPool(1)
    try:
        findings = _audit(pool, export, options.file, password)
    finally:
        pool.close()
    if export.document.sha256 and export.document.sha256 != _hash(options.file):
        print(f"studyleaf: “{options.file.name}” is not the very file that the note was made of.", file=sys.stderr)
    doubtful = [finding for finding in findings if finding.get("doubt")]
    if options.json:
        write_text(options.json, json.dumps(findings, ensure_ascii=False, indent=1) + "\n")
    for finding in doubtful:
        pages = ", ".join(map(str, finding["pages"])) or "–"
        print(f"{finding['kind']}, p. {pages}: {DOUBTS[finding['doubt']]}: {finding['text']}")
    own = [finding for finding in findings if finding["isOwn"] and not finding.get("doubt")]
    for finding in own:
        print(
            f"{finding['kind']}, p. {', '.join(map(str, finding['pages']))}: the student's own words: {finding['text']}"
        )
    checked = len(findings) - len(own)
    print(f"{checked - len(doubtful)} of {checked} statements are supported.")
    return 0 if findings and not doubtful else 1


def _read(path: Path) -> NotesExport:
    check_file(path, name=path.name, max_mb=MAX_FILE_MB)
    try:
        return wire.decode(NotesExport, json.loads(path.read_text(encoding="utf-8-sig")))
    except (UnicodeDecodeError, ValueError) as error:
        reason = "it is no note that `studyleaf notes --json` wrote"
        raise StudyleafError(ErrorCode.INPUT_INVALID, name=path.name, reason=reason) from error


def _audit(pool: TextPool, export: NotesExport, file: Path, password: str | None) -> list[Json]:
    pages: list[Json] = []
    cancel = CancelToken()
    extractor = Extractor(pool, max_file_mb=MAX_FILE_MB)
    summary = extractor.extract(
        file,
        file.name,
        kind=kind_of(file.name),
        password=password,
        cancel=cancel,
        on_page=lambda page: pages.append(
            {"number": page.number, "label": page.label, "blocks": page.blocks, "problem": page.problem}
        ),
    )
    receipt = export.note.receipt
    language = receipt.language if receipt else summary.language
    params = {"note": wire.encode(export.note), "language": language}
    try:
        findings: list[Json] = pool.call("audit", params, pages, cancel=cancel, silence_s=SILENCE_S)
    except CallFailed as failure:
        raise StudyleafError(failure.code, name=file.name, seconds=int(SILENCE_S)) from failure
    return findings


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
