"""The catalogue of models that can be downloaded: ours, and the one that lies in the models folder."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.errors import ErrorCode, StudyleafError
from resources import read_text

OURS: Final = "models/catalogue.toml"
FILE_NAME: Final = "catalogue.toml"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A model that can be had. `file` is its place below the address that models are downloaded from."""

    name: str
    file: str
    size_bytes: int
    sha256: str
    licence: str
    about: str = ""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"“{self.name}” is no name for a model")
        parts = self.file.split("/")
        if not all(_NAME.fullmatch(part) for part in parts):
            raise ValueError(f"“{self.file}” is no place below an address")
        if not _SHA256.fullmatch(self.sha256):
            raise ValueError(f"“{self.name}” has no SHA-256")
        if self.size_bytes <= 0:
            raise ValueError(f"“{self.name}” has no size")
        if not self.licence:
            raise ValueError(f"“{self.name}” has no licence")


def read_catalogue(models: Path) -> list[Entry]:
    """All entries, by name; one in the models folder takes the place of ours with the same name.

    Raises:
        StudyleafError: INPUT_INVALID with what is wrong with the catalogue in the models folder.
    """
    entries = {entry.name.lower(): entry for entry in _parse(read_text(OURS))}
    own = models / FILE_NAME
    try:
        entries |= {entry.name.lower(): entry for entry in _parse(own.read_text(encoding="utf-8"))}
    except FileNotFoundError:
        pass
    except (OSError, ValueError, TypeError) as error:
        raise StudyleafError(ErrorCode.INPUT_INVALID, name=str(own), reason=str(error)) from error
    return sorted(entries.values(), key=lambda entry: entry.name.lower())


def find_entry(name: str, models: Path) -> Entry | None:
    """The entry of this name, whatever the case. Raises what `read_catalogue` raises."""
    return next((entry for entry in read_catalogue(models) if entry.name.lower() == name.lower()), None)


def _parse(text: str) -> list[Entry]:
    """Raises ValueError or TypeError."""
    tables: Any = tomllib.loads(text).get("model", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ValueError("it has no list of models")
    return [_entry(table) for table in tables]


def _entry(table: dict[str, Any]) -> Entry:
    kinds = {"name": str, "file": str, "size_bytes": int, "sha256": str, "licence": str, "about": str}
    for key, value in table.items():
        if key not in kinds or type(value) is not kinds[key]:
            raise ValueError(f"“{key}” is not as expected")
    return Entry(**table)
