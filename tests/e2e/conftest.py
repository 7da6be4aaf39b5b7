"""A real X screen for the tests of the window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from json import loads
from pathlib import Path
from typing import Any

import pytest

PATIENCE_S = 290
SCREEN = "1440x900x24"

Visit = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """The name of a display of our own."""
    assert shutil.which("Xvfb"), "set-up for tests installs it"
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as numbers:
        display = f":{numbers.readline().strip()}"
    yield display
    server.terminate()
    server.wait()


@pytest.fixture
def visit(screen: str, tmp_path: Path) -> Visit:
    """Sends a student to the window, in a process of its own; returns what was measured."""

    def send(name: str, *, data_dir: Path | None = None, **environment: str) -> dict[str, Any]:
        shots = tmp_path / "shots"
        shots.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "tests.e2e.student", name, str(data_dir or tmp_path / "data"), str(shots)]
        settings = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", **environment}
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE_S, env=settings)
        assert done.returncode == 0, done.stderr[-3000:]
        measured: dict[str, Any] = loads(done.stdout.splitlines()[-1])
        return measured

    return send
