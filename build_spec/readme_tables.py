"""Writes the README's tables that repeat what stands in the code: `python -m build_spec.readme_tables`.

A test compares them, so that neither is changed without the other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from app.errors import ERROR_TEXTS
from app.events import TRANSITIONS

README: Final = Path(__file__).parents[1] / "README.md"


def transitions_table() -> list[str]:
    """Which status may follow which."""
    names = [status.value for status in TRANSITIONS]
    rows = [f"| from ↓ to → | {' | '.join(names)} |", "|---|" + ":-:|" * len(names)]
    for before, allowed in TRANSITIONS.items():
        cells = ["●" if after in allowed else "" for after in TRANSITIONS]
        rows.append(f"| **{before.value}** | {' | '.join(cells)} |")
    return rows


def errors_table() -> list[str]:
    """What can go wrong, what is said of it, and whether trying again can help."""
    rows = ["| code | what you read | what to do | a retry can help |", "|---|---|---|:-:|"]
    for code, text in ERROR_TEXTS.items():
        helps = "●" if text.recoverable else ""
        rows.append(f"| `{code.value}` | {text.sentence} | {text.hint} | {helps} |")
    return rows


TABLES: Final = {"transitions": transitions_table, "errors": errors_table}
"""By the name in the marks that stand around each in the README."""


def with_tables(text: str) -> str:
    """The README's text with fresh tables."""
    for name, make in TABLES.items():
        before, _, rest = text.partition(f"<!-- {name} -->\n")
        _, _, after = rest.partition(f"<!-- end of {name} -->\n")
        table = "\n".join(make())
        text = f"{before}<!-- {name} -->\n{table}\n<!-- end of {name} -->\n{after}"
    return text


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
