"""A child process of our own program: where it comes from, and that it never outlives us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.support import PATIENCE_S, eventually
from workers.children import process
from workers.children.process import ChildDied, ChildKind, ChildProcess, child_command, child_environment

PARENT = """
import sys, time
from workers.children.process import ChildKind, ChildProcess
child = ChildProcess(ChildKind.TEXT)
child.send({"call": "extract", "params": {"path": "nowhere", "kind": "text"}})
child.send({"end": True})
child.receive(20)
print(child.pid, flush=True)
time.sleep(3600)
"""


def test_the_real_text_child_answers() -> None:
    child = ChildProcess(ChildKind.TEXT)
    child.send({"call": "no such call", "params": {}})
    child.send({"end": True})
    assert child.receive(PATIENCE_S) == {"error": {"code": "INTERNAL", "details": {}}}
    assert child.alive
    assert child.memory_bytes() > 1 << 20
    child.kill()
    child.kill()
    assert not child.alive
    assert child.memory_bytes() == 0
    with pytest.raises(ChildDied):
        child.send({"call": "too late"})
    with pytest.raises(ChildDied):
        child.receive(PATIENCE_S)


def test_a_text_child_lets_the_window_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    child = ChildProcess(ChildKind.TEXT)
    assert psutil.Process(child.pid).nice() == max(psutil.Process().nice(), process.NICENESS[ChildKind.TEXT])
    child.kill()
    monkeypatch.setitem(process.NICENESS, ChildKind.TEXT, -20)
    lucky = ChildProcess(ChildKind.TEXT)
    assert psutil.Process(lucky.pid).nice() == psutil.Process().nice(), "nobody is given more than we have"
    lucky.kill()


@pytest.mark.skipif(not hasattr(os, "SCHED_BATCH"), reason="Linux")
def test_a_text_child_takes_no_core_from_what_wakes_up() -> None:
    child = ChildProcess(ChildKind.TEXT)
    assert os.sched_getscheduler(child.pid) == os.SCHED_BATCH
    child.kill()


@pytest.mark.skipif(not hasattr(os, "setpriority"), reason="Windows gives it at the start")
def test_a_child_works_where_the_system_forbids_other_priorities(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(*_: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "setpriority", forbid)
    test_the_real_text_child_answers()


def test_waiting_for_a_message_that_does_not_come_times_out() -> None:
    child = ChildProcess(ChildKind.TEXT)
    with pytest.raises(TimeoutError):
        child.receive(0.01)
    child.kill()


def test_a_folder_named_app_is_not_taken_for_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("")
    (tmp_path / "app" / "__main__.py").write_text("import os; os._exit(66)")
    monkeypatch.chdir(tmp_path)
    test_the_real_text_child_answers()


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/studyleaf/studyleaf")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    assert child_command(ChildKind.LLM) == ["/opt/studyleaf/studyleaf", "--child", "llm"]
    assert "PYTHONPATH" not in child_environment()


def test_the_callers_python_path_is_kept_behind_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/theirs")
    ours, theirs = child_environment({"X": "1"})["PYTHONPATH"].split(os.pathsep)
    assert (Path(ours) / "workers" / "children").is_dir()
    assert theirs == "/theirs"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends a process in one way only")
def test_a_child_does_not_outlive_a_parent_that_was_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        assert child.is_running()
        parent.kill()
        eventually(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE, "the child's end")


def test_a_libraries_print_does_not_get_into_the_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    noisy = (
        "import sys; from workers.children.main import _claim_pipes; from workers.children.framing import write_frame"
    )
    script = f"{noisy}\nrequests, replies = _claim_pipes()\nprint('noise')\nwrite_frame(replies, 'message')"
    monkeypatch.setattr(process, "child_command", lambda _: [sys.executable, "-c", script])
    child = ChildProcess(ChildKind.TEXT)
    assert child.receive(PATIENCE_S) == "message"
    with pytest.raises(ChildDied) as caught:
        child.receive(PATIENCE_S)
    child.kill()
    assert caught.value.exit_code == 0
    assert "noise" in "".join(child._last_words)
