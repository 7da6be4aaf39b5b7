"""`studyleaf check-claims`: the checker of the notes, for any text and any statements."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from app.cancel import CancelToken
from app.cli.console import write_text
from app.errors import ErrorCode, StudyleafError
from app.library import check_file
from app.wire import Json
from workers.children.pool import CallFailed, TextPool

MAX_FILE_MB = 200
SILENCE_S = 600.0
"""The verdicts come all together at the end; thousands of claims may take a while."""


def check_claims(options: Namespace) -> int:
    """Writes `[{"id", "supported", "score", "quote"}]`, in the order of the claims."""
    source = _read(options.source)
    claims = list(_claims(options.claims))
    pool = TextPool(1)
    try:
        verdicts = pool.call("check_claims", {"source": source}, claims, cancel=CancelToken(), silence_s=SILENCE_S)
    except CallFailed as failure:
        raise StudyleafError(failure.code, name=options.source.name, seconds=int(SILENCE_S)) from failure
    finally:
        pool.close()
    text = json.dumps(verdicts, ensure_ascii=False, indent=1) + "\n"
    if options.json:
        write_text(options.json, text)
    else:
        sys.stdout.write(text)
    return 0


def _read(path: Path) -> str:
    check_file(path, name=path.name, max_mb=MAX_FILE_MB)
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise StudyleafError(ErrorCode.NOT_A_TEXT, name=path.name) from error


def _claims(path: Path) -> Iterator[Json]:
    for number, line in enumerate(_read(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            claim = json.loads(line)
            yield {"id": claim["id"], "text": str(claim["text"])}
        except (ValueError, KeyError, TypeError) as error:
            reason = f'line {number} is not {{"id", "text"}}'
            raise StudyleafError(ErrorCode.INPUT_INVALID, name=path.name, reason=reason) from error
