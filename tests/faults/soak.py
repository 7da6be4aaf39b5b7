"""Keeps the real program at work for half an hour and looks at what its processes hold: `make soak`, or
`python -m tests.faults.soak [--minutes 30] [--jobs 500]`.

Small texts, each a little different, are submitted evenly over the time. The memory of each kind of process in the last
minute must be within a tenth of that at minute five (in a shorter run: after a sixth of it), and its threads and open
files no more than a few above. 1 when it is not so, or a job did not complete.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

import psutil

from app.emitter import JobEventEmitter
from app.jobs import Jobs
from app.settings import LOCAL_USER, DataFolder, Settings
from app.store.connection import open_library
from resources import sample_document
from tests.faults.audit import statuses
from tests.faults.killing import wait_until_ended
from tests.faults.program import Program
from workers.queue import open_queue
from workers.tasks import wake_only

MINUTE_S: Final = 60.0
BASE_SHARE: Final = 1 / 6
"""Of the run, after which everything is loaded that will be: minute five of thirty."""
SAMPLE_S: Final = 2.0
ALLOWED_SHARE: Final = 0.1
ALLOWED_MORE: Final = 8
"""Threads, or files."""
CHARS: Final = 900
"""Of a text: some sentences, of which the model is asked about one or two."""


@dataclass(frozen=True)
class Sample:
    """What the processes of one kind hold together."""

    at_s: float
    rss_mb: float
    threads: int
    files: int


def look(program: Program) -> dict[str, Sample]:
    """Of each kind of process, now."""
    found: dict[str, list[tuple[float, int, int]]] = defaultdict(list)
    for process in (psutil.Process(program.process.pid), *program.children):
        try:
            kind = process.cmdline()[-1] if "--child" in process.cmdline() else "program"
            held = process.memory_info().rss / 2**20, process.num_threads(), process.num_fds()
            found[kind].append(held)
        except psutil.Error:
            continue  # it ended a moment ago
    now = time.monotonic()
    return {
        kind: Sample(now, sum(each[0] for each in held), sum(each[1] for each in held), sum(each[2] for each in held))
        for kind, held in found.items()
    }


def texts() -> Iterator[str]:
    """One after the other, each a part of the sample document's text that begins somewhere else.

    Every sentence names its script: what the model wrote about another script's cannot be used again.
    """
    whole = sample_document().with_suffix(".md").read_text(encoding="utf-8")
    sentences = whole.replace("\n", " ").split(". ")
    for number in count():
        begin = number % len(sentences)
        part = f" in script {number}. ".join(sentences[begin:] + sentences[:begin])[:CHARS]
        yield f"This is script number {number} of this course. {part}."


@contextmanager
def submitting(folder: DataFolder) -> Iterator[Jobs]:
    """Jobs as another program submits them."""
    library, huey = open_library(folder.library), open_queue(folder.queue)
    try:
        yield Jobs(JobEventEmitter(lambda _: None), Settings(), user_id=LOCAL_USER, wake=wake_only(huey))
    finally:
        huey.storage.close()
        library.close_everywhere()


def soak(folder: DataFolder, *, minutes: float, wanted: int) -> dict[str, list[Sample]]:
    """Runs it all; returns what was seen of each kind."""
    samples: dict[str, list[Sample]] = defaultdict(list)
    began, source, submitted = time.monotonic(), texts(), 0
    with Program(folder) as program, submitting(folder) as jobs:
        while (spent := time.monotonic() - began) < MINUTE_S * minutes:
            while submitted < wanted * spent / (MINUTE_S * minutes):
                jobs.notes_from_text(next(source), title=f"Script {submitted}")
                submitted += 1
            for kind, sample in look(program).items():
                samples[kind].append(sample)
            time.sleep(SAMPLE_S)
        wait_until_ended(folder)
        program.stop()
    return samples


def verdict(kind: str, samples: list[Sample], began: float, length_s: float) -> tuple[str, bool]:
    """A line about a kind of process, and whether it holds no more at the end than it did at the base."""
    base_s, window_s = length_s * BASE_SHARE, min(MINUTE_S, length_s * BASE_SHARE)
    base = [each for each in samples if base_s <= each.at_s - began < base_s + window_s]
    end = [each for each in samples if each.at_s - began > length_s - window_s]
    if not base or not end:
        return f"{kind}: not there all the time", False
    before, after = (statistics.median(each.rss_mb for each in some) for some in (base, end))
    more = [
        statistics.median(getattr(each, what) for each in end) - statistics.median(getattr(each, what) for each in base)
        for what in ("threads", "files")
    ]
    is_well = after <= before * (1 + ALLOWED_SHARE) and max(more) <= ALLOWED_MORE
    change = 100 * (after / before - 1)
    line = f"{kind}: {before:.0f} MB, {after:.0f} MB at the end ({change:+.1f} %)"
    return f"{line}; threads {more[0]:+.0f}, files {more[1]:+.0f}", is_well


def main(arguments: list[str] | None = None) -> int:
    """Runs it and tells."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--jobs", type=int, default=500)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        folder = DataFolder(Path(place))
        folder.prepare()
        began = time.monotonic()
        samples = soak(folder, minutes=options.minutes, wanted=options.jobs)
        ends = Counter(statuses(folder.library).values())
    print(f"{options.minutes:g} minutes; jobs: {dict(ends)}")
    faulty = set(ends) != {"completed"}
    for kind, some in sorted(samples.items()):
        line, is_well = verdict(kind, some, began, MINUTE_S * options.minutes)
        print(f"{line}  {'✓' if is_well else '✗'}")
        faulty |= not is_well
    wanted = f"all jobs completed, memory within {ALLOWED_SHARE:.0%} of minute {options.minutes * BASE_SHARE:.2g}"
    print(f"{wanted}: {'✗' if faulty else '✓'}")
    return int(faulty)


if __name__ == "__main__":
    sys.exit(main())
