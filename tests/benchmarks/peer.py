"""The peer's figures for `make bench-jobs`: BullMQ on Redis with Socket.IO, from a benchmark outside the project."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

FOLDER_VARIABLE: Final = "STUDYLEAF_PEERSTACK"

FIGURES: Final[Mapping[str, str]] = {
    "start_ms_p50_peer": "1_enqueue_to_start_aof_everysec.enqueue_to_start_ms.p50",
    "start_ms_p99_peer": "1_enqueue_to_start_aof_everysec.enqueue_to_start_ms.p99",
    "jobs_per_s_peer": "2_queue_throughput_aof_everysec.one_done_per_s.median",
    "emit_to_client_ms_p50_peer": "3_event_latency_one_process.paced_250_per_s_ms.p50",
    "emit_to_client_ms_p99_peer": "3_event_latency_one_process.paced_250_per_s_ms.p99",
    "full_job_ms_p50_peer": "5_full_job_aof_everysec.persisted_sync_normal.post_to_completed_ms.p50",
    "full_job_ms_p99_peer": "5_full_job_aof_everysec.persisted_sync_normal.post_to_completed_ms.p99",
    "full_job_synced_ms_p50_peer": "5_full_job_aof_off.persisted_sync_full.post_to_completed_ms.p50",
    "full_job_synced_ms_p99_peer": "5_full_job_aof_off.persisted_sync_full.post_to_completed_ms.p99",
    "found_again_s_max_peer": "7_crash_kill9.defaults_30s_restart.pickup_s",
    "found_again_s_max_short_lock_peer": "7_crash_kill9.lock_5s_stalled_5s_restart.pickup_s",
}
"""Where each figure stands in the peer's results. Its queue is on the disk within a second (`aof_everysec`)."""


def peer_figures() -> dict[str, float]:
    """Runs the peer's benchmark, some minutes; empty, with a word on stderr, where that cannot be done here."""
    folder = os.environ.get(FOLDER_VARIABLE)
    missing = [program for program in ("node", "redis-server") if shutil.which(program) is None]
    if not folder or missing:
        why = f"not installed: {', '.join(missing)}" if folder else f"{FOLDER_VARIABLE} is not set"
        print(f"the peer was not measured: {why}", file=sys.stderr)
        return {}
    with tempfile.TemporaryDirectory() as place:
        results = Path(place) / "results.json"
        run = subprocess.run(["bash", str(Path(folder) / "run.sh"), str(results)], stdout=sys.stderr, check=False)
        if run.returncode or not results.exists():
            print(f"the peer was not measured: its benchmark ended with {run.returncode}", file=sys.stderr)
            return {}
        tests = json.loads(results.read_text(encoding="utf-8"))["tests"]
    return {name: value for name, path in FIGURES.items() if (value := _figure(tests, path)) is not None}


def _figure(tests: Any, path: str) -> float | None:
    """The number at a path; the largest where there are several; None where this run did not measure it."""
    found = tests
    for part in path.split("."):
        if not isinstance(found, dict) or part not in found:
            return None
        found = found[part]
    return float(max(found)) if isinstance(found, list) else float(found)
