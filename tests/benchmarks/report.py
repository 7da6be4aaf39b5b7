"""How a benchmark tells what it measured: a table on the terminal, and `.bench/NAME.json` to compare over time."""

from __future__ import annotations

import json
import math
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import psutil

FOLDER: Final = Path(__file__).parents[2] / ".bench"

BUSY_LOAD: Final = 0.5
"""Load per core, before a benchmark, from which on its figures say more about the other programs."""


class Report:
    """Collects metrics while its context is open; prints and writes them at the end, unless the benchmark failed.

    Metric names are those of the design, with the peer's name as suffix where there are peers.
    """

    def __init__(self, name: str, *, folder: Path = FOLDER) -> None:
        self._path = folder / f"{name}.json"
        self._metrics: dict[str, float] = {}
        self._load_before = load()

    def __enter__(self) -> Self:
        if self._load_before > BUSY_LOAD * (os.cpu_count() or 1):
            print(f"the machine is busy (load {self._load_before:.1f}); expect worse figures", file=sys.stderr)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._print()
            self._write()

    def add(self, name: str, value: float) -> None:
        """Takes a metric. Each name once; a value that is no number is our own mistake."""
        assert name not in self._metrics, f"{name} was measured twice"
        assert math.isfinite(value), f"{name} is {value}"
        self._metrics[name] = value

    def _print(self) -> None:
        width = max((len(name) for name in self._metrics), default=0)
        for name, value in self._metrics.items():
            print(f"{name:{width}}  {value:12,.3f}")
        print(f"load {self._load_before:.2f} before, {load():.2f} after; {self._path}")

    def _write(self) -> None:
        body = {
            "metrics": self._metrics,
            "machine": machine(),
            "load": [self._load_before, load()],
            "measuredAt": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        self._path.parent.mkdir(exist_ok=True)
        self._path.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which so many percent of the values lie (nearest rank)."""
    assert values
    assert 0 < percent <= 100
    return sorted(values)[math.ceil(percent / 100 * len(values)) - 1]


def load() -> float:
    """Processes that wanted a core, averaged over a minute."""
    return round(psutil.getloadavg()[0], 2)


def machine() -> dict[str, str | int]:
    """What the figures were measured on; no name of a host or user."""
    return {
        "system": platform.system(),
        "architecture": platform.machine(),
        "cores": os.cpu_count() or 0,
        "memoryMb": psutil.virtual_memory().total >> 20,
        "python": platform.python_version(),
    }
