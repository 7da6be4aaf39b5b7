"""One child process and the pipe to it, seen from the parent."""

from __future__ import annotations

import logging
import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections import deque
from enum import Enum
from pathlib import Path
from typing import Final, cast

import psutil

from app.crashes import is_mark, note_child_crash
from app.wire import Json
from workers.children.framing import FrameError, read_frame, write_frame

CHILD_FLAG: Final = "--child"
"""First argument that makes our program a child; `app/__main__.py` looks for it before it imports anything else."""

CRASH_LINES: Final = 200
"""Of a fault's trace, all threads of it."""


class ChildKind(Enum):
    """Which program a child runs; `workers/children/main.py` knows them."""

    TEXT = "text"
    LLM = "llm"


NICENESS: Final = {ChildKind.TEXT: 5}
"""By kind, on POSIX: on two cores the window competes with all of them, and one that stands still is worse than a page
that is read later; more would leave next to nothing beside a busy program. The llm child takes its place by itself, for
that follows the student's wish for speed (`workers/llm/effort.py`), and there is no way back up."""

_DEAD: Final = object()
_KILLED: Final = {-signal.SIGTERM, -getattr(signal, "SIGKILL", signal.SIGTERM), int(signal.SIGTERM)}
"""Exit codes of processes that were told to end; Windows tells the signal's number as it is."""

logger = logging.getLogger(__name__)


class ChildDied(Exception):
    """The child ended; `exit_code` is negative for a signal, `last_words` the end of its stderr, for the log only."""

    def __init__(self, exit_code: int | None, last_words: str) -> None:
        super().__init__(f"exit code {exit_code}")
        self.exit_code = exit_code
        self.last_words = last_words

    @property
    def was_killed(self) -> bool:
        """Whether it was ended from outside, by us or by the system, rather than by what it was doing."""
        return self.exit_code in _KILLED

    @property
    def trace(self) -> str:
        """Where it ended, without the values in messages: those may be a student's text."""
        places = [line.strip() for line in self.last_words.splitlines() if line.startswith(("  File ", "Fatal "))]
        kinds = re.findall(r"^([A-Za-z_.]+(?:Error|Exception|Exit)):?", self.last_words, re.MULTILINE)
        return "; ".join([*places[-6:], *kinds[-1:]])


def child_command(kind: ChildKind) -> list[str]:
    """The command line that starts a child: from source, from a wheel and inside a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG, kind.value]
    # -P: a folder named `app` where the student happens to be must not be taken for ours.
    return [sys.executable, "-P", "-m", "app", CHILD_FLAG, kind.value]


def child_environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """The environment of a child: ours, and where our packages lie when they are not installed."""
    paths = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    python = {} if getattr(sys, "frozen", False) else {"PYTHONPATH": os.pathsep.join(path for path in paths if path)}
    return {**os.environ, **python, "PYTHONUNBUFFERED": "1", **(extra or {})}


class ChildProcess:
    """Started on construction; messages go both ways until `kill`. Safe to use from several threads.

    The child ends by itself when its stdin closes, so it never outlives this process.
    """

    def __init__(self, kind: ChildKind, *, environment: dict[str, str] | None = None) -> None:
        self.kind = kind
        self.memory_checked = 0.0
        """When its owner last looked at its memory, on the monotonic clock."""
        self._process = subprocess.Popen(
            child_command(kind),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=child_environment(environment),
            creationflags=_creation_flags(kind),
        )
        _give_way(self._process.pid, kind)
        self._inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._send_lock = threading.Lock()
        self._last_words: deque[str] = deque(maxlen=30)
        self._readers = [
            threading.Thread(target=self._read_messages, name=f"child-{kind.value}-out", daemon=True),
            threading.Thread(target=self._read_stderr, name=f"child-{kind.value}-err", daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def send(self, message: Json) -> None:
        """Raises ChildDied when nobody reads any more."""
        stdin = self._process.stdin
        assert stdin is not None
        try:
            with self._send_lock:
                write_frame(stdin, message)  # type: ignore[arg-type]
        except (OSError, ValueError) as error:
            raise self._died() from error

    def receive(self, timeout_s: float | None = None) -> Json:
        """The next message.

        Raises:
            TimeoutError: none came in time.
            ChildDied: the child ended, and all it said before has been received.
        """
        try:
            message = self._inbox.get(timeout=timeout_s)
        except queue.Empty:
            raise TimeoutError from None
        if message is _DEAD:
            self._inbox.put(_DEAD)
            raise self._died()
        return cast(Json, message)

    def memory_bytes(self) -> int:
        """Resident memory, 0 once it ended."""
        try:
            return int(psutil.Process(self.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def kill(self) -> None:
        """Ends the child now; safe to call twice. Returns when it is gone and its pipes are closed."""
        self._process.kill()
        self._process.wait()
        for reader in self._readers:
            if reader is not threading.current_thread():
                reader.join()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:  # a message that the child did not take any more
                logger.debug("unsent message dropped on kill of child %d", self.pid)

    def _died(self) -> ChildDied:
        try:
            self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            # It closed its stdout and lives on: useless to us, and kill() is the owner's to call.
            logger.warning("child %d closed its pipe without ending", self.pid)
        return ChildDied(self._process.returncode, "".join(self._last_words))

    def _read_messages(self) -> None:
        stdout = self._process.stdout
        assert stdout is not None
        try:
            while (message := read_frame(stdout)) is not None:  # type: ignore[arg-type]
                self._inbox.put(message)
        except (FrameError, OSError, ValueError) as error:
            logger.warning("child %d: broken message: %s", self.pid, error)
        finally:
            self._inbox.put(_DEAD)

    def _read_stderr(self) -> None:
        stderr = self._process.stderr
        assert stderr is not None
        crash: list[str] = []
        for line in stderr:
            text = line.decode("utf-8", "replace")
            self._last_words.append(text)
            if (crash or is_mark(text)) and len(crash) < CRASH_LINES:
                crash.append(text)
            logger.debug("%s child %d: %s", self.kind.value, self.pid, text.rstrip())
        if crash:
            note_child_crash(f"{self.kind.value} child {self.pid}", crash)


def _creation_flags(kind: ChildKind) -> int:
    """Windows: no console, and a class of priority from the first instruction on."""
    below = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) if kind in NICENESS else 0
    return getattr(subprocess, "CREATE_NO_WINDOW", 0) | below


def _give_way(pid: int, kind: ChildKind) -> None:
    """POSIX: from here and not in the child, whose first imports take as long as a short document."""
    if not hasattr(os, "setpriority"):
        return
    try:
        if os.getpriority(os.PRIO_PROCESS, pid) < NICENESS.get(kind, 0):
            os.setpriority(os.PRIO_PROCESS, pid, NICENESS[kind])
        if hasattr(os, "SCHED_BATCH"):
            # Linux: it never takes a core from what has just woken up to do a little, as the window does all the time.
            os.sched_setscheduler(pid, os.SCHED_BATCH, os.sched_param(0))
    except OSError:  # it has ended already, or the system forbids it: everything works without
        return
