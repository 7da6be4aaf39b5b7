"""The checker on claims that it was not made for: some by hand on a text of ours, others by rules on any PDF.

`python -m tests.benchmarks.own_claims [FILE.pdf ...]` prints what it takes for true, kind by kind, and each mistake.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.benchmarks.claim_rules import claims_from
from workers.writing.claims import source_sentences

PROGRAM: Final = (sys.executable, "-m", "app")
FOLDER: Final = Path(__file__).with_name("claims")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim and whether its source says so."""

    text: str
    kind: str
    holds: bool


@dataclass(slots=True)
class Tally:
    """How many claims were made, and how many were taken for true, by (holds, kind)."""

    made: dict[tuple[bool, str], int] = field(default_factory=lambda: defaultdict(int))
    accepted: dict[tuple[bool, str], int] = field(default_factory=lambda: defaultdict(int))
    mistakes: list[Claim] = field(default_factory=list)

    def add(self, claim: Claim, *, supported: bool) -> None:
        self.made[claim.holds, claim.kind] += 1
        self.accepted[claim.holds, claim.kind] += supported
        if supported != claim.holds:
            self.mistakes.append(claim)

    def share(self, *, holds: bool) -> float:
        """Of the claims that hold, or do not, those that were taken for true."""
        made = sum(count for (truth, _), count in self.made.items() if truth == holds)
        return sum(count for (truth, _), count in self.accepted.items() if truth == holds) / max(1, made)


def tally_by_hand() -> Tally:
    """The claims written by hand."""
    lines = (FOLDER / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    rows: list[Mapping[str, str | bool]] = [json.loads(line) for line in lines]
    claims = [Claim(str(row["text"]), str(row["kind"]), bool(row["holds"])) for row in rows]
    return _tally((FOLDER / "source.txt").read_text(encoding="utf-8"), claims)


def tally_by_rules(pdf: Path) -> Tally:
    """The claims that rules make of an English document."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "pages.json"
        command = [*PROGRAM, "--data-dir", folder, "extract", str(pdf), "--json", str(out)]
        subprocess.run(command, check=True, capture_output=True)
        text = "\n\n".join(page["text"] for page in json.loads(out.read_text(encoding="utf-8"))["pages"])
    made = claims_from(source_sentences(text, "en"))
    return _tally(text, [Claim(claim.text, claim.kind, claim.holds) for claim in made])


def _tally(source: str, claims: Sequence[Claim]) -> Tally:
    tally = Tally()
    for claim, supported in zip(claims, _judged(source, claims), strict=True):
        tally.add(claim, supported=supported)
    return tally


def _judged(source: str, claims: Sequence[Claim]) -> Iterator[bool]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "source.txt").write_text(source, encoding="utf-8")
        lines = [json.dumps({"id": str(number), "text": claim.text}) for number, claim in enumerate(claims)]
        (folder / "claims.jsonl").write_text("\n".join(lines), encoding="utf-8")
        files = ["--source", str(folder / "source.txt"), "--claims", str(folder / "claims.jsonl")]
        command = [*PROGRAM, "--data-dir", name, "check-claims", *files, "--json", str(folder / "out.json")]
        subprocess.run(command, check=True, capture_output=True)
        yield from (bool(each["supported"]) for each in json.loads((folder / "out.json").read_text(encoding="utf-8")))


def main(paths: Sequence[str]) -> int:
    """Prints a table for the claims by hand, and one for each file."""
    for name, tally in (("by hand", tally_by_hand()), *((path, tally_by_rules(Path(path))) for path in paths)):
        print(f"{name}: false accepted {tally.share(holds=False):.3f}, true accepted {tally.share(holds=True):.3f}")
        for (holds, kind), made in sorted(tally.made.items()):
            print(f"  {'true ' if holds else 'false'} {kind:20} {tally.accepted[holds, kind]:4} of {made}")
        for claim in tally.mistakes:
            print(f"  {'refused' if claim.holds else 'accepted'} ({claim.kind}): {claim.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
