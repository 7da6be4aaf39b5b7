"""A Qt loop with nothing to do but its beat: what the system's own scheduling costs any program beside the same load.

python -m tests.benchmarks.idle_loop     prints its p99 and maximum in ms when its standard input ends
"""

from __future__ import annotations

import json
import subprocess
import sys
from types import TracebackType
from typing import Self

from PySide6.QtCore import QCoreApplication, QSocketNotifier

from tests.benchmarks.report import percentile
from ui.watchdog import Watchdog


class IdleLoop:
    """The program as a process of its own, for as long as the context is open; `delays_ms` afterwards. Opening waits
    until it runs: to start a process costs the others more than it costs itself."""

    def __init__(self) -> None:
        self.delays_ms: dict[str, float] = {}

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.benchmarks.idle_loop"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"runs\n"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        told, _ = self._process.communicate(timeout=10)
        self.delays_ms = json.loads(told)


def main() -> None:
    application = QCoreApplication(sys.argv[:1])
    dog = Watchdog()
    ended = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ended.activated.connect(application.quit)
    print("runs", flush=True)
    dog.start()
    application.exec()
    dog.stop()
    delays = [1000 * each for each in dog.delays_s]
    print(json.dumps({"p99": percentile(delays, 99), "max": max(delays)}))


if __name__ == "__main__":
    main()
