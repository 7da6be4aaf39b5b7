"""Notes as the JSON object that other programs read."""

from __future__ import annotations

import json

from app import wire
from app.notes import NotesExport


def render(export: NotesExport) -> str:
    """One JSON object, indented, ending with a newline."""
    return json.dumps(wire.encode(export), ensure_ascii=False, indent=2) + "\n"
