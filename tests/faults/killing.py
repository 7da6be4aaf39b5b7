"""Kills the program at random moments and looks at what is left: `make faults`, or
`python -m tests.faults.killing [--runs 200] [--seed N]`.

Each run takes a fresh library, queues real documents, starts the real program, kills it with SIGKILL a few times, or
kills one of its children, and lets it finish. Prints a line a run, and the seed that makes the runs again.
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

import psutil

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

KILLS: Final = 3
LONGEST_LIFE_S: Final = 5.0
"""A killed program has lived for up to this; a job of the documents takes about as long."""
PATIENCE_S: Final = 240.0
POLL_S: Final = 0.1
LIVE: Final = frozenset({"queued", "active", "stalled"})


@dataclass(frozen=True)
class Run:
    """What came of one run."""

    seed: str
    kills: int
    child_kills: int
    seconds: float
    again: Counter[str]
    breaches: list[str]

    @property
    def words(self) -> str:
        again = ", ".join(f"{kind}s {count}" for kind, count in sorted(self.again.items())) or "nothing"
        kills = f"{self.kills} kills, {self.child_kills} of children"
        told = "; ".join(self.breaches) or "all well"
        return f"{self.seed}: {kills}, {self.seconds:.0f} s; done again: {again}; {told}"


def run(seed: str, place: Path) -> Run:
    """One library's life, decided by the seed (but for the machine's own pace)."""
    chance, began = random.Random(seed), time.monotonic()
    folder = DataFolder(place)
    folder.prepare()
    submitted = submit(folder, chance.sample(DOCUMENTS, 2))
    watch_work(folder.library)
    kills = child_kills = 0
    for _ in range(chance.randint(1, KILLS)):
        with Program(folder) as program:
            if chance.random() < 0.3:
                child_kills += kill_a_child(chance, program)
            time.sleep(chance.uniform(0.0, LONGEST_LIFE_S))
            program.kill()
            kills += 1
    with Program(folder) as program:
        wait_until_ended(folder)
        closed_s = program.stop()
    found = breaches(folder.library, submitted)
    if closed_s > 5:
        found.append(f"closing took {closed_s:.1f} s")
    return Run(seed, kills, child_kills, time.monotonic() - began, done_twice(folder.library), found)


def kill_a_child(chance: random.Random, program: Program) -> int:
    """Kills one of the program's children a little later; how many there were to kill."""
    time.sleep(chance.uniform(0.5, 3.0))
    children = program.children
    if not children:
        return 0
    try:
        chance.choice(children).kill()
    except psutil.NoSuchProcess:
        return 0
    return 1


def wait_until_ended(folder: DataFolder) -> None:
    """Until no job waits or works any more."""
    deadline = time.monotonic() + PATIENCE_S
    while LIVE & set(statuses(folder.library).values()):
        if time.monotonic() > deadline:
            return  # the audit names the jobs
        time.sleep(POLL_S)


def main(arguments: list[str] | None = None) -> int:
    """Runs them all; 1 when something was lost, doubled or left behind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args(arguments)
    print(f"seed {options.seed}")
    faulty, kills, again = 0, 0, Counter[str]()
    for number in range(options.runs):
        with tempfile.TemporaryDirectory() as place:
            done = run(f"{options.seed}:{number}", Path(place))
        print(done.words, flush=True)
        faulty += bool(done.breaches)
        kills += done.kills + done.child_kills
        again += done.again
    told = ", ".join(f"{kind}s {count}" for kind, count in sorted(again.items())) or "nothing"
    print(f"{options.runs} runs, {kills} kills, {faulty} with a breach; done again in all: {told}")
    return min(faulty, 1)


if __name__ == "__main__":
    sys.exit(main())
