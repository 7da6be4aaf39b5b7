"""The peer stack (BullMQ, Redis, Socket.IO) measured on the same machine in the same run, where it is there.

`STUDYLEAF_PEERSTACK` names its folder: one whose `run.sh OUT.json` measures and prints; it needs node and redis-server.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

FOLDER_VARIABLE: Final = "STUDYLEAF_PEERSTACK"
PATIENCE_S: Final = 600

_NUMBER: Final = r"([\d.]+)"
_PATTERNS: Final = {
    "emit_to_browser_ms_p50": rf"paced_250_per_s_ms: p50 {_NUMBER}",
    "emit_to_browser_ms_p99": rf"paced_250_per_s_ms: .*p99 {_NUMBER}",
    "events_per_s_1": rf"one_client\.events_per_s: median {_NUMBER}",
    "events_per_s_50": rf"fifty_clients\.events_per_s: median {_NUMBER}",
}


def measure_peer() -> dict[str, float]:
    """Its metrics by our names, without the suffix; empty where it cannot be had, and then says why."""
    folder = os.environ.get(FOLDER_VARIABLE, "")
    missing = [name for name in ("node", "redis-server") if not shutil.which(name)]
    if not folder or not (Path(folder) / "run.sh").exists() or missing:
        why = f"{' and '.join(missing)} missing" if missing else f"{FOLDER_VARIABLE} names no folder with a run.sh"
        print(f"the Socket.IO peer is not measured: {why}")
        return {}
    with tempfile.TemporaryDirectory() as place:
        environment = {**os.environ, "QUICK": "1"}
        run = ["bash", str(Path(folder) / "run.sh"), str(Path(place) / "peer.json")]
        ran = subprocess.run(run, check=False, env=environment, timeout=PATIENCE_S, capture_output=True, text=True)
    if ran.returncode:
        # On a busy machine a later part of it may give up; what it printed before was measured.
        print(f"the Socket.IO peer's own benchmark ended with {ran.returncode}; these are the figures it came to")
    return peer_metrics(ran.stdout)


def peer_metrics(printed: str) -> dict[str, float]:
    """The metrics in what its benchmark prints; of several the first: one process without a broker."""
    found = {}
    for name, pattern in _PATTERNS.items():
        if match := re.search(pattern, printed):
            found[name] = float(match[1])
    lost = re.findall(r"(?:rooms_restored|state_recovery)\w*\.lost_of_1000: (\[.*?\])", printed)
    if lost:
        found["lost_after_cut"] = float(max(max(json.loads(each)) for each in lost))
    return found
