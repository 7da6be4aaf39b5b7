"""What the terminal shows: errors as a sentence, progress as a bar, results on standard output."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Final, TextIO

from app.errors import ErrorCode, StudyleafError
from app.events import JobError, JobEvent
from app.models import new_id
from ui.text import remaining_words, stage_words

BAR_CELLS: Final = 24
CLEAR_LINE: Final = "\r\x1b[K"


def say_error(error: StudyleafError | JobError) -> None:
    """The sentence and the hint on standard error."""
    sentence = error.sentence if isinstance(error, StudyleafError) else error.message
    print(f"studyleaf: {sentence} {error.hint}".rstrip(), file=sys.stderr)


def write_text(path: Path, text: str) -> None:
    """Writes a file whole or not at all; `-` is standard output.

    Raises:
        StudyleafError: INPUT_INVALID: the place cannot be written to. OSError: the disk is full.
    """
    if str(path) == "-":
        sys.stdout.write(text)
        return
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8")  # a pipe or a device is written to, not replaced
        else:
            _replace(path.resolve(), text)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise StudyleafError(ErrorCode.INPUT_INVALID, name=str(path), reason="it cannot be written") from error


def _replace(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.{new_id()[:8]}")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class ProgressLine:
    """One line that is drawn over again on a terminal; silent where the output is no terminal."""

    def __init__(self, name: str, stream: TextIO | None = None) -> None:
        self._name = name if len(name) <= 32 else name[:29] + "…"
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()

    def show(self, event: JobEvent) -> None:
        if not self._live:
            return
        full = round(BAR_CELLS * event.progress / 100)
        bar = "█" * full + "░" * (BAR_CELLS - full)
        words = stage_words(event.status, event.stage, event.metadata)
        remaining = event.metadata.estimated_time_remaining_ms
        left = f" · {remaining_words(remaining)}" if remaining else ""
        self._write(f"{CLEAR_LINE}{self._name}  {bar} {event.progress:3d} %  {words}{left}")

    def close(self) -> None:
        """Removes the line."""
        if self._live:
            self._write(CLEAR_LINE)

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
