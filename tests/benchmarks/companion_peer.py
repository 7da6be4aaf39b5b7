"""The peer stack (BullMQ, Redis, Socket.IO) measured on the same machine in the same run, where it is there.

`STUDYLEAF_PEERSTACK` names its folder: one whose `run.sh OUT.json` measures and writes; it needs node and redis-server.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Final

FOLDER_VARIABLE: Final = "STUDYLEAF_PEERSTACK"
PATIENCE_S: Final = 600


def measure_peer() -> dict[str, float]:
    """Its metrics by our names, without the suffix; empty where it cannot be had, and then says why."""
    folder = os.environ.get(FOLDER_VARIABLE, "")
    missing = [name for name in ("node", "redis-server") if not shutil.which(name)]
    if not folder or not (Path(folder) / "run.sh").exists() or missing:
        why = f"{' and '.join(missing)} missing" if missing else f"{FOLDER_VARIABLE} names no folder with a run.sh"
        print(f"the Socket.IO peer is not measured: {why}")
        return {}
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "peer.json"
        environment = {**os.environ, "QUICK": "1"}
        run = ["bash", str(Path(folder) / "run.sh"), str(out)]
        ran = subprocess.run(run, check=False, env=environment, timeout=PATIENCE_S, capture_output=True)
        if ran.returncode or not out.exists():
            print(f"the Socket.IO peer is not measured: its own benchmark ended with {ran.returncode}")
            return {}
        return _metrics(json.loads(out.read_text(encoding="utf-8"))["tests"])


def _metrics(tests: dict[str, Any]) -> dict[str, float]:
    found: dict[str, float] = {}
    for body in tests.values():
        paced = body.get("paced_250_per_s_ms")
        if paced and "emit_to_browser_ms_p50" not in found:
            found["emit_to_browser_ms_p50"] = paced["p50"]
            found["emit_to_browser_ms_p99"] = paced["p99"]
        for name, metric in (("one_client", "events_per_s_1"), ("fifty_clients", "events_per_s_50")):
            if name in body:
                found[metric] = body[name]["events_per_s"]["median"]
    return found
