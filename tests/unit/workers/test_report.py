"""The benchmarks' report: what it writes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks.report import Report, percentile


def test_metrics_are_printed_and_written_with_machine_and_load(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Report("things", folder=tmp_path / ".bench") as report:
        report.add("start_ms_p50", 1.5)
    written = json.loads((tmp_path / ".bench" / "things.json").read_text())
    assert written["metrics"] == {"start_ms_p50": 1.5}
    assert written["machine"]["cores"] > 0
    assert len(written["load"]) == 2
    assert "start_ms_p50" in capsys.readouterr().out


def test_a_benchmark_that_failed_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Report("things", folder=tmp_path):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_metric_is_a_number_and_measured_once(tmp_path: Path) -> None:
    report = Report("things", folder=tmp_path)
    report.add("a", 1)
    with pytest.raises(AssertionError, match="twice"):
        report.add("a", 2)
    with pytest.raises(AssertionError, match="nan"):
        report.add("b", float("nan"))


@pytest.mark.parametrize(("percent", "value"), [(50, 5), (99, 10), (100, 10), (1, 1), (10, 1), (11, 2)])
def test_a_percentile_is_the_nearest_rank(percent: float, value: float) -> None:
    assert percentile([7, 3, 1, 10, 5, 2, 4, 9, 8, 6], percent) == value
