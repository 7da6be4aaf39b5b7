"""The last words of native faults: kept in a file, of the program and its children, counted, and not for ever."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app import crashes
from app.crashes import CRASH_LOG, MAX_BYTES, find_crashes, note_child_crash
from tests.support import eventually
from workers.children.process import ChildKind, ChildProcess

NATIVE_CRASH = """
import os, signal, sys
from pathlib import Path
from app.logs import start_logging
sys.stderr.close()
sys.stderr = None  # as in a packaged window
start_logging(Path(sys.argv[1]))
os.kill(os.getpid(), signal.SIGSEGV)
"""

posix = pytest.mark.skipif(os.name != "posix", reason="a process cannot be sent a fault here")


@posix
def test_a_fault_of_the_program_is_written_down_also_without_a_terminal(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", NATIVE_CRASH, str(tmp_path)], check=False, capture_output=True)
    assert done.returncode == -signal.SIGSEGV
    found = find_crashes(tmp_path)
    assert found
    assert found.count == 1


@posix
def test_a_fault_of_a_child_is_written_down_by_its_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / CRASH_LOG).open("a", encoding="utf-8") as file:
        monkeypatch.setattr(crashes._target, "file", file)
        child = ChildProcess(ChildKind.TEXT)
        child.send({"call": "warm_up", "params": {}})
        child.send({"end": True})
        child.receive(20)
        os.kill(child.pid, signal.SIGSEGV)
        eventually(lambda: find_crashes(tmp_path))
        child.kill()
    text = (tmp_path / CRASH_LOG).read_text()
    assert f"text child {child.pid}\nFatal Python error: Segmentation fault" in text
    assert "most recent call first" in text


def test_without_a_file_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crashes._target, "file", None)
    note_child_crash("text child 1", ["Fatal Python error: Aborted\n"])


def test_where_nothing_went_wrong_there_is_nothing_to_tell(tmp_path: Path) -> None:
    assert find_crashes(tmp_path) is None
    (tmp_path / CRASH_LOG).write_text("")
    assert find_crashes(tmp_path) is None


def test_a_long_file_is_put_aside_at_the_next_start(tmp_path: Path) -> None:
    log = tmp_path / CRASH_LOG
    log.write_text("Fatal Python error: Aborted\n" + "x" * MAX_BYTES)
    program = (
        "import sys; from pathlib import Path; from app.logs import start_logging; start_logging(Path(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True)
    assert log.read_text() == ""
    assert log.with_name(f"{CRASH_LOG}.1").stat().st_size > MAX_BYTES
