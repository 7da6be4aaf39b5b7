"""How true and how good the notes are, measured from outside: by the quality bench that stands beside the project.

It is no part of the project: STUDYLEAF_QUALITY names its folder, STUDYLEAF_QUALITY_PYTHON a Python with what it needs.
It runs the whole program with the embedded model, and scores the stored notes of its peers in the same table.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.blind_reader import read_quizzes
from tests.benchmarks.extraction_truth import quality_folder
from tests.benchmarks.own_claims import tally_by_hand
from tests.benchmarks.report import Report

PROGRAM: Final = (sys.executable, "-m", "app")
PEERS: Final = ("lead", "lexrank")
STEPS: Final = "claims,notes"

NOTE_METRICS: Final = {
    "score": ("score", 1.0),
    "verbatim_share": ("verb%", 0.01),
    "words_per_point": ("w/pt", 1.0),
    "cited_share": ("cited%", 0.01),
    "grounding_fail_share": ("flag%", 0.01),
    "section_coverage": ("toc%", 0.01),
    "redundancy": ("redun%", 0.01),
    "rouge1": ("R1", 1.0),
    "rouge2": ("R2", 1.0),
    "rougeL": ("RL", 1.0),
    "quiz_wellformed_share": ("quiz%", 0.01),
}
"""The metric, the bench's column, and what turns the column into a share."""

CLAIM_METRICS: Final = {
    "claims_auroc": "auroc",
    "claims_false_accepted": "false_accepted",
    "claims_recall": "recall",
}

CLAIM_KINDS: Final = {"claims_antonym": "F:antonym", "claims_arg_swap": "F:arg_swap"}
"""The share of the false claims of a kind that is caught."""


def main() -> int:
    """Measures and reports; 1, with a sentence, where the bench cannot run."""
    folder = quality_folder()
    if not (folder / "run.py").is_file():
        print(f"there is no quality bench in {folder}; set STUDYLEAF_QUALITY to its folder", file=sys.stderr)
        return 1
    python = os.environ.get("STUDYLEAF_QUALITY_PYTHON") or sys.executable
    if not _has_libraries(python):
        needs = "pypdf, pypdfium2, pymupdf, numpy and rapidfuzz"
        print(f"{python} lacks some of {needs}; set STUDYLEAF_QUALITY_PYTHON to one that has them", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as out, Report("writing") as report:
        results = _run(folder, python, Path(out))
        if results["notes"]["failures"]:
            print("; ".join(results["notes"]["failures"]), file=sys.stderr)
            return 1
        _add_claims(report, results["claims"])
        own = tally_by_hand()
        report.add("own_claims_false_accepted", own.share(holds=False))
        report.add("own_claims_recall", own.share(holds=True))
        _add_notes(report, results["notes"])
        report.add("rewritten_share", _rewritten_share(Path(out) / "notes"))
        _add_quizzes(report, Path(out) / "notes")
    return 0


def _has_libraries(python: str) -> bool:
    code = "import fitz, numpy, pypdf, pypdfium2, rapidfuzz"
    return subprocess.run([python, "-c", code], capture_output=True, check=False).returncode == 0


def _run(folder: Path, python: str, out: Path) -> Any:
    """The bench's own results, as it stores them."""
    command = [python, str(folder / "run.py"), "--work", str(folder / "data"), "--out", str(out), "--steps", STEPS]
    # A profile of its own: the student's may hold these notes from an earlier run.
    command += ["--app", shlex.join([*PROGRAM, "--data-dir", str(out / "profile")])]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2])
    return json.loads((out / "results.json").read_text(encoding="utf-8"))


def _add_claims(report: Report, claims: Mapping[str, Any]) -> None:
    ours = claims["APP"]
    for name, column in CLAIM_METRICS.items():
        report.add(name, ours[column])
    for name, kind in CLAIM_KINDS.items():
        caught, _ = ours["per_kind"][kind]
        report.add(name, caught)


def _add_notes(report: Report, notes: Mapping[str, Any]) -> None:
    _add_columns(report, "ours", notes["mean"])
    files = notes["files"].values()
    report.add("garbled_share", sum(1 - file["clean"] for file in files) / len(files))
    report.add("quiz_questions", sum(file["quiz"]["n"] for file in files) / len(files))
    report.add("rouge1_lead_cut", notes["mean"]["leadR1"])
    for label, columns in notes["baselines"].items():
        if label in PEERS:
            _add_columns(report, label, columns)


def _add_quizzes(report: Report, notes: Path) -> None:
    """What a reader without the document makes of the questions, and one with the cited sentences; the embedded model,
    which also chooses questions, and the one in `STUDYLEAF_READER`, which has no part in them."""
    for reader, suffix in ((None, ""), (os.environ.get("STUDYLEAF_READER"), "_other_reader")):
        if reader or not suffix:
            shares = read_quizzes(notes, reader)
            report.add(f"quiz_blind_share{suffix}", shares.blind)
            report.add(f"quiz_told_share{suffix}", shares.told)


def _add_columns(report: Report, who: str, columns: Mapping[str, float | None]) -> None:
    for name, (column, factor) in NOTE_METRICS.items():
        value = columns.get(column)
        if value is not None:
            report.add(f"{name}_{who}", value * factor)


def _rewritten_share(notes: Path) -> float:
    """Points in other words than the document's."""
    origins = [
        point["origin"]
        for path in sorted(notes.glob("*.json"))
        for section in json.loads(path.read_text(encoding="utf-8"))["note"]["sections"]
        for point in section["points"]
    ]
    return origins.count("rewritten") / len(origins)


if __name__ == "__main__":
    sys.exit(main())
