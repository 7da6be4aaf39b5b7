"""The real program on a data folder, to be started, killed and started again."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final, Self

import psutil

from app.emitter import JobEventEmitter
from app.events import JobStatus
from app.jobs import Jobs
from app.settings import LOCAL_USER, DataFolder, Settings
from app.store.connection import open_library

START_S: Final = 30.0
POLL_S: Final = 0.05


def submit(folder: DataFolder, files: list[Path]) -> set[str]:
    """Queues notes of files, as a program without workers does; returns the jobs' ids."""
    library = open_library(folder.library)
    try:
        jobs = Jobs(JobEventEmitter(lambda _event: None), Settings(), user_id=LOCAL_USER, wake=lambda *_: None)
        return {jobs.notes_from_file(file) for file in files}
    finally:
        library.close_everywhere()


def retry_failed(folder: DataFolder) -> None:
    """Queues all failed jobs again, as a student does who has freed some space."""
    library = open_library(folder.library)
    try:
        jobs = Jobs(JobEventEmitter(lambda _event: None), Settings(), user_id=LOCAL_USER, wake=lambda *_: None)
        for job in jobs.list(statuses=(JobStatus.FAILED,)):
            jobs.retry(job.id)
    finally:
        library.close_everywhere()


class Program:
    """`studyleaf worker`, at work when the constructor returns, unless it is not waited for."""

    def __init__(self, folder: DataFolder, *, wait: bool = True, **environment: str) -> None:
        self._log = (folder.logs / "faults.out").open("a")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app", "worker", "--data-dir", str(folder.root)],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        )
        if not wait:
            return
        assert self.process.stderr is not None
        line = self.process.stderr.readline()
        assert "at work" in line, f"the program did not start: {line}{self.process.stderr.read()}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        if self.process.poll() is None:
            self.kill()

    @property
    def children(self) -> list[psutil.Process]:
        """The program's child processes."""
        try:
            return psutil.Process(self.process.pid).children()
        except psutil.NoSuchProcess:
            return []

    def kill_child(self, kind: str, chance: random.Random) -> bool:
        """Kills one of its children of a kind; False where there is none."""
        found = [child for child in self.children if _kind_of(child) == kind]
        if not found:
            return False
        with contextlib.suppress(psutil.NoSuchProcess):
            chance.choice(found).kill()
        return True

    def kill(self) -> None:
        """As a power cut does, but for the disk: at once, and only the program itself. Its children follow."""
        children = self.children
        self.process.kill()
        self._wait()
        psutil.wait_procs(children, timeout=START_S)
        left = [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
        assert not left, f"children outlived their parent: {left}"

    def stop(self) -> float:
        """As the end of a session does; returns the seconds that closing took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self._wait()
        assert self.process.returncode == 0, f"the program ended with {self.process.returncode}"
        return time.monotonic() - began

    def _wait(self) -> None:
        self.process.wait(timeout=START_S)
        assert self.process.stderr is not None
        self.process.stderr.close()
        self._log.close()


def _kind_of(child: psutil.Process) -> str:
    try:
        return child.cmdline()[-1]
    except (psutil.NoSuchProcess, IndexError):
        return ""
