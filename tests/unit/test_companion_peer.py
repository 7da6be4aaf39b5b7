"""The peer's benchmark prints its figures; ours reads them there."""

from __future__ import annotations

import pytest

from tests.benchmarks.companion_peer import FOLDER_VARIABLE, measure_peer, peer_metrics

PRINTED = """
## 3_event_latency_one_process  (3 s, load 1 -> 1, cpu 20%, others 0.1 cores)
  paced_250_per_s_ms: p50 0.261  p95 3.224  p99 58.36  max 133.543  (n 2000)
## 4_event_throughput  (9 s, load 1 -> 1, cpu 20%, others 0.1 cores)
  one_client.events_per_s: median 70362.821  [51946.865 .. 87090.544]  (3 reps)
  fifty_clients.events_per_s: median 1680.724  [911.641 .. 2080.398]  (3 reps)
## 3b_event_latency_split_via_redis_pubsub  (3 s)
  paced_250_per_s_ms: p50 0.482  p95 5.941  p99 45.507  max 84.363  (n 2000)
## 6_reconnect_cut_2s  (9 s)
  rooms_restored_default_retry.lost_of_1000: [407,703]
  state_recovery_fast_retry.lost_of_1000: [0,0]
"""


def test_the_figures_are_found_where_they_are_printed() -> None:
    assert peer_metrics(PRINTED) == {
        "emit_to_browser_ms_p50": 0.261,
        "emit_to_browser_ms_p99": 58.36,
        "events_per_s_1": 70362.821,
        "events_per_s_50": 1680.724,
        "lost_after_cut": 703.0,
    }
    assert peer_metrics("nothing") == {}


def test_without_the_peer_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    assert measure_peer() == {}
    assert "is not measured" in capsys.readouterr().out
