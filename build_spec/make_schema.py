"""Writes resources/companion/schema.js from the vocabulary, so that page and program speak of the same things."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.errors import ErrorCode  # noqa: E402
from app.events import ENDED, WIRE_VERSION, EventType, JobStage, JobStatus, JobType  # noqa: E402

TARGET = ROOT / "resources" / "companion" / "schema.js"


def schema() -> str:
    """The module's text."""
    lines = ["// Written by build_spec/make_schema.py from app/events.py. Do not edit: `make schema` writes it again."]
    lines.append(f"export const WIRE_VERSION = {WIRE_VERSION};")
    lines += [enumeration(kind) for kind in (EventType, JobType, JobStatus, JobStage, ErrorCode)]
    ended = json.dumps(sorted(status.value for status in ENDED))
    lines.append(f"export const ENDED = Object.freeze({ended});")
    return "\n".join(lines) + "\n"


def enumeration(kind: type[Enum]) -> str:
    members: Iterable[Enum] = kind
    rows = "".join(f"  {member.name}: {json.dumps(member.value)},\n" for member in members)
    return f"export const {kind.__name__} = Object.freeze({{\n{rows}}});"


if __name__ == "__main__":
    TARGET.write_text(schema(), encoding="utf-8")
