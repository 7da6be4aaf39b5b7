"""Kills the program and its children at random moments and looks at what is left: `make faults`, or
`python -m tests.faults.killing [--kills 200] [--seed N]`.

Each run takes a fresh library, queues real documents, starts the real program and kills it, or a child that reads and
checks, or the one with the model, with SIGKILL some times; then it lets all jobs finish. Prints a line a run, the seed
that makes the runs again (but for the machine's own pace), and at the end a verdict: the breaches by kind, and how much
finished work was done again. Pages do not count there: an attempt to read a document begins at its first page.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.settings import DataFolder
from resources import sample_document
from tests.faults.audit import breaches, done_twice, statuses, watch_work
from tests.faults.program import Program, submit

DATA: Final = Path(__file__).parent.parent / "data"
DOCUMENTS: Final = (
    sample_document(),
    DATA / "slides_risk_minimization.pdf",
    DATA / "fr_rappels_probabilites.pdf",
    DATA / "lecture_variational_monte_carlo.pdf",
)
DOCUMENTS_PER_RUN: Final = 2

KILLS_PER_RUN: Final = 6
"""At most; a run in which all is done before has fewer."""
LONGEST_LIFE_S: Final = 4.0
"""From one kill to the next; a job of the documents takes 5 to 12 s when nobody disturbs it."""
SHORT_LIFE_S: Final = 0.4
"""A program that is killed in its start has lived for up to this."""
SHORT_LIVES: Final = 0.1
"""So many of the programs are."""
VICTIMS: Final = {"program": 4, "text": 3, "llm": 3}
"""Who is killed, and how often compared with the others."""
REWRITTEN: Final = ("text", "section")
"""Kinds of units of which at most one is done again for a kill."""
PATIENCE_S: Final = 240.0
POLL_S: Final = 0.1
KINDS: Final = {
    "integrity": "file damaged",
    "a row": "rows that point nowhere",
    "the log": "event log",
    "job": "jobs",
    "note": "notes",
    "redone": "work redone",
    "closing": "closing",
    "program": "program",
}
"""What a breach is about, by how its words begin."""
LIVE: Final = frozenset({"queued", "active", "stalled"})
CLOSING_S: Final = 5.0


@dataclass(frozen=True)
class Run:
    """What came of one run. `again`: how many finished units of each kind were done a second time."""

    seed: str
    kills: Counter[str]
    seconds: float
    again: Counter[str]
    breaches: list[str]

    @property
    def words(self) -> str:
        told = "; ".join(self.breaches) or "all well"
        return f"{self.seed}: {_list(self.kills)} killed, {self.seconds:.0f} s; done again: {_list(self.again)}; {told}"


def run(seed: str, place: Path) -> Run:
    """One library's life, decided by the seed."""
    chance, began = random.Random(seed), time.monotonic()
    folder = DataFolder(place)
    folder.prepare()
    submitted = submit(folder, chance.sample(DOCUMENTS, DOCUMENTS_PER_RUN))
    watch_work(folder.library)
    kills = _kill_now_and_then(folder, chance)
    with Program(folder) as program:
        wait_until_ended(folder)
        closed_s = program.stop()
    found, again = breaches(folder.library, submitted), done_twice(folder.library)
    if closed_s > CLOSING_S:
        found.append(f"closing took {closed_s:.1f} s")
    if (rewritten := sum(again[kind] for kind in REWRITTEN)) > kills.total():
        found.append(f"redone: {rewritten} units for {kills.total()} kills")
    return Run(seed, kills, time.monotonic() - began, again, found)


def _kill_now_and_then(folder: DataFolder, chance: random.Random) -> Counter[str]:
    """Keeps the program at work and kills it or its children; returns who was killed how often. Ends with a kill."""
    kills: Counter[str] = Counter()
    wanted = chance.randint(1, KILLS_PER_RUN)
    while True:
        is_short = chance.random() < SHORT_LIVES
        with Program(folder, wait=not is_short) as program:
            if is_short:
                time.sleep(chance.uniform(0.0, SHORT_LIFE_S))
            while not is_short and kills.total() < wanted - 1:
                time.sleep(chance.uniform(0.0, LONGEST_LIFE_S))
                victim = chance.choices(list(VICTIMS), list(VICTIMS.values()))[0]
                if victim == "program" or not program.kill_child(victim, chance):
                    break
                kills[victim] += 1
            program.kill()
        kills["program"] += 1
        if kills.total() >= wanted or not LIVE & set(statuses(folder.library).values()):
            return kills


def wait_until_ended(folder: DataFolder) -> None:
    """Until no job waits or works any more."""
    deadline = time.monotonic() + PATIENCE_S
    while LIVE & set(statuses(folder.library).values()):
        if time.monotonic() > deadline:
            return  # the audit names the jobs
        time.sleep(POLL_S)


def kind_of(breach: str) -> str:
    """The kind of a breach, for counting: what it is about, without ids and numbers."""
    return next((kind for sign, kind in KINDS.items() if breach.startswith(sign)), "other")


def _list(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()) if count) or "nothing"


def main(arguments: list[str] | None = None) -> int:
    """Runs until so many were killed; 1 when something was lost, doubled or left behind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args(arguments)
    print(f"seed {options.seed}")
    runs, found, kills, again, began = 0, Counter[str](), Counter[str](), Counter[str](), time.monotonic()
    while kills.total() < options.kills:
        seed = f"{options.seed}:{runs}"
        with tempfile.TemporaryDirectory() as place:
            try:
                done = run(seed, Path(place))
            except AssertionError as error:  # the program did not start, or did not end as it should
                done = Run(seed, Counter(program=1), 0.0, Counter(), [f"program: {error}"])
        print(done.words, flush=True)
        runs += 1
        found.update(kind_of(breach) for breach in done.breaches)
        kills += done.kills
        again += done.again
    minutes = (time.monotonic() - began) / 60
    rewritten = sum(again[kind] for kind in REWRITTEN)
    print(f"seed {options.seed}: {runs} runs in {minutes:.0f} minutes; killed {kills.total()} times: {_list(kills)}")
    print(f"done again: {_list(again)}; written again: {rewritten / kills.total():.2f} units a kill, 1 is allowed")
    print(f"breaches: {_list(found)}  {'✗' if found else '✓'}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
