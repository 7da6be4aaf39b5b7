"""Makes notes while the llm child is killed again and again: `killed_children.py FILE [KILLS]`.

Prints how often it was killed and whether the notes are those of an undisturbed run.
"""

from __future__ import annotations

import logging
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from app.events import Event, JobStatus, NoteDelta
from app.notes import Note
from app.settings import CACHE_DIR_VARIABLE, DataFolder, Settings
from app.store import notes
from app.store.jobs import find_job
from workers.children.process import CHILD_FLAG, ChildKind
from workers.service import JobService

KILLS = 20
SHORTEST_S, LONGEST_S = 0.05, 0.6
"""Of a child's life, from its start, if it is to die about when it has loaded."""
MOST_TOLD = 3
"""Every other child dies when so many more pieces of text were told, or fewer: however fast a computer writes, the job
is not over before all are killed."""
POLL_S = 0.01


@dataclass(frozen=True)
class Made:
    """Notes, and how many children died over them."""

    status: JobStatus
    note: Note
    killed: int


def llm_children() -> list[psutil.Process]:
    """The children of this process that hold a model."""
    found = []
    for child in psutil.Process().children():
        try:
            if child.status() != psutil.STATUS_ZOMBIE and child.cmdline()[-2:] == [CHILD_FLAG, ChildKind.LLM.value]:
                found.append(child)
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            continue
    return found


class Killer(threading.Thread):
    """Kills llm children, one while it loads or begins, one while it writes, until it has killed so many or is told to
    stop. `hear` is told every event of the job."""

    def __init__(self, kills: int, *, seed: int = 4) -> None:
        super().__init__(name="killer", daemon=True)
        self._left = kills
        self._generator = random.Random(seed)
        self._ended = threading.Event()
        self._told = 0
        self.killed = 0

    def hear(self, event: Event) -> None:
        """From any thread."""
        self._told += isinstance(event, NoteDelta) and event.text is not None

    def run(self) -> None:
        while self.killed < self._left and not self._ended.wait(POLL_S):
            for child in llm_children():
                self._let_live()
                if self._ended.is_set():
                    return
                try:
                    child.kill()
                except psutil.NoSuchProcess:
                    continue
                self.killed += 1
                while any(each.pid == child.pid for each in llm_children()):
                    self._ended.wait(POLL_S)

    def _let_live(self) -> None:
        """Until a child's time has come."""
        if self.killed % 2 == 0:
            self._ended.wait(self._generator.uniform(SHORTEST_S, LONGEST_S))
            return
        until = self._told + self._generator.randint(1, MOST_TOLD)
        while self._told < until and not self._ended.wait(POLL_S):
            continue

    def stop(self) -> None:
        self._ended.set()
        self.join()


@contextmanager
def scratch_profile() -> Iterator[DataFolder]:
    """A new data folder, with a cache of its own."""
    before = os.environ.get(CACHE_DIR_VARIABLE)
    with tempfile.TemporaryDirectory() as place:
        os.environ[CACHE_DIR_VARIABLE] = str(Path(place) / "cache")
        folder = DataFolder(Path(place) / "data")
        folder.prepare()
        try:
            yield folder
        finally:
            os.environ.pop(CACHE_DIR_VARIABLE)
            if before is not None:
                os.environ[CACHE_DIR_VARIABLE] = before


def make_notes(file: Path, *, kills: int) -> Made:
    """Notes of a file in a profile of their own, with so many children killed on the way."""
    with scratch_profile() as folder:
        killer = Killer(kills)
        service = JobService(folder, Settings(), publish=killer.hear)
        try:
            job_id = service.jobs.notes_from_file(file)
            killer.start()
            service.run_here(job_id)
            killer.stop()
            job = find_job(job_id)
            assert job is not None
            assert job.note_id, f"no note: {job.error}"
            return Made(job.status, notes.load_note(job.note_id), killer.killed)
        finally:
            service.close()


def main(file: Path, kills: int) -> int:
    """Both runs; the exit code is 0 when nothing was lost."""
    logging.basicConfig(level=logging.WARNING)
    began = time.monotonic()
    calm = make_notes(file, kills=0)
    calm_s = time.monotonic() - began
    disturbed = make_notes(file, kills=kills)
    same = disturbed.note == calm.note and disturbed.status is JobStatus.COMPLETED
    print(f"undisturbed {calm_s:.1f} s; killed {disturbed.killed} times, {time.monotonic() - began - calm_s:.1f} s")
    print("the notes are the same" if same else f"the notes differ, or are not whole: {disturbed.status}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else KILLS))
