"""Reads every file of a folder as a student's document and tells how it ended: `hostile_files.py FOLDER [TIMES]`.

Prints a table (file, outcome, seconds, peak MB of the process tree) and fails when one file took too long, too much
memory, or ended with an error that is no sentence. The tests of bad files use its parts.
"""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psutil

from app.cancel import CancelToken
from app.errors import ErrorCode, StudyleafError
from app.library import kind_of
from app.store.documents import StoredPage
from workers.children.pool import TextPool
from workers.children.process import ChildKind
from workers.extraction.client import Extractor

MAX_SECONDS = 45.0
MAX_SCAN_SECONDS = 15.0  # beside that, for each page that had to be read from its picture
MAX_TREE_MB = 1200.0
SAMPLE_S = 0.02
UNREAD = {ErrorCode.NO_READABLE_TEXT.value, ErrorCode.OCR_MISSING.value}


@dataclass(frozen=True)
class Outcome:
    """How reading a file ended: with pages (`code` is None), or with the sentence of an error."""

    name: str
    code: ErrorCode | None
    sentence: str
    pages: int
    readable_pages: int
    chars: int
    scans: int
    seconds: float
    peak_mb: float

    @property
    def told(self) -> str:
        if self.code is None:
            return f"{self.readable_pages} of {self.pages} pages, {self.chars} characters"
        return f"{self.code.value}: {self.sentence}"

    @property
    def faults(self) -> list[str]:
        """What must not happen to any file."""
        found = []
        if self.seconds > MAX_SECONDS + self.scans * MAX_SCAN_SECONDS:
            found.append(f"took {self.seconds:.0f} s")
        if self.peak_mb > MAX_TREE_MB:
            found.append(f"took {self.peak_mb:.0f} MB")
        if self.code is ErrorCode.INTERNAL:
            found.append("ended with an error of our own")
        return found


class TreeMemory:
    """Watches the resident memory of a process, by default this one, and its children while the context is open.

    With a `kind`, only the children of this kind count.
    """

    def __init__(self, pid: int | None = None, *, kind: ChildKind | None = None) -> None:
        self.peak_mb = 0.0
        self._kind = kind
        self._root = psutil.Process(pid)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="tree-memory")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(SAMPLE_S):
            self.peak_mb = max(self.peak_mb, sum(map(_resident_mb, self._counted())))

    def _counted(self) -> list[psutil.Process]:
        children = _children(self._root)
        return [each for each in children if _is(each, self._kind)] if self._kind else [self._root, *children]


def read_file(path: Path, extractor: Extractor, *, password: str | None = None) -> Outcome:
    """Reads one file to its end; only errors that are sentences are caught."""
    pages: list[StoredPage] = []
    code, sentence, count = None, "", 0
    began = time.monotonic()
    with TreeMemory() as memory:
        try:
            summary = extractor.extract(
                path, path.name, kind=kind_of(path.name), password=password, cancel=CancelToken(), on_page=pages.append
            )
            count = summary.pages
        except StudyleafError as error:
            code, sentence = error.code, error.sentence
    return Outcome(
        name=path.name,
        code=code,
        sentence=sentence,
        pages=count,
        readable_pages=sum(bool(page.text) for page in pages),
        chars=sum(len(page.text) for page in pages),
        scans=sum(page.confidence is not None or page.problem in UNREAD for page in pages),
        seconds=time.monotonic() - began,
        peak_mb=memory.peak_mb,
    )


def main(folder: Path, times: int = 1) -> int:
    """Reads the folder's files so many times in the same children, prints the table, returns how many had a fault."""
    pool = TextPool(2)
    extractor = Extractor(pool)
    faulty = 0
    print(f"{'file':52} {'seconds':>7} {'MB':>6}  outcome")
    for path in sorted(each for each in folder.rglob("*") if each.is_file()) * times:
        outcome = read_file(path, extractor)
        faulty += bool(outcome.faults)
        marks = "".join(f"  !! {fault}" for fault in outcome.faults)
        print(f"{path.name[:52]:52} {outcome.seconds:7.2f} {outcome.peak_mb:6.0f}  {outcome.told}{marks}", flush=True)
    pool.close()
    print(f"{faulty} faults")
    return faulty


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children()
    except psutil.Error:  # it ended just now
        return []


def _is(process: psutil.Process, kind: ChildKind) -> bool:
    try:
        return process.cmdline()[-1:] == [kind.value]
    except psutil.Error:
        return False


def _resident_mb(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss) / 2**20
    except psutil.Error:  # it ended just now
        return 0.0


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1]), *map(int, sys.argv[2:3])), 1))
