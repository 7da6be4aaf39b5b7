"""Runs the program as a student would type it, and looks at what it wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2

PATIENCE_S = 280
NO_NETWORK = Path(__file__).parent / "no_network"


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


def studyleaf(*arguments: str | Path, data_dir: Path, stdin: str = "", wrapper: tuple[str, ...] = ()) -> Ran:
    """Runs `studyleaf ARGUMENTS` on a data folder, with every way to a network made an error."""
    command = [*wrapper, sys.executable, "-m", "app", *map(str, arguments)]
    environment = {**os.environ, "STUDYLEAF_DATA_DIR": str(data_dir), "PYTHONPATH": str(NO_NETWORK)}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    done = subprocess.run(
        command,
        check=False,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        env=environment,
        encoding="utf-8",
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def squeezed(text: str) -> str:
    """Text without white space, as quotes are compared."""
    return "".join(text.split())


def cited_parts(note: dict[str, Any]) -> list[dict[str, Any]]:
    """Everything in a note that states something: points, terms, questions, cards."""
    parts = [*note["quiz"], *note["flashcards"]]
    for section in note["sections"]:
        parts += [*section["points"], *section["terms"]]
    return parts


def faults_of(exported: dict[str, Any], extracted: dict[str, Any]) -> list[str]:
    """What does not fit the contract, or is not found on the page that it cites."""
    pages = {page["number"]: squeezed(page["text"]) for page in extracted["pages"]}
    faults = []
    if set(exported) != {"document", "note", "model", "timings"}:
        faults.append(f"keys {sorted(exported)}")
    if set(exported["document"]) != {"title", "pages", "sha256"} or exported["document"]["pages"] != len(pages):
        faults.append(f"document {exported['document']}")
    if not exported["note"]["sections"] or not any(section["points"] for section in exported["note"]["sections"]):
        faults.append("no points")
    faults += [
        f"question {question}"
        for question in exported["note"]["quiz"]
        if len(set(question["choices"])) != 4 or not 0 <= question["answerIndex"] < 4
    ]
    for part in cited_parts(exported["note"]):
        if not part["citations"]:
            faults.append(f"not cited: {part}")
        faults += [
            f"p. {citation['page']} does not say {citation['quote']!r}"
            for citation in part["citations"]
            if squeezed(citation["quote"]) not in pages.get(citation["page"], "")
        ]
    return faults


def page_count(path: Path) -> int:
    """The pages of a PDF, counted by another library than ours would."""
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
